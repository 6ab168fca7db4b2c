/// A message parted in two: what is done to an answer or a question, and what is wanted then (`3 下一题`, `good, next`, `跳过，下一题`,
/// `3 /next`).
struct StepsInTurn {
    let first: String
    /// Without its slash.
    let second: String
    /// Whether the second begins with a slash.
    let hasSlash: Bool

    /// Where a message may be parted, if it ends like one that asks for a question, has a slash in it or begins with a digit that rates.
    /// Most don't, and are not read
    /// further than their last word.
    static func readings(of line: String) -> [Self] {
        guard line.utf8.count <= maxBytes, asksAtEnd(line) || hasSlashInside(line) || beginsWithRating(line) else {
            return []
        }
        return parted(line)
    }

    private static func asksAtEnd(_ line: String) -> Bool {
        if line.containsChinese, line.unicodeScalars.contains(where: questionSigns.contains) { return true }
        let lastLetters = line.withoutEndPunctuation.reversed().prefix { $0.isASCII && $0.isLetter }
        return endings.contains(String(lastLetters.reversed()).lowercased())
    }

    fileprivate static func beginsWithRating(_ line: String) -> Bool {
        line.utf8.first.map { (0x31...0x34).contains($0) } ?? false
    }

    private static func hasSlashInside(_ line: String) -> Bool {
        line.unicodeScalars.dropFirst().contains { $0 == "/" || $0 == "／" }
    }

    /// A digit parts from a Chinese word by itself (`3下一题`).
    private static func parted(_ line: String) -> [Self] {
        var readings: [Self] = []
        if let first = line.first, first.isNumber, line.dropFirst().unicodeScalars.first?.isChinese ?? false {
            readings.append(Self(first: String(first), second: String(line.dropFirst()), hasSlash: false))
        }
        var place = line.startIndex
        while let start = line[place...].firstIndex(where: isGap) {
            let gap = line[start...].prefix(while: isGap)
            place = gap.endIndex
            guard start > line.startIndex, place < line.endIndex else { continue }
            readings.append(
                Self(
                    first: String(line[..<start]), second: String(line[place...]),
                    hasSlash: gap.contains(where: isSlash)))
        }
        return readings
    }

    private static func isGap(_ character: Character) -> Bool {
        character.isWhitespace || isSlash(character) || ",，.。、;；!！~～".contains(character)
    }

    private static func isSlash(_ character: Character) -> Bool { character == "/" || character == "／" }

    /// What stands in Chinese requests for a question.
    private static let questionSigns = Set("题題道个個".unicodeScalars)
    /// What English requests for a question end with.
    private static let endings: Set<String> = ["next", "question", "another", "one", "please", "pls", "thanks"]
    /// A longer message is none of these.
    private static let maxBytes = 60
}

extension CommandParser {
    /// A rating or a skip, and the next question; with any other command behind it nothing is done, and it is said how to type the two.
    func inTurn(_ line: String, _ today: Day) -> ParsedLine? {
        for steps in StepsInTurn.readings(of: line) {
            guard let second = second(steps, today) ?? bare(steps, today) else { continue }
            switch RatingText(steps.first) {
            case .rating(let rating): return turn(.rate(rating, answer: nil), second, steps, line)
            case .invalid: return .refused(.meantAsRating(line))
            case .text: if isSkip(steps.first) { return turn(.skip(question: nil), second, steps, line) }
            }
        }
        return nil
    }

    private func turn(_ first: Command, _ second: Command, _ steps: StepsInTurn, _ line: String) -> ParsedLine {
        if case .next = second { return .command(.first(first, then: second)) }
        return .refused(.oneAtATime(first: steps.first, second: "/" + steps.second, typed: line))
    }

    /// The next question in any words for it, or any command behind its slash.
    private func second(_ steps: StepsInTurn, _ today: Day) -> Command? {
        if asksForNext(steps.second) { return .next(topic: nil) }
        guard steps.hasSlash, let spelled = SpelledCommand("/" + steps.second),
            CommandTable.row(spelled.verb, isSandbox: false).map({ !$0.alternates.contains(spelled.verb) }) ?? false,
            case .command(let command) = parse("/" + steps.second, today: today)
        else { return nil }
        return command
    }

    /// A command behind a rating that lacks its slash (`3 统计`): one that is no piece of an answer there.
    private func bare(_ steps: StepsInTurn, _ today: Day) -> Command? {
        guard StepsInTurn.beginsWithRating(steps.first), case .rating = RatingText(steps.first) else { return nil }
        let word = steps.second.recognised.withoutEndPunctuation
        guard let verb = CommandTable.loneVerb(word) ?? (Self.behindRatings.contains(word) ? word : nil),
            case .command(let command) = parse("/" + verb, today: today)
        else { return nil }
        return command
    }

    private static let behindRatings: Set<String> = [
        "统计", "提示", "收藏", "撤销", "撤回", "跳过", "为什么", "设置", "帮助", "看答案", "答案",
    ]

    private func asksForNext(_ text: String) -> Bool { asks(text, for: "next") }

    private func isSkip(_ text: String) -> Bool { asks(text, for: "skip") }

    /// Whether a text is a command that stands alone, by any name of it that nobody answers with.
    private func asks(_ text: String, for verb: String) -> Bool {
        let bare = text.recognised.withoutEndPunctuation
        if let word = CommandTable.loneVerb(bare) { return CommandTable.row(word, isSandbox: false)?.verb == verb }
        return ([bare] + SpelledCommand.undisguised(bare)).contains { said in
            guard said.containsChinese else { return false }
            return CommandTable.row(said, isSandbox: false)?.verb == verb
                || SpokenRequests.command(for: said) == "/\(verb)"
        }
    }
}
