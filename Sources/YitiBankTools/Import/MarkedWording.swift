import YitiCore

/// A question of a list, taken apart into its wording and its mark, which stands at its beginning or its end.
struct MarkedWording: Hashable {
    let wording: String
    let mark: StarMarks.Reading

    private typealias Found = (place: Int, reading: StarMarks.Reading)

    /// No mark is longer.
    private static let maxMarkLength = 40
    private static let maxMarks = 8
    private static let ends = Set("?？。!！")
    /// What leads from a wording to its mark.
    private static let joints = Set("-—–|｜·•,，:：、")

    init(_ text: String) { self.init(CodeSpans(text)) }

    init(_ plain: PlainMarkdown) { self.init(plain.shielded, plain.code) }

    private init(_ code: CodeSpans) { self.init(code.text, code) }

    private init(_ shielded: String, _ code: CodeSpans) {
        var text = Array(StarMarks.spelledOut(shielded.trimmingSpaces()))
        var readings: [StarMarks.Reading] = []
        while readings.count < Self.maxMarks, let found = Self.last(text) {
            readings.append(found.reading)
            guard found.place < text.count else { break }
            text = Self.trimmed(text[..<found.place])
        }
        if let found = Self.first(text) {
            readings.append(found.reading)
            text = Array(text[found.place...].drop { Self.joints.contains($0) || $0.isWhitespace })
        }
        if readings.isEmpty, let found = Self.inner(text) {
            readings.append(found.reading)
            text = found.rest
        }
        wording = code.restored(String(text)).trimmingSpaces()
        mark = StarMarks.joined(readings)
    }

    /// What a cell says that holds a mark and nothing else.
    static func reading(ofCell cell: String) -> StarMarks.Reading {
        let text = StarMarks.spelledOut(cell.trimmingSpaces())
        if text.isEmpty { return .none }
        if let mark = MarkText(text) { return mark.reading }
        let marked = MarkedWording(text)
        return marked.wording.isEmpty ? marked.mark : .unknown(text)
    }

    private static func trimmed(_ text: ArraySlice<Character>) -> [Character] {
        var text = text
        while let last = text.last, last.isWhitespace || joints.contains(last) { text = text.dropLast() }
        return Array(text)
    }
}

// Where marks stand.
extension MarkedWording {
    /// The longest mark at the end; its place is behind the text when it is in doubt and stays.
    private static func last(_ text: [Character]) -> Found? {
        guard let end = text.last, !"?？".contains(end) else { return nil }
        for start in max(0, text.count - maxMarkLength)..<text.count where mayBegin(text, start) {
            guard let mark = MarkText(String(text[start...])) else { continue }
            if isDoubtful(text, start) { return (text.count, .unknown(String(text[start...]))) }
            if isMark(mark, trimmed(text[..<start]), text, start) {
                return (start, mark.bracket == "[" && !mark.isSure && mark.isNumber ? .unknown("[…]") : mark.reading)
            }
        }
        return nil
    }

    private static func mayBegin(_ text: [Character], _ start: Int) -> Bool {
        // A number alone is a question's wording, stars alone are not.
        guard start > 0 else { return text.first.map(StarMarks.isStar) ?? false }
        let (before, first) = (text[start - 1], text[start])
        if first.isWhitespace || joints.contains(first) { return false }
        if StarMarks.isStar(first) || MarkText.isIcon(first) || MarkText.isOpening(first) { return true }
        if first.isDecimal, before.isChineseCharacter { return text[start...].contains(where: StarMarks.isStar) }
        return before.isWhitespace || ends.contains(before) || joints.contains(before)
            || MarkText.brackets[before] != nil
    }

    /// `GPT 3 ⭐`: the number may be the word's.
    private static func isDoubtful(_ text: [Character], _ start: Int) -> Bool {
        guard text[start].isDecimal, text[start...].contains(where: StarMarks.isStar), start > 0 else { return false }
        let before = text[..<start].last { !$0.isWhitespace }
        return before.map { ($0.isLetter && !$0.isChineseCharacter) || $0.isNumber } ?? false
    }

    private static func isMark(_ mark: MarkText, _ before: [Character], _ text: [Character], _ start: Int) -> Bool {
        let isBehindEnd = before.last.map { ends.contains($0) || MarkText.brackets[$0] != nil } ?? true
        guard mark.isSure else {
            return mark.bracket != nil ? !mark.isNumber || isBehindEnd : isBehindEnd
        }
        guard !isBehindEnd, mark.bracket == nil, !mark.isLabelled, StarMarks.isStar(text[start]) else { return true }
        // `A★` and `☆ and ★` are what the question is about.
        let word = text[..<start].reversed().prefix { !$0.isWhitespace }
        let isLetter = word.count == 1 && word.allSatisfy { $0.isASCII && $0.isLetter }
        return !isLetter && !before.contains(where: StarMarks.isStar)
    }

    /// `★★ …`, `(4星) …`, `难度：3 …`.
    private static func first(_ text: [Character]) -> Found? {
        guard let first = text.first else { return nil }
        var end = text.prefix { StarMarks.isStar($0) || $0.isWhitespace || $0 == "½" }.count
        if end > 0, text[end...].contains(where: StarMarks.isStar) { return nil }
        if MarkText.isOpening(first),
            let close = text.prefix(maxMarkLength).firstIndex(where: { MarkText.brackets[$0] == first })
        {
            end = close + 1
        } else if end == 0 {
            end = text.prefix(maxMarkLength).firstIndex(where: \.isWhitespace) ?? 0
        }
        guard end > 0, end < text.count, let mark = MarkText(String(text[..<end])) else { return nil }
        return mark.isSure || (mark.bracket != nil && !mark.isNumber) ? (end, mark.reading) : nil
    }

    /// Stars behind the question's end with more behind them: `…? ★★★ (Google)`, `…？（★★★，字节）`.
    private static func inner(_ text: [Character]) -> (rest: [Character], reading: StarMarks.Reading)? {
        guard let end = text.lastIndex(where: { ends.contains($0) }) else { return nil }
        let start = text[(end + 1)...].firstIndex { !$0.isWhitespace && !joints.contains($0) } ?? text.count
        let bracket = text[start...].prefix(1).filter { MarkText.isOpening($0) }
        let run = text[(start + bracket.count)...].prefix { StarMarks.isStar($0) || $0.isWhitespace }
        guard run.contains(where: StarMarks.isStar), let mark = MarkText(String(run)) else { return nil }
        let rest = text[run.endIndex...].drop { joints.contains($0) || $0.isWhitespace }
        return (text[...end] + [" "] + bracket + rest, mark.reading)
    }
}

extension MarkText {
    /// Whether there is a number in it, and no word for one.
    fileprivate var isNumber: Bool {
        switch reading {
        case .stars: true
        case .unknown(let text): text.contains(where: \.isNumber)
        case .none: false
        }
    }
}

extension Character {
    fileprivate var isChineseCharacter: Bool { unicodeScalars.first?.isChinese ?? false }
}
