package import YitiCore

/// Words and lays out messages for one reader's language: `zh`, `en`, or `both`, which shows the question in the two languages
/// and the rest in English (docs/protocol.md, section 6).
package struct MessageWriter: Sendable {
    /// The reader's language.
    package let language: Language
    /// Whether what is better seen than read gets a picture.
    private let draws: Bool

    /// A writer for a reader of that language.
    package init(language: Language, draws: Bool = false) {
        self.language = language
        self.draws = draws
    }

    /// The message as it travels. Its text never ends in a line break, and its last line says what to do next.
    package func write(_ message: Message) -> WireMessage {
        var written = worded(message).fitted()
        guard draws, let image = image(of: message),
            written.escapedBytes + image.escapedBytes <= WireBudget.messageBytes
        else { return written }
        written.image = image
        return written
    }

    /// The wording in the reader's language.
    func say(_ text: Text) -> String { text.wording(in: language) }

    /// The remark in the reader's language.
    func say(_ remark: Remark) -> String { say(RemarkWords.text(of: remark)) }

    /// The wording in the reader's language, made on the spot.
    func say(zh: String, en: String) -> String { language == .zh ? zh : en }

    func button(_ button: Button) -> WireButton { WireButton(label: say(button.label), callback: button.callback) }

    func button(zh: String, en: String, _ callback: String) -> WireButton {
        WireButton(label: say(zh: zh, en: en), callback: callback)
    }

    /// Remarks before and blocks of lines after them, an empty line between the blocks; empty blocks are left out.
    func text(_ remarks: [Remark], _ blocks: [String]...) -> String {
        let all = [remarks.map(say)] + blocks
        return all.map { $0.joined(separator: "\n") }.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}

extension Datum {
    /// A text, or null.
    static func string(orNull text: String?) -> Datum { text.map { .string($0) } ?? .null }

    /// A count.
    static func count(_ number: Int) -> Datum { .integer(Int64(number)) }

    /// Texts as a list.
    static func strings(_ texts: [String]) -> Datum { .list(texts.map { .string($0) }) }

    /// Whole numbers as a list, or null.
    static func numbers(orNull numbers: [Int]?) -> Datum { numbers.map { .list($0.map(count)) } ?? .null }

    /// A number with a fraction, or null.
    static func number(orNull number: Double?) -> Datum { number.map { .number($0) } ?? .null }

    /// The streak's numbers as `rated` and `streak` carry them.
    static func members(of streak: StreakNumbers) -> [Member] {
        [
            Member("current", .count(streak.current)), Member("longest", .count(streak.longest)),
            Member("today", .bool(streak.today)), Member("freezes", .count(streak.freezes)),
        ]
    }
}
