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
    /// Whether tags of HTML set it apart as a heading does: `<summary>…</summary>`.
    private(set) var isSetApart = false

    /// The lines of a file.
    static func lines(of file: String) -> [ListLine] {
        var comment = MarkupComments()
        var lines = BankLine.lines(of: file).flatMap { line -> [ListLine] in
            guard line.kind == .plain else { return [ListLine(line)] }
            return InlineTags.splitAtBreaks(comment.without(line.text)).map {
                ListLine(BankLine(number: line.number, text: $0, kind: .plain))
            }
        }
        for index in lines.indices.dropLast() where lines[index].kind == .text && lines[index + 1].kind == .rule {
            if let level = lines[index + 1].underlined { lines[index].kind = .heading(level: level) }
        }
        for section in lines.indices.split(whereSeparator: { lines[$0].isHeading }) {
            LooseMark.read(&lines[section])
        }
        return lines
    }

    /// Makes it an item, as the lines around it say.
    mutating func beItem(_ number: Int, _ text: String) {
        kind = .item(number: number)
        self.text = text
    }

    private var isHeading: Bool {
        if case .heading = kind { true } else { false }
    }

    private init(_ line: BankLine) {
        number = line.number
        indent = line.text.prefix { $0 == " " || $0 == "\t" }.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
        original = line.text.trimmingSpaces()
        text = line.kind == .plain ? InlineTags.withoutBlocks(original) : original
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
        } else if InlineTags.setsApart(original) {
            isSetApart = true
        } else if let mark = ItemMark(text), !mark.isChinese || Self.asks(mark.text) {
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

    /// What it says when it is a mark and nothing else: `★★★`, `**★★**`, `- ★`, `> 难度：3`.
    var mark: StarMarks.Reading? {
        guard [.text, .bullet].contains(kind), text.count <= 40 else { return nil }
        let plain = PlainMarkdown(String(text.drop { "> ".contains($0) })).text
        guard let mark = MarkText(StarMarks.spelledOut(plain)), mark.isSure else { return nil }
        return mark.reading
    }

    /// Whether the whole line, or what stands behind its dash, is bold.
    var isBold: Bool {
        [.text, .bullet].contains(kind) && text.count > 4 && text.hasPrefix("**") && text.hasSuffix("**")
    }

    /// Whether it looks like a question although it is no item.
    var isQuestion: Bool { stands || QuestionWords.begins(text) || Self.asks(text) }

    /// Whether it is set apart from the lines around it as questions are.
    var stands: Bool { isBold || isSetApart || (kind == .text && QuestionWords.isLabelledQuestion(text)) }

    static func asks(_ text: String) -> Bool {
        let plain = PlainMarkdown(text)
        return plain.shielded.last.map { "?？".contains($0) } ?? false || MarkedWording(plain).mark != .none
    }
}

extension ListLine {
    /// Whether it counts as a question that was not read: it asks, is set apart, or has a number of any spelling.
    var isLostQuestion: Bool {
        guard [.text, .bullet].contains(kind), indent < 2, QuestionWords.answer(text) == nil else { return false }
        return stands || isNumbered || asksInRow
    }

    /// Whether it ends in a question mark, or a cell of it does.
    var asksInRow: Bool {
        text.split(separator: "|").contains {
            PlainMarkdown(String($0)).shielded.last.map { "?？".contains($0) } ?? false
        }
    }

    /// Whether a number of any spelling begins it, behind whatever marks it as bold or as an item: `**1. …**`, `- 2)`, `1.1 …`, `#7`.
    var isNumbered: Bool {
        if let mark = ItemMark(original) { return !mark.isChinese }
        let bare = original.drop { "#>-*+•·_ \t[(（【".contains($0) }.withoutPrefix
        let digits = bare.prefix { $0.isDecimal }
        if digits.isEmpty { return ItemMark(String(bare)).map { !$0.isChinese } ?? false }
        let rest = bare.dropFirst(digits.count)
        if original.hasPrefix("#"), digits.count <= 4, rest.first?.isWhitespace ?? false { return true }
        let isMarked = rest.first.map { ".、)）．:：]】".contains($0) } ?? false
        return digits.count <= 5 && (isMarked || (Self.asks(original) && !rest.isEmpty))
    }
}

extension Substring {
    /// Without the word before a number.
    fileprivate var withoutPrefix: Substring {
        let prefix = ["question", "no.", "第"].first { lowercased().hasPrefix($0) }
        return prefix.map { dropFirst($0.count).drop { $0 == " " } } ?? self
    }
}
