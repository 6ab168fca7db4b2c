import YitiCore

/// A question of a list, taken apart into its wording and its mark.
struct MarkedWording: Hashable {
    private(set) var wording: String
    private(set) var mark = StarMarks.Reading.none

    private static let brackets: [Character: Character] = [")": "(", "）": "（", "]": "[", "】": "【"]
    private static let labels = [
        "难度", "重要性", "重要程度", "重要度", "频率", "频次", "热度", "星级", "推荐", "推荐度", "stars", "difficulty", "importance",
        "frequency",
        "rating",
    ]

    /// Stars may stand anywhere, in brackets or with a label; `(4/5)` and `【四星】` stand at the end.
    init(_ text: String) {
        wording = text.trimmingSpaces()
        let characters = Array(wording)
        if let first = characters.firstIndex(where: StarMarks.isStar),
            let last = characters.lastIndex(where: StarMarks.isStar)
        {
            takeStars(characters, first, last)
        } else {
            takeBrackets(characters)
            if mark == .none { takeLastWord() }
        }
    }

    private mutating func takeStars(_ text: [Character], _ first: Int, _ last: Int) {
        let inside = text[first...last]
        guard inside.allSatisfy({ StarMarks.isStar($0) || $0.isWhitespace || $0 == "½" }) else {
            mark = .unknown(String(inside.filter(StarMarks.isStar)))
            wording = Self.tidied(String(text[..<first]), String(text[first...].filter { !StarMarks.isStar($0) }))
            return
        }
        let start = Self.start(of: first, in: text, isSingle: first == last)
        let end = Self.end(of: last, in: text)
        mark = StarMarks.reading(String(text[start..<end]))
        wording = Self.tidied(String(text[..<start]), String(text[end...]))
    }

    /// A digit directly before a single star, at the beginning of a word, belongs to it: `4⭐`.
    private static func start(of first: Int, in text: [Character], isSingle: Bool) -> Int {
        guard isSingle, first >= 1, text[first - 1].isASCII, text[first - 1].isNumber,
            first == 1 || !(text[first - 2].isLetter || text[first - 2].isNumber || text[first - 2] == "-")
                || text[first - 2].isChineseCharacter
        else { return first }
        return first - 1
    }

    /// What follows the last star belongs to it when it is a half or a number and nothing else of a wording comes after: `★x4`, `★ 4/5`.
    private static func end(of last: Int, in text: [Character]) -> Int {
        let rest = text[(last + 1)...]
        let tail = rest.prefix { $0.isWhitespace || "xX×*½/.".contains($0) || ($0.isASCII && $0.isNumber) }
        let isWhole = tail.endIndex == text.endIndex || brackets[text[tail.endIndex]] != nil
        return isWhole && tail.contains { !$0.isWhitespace } ? tail.endIndex : last + 1
    }

    /// A last pair of brackets that holds a mark and nothing else.
    private mutating func takeBrackets(_ text: [Character]) {
        guard let close = text.last, let open = Self.brackets[close], let start = text.lastIndex(of: open) else {
            return
        }
        take(String(text[(start + 1)..<(text.count - 1)]), before: String(text[..<start]))
    }

    /// `… 4/5`, `…？四星`, `… 2 stars`.
    private mutating func takeLastWord() {
        var length = lastWord(before: 0)
        if ["stars", "star", "星"].contains(wording.suffix(length).lowercased()) {
            length = lastWord(before: length + 1)
        }
        take(String(wording.suffix(length)), before: String(wording.dropLast(length)))
    }

    /// How long the end of the wording is from the word on that ends so many characters before it.
    private func lastWord(before end: Int) -> Int {
        end + wording.dropLast(end).reversed().prefix { !$0.isWhitespace && !"?？。!！".contains($0) }.count
    }

    private mutating func take(_ candidate: String, before: String) {
        let word = Self.withoutLabel(candidate)
        guard word.hasSuffix("/5") || word.hasSuffix("/10") || word.contains("星") || word.lowercased().contains("star"),
            let stars = StarMarks.value(word), !before.isEmpty
        else { return }
        mark = .stars(stars)
        wording = Self.tidied(before, "")
    }

    /// What is left of a wording on both sides of its mark: without empty brackets, a label, a dash that led to the mark.
    private static func tidied(_ before: String, _ after: String) -> String {
        var left = withoutLabel(before.trimmingSpaces())
        var right = after.trimmingSpaces()
        if let open = left.last, let close = right.first, brackets[close] == open {
            left = withoutLabel(String(left.dropLast()).trimmingSpaces())
            right = String(right.dropFirst()).trimmingSpaces()
        }
        if right.isEmpty {
            while let last = left.last, "-—–|·,，:：".contains(last) { left = String(left.dropLast()).trimmingSpaces() }
        }
        return [left, right].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func withoutLabel(_ text: String) -> String {
        let body = text.last.map { ":：".contains($0) } ?? false ? String(text.dropLast()).trimmingSpaces() : text
        let lowered = body.lowercased()
        guard let label = labels.first(where: { lowered.hasSuffix($0) }) else {
            return prefixLabel(text)
        }
        let rest = body.dropLast(label.count)
        let isAlone = rest.isEmpty || rest.last.map { $0.isWhitespace || "([（【?？。".contains($0) } ?? true
        return isAlone && (body != text || rest.last.map { "([（【".contains($0) } ?? true)
            ? String(rest).trimmingSpaces() : text
    }

    /// `难度：四星` without its label.
    private static func prefixLabel(_ text: String) -> String {
        guard let colon = text.firstIndex(where: { ":：".contains($0) }),
            labels.contains(String(text[..<colon]).trimmingSpaces().lowercased())
        else { return text }
        return String(text[text.index(after: colon)...]).trimmingSpaces()
    }
}

extension Character {
    fileprivate var isChineseCharacter: Bool { unicodeScalars.first?.isChinese ?? false }
}
