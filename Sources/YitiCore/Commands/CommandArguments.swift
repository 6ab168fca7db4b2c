/// What follows a verb, with what it takes to understand it.
struct CommandArguments {
    /// The row of the verb.
    let row: CommandRow
    /// As it was typed, without white space at its ends: what free text is taken from.
    let text: String
    /// The words in narrow letters and simplified characters.
    let words: [String]
    /// Whether the verb began with a slash; without one, what may be the beginning of an answer is none.
    let hasSlash: Bool
    /// Whether nothing parts the verb from what follows; then what follows is no free text.
    let isGlued: Bool
    /// The bank's topics.
    let topics: TopicMatcher
    /// The system's zones.
    let zones: ZoneBook
    /// The learning day it is for the person.
    let today: Day
    /// Whether this is the sandbox.
    let isSandbox: Bool

    /// The same with another text.
    func with(text: String) -> CommandArguments {
        text == self.text
            ? self
            : CommandArguments(
                row: row, text: text, words: text.recognised.withoutEndPunctuation.words, hasSlash: hasSlash,
                isGlued: isGlued, topics: topics, zones: zones, today: today, isSandbox: isSandbox)
    }

    /// A reading of the text from its beginning on.
    var scanner: ArgumentScanner { ArgumentScanner(text) }

    /// Whether nothing follows the verb.
    var isEmpty: Bool { text.isEmpty }

    /// The only word; nil when there are more or none.
    var onlyWord: String? { words.count == 1 ? words.first : nil }

    /// The refusal of what follows the verb. `bad_request` unless the protocol has a code for it.
    func refusal(_ code: RefusalCode = .badRequest, _ fault: ArgumentFault) -> Refusal {
        Refusal(code, .arguments(fault, verb: row.verb))
    }

    /// The refusal of something that can't be read here.
    func misread(_ code: RefusalCode = .badRequest) -> Refusal {
        refusal(code, .misread(typed: Refusal.quoted(text)))
    }
}

extension CommandArguments {
    /// Refuses anything that follows a command that stands alone.
    func nothing(_ command: Command) throws(Refusal) -> Command {
        guard isEmpty else {
            throw Refusal(.badRequest, .command(.takesNothing(typed: Refusal.quoted(text), verb: row.verb)))
        }
        return command
    }

    /// Free text of at most `limit` characters; bare, the command that says what to type.
    func freeText(upTo limit: Int, _ command: (String) -> Command) throws(Refusal) -> Command {
        guard !isEmpty else { return .usage(verb: row.verb) }
        guard text.count <= limit else {
            throw Refusal(.textTooLong, .command(.textTooLong(limit: limit)))
        }
        return command(text)
    }

    /// `on` or `off`; bare, what stands.
    func toggle(_ setting: Setting, _ command: (Bool) -> Command) throws(Refusal) -> Command {
        guard !isEmpty else { return .showSetting(setting) }
        if Self.isOn(onlyWord) { return command(true) }
        if Self.isOff(onlyWord) { return command(false) }
        throw refusal(.badRequest, .neitherOnNorOff)
    }

    /// The one topic that all the words name.
    func topic() throws(Refusal) -> String {
        guard words.count <= TopicMatcher.mostWords else { throw misread() }
        return try topics.only(words)
    }

    /// The canonical id of a question, whether or not the bank still has it, or a refusal.
    func question(_ word: String) throws(Refusal) -> String {
        guard let id = QuestionIDs.canonical(word) else {
            throw refusal(.badRequest, .noQuestionID(typed: Refusal.quoted(word)))
        }
        return id
    }

    /// A one-time code: one word of letters, digits and hyphens.
    func code() throws(Refusal) -> String {
        // Without a slash only what looks like a code is one: `绑定attention` is an answer.
        guard let word = onlyWord, ((hasSlash ? 4 : 8)...64).contains(word.utf8.count),
            hasSlash || word.contains(where: \.isNumber),
            word.contains(where: { $0.isASCII && ($0.isNumber || $0.isLetter) }),
            word.utf8.allSatisfy({
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
            })
        else {
            throw refusal(.badRequest, .codeIsOneWord)
        }
        return word
    }

    /// A whole number of a range, after a `#` if somebody writes one; nil for anything else.
    static func number(_ word: String?, in range: ClosedRange<Int>) -> Int? {
        guard let word, let number = Numerals.decimal(word.hasPrefix("#") ? String(word.dropFirst()) : word) else {
            return nil
        }
        return range.contains(number) ? number : nil
    }

    /// The number of a page, with or without its `p`.
    static func page(_ word: String?) -> Int? {
        let bare = word.map { $0.lowercased().hasPrefix("p") ? String($0.dropFirst()) : $0 }
        return number(bare, in: 1...99_999)
    }

    /// Words that turn something off.
    static func isOff(_ word: String?) -> Bool {
        offWords.contains(plain(word))
    }

    /// Words that turn something on.
    static func isOn(_ word: String?) -> Bool { ["on", "yes", "开", "打开", "开启"].contains(plain(word)) }

    /// Also what replies print where nothing is set.
    private static let offWords: Set<String> = [
        "off", "no", "none", "cancel", "clear", "remove", "stop", "disable", "never", "not set", "关", "关闭", "关掉", "取消",
        "不要", "无",
        "没有", "未定", "清除",
    ]

    private static func plain(_ word: String?) -> String { (word ?? "").recognised.withoutEndPunctuation.lowercased() }
}
