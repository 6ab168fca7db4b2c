import YitiCore

/// A line of a list of questions: what it is, how far it is indented, what follows its mark.
struct ListLine {
    enum Kind: Hashable {
        case blank
        /// A line across, which says nothing.
        case rule
        case heading(level: Int)
        /// `12. text`, `12、text`, `(12) text`, `Q12: text`.
        case item(number: Int)
        /// `- text`.
        case bullet
        case text
        /// A line of a code fence.
        case fenced
    }

    /// Counted from 1.
    let number: Int
    /// In columns; a tab takes four.
    let indent: Int
    private(set) var kind: Kind
    /// What follows the mark, without spaces around it.
    private(set) var text: String
    /// The whole line.
    let original: String

    /// The lines of a file.
    static func lines(of file: String) -> [ListLine] {
        var comment = MarkupComments()
        var lines = BankLine.lines(of: file).flatMap { line -> [ListLine] in
            guard line.kind == .plain else { return [ListLine(line)] }
            return comment.without(line.text).splitAtBreaks.map {
                ListLine(BankLine(number: line.number, text: $0, kind: .plain))
            }
        }
        for index in lines.indices.dropLast() where lines[index].kind == .text && lines[index + 1].kind == .rule {
            if let level = lines[index + 1].underlined { lines[index].kind = .heading(level: level) }
        }
        return lines
    }

    private init(_ line: BankLine) {
        number = line.number
        indent = line.text.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
        text = line.text.trimmingSpaces()
        original = text
        kind = .text
        if line.kind != .plain {
            kind = .fenced
        } else if text.isEmpty {
            kind = .blank
        } else if let heading = line.heading {
            kind = .heading(level: heading.level)
            text = heading.title
        } else if Self.isRule(text) {
            kind = .rule
        } else if let mark = ItemMark(text) {
            kind = .item(number: mark.number)
            text = mark.text
        } else if ["- ", "* ", "+ ", "• ", "· "].contains(where: text.hasPrefix) {
            kind = .bullet
            text = String(text.dropFirst(2)).trimmingSpaces()
        }
    }

    private static func isRule(_ text: String) -> Bool {
        guard let mark = text.first, "-*_=".contains(mark) else { return false }
        return text.count { $0 == mark } >= 3 && text.allSatisfy { $0 == mark || $0 == " " }
    }

    /// The level of the heading that a line above this one would be.
    private var underlined: Int? {
        if text.allSatisfy({ $0 == "=" }) { return 1 }
        return text.allSatisfy { $0 == "-" } ? 2 : nil
    }

    /// Whether the whole line is bold.
    var isBold: Bool { kind == .text && text.count > 4 && text.hasPrefix("**") && text.hasSuffix("**") }

    /// Whether it looks like a question although it is no item.
    var isQuestion: Bool {
        if isBold { return true }
        let plain = PlainMarkdown(text)
        return plain.text.last.map { "?？".contains($0) } ?? false || MarkedWording(plain.text).mark != .none
    }
}

/// The mark of a numbered item, with a number of at most four digits; `1.5` and `10:30` are none.
struct ItemMark {
    let number: Int
    let text: String

    private static let openings: [Character: Character] = ["(": ")", "（": "）", "[": "]", "【": "】"]
    private static let prefixes = ["Question ", "question ", "问题", "题目", "题", "问", "No.", "no.", "Q", "q"]
    private static let closings = Set(".、)）．:：")

    init?(_ line: String) {
        if let first = line.first, let number = first.wholeNumberValue, !first.isASCII, !first.isLetter,
            !first.isDecimal
        {
            self.number = number
            text = String(line.dropFirst()).trimmingSpaces()
            return
        }
        // `1\\.` is how Markdown keeps a number from being one; keycaps are digits.
        let line = line.withoutKeycaps.replacing("\\.", with: ".", maxReplacements: 1)
        let close = line.first.flatMap { Self.openings[$0] }
        var rest = close == nil ? line[...] : line.dropFirst()
        var isNamed = false
        for prefix in Self.prefixes where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
            isNamed = prefix.hasSuffix(".") || prefix.hasSuffix(" ")
            break
        }
        let digits = rest.prefix { $0.wholeNumberValue != nil && $0.isDecimal }
        rest = rest.dropFirst(digits.count)
        guard (1...4).contains(digits.count), let number = Int(String(digits).narrowed()),
            let mark = rest.first,
            close.map({ String($0).narrowed() == String(mark).narrowed() })
                ?? (Self.closings.contains(mark) || (isNamed && mark == " "))
        else { return nil }
        let text = rest.dropFirst()
        // `[1]: https://…` says where a link leads.
        if line.first == "[", text.first == ":" { return nil }
        if ".．:：".contains(mark), text.first?.isDecimal ?? false { return nil }
        self.number = number
        self.text = Self.withoutCheckbox(String(text).trimmingSpaces())
    }

    private static func withoutCheckbox(_ text: String) -> String {
        for box in ["[ ]", "[x]", "[X]"] where text.hasPrefix(box) {
            return String(text.dropFirst(box.count)).trimmingSpaces()
        }
        return text
    }
}

extension ListLine {
    /// Whether a number of any spelling begins it, behind whatever marks it as bold or as an item: `**1. …**`, `- 2)`, `1.1 …`, `#7`.
    var isNumbered: Bool {
        if ItemMark(original) != nil { return true }
        let bare = original.drop { "#>-*+•·_ \t[(（【".contains($0) }.withoutPrefix
        let digits = bare.prefix { $0.isDecimal }
        if digits.isEmpty { return ItemMark(String(bare)) != nil }
        let rest = bare.dropFirst(digits.count)
        if original.hasPrefix("#"), digits.count <= 4, rest.first?.isWhitespace ?? false { return true }
        return digits.count <= 5 && (rest.first.map { ".、)）．:：]】".contains($0) } ?? false)
    }
}

extension Substring {
    /// Without the word before a number.
    fileprivate var withoutPrefix: Substring {
        let prefix = ["question", "no.", "第"].first { lowercased().hasPrefix($0) }
        return prefix.map { dropFirst($0.count).drop { $0 == " " } } ?? self
    }
}

extension String {
    /// `1️⃣` as `1.`.
    fileprivate var withoutKeycaps: String {
        guard unicodeScalars.contains(where: { $0.value == 0x20E3 }) else { return self }
        var plain = String.UnicodeScalarView()
        for scalar in unicodeScalars where scalar.value != 0xFE0F {
            plain.append(scalar.value == 0x20E3 ? "." : scalar)
        }
        return String(plain)
    }
}

extension Character {
    /// A digit of ASCII or a full-width one.
    fileprivate var isDecimal: Bool {
        guard let scalar = unicodeScalars.first, unicodeScalars.count == 1 else { return false }
        return (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
    }
}
