/// What a line came to.
package enum ParsedLine: Hashable, Sendable {
    /// A command.
    case command(Command)
    /// It was meant as a command and can't be one; says what to type.
    case refused(Refusal)
    /// A text as it was typed, and the rating it is while one is pending ("3", "忘了", "good").
    case text(String, rating: Rating?)
}

/// Reads what people type. One for each bank; cheap to make.
package struct CommandParser: Sendable {
    private let topics: TopicMatcher
    private let zones: ZoneBook
    private let isSandbox: Bool

    /// A parser for a bank's topics and the system's zones; only a sandbox knows `/clock`.
    package init(bank: Bank, zones: ZoneBook, isSandbox: Bool) {
        self.topics = TopicMatcher(bank: bank)
        self.zones = zones
        self.isSandbox = isSandbox
    }

    /// What a person's line or a bridge's text, which may hold line breaks, came to. `today` is the person's learning day.
    package func parse(_ line: String, today: Day) -> ParsedLine {
        if let key = LoginKey.standing(in: line) { return .command(.login(key: key)) }
        guard let spelled = SpelledCommand(line) else { return meant(line, today) ?? text(line) }
        guard let row = CommandTable.row(spelled.verb, isSandbox: isSandbox) else {
            if let glued = glued(line, today) { return glued }
            if spelled.hasSlash, let plain = disguised(String(line.recognised.dropFirst()), today) { return plain }
            if spelled.hasSlash, !spelled.hasFurtherSlash {
                let refusal = Refusal.unknownCommand(spelled.verb, isSandbox: isSandbox)
                // `/begin{align} x` and `/256` may be how an answer begins.
                let mayBeText = !spelled.rest.isEmpty || !spelled.verb.allSatisfy(\.isLetter)
                return .refused(mayBeText ? refusal.orAnswering(line) : refusal)
            }
            return meant(line, today) ?? text(line)
        }
        return spelled.hasSlash ? read(row, spelled, today) : readAlias(row, spelled, line, today)
    }

    /// Whether a line begins like a command with its slash.
    package func hasSlash(_ line: String) -> Bool { SpelledCommand(line)?.hasSlash ?? false }

    /// Whether a line is a command, rightly typed or not, rather than text. Reads nothing but the line, and is quick.
    package func isCommand(_ line: String) -> Bool {
        if LoginKey.standing(in: line) != nil { return true }
        guard let spelled = SpelledCommand(line) else {
            return meant(line, Day(number: 20_000)) != nil
        }
        if spelled.hasSlash, !spelled.hasFurtherSlash || CommandTable.row(spelled.verb, isSandbox: isSandbox) != nil {
            return true
        }
        // On which day it is said makes a difference to which date it is, and whether it is past, and none to whether it is a command.
        if case .text = parse(line, today: Day(number: 20_000)) { return false }
        return true
    }

    /// Whether a line is a command but for the slash before its Latin verb: alone, or with arguments that can all be read (`later 2h`).
    package func lacksSlash(_ line: String, today: Day) -> Bool {
        slashMissing(line, today: today) != nil
    }

    /// Whether a line has its verb at the beginning, and all that it needs behind it.
    private func lacksNothingElse(_ line: String, _ today: Day) -> Bool {
        if CommandTable.loneVerb(line) != nil { return true }
        guard let spelled = SpelledCommand.withoutSlash(line),
            let row = CommandTable.row(spelled.verb, isSandbox: isSandbox), row.form == .words
        else { return false }
        // `log 5` is mathematics.
        guard row.verb == spelled.verb || row.verb == "points" || !spelled.rest.allSatisfy(\.isNumber) else {
            return false
        }
        if case .command = read(row, spelled, today) { return true }
        return Self.beginNoSentence.contains(spelled.verb) && line.count <= Self.maxNearCommand
    }

    /// The Latin verbs that begin no answer: a short line that can't be read behind one was meant as the command.
    private static let beginNoSentence: Set<String> = ["subscribe", "unsubscribe", "timezone", "rollover"]

    /// The refusal of a line that lacks only its slash, with the line as it should be; nil for others. What follows `login` is never repeated.
    package func slashMissing(_ line: String, today: Day) -> Refusal? {
        if let refusal = slashApart(line, today) ?? daysAlone(line, today) ?? timeAlone(line, today) { return refusal }
        guard lacksNothingElse(line, today) else { return nil }
        if let verb = CommandTable.loneVerb(line) { return .slashMissing(verb, typed: line) }
        guard let spelled = SpelledCommand.withoutSlash(line) else { return nil }
        if CommandTable.row(spelled.verb, isSandbox: isSandbox)?.verb == "login" {
            return .slashMissing("login …", typed: "login …")
        }
        let rest = spelled.rest.drop { !$0.isLetter && !$0.isNumber && !"+-#".contains($0) }
        return .slashMissing(Refusal.quoted("\(spelled.verb) \(rest)".trimmingSpaces()), typed: line)
    }

    /// The refusal of days and a time that lack the word for what they are.
    private func daysAlone(_ line: String, _ today: Day) -> Refusal? {
        guard let spelled = SpelledCommand.daysAlone(line), let request = subscription(spelled, today),
            request.minuteOfDay != nil, request.weekdays != nil
        else { return nil }
        return .slashMissing(Refusal.quoted("\(spelled.verb) \(spelled.rest)"), typed: line)
    }

    /// The refusal of a time to come that lacks the word for what is to happen then (`半小时后`, `tomorrow at 7`).
    private func timeAlone(_ line: String, _ today: Day) -> Refusal? {
        guard let spelled = SpelledCommand.timeAlone(line), let row = CommandTable.row(spelled.verb, isSandbox: false),
            case .command = read(row, spelled, today)
        else { return nil }
        return .slashMissing(Refusal.quoted("\(spelled.verb) \(spelled.rest)"), typed: line)
    }

    /// The refusal of a command whose word stands apart from its slash (`/ next`, `/ 提示`, `/ 3`); nil for others, fractions (`/ n`) among
    /// them.
    private func slashApart(_ line: String, _ today: Day) -> Refusal? {
        guard let joined = SpelledCommand.slashApart(line), let spelled = SpelledCommand(joined) else { return nil }
        let row = CommandTable.row(spelled.verb, isSandbox: isSandbox)
        switch parse(joined, today: today) {
        case .text: return nil
        case .command where spelled.verb.utf8.count == 1: return nil
        // `/ log 5` divides.
        case .command where row.map({ $0.alternates.contains(spelled.verb) }) ?? false && spelled.isNumbered: return nil
        case .refused(let refusal) where row == nil:
            return Rating(word: spelled.verb) != nil && spelled.rest.isEmpty ? refusal.orAnswering(line) : nil
        case .refused where !(row.map { $0.verb == spelled.verb || $0.chinese.contains(spelled.verb) } ?? false):
            return nil
        case .command, .refused: break
        }
        if row?.verb == "login" { return .slashMissing("login …", typed: "login …") }
        return .slashMissing(Refusal.quoted(joined.recognised.dropFirst()), typed: line)
    }

    /// Whether a text is nothing but a word that ends an interview which runs (`停止`, `finish`).
    package func endsMock(_ text: String) -> Bool { LoopReaders.endsMock(text) }

    /// Whether a line is for the writer at once, and begins no draft: a command, or one that lacks its slash.
    package func isRequest(_ line: String) -> Bool { isCommand(line) || lacksSlash(line, today: Day(number: 20_000)) }

    /// Whose command a line is said to be (`/next@name`); nil when it names nobody. In a room a command may be another bot's.
    package func addressee(of line: String) -> String? {
        SpelledCommand(line).flatMap { $0.hasSlash ? $0.addressee : nil }
    }

    /// The command of a button, or `bad_request` for what no button sends.
    package func callback(_ callback: String) -> Result<Command, Refusal> {
        if let command = Callbacks.command(callback) { return .success(command) }
        return .failure(Refusal(.badRequest, .command(.staleButton)))
    }

    /// A Chinese word and its arguments without a space between them (`暂停三天`): a command only when all of the rest can be read.
    private func glued(_ line: String, _ today: Day) -> ParsedLine? {
        for spelled in SpelledCommand.glued(line) {
            guard let row = CommandTable.row(spelled.verb, isSandbox: isSandbox), row.form == .words else { continue }
            if case .command(let command) = read(row, spelled, today) { return .command(command) }
        }
        return nil
    }

    /// What a line asks for in other words than a command's own. Every answer comes by here: what can't be any of it is told at a glance.
    private func meant(_ line: String, _ today: Day) -> ParsedLine? {
        guard line.utf8.count <= Sentence.maxBytes else { return nil }
        if let plain = inTurn(line, today) ?? disguised(line, today) { return plain }
        guard let said = Sentence(line) else { return nil }
        return requested(said, today) ?? turned(said, today) ?? recurring(said, today) ?? askedLater(said, today)
            ?? changed(said, today) ?? ended(said, today) ?? politely(said, today)
    }

    /// A command asked for politely: only when all of it can be read, and nothing of it would be kept as text.
    private func politely(_ said: Sentence, _ today: Day) -> ParsedLine? {
        guard let plain = SpelledCommand.politely(said), plain.first.map({ $0 != "/" && $0 != "／" }) ?? false else {
            return nil
        }
        switch parse(plain, today: today) {
        case .command(.answer), .command(.note), .command(.report), .command(.name), .command(.login), .command(.start),
            .text:
            return nil
        case .command(let command): return .command(command)
        case .refused(let refusal):
            return said.line.count <= Self.maxNearCommand && SpelledCommand.beginsCommand(plain)
                ? .refused(refusal.orAnswering(said.line)) : nil
        }
    }

    /// The question asked for again at a time: only when all of it can be read, or nothing but the hour is missing.
    private func askedLater(_ said: Sentence, _ today: Day) -> ParsedLine? {
        guard let spelled = SpelledCommand.askedLater(said), let row = CommandTable.row(spelled.verb, isSandbox: false)
        else { return nil }
        switch read(row, spelled, today) {
        case .command(let command): return .command(command)
        case .refused(let refusal) where refusal.reason.lacksHour: return .refused(refusal.orAnswering(said.line))
        case .refused, .text: return nil
        }
    }

    /// A change of a time or of days: of a subscription that is named, or of one that is asked for.
    private func changed(_ said: Sentence, _ today: Day) -> ParsedLine? {
        for (spelled, isNumbered) in SpelledCommand.changed(said) {
            guard let row = CommandTable.row(spelled.verb, isSandbox: false) else { continue }
            switch read(row, spelled, today) {
            case .command(.change(let number, let request)) where request.minuteOfDay != nil || request.weekdays != nil:
                return isNumbered
                    ? .command(.change(number: number, request)) : .refused(.changeWithoutNumber.orAnswering(said.line))
            case .refused(let refusal) where refusal.reason.isOneOff:
                return .refused(.changeWithoutNumber.orAnswering(said.line))
            case .command, .refused, .text: continue
            }
        }
        return nil
    }

    /// An end of subscriptions in other words: only when all of it can be read.
    private func ended(_ said: Sentence, _ today: Day) -> ParsedLine? {
        guard let spelled = SpelledCommand.ending(said), let row = CommandTable.row(spelled.verb, isSandbox: false),
            case .command(let command) = read(row, spelled, today)
        else { return nil }
        return .command(command)
    }

    /// A daily question asked for in a sentence: only when a time or days stand in it, and all of it can be read. What no subscription has
    /// in it is asked back.
    private func recurring(_ said: Sentence, _ today: Day) -> ParsedLine? {
        if let (head, end) = SpelledCommand.lasting(said), ArgumentScanner(end).isEndOfSubscription(today),
            let request = SpelledCommand.recurring(head), subscription(request, today) != nil
        {
            return asked(.endOfSubscription(typed: Refusal.quoted(end)), of: "subscribe", said.line)
        }
        guard let spelled = SpelledCommand.recurring(said) else { return nil }
        return subscription(spelled, today).map { .command(.subscribe($0)) } ?? asked(of: spelled, said.line, today)
    }

    /// What a sentence subscribes to.
    private func subscription(_ spelled: SpelledCommand, _ today: Day) -> SubscriptionRequest? {
        guard let row = CommandTable.row(spelled.verb, isSandbox: false),
            case .command(.subscribe(let request)) = read(row, spelled, today),
            request.minuteOfDay != nil || request.weekdays != nil
        else { return nil }
        return request
    }

    /// What is asked back where a subscription but for one thing is asked for: earlier or later than what stands is a change of one.
    private func asked(of spelled: SpelledCommand, _ line: String, _ today: Day) -> ParsedLine? {
        guard let row = CommandTable.row(spelled.verb, isSandbox: false),
            case .refused(let refusal) = read(row, spelled, today), case .arguments(let fault, _) = refusal.reason
        else { return nil }
        switch fault {
        case .noHour(let typed) where subscription(spelled.without(typed), today) != nil:
            return asked(fault, of: "subscribe", line)
        case .frequency(let typed) where subscription(spelled.without(typed), today) != nil:
            return asked(fault, of: "subscribe", line)
        case .dateOfSubscription(let typed)
        where subscription(spelled.without(typed), today) != nil || ClockTime.minute(typed) != nil:
            return asked(fault, of: "subscribe", line)
        case .vagueTime(let typed) where subscription(spelled.without(typed), today) != nil:
            return asked(fault, of: "change", line)
        case .endOfSubscription(let typed)
        where ArgumentScanner(typed).isEndOfSubscription(today) && subscription(spelled.without(typed), today) != nil:
            return asked(fault, of: "subscribe", line)
        default: return nil
        }
    }

    private func asked(_ fault: ArgumentFault, of verb: String, _ line: String) -> ParsedLine {
        let code: RefusalCode =
            switch fault {
            case .vagueTime, .noHour: .invalidTime
            default: .badRequest
            }
        return .refused(Refusal(code, .arguments(fault, verb: verb)).orAnswering(line))
    }

    /// A command asked for in other words than its own.
    private func requested(_ said: Sentence, _ today: Day) -> ParsedLine? {
        SpelledCommand.requested(said).flatMap(SpelledCommand.init).flatMap { spelled in
            CommandTable.row(spelled.verb, isSandbox: isSandbox).map { read($0, spelled, today) }
        }
    }

    /// A command whose word stands at the end: only when all that stands before it can be read.
    private func turned(_ said: Sentence, _ today: Day) -> ParsedLine? {
        for spelled in SpelledCommand.turned(said) {
            guard let row = CommandTable.row(spelled.verb, isSandbox: isSandbox) else { continue }
            switch read(row, spelled, today) {
            case .command(let command): return .command(command)
            case .refused(let refusal) where refusal.reason.isOneOff: return .refused(refusal.orAnswering(said.line))
            case .refused, .text: continue
            }
        }
        return nil
    }

    /// A command behind a particle, in quotes, or with what a keyboard gives instead of a slash: only when all of it can be read.
    private func disguised(_ line: String, _ today: Day) -> ParsedLine? {
        for plain in SpelledCommand.undisguised(line) {
            guard let spelled = SpelledCommand(plain), let row = CommandTable.row(spelled.verb, isSandbox: isSandbox),
                spelled.hasSlash || spelled.rest.isEmpty
            else { continue }
            if case .command(let command) = read(row, spelled, today) { return .command(command) }
        }
        return nil
    }

    private func text(_ line: String) -> ParsedLine { .text(line, rating: Rating(word: line)) }

    private func read(_ row: CommandRow, _ spelled: SpelledCommand, _ today: Day) -> ParsedLine {
        let isText = row.form == .text
        var spelled = spelled
        // A picture ends a line, and may be somebody's name.
        let isPicture = row.verb == Setting.name.verb && spelled.rest.contains(where: \.isEmoji)
        // `/next please` asks for nothing more than `/next`, and `/stop mock` for what `/mock stop` does.
        if spelled.hasSlash, row.form == .words, !isPicture,
            let asked = CommandTable.loneVerb("\(spelled.verb) \(spelled.rest)")
        {
            if let other = SpelledCommand("/" + asked),
                let meant = CommandTable.row(other.verb, isSandbox: isSandbox), meant.verb != row.verb
            {
                return read(meant, other, today)
            }
            spelled.rest = ""
        }
        let words = isText ? [] : spelled.rest.recognised.withoutEndPunctuation.words
        let arguments = CommandArguments(
            row: row, text: spelled.rest.isUnseen || (!isText && words.isEmpty && !isPicture) ? "" : spelled.rest,
            words: words,
            hasSlash: spelled.hasSlash, isGlued: spelled.isGlued, topics: topics, zones: zones, today: today,
            isSandbox: isSandbox)
        do {
            return .command(try row.read(arguments))
        } catch {
            return .refused(error)
        }
    }

    /// Chinese words are also how answers begin: without a slash a command has to be right in every part.
    private func readAlias(_ row: CommandRow, _ spelled: SpelledCommand, _ line: String, _ today: Day) -> ParsedLine {
        if spelled.rest.isEmpty || (row.form == .text && !spelled.hasComma) { return read(row, spelled, today) }
        if let plain = inTurn(line, today) ?? disguised(line, today) { return plain }
        // `主题 损失函数` selects, as `选题` does.
        if row.verb == Command.topics.verb, case .command(let command) = read(row, spelled, today) {
            return .command(command)
        }
        let isTopicNamed = row.verb == Command.topics.verb && spelled.rest.isLatinWord
        guard row.form == .words || isTopicNamed, spelled.rest.utf8.count <= 200 else { return text(line) }
        switch read(row, spelled, today) {
        case .refused(let refusal)
        where refusal.reason.isMisreading && (line.count > Self.maxNearCommand || spelled.isAboutContinuity):
            return text(line)
        case .refused(let refusal): return .refused(refusal.orAnswering(line))
        case let parsed: return parsed
        }
    }

    /// A short line that begins with a command's word and can't be read was meant as that command: it is refused, with an example, and not
    /// stored as somebody's answer.
    private static let maxNearCommand = 20
}

extension String {
    /// Whether it is one word of Latin letters and digits, as topics are named (`LDA`).
    fileprivate var isLatinWord: Bool {
        let word = recognised.withoutEndPunctuation
        return word.contains(where: \.isLatin)
            && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
}
