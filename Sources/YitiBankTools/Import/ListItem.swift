import YitiCore

/// An item of an outermost numbered list.
struct ListItem {
    let line: Int
    let number: Int
    /// Whether it stands in a list between two questions.
    var isInterruption = false
    /// The lines directly below it.
    var continuations: [ListLine] = []
    private var text: String
    private var plain: PlainMarkdown
    private var marked: MarkedWording
    /// What the line below says that is nothing but a mark.
    private var markBelow: StarMarks.Reading?

    /// Whether there is a question mark in it, or stars.
    private(set) var asks: Bool

    /// Whether it asks, or begins as questions do that have no question mark.
    var looksAsked: Bool { asks || QuestionWords.begins(plain.text) }

    init(_ line: ListLine, number: Int) {
        self.line = line.number
        self.number = number
        text = line.text
        plain = PlainMarkdown(text)
        marked = MarkedWording(plain)
        asks = plain.asks || marked.mark != .none
    }

    var wording: String { marked.wording }

    /// Wording and answer where a label or bold type tells them apart: `什么是锁？答：互斥`, `**What is a lock?** Mutual exclusion`.
    var toldApart: (wording: String, answer: String)? {
        if let end = wording.firstIndex(where: { "?？".contains($0) }),
            let answer = QuestionWords.labelledAnswer(String(wording[wording.index(after: end)...]))
        {
            return (String(wording[...end]), answer)
        }
        guard text.hasPrefix("**"), let close = text.dropFirst(2).firstRange(of: "**") else { return nil }
        let bold = PlainMarkdown(String(text[..<close.upperBound])).text
        guard bold.last.map({ "?？".contains($0) }) ?? false, wording.hasPrefix(bold) else { return nil }
        let answer = String(wording.dropFirst(bold.count).drop { $0.isWhitespace || "-–—－".contains($0) })
        let isAside = answer.first.map { MarkText.isOpening($0) } ?? true
        return isAside || !answer.hasWords || answer.contains(where: { "?？".contains($0) }) ? nil : (bold, answer)
    }

    /// Wording and answer where a dash behind the question's end parts them: `What is a lock? - Mutual exclusion`.
    var parts: (wording: String, answer: String)? {
        guard let end = wording.firstIndex(where: { "?？".contains($0) }) else { return nil }
        let behind = wording[wording.index(after: end)...].drop(while: \.isWhitespace)
        guard let dash = behind.first, "-–—－".contains(dash) else { return nil }
        let answer = String(behind.drop { "-–—－".contains($0) }).trimmingSpaces()
        guard answer.contains(where: { $0.isLetter || $0.isNumber }), !answer.contains(where: { "?？".contains($0) })
        else { return nil }
        return (String(wording[...end]), answer)
    }

    var mark: StarMarks.Reading { markBelow ?? marked.mark }
    var addresses: [String] { plain.addresses }
    var isOnlyLinks: Bool { plain.isOnlyLinks }

    /// Whether it leads to a place in the same document, as in a table of contents.
    var isPlace: Bool { isOnlyLinks && addresses.isEmpty && !asks }

    /// Takes the mark of a line below that is nothing else; false when it has one already.
    mutating func takeMark(_ below: StarMarks.Reading) -> Bool {
        guard mark == .none else { return false }
        markBelow = below
        return true
    }

    /// Lines below it go on with its wording when it ends in a question mark or stars only with them; returns those that don't.
    mutating func settle() -> [ListLine] {
        let lines = continuations
        continuations = []
        guard !asks else { return lines }
        var joined = text
        for (index, line) in lines.enumerated() {
            let needsSpace = !(joined.last.map(String.init)?.containsChinese ?? false) || !line.text.startsInChinese
            joined += (needsSpace ? " " : "") + line.text
            guard "?？".contains(joined.last ?? " ") || MarkedWording(line.text).mark != .none else { continue }
            text = joined
            plain = PlainMarkdown(joined)
            marked = MarkedWording(plain)
            asks = true
            return Array(lines.dropFirst(index + 1))
        }
        return lines
    }
}

extension String {
    fileprivate var startsInChinese: Bool { unicodeScalars.first?.isChinese ?? false }
}
