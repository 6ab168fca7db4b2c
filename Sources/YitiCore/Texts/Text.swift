/// One text in the two languages. Both are always there: a text without its twin can't be written.
package struct Text: Hashable, Sendable {
    /// The Chinese wording.
    package var zh: String
    /// The English wording.
    package var en: String

    /// A text from its two wordings.
    package init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    /// For who is not known to read either.
    package var inBoth: String { "\(zh) / \(en)" }

    /// A text that is there in one language alone, told by its characters.
    package init(monolingual text: String) {
        let isChinese = text.containsChinese
        self.init(zh: isChinese ? text : "", en: isChinese ? "" : text)
    }

    /// No wording.
    package static let empty = Text(monolingual: "")

    /// The wording for `language`; `both` reads English (only questions are shown twice). A missing wording falls back to the other.
    package func wording(in language: Language) -> String {
        let (first, second) = language == .zh ? (zh, en) : (en, zh)
        return first.isEmpty ? second : first
    }

    /// The text with both wordings changed in the same way.
    package func map(_ transform: (String) -> String) -> Text { Text(zh: transform(zh), en: transform(en)) }

    /// Whether neither language has a wording.
    package var isEmpty: Bool { zh.isEmpty && en.isEmpty }
}

extension [Text] {
    /// The texts one after the other, in each language.
    package func joined(separator: String = "\n") -> Text {
        Text(zh: map(\.zh).joined(separator: separator), en: map(\.en).joined(separator: separator))
    }
}
