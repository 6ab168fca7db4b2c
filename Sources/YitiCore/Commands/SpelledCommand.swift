/// A line that begins like a command: its verb, and what follows it as it was typed.
struct SpelledCommand {
    /// The verb without slash, `@name` and case, in narrow letters.
    let verb: String
    /// What follows the verb, without white space at its ends.
    var rest: String
    /// Whether it began with a slash; without one only Chinese words are verbs.
    let hasSlash: Bool
    /// Whose command it is said to be (`/next@name`); nil when nobody is named.
    let addressee: String?
    /// Whether something else than white space parts the verb from what follows.
    let hasComma: Bool
    /// Whether its arguments follow the verb without a space.
    let isGlued: Bool
    /// Whether another slash stands in the first word (`/x.*/`): where the verb is no command that is a path or a pattern, and text.
    let hasFurtherSlash: Bool

    /// What a line spells: `/verb …` with a verb of letters and digits, or a line whose first word may be a Chinese alias. Nil for text.
    ///
    /// `// x`, `/* x`, `/usr/bin` and `/1/2` are text: no letter or digit follows the slash, or another slash follows the verb. Any other
    /// sign ends the verb (`/next：loss`). A slash alone, also before a question mark, is a command without a verb.
    init?(_ line: String) {
        let start = line.withoutUnseenBeginning.drop(while: \.isWhitespace)
        guard let first = start.first else { return nil }
        let slash = first == "/" || first == "／"
        hasSlash = slash
        isGlued = false
        // Most lines are answers, and most of those begin with a letter that no command begins with.
        guard hasSlash || !first.isASCII else { return nil }
        let word = slash ? Self.slashedWord(start.dropFirst()) : Self.word(start)
        // Most Chinese ones begin with more than any command's word has.
        guard slash || word.utf8.count <= Self.maxWord else { return nil }
        let gap = slash ? Self.slashedGap(start[word.endIndex...]) : start[word.endIndex...].prefix(while: Self.isGap)
        guard !slash || !Self.goesOn(start[word.endIndex...], behind: word) else { return nil }
        hasFurtherSlash = slash && start.dropFirst().prefix { !$0.isWhitespace }.contains { Self.slashes.contains($0) }
        hasComma = gap.contains { !$0.isWhitespace }
        rest = String(start[gap.endIndex...]).trimmingSpaces()
        let spelled = String(word).recognised.lowercased()
        // Punctuation behind a lone word is how people end a line; behind a colon the line goes on.
        (verb, addressee) = Self.parts(rest.isEmpty ? spelled.withoutEndPunctuation : spelled)
        guard
            hasSlash
                ? Self.isVerb(verb) || (verb.isEmpty && start.dropFirst().isNothingButMarks)
                : Self.isChineseVerb(start, verb) && rest != ":" && rest != "："
        else {
            return nil
        }
    }

    init(verb: String, rest: String, hasSlash: Bool = false) {
        self.verb = verb
        self.rest = rest
        self.hasSlash = hasSlash
        (addressee, hasComma, isGlued, hasFurtherSlash) = (nil, false, true, false)
    }

    /// Whether `连续` speaks of what is continuous (`连续 E[X]`, `连续，但不可导`), and not of days.
    var isAboutContinuity: Bool { verb == "连续" && (hasComma || rest.contains { $0.isLatin || $0 == "（" || $0 == "(" }) }

    /// Whether nothing but a number follows.
    var isNumbered: Bool { !rest.isEmpty && rest.allSatisfy(\.isNumber) }

    /// The readings of a line as a word and what stands behind it without a space, the longest word first: a Chinese one (`暂停三天`,
    /// `历史：5`), behind a slash also a Latin one before a number (`/later2h`).
    static func glued(_ line: String) -> [SpelledCommand] {
        var start = line.withoutUnseenBeginning.drop(while: \.isWhitespace)
        guard start.utf8.count <= Sentence.maxBytes, !start.unicodeScalars.contains(where: \.isLineEnd) else {
            return []
        }
        let hasSlash = start.first.map(slashes.contains) ?? false
        if hasSlash { start = start.dropFirst() }
        let latin = hasSlash ? start.prefix { $0.isASCII && $0.isLetter }.count : 0
        return ([latin].filter { $0 > 1 } + (1...4).reversed()).compactMap { length in
            let rest = String(start.dropFirst(length).drop { isGap($0) || ":：=、".contains($0) }).trimmingSpaces()
            // `改2为3` is how an answer speaks: behind a word of one character a time has to look like one.
            guard !rest.isEmpty, length > 1 || rest.contains(where: { ":：点點时時周週星".contains($0) }) else {
                return nil
            }
            return SpelledCommand(
                verb: start.prefix(length).simplified.lowercased(), rest: rest, hasSlash: hasSlash)
        }
    }

    /// The reading of a line whose first word is a Latin verb that lacks its slash; nil for others.
    static func withoutSlash(_ line: String) -> SpelledCommand? {
        // An answer may be long: no more of it is counted than makes it none of these.
        guard let first = line.first, first.isLetter, line.unicodeScalars.dropFirst(maxWithoutSlash).isEmpty else {
            return nil
        }
        let plain = line.recognised
        if let time = without(reminderBeginnings, plain.lowercased()) {
            return SpelledCommand(verb: "later", rest: time)
        }
        if let ended = without(endingBeginnings, plain.lowercased()) {
            return SpelledCommand(verb: "unsubscribe", rest: ended)
        }
        let word = plain.prefix { $0.isASCII && $0.isLetter }
        let rest = String(plain[word.endIndex...].drop { isGap($0) || $0 == ":" }).trimmingSpaces()
        guard word.count > 1, !rest.isEmpty, plain[word.endIndex...].first.map({ !$0.isLetter }) ?? false else {
            return nil
        }
        return SpelledCommand(verb: word.lowercased(), rest: rest)
    }

    /// A short line that may be a time to come and nothing else, as what `/later` takes; nil for others.
    static func timeAlone(_ line: String) -> SpelledCommand? {
        guard line.utf8.count <= maxTime else { return nil }
        let plain = line.recognised.withoutEndPunctuation.lowercased()
        guard plain.hasSuffix("后") || timesBegin.contains(where: plain.hasPrefix) else { return nil }
        return SpelledCommand(verb: "later", rest: plain)
    }

    private static let maxTime = 40
    private static let timesBegin = ["明天", "明早", "明晚", "今晚", "后天", "tomorrow", "tonight", "in "]

    /// A line with something between its slash and its first word (`/ next`, `/. 下一题`), with the word at its slash; nil for others.
    static func slashApart(_ line: String) -> String? {
        if line.first?.isLatinOrDigit ?? true { return nil }
        let start = line.withoutUnseenBeginning.drop(while: \.isWhitespace)
        guard let first = start.first, slashes.contains(first) else { return nil }
        let rest = start.dropFirst()
        let word = rest.drop { $0.isWhitespace || $0.isVerbEnd || "-_\"'“”‘’「『【[(（<《".contains($0) }
        guard word.startIndex > rest.startIndex, !word.isEmpty else { return nil }
        return "/" + word
    }

    /// What a short line may be without the quotes around it, with a slash for what stands on its key, without what is polite before or
    /// behind it.
    static func undisguised(_ line: String) -> [String] {
        guard line.utf8.count <= Sentence.maxBytes, let first = line.first else { return [] }
        if let inner = unquoted(line) { return [inner] }
        if slashLike.contains(first) { return ["/" + line.dropFirst()] }
        if first == "#" || first.isEmoji {
            let bare = line.drop { $0 == "#" || $0 == " " || $0.isEmoji }
            return bare.unicodeScalars.first.map(\.isChinese) ?? false ? [String(bare)] : []
        }
        guard !first.isLatinOrDigit || beginsWithReply(line) else { return [] }
        let said = line.recognised.withoutEndPunctuation
        let bare = behindReply(said) ?? said
        guard bare.unicodeScalars.first.map({ $0.isChinese || $0 == "/" }) ?? false else { return [] }
        guard !commandsAlone.contains(where: bare.hasPrefix) else { return [] }
        let begun =
            [bare] + (bare == said ? [] : [bare])
            + requests.filter { bare.hasPrefix($0) }.map { String(bare.dropFirst($0.count)) }
        let ended = begun.flatMap { text in
            particles.filter { text.hasSuffix($0) }.map { String(text.dropLast($0.count)) }
                // `提示 一下` is left to be an answer.
                .filter { !(bare.hasSuffix("一下") && $0.last?.isWhitespace ?? false) }
                .map { $0.trimmingSpaces().withoutEndPunctuation }
        }
        return begun.dropFirst() + ended
    }

    /// What stands in quotes or brackets, which are the whole line but for what ends a sentence.
    private static func unquoted(_ line: String) -> String? {
        guard let first = line.first, let end = quotes[first] else { return nil }
        var line = line[...]
        while let last = line.last, last != end, "。.!！~ ".contains(last) { line = line.dropLast() }
        return line.last == end && line.count > 2 ? String(line.dropFirst().dropLast()) : nil
    }

    /// Whether a line's first Latin word says yes or thanks. Answers begin with others, and are not read further.
    private static func beginsWithReply(_ line: String) -> Bool {
        let word = line.utf8.prefix { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") }
        return (1...longestLatinReply).contains(word.count) && replies.contains(String(Substring(word)).lowercased())
    }

    /// What follows a word that says yes or thanks, and a comma or a space (`好的，下一题`, `ok 下一题`); nil for others.
    private static func behindReply(_ line: String) -> String? {
        guard let first = line.unicodeScalars.first, repliesBegin.contains(first) else { return nil }
        let word = line.prefix(longestReply + 1).prefix { !isGap($0) && !"。.!！~".contains($0) }
        guard replies.contains(word.lowercased()), word.endIndex < line.endIndex else { return nil }
        let rest = String(line[word.endIndex...].drop { isGap($0) || "。.!！~".contains($0) })
        return rest.isEmpty ? nil : rest
    }

    /// What a line asks for politely, with all that stands behind (`帮我订阅每天8点`, `请暂停推送`); nil for others.
    static func politely(_ said: Sentence) -> String? {
        guard said.isChinese else { return nil }
        let bare = behindReply(said.bare) ?? said.bare
        if let asked = without(askingBeginnings, bare) {
            return asked.last == "吗" ? String(asked.dropLast()).trimmingSpaces() : nil
        }
        return without(politeBeginnings, bare) ?? (bare == said.bare ? nil : bare)
    }

    /// What a question begins with that asks for a command (`能给个提示吗`).
    private static let askingBeginnings = ["可不可以", "能不能", "可以", "能"]

    private static let replies: Set<String> = [
        "好的", "好", "好吧", "好啊", "好呀", "好嘞", "好了", "嗯", "嗯嗯", "行", "行吧", "可以", "谢谢", "谢谢你", "多谢", "知道了", "明白了", "明白",
        "懂了", "收到",
        "没问题", "了解", "ok", "okay", "thanks", "thx", "那", "那就",
        "不会", "我不会", "这题不会", "这题我不会", "这道题不会", "真不会", "不懂", "我不懂", "看不懂", "不知道", "我不知道", "忘了", "我忘了", "忘记了", "我忘记了",
        "不记得了", "我不记得了", "想不起来", "想不起来了", "我想不起来了", "不清楚", "没学过", "没印象", "没头绪", "没有头绪", "没思路", "没有思路", "太难了", "太难",
        "好难",
        "想不出来", "答不出来", "答不上来", "不想答", "不想做", "算了", "放弃", "放弃了", "我放弃", "没时间", "今天没时间", "没空",
    ]
    private static let repliesBegin = Set(
        (Array(replies) + replies.map { $0.uppercased() }).compactMap(\.unicodeScalars.first))
    private static let longestReply = replies.map(\.count).max() ?? 0
    private static let longestLatinReply = replies.filter { $0.utf8.allSatisfy { $0 < 0x80 } }.map(\.count).max() ?? 0
    private static let politeBeginnings = [
        "请你帮我", "请帮我", "麻烦帮我", "麻烦你帮我", "帮我", "帮忙", "麻烦", "请你", "请", "我想要", "我要", "我想", "替我", "给我",
    ]

    /// The command line that a short line asks for in other words (`看看答案吧`); nil for others.
    static func requested(_ said: Sentence) -> String? {
        guard said.line.utf8.count <= SpokenRequests.maxBytes, said.isChinese else { return nil }
        return ([said.bare] + undisguised(said.line)).lazy
            .compactMap(SpokenRequests.command).first
    }

    /// A line whose word stands at its end, or behind what is done to it (`每天8点订阅`, `关闭免打扰`), with the word first.
    static func turned(_ said: Sentence) -> [SpelledCommand] {
        guard said.isChinese else { return [] }
        return commandsAtEnd.filter { said.bare.hasSuffix($0) && said.bare.count > $0.count }.map {
            SpelledCommand(verb: $0, rest: String(said.bare.dropLast($0.count)).trimmingSpaces())
        }
    }

    /// A line that asks for something again and again up to a day (`每天8点提醒我直到周五`), as what it asks for and the end.
    static func lasting(_ said: Sentence) -> (request: Sentence, end: String)? {
        guard said.isChinese else { return nil }
        let scalars = said.bare.unicodeScalars
        for place in scalars.indices where endsBegin.contains(scalars[place]) {
            let end = said.bare[place...]
            guard ends.contains(where: end.hasPrefix), let request = Sentence(String(said.bare[..<place])),
                recurring(request) != nil
            else { continue }
            return (request, String(end))
        }
        return nil
    }

    /// The same without a part of what follows the verb.
    func without(_ part: String) -> SpelledCommand {
        var left = self
        if let range = rest.firstRange(of: part) { left.rest.removeSubrange(range) }
        left.rest = left.rest.trimmingSpaces()
        return left
    }

    /// A text without the first of these words that it begins with; nil when it begins with none.
    static func without(_ words: [String], _ text: String) -> String? {
        words.first(where: text.hasPrefix).map { String(text.dropFirst($0.count)).trimmingSpaces() }
    }

    /// What a day stands behind that something lasts to.
    private static let ends = ["直到", "截止", "截至", "持续到", "到"]
    private static let endsBegin = Set(ends.compactMap(\.unicodeScalars.first))

    /// A line that asks for the question again at a time (`两小时后再问我`, `推迟到明天`), with the time and what may stand around it.
    static func askedLater(_ said: Sentence) -> SpelledCommand? {
        guard said.isChinese,
            laterEndings.contains(where: said.bare.hasSuffix) || laterBeginnings.contains(where: said.bare.hasPrefix)
        else { return nil }
        return SpelledCommand(verb: "later", rest: said.bare)
    }

    private static let laterEndings = ["提醒我", "叫我", "问我", "再问", "再来", "再答", "再说"]
    private static let laterBeginnings = ["推迟", "延后", "推后"]
    /// What English lines of the same kind begin with (`remind me in 2 hours`).
    private static let reminderBeginnings = [
        "remind me again ", "remind me ", "ask me again ", "ask me ", "ask again ",
    ]

    /// `cancel subscription 1`.
    private static let endingBeginnings = ["cancel", "end", "delete", "remove", "stop"].flatMap { verb -> [String] in
        ["\(verb) subscription ", "\(verb) my subscription ", "\(verb) the subscription "]
    }

    private static let quotes: [Character: Character] = [
        "\"": "\"", "“": "”", "‘": "’", "'": "'", "「": "」", "『": "』", "【": "】", "`": "`", "<": ">",
        "（": "）", "(": ")", "《": "》", "[": "]",
    ]
    /// What a Chinese keyboard gives for the key, and slashes that are another character.
    private static let slashLike: Set<Character> = ["、", "⁄", "∕"]
    private static let particles = [
        "吧", "啊", "呀", "呢", "哦", "啦", "呗", "嘛", "咯", "喽", "哈", "噢", "谢谢", "这题", "这道题", "这一题", "吧谢谢", "一下", "一下吧",
    ]
    private static let requests = ["请给我", "给我一个", "给我个", "给我", "给一个", "给个", "来一个", "来个", "我想要", "我要", "请"]

    /// A longer line is no command that lacks its slash.
    private static let maxWithoutSlash = 40

    /// The words that begin no sentence: what follows them needs no space (`订阅8:30`).
    private static let commandsAlone = ["订阅", "退订", "时区", "免打扰", "换日"]
    private static let commandsAtEnd = commandsAlone + ["面试"]

    /// A longer word without a slash is no command's, whatever in it is passed over.
    private static let maxWord = 48
    private static let longestAlone = commandsAlone.map(\.count).max() ?? 0

    /// Whether one of those words stands first.
    static func beginsCommand(_ line: String) -> Bool { commandsAlone.contains(where: line.hasPrefix) }

    /// The first word, the verb if there is one.
    private static func word(_ start: Substring) -> Substring {
        let word = start.prefix { !isGap($0) }
        guard let verb = commandsAlone.first(where: word.prefix(longestAlone).simplified.hasPrefix),
            CommandTable.row(String(word).recognised.withoutEndPunctuation, isSandbox: false) == nil
        else { return word }
        return word.prefix(verb.count)
    }

    private static let slashes: Set<Character> = ["/", "／"]

    /// Whether a path goes on behind its first word (`/usr/bin`). What a command's word ends with is no path (`/next/`).
    private static func goesOn(_ rest: Substring, behind word: Substring) -> Bool {
        guard rest.first.map(slashes.contains) ?? false else { return false }
        let next = rest.drop(while: slashes.contains).first
        return !(next?.isWhitespace ?? true) || CommandTable.row(bareVerb(word), isSandbox: true) == nil
    }

    private static func bareVerb(_ word: Substring) -> String { parts(String(word).recognised.lowercased()).verb }

    /// The verb behind a slash, with who is named: letters, numbers, lines. What can't be seen parts it only where that makes a command of
    /// it (`/search\u{200B}loss`, but `/ne\u{200B}xt`).
    private static func slashedWord(_ start: Substring) -> Substring {
        let word = slashedRun(start)
        guard let unseen = word.firstIndex(where: \.isPassedOver), unseen > word.startIndex,
            CommandTable.row(bareVerb(word), isSandbox: true) == nil,
            CommandTable.row(String(word[..<unseen]).recognised.lowercased(), isSandbox: true) != nil
        else { return word }
        return word[..<unseen]
    }

    private static func slashedRun(_ start: Substring) -> Substring {
        let word = start.prefix { $0.isLetter || $0.isNumber || "_-@＠".contains($0) || $0.isPassedOver }
        let name = start[word.endIndex...].prefix { $0.isLetter || $0.isNumber || "_-.".contains($0) }
        return word.contains("@") ? start[word.startIndex..<name.endIndex] : word
    }

    /// White space, or punctuation and then white space.
    private static func slashedGap(_ start: Substring) -> Substring {
        let signs =
            start.first?.isWhitespace ?? true
            ? start.prefix(0) : start.prefix { $0.isVerbEnd || slashes.contains($0) }
        return start[..<start[signs.endIndex...].prefix(while: \.isWhitespace).endIndex]
    }

    /// What parts a Chinese word from what follows.
    private static func isGap(_ character: Character) -> Bool {
        character.isWhitespace || character == "，" || character == ","
    }

    /// `next@yiti_bot` → `next` and `yiti_bot`; behind `next@` nobody is named.
    private static func parts(_ word: String) -> (verb: String, addressee: String?) {
        guard let at = word.firstIndex(of: "@"), at > word.startIndex else { return (word, nil) }
        let name = word[word.index(after: at)...]
        guard !name.isEmpty else { return (String(word[..<at]), nil) }
        let isName = name.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
        return isName ? (String(word[..<at]), String(name)) : (word, nil)
    }

    private static func isVerb(_ word: String) -> Bool {
        guard let first = word.first, first.isLetter || first.isNumber else { return false }
        return word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    }

    /// Without a slash several lines are an answer, and so is everything that begins in another script.
    private static func isChineseVerb(_ line: Substring, _ word: String) -> Bool {
        guard word.unicodeScalars.first?.isChinese == true, word.utf8.count <= 32 else { return false }
        return !line.trimmingSpaces().contains(where: \.isNewline)
    }
}

extension Character {
    /// Whether it ends a verb and is no part of what follows.
    fileprivate var isVerbEnd: Bool {
        ":：=,，、;；.。!！?？~～…".contains(self) || isPassedOver
    }
}

extension Substring {
    /// Whether it is empty but for marks that end a sentence.
    fileprivate var isNothingButMarks: Bool { String(self).recognised.withoutEndPunctuation.isEmpty }

    fileprivate func trimmingSpaces() -> String { String(self).trimmingSpaces() }
}

extension Character {
    /// Whether it is an ASCII letter or digit.
    fileprivate var isLatinOrDigit: Bool { isASCII && (isLetter || isNumber) }
}
