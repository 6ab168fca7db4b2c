import YitiCore

/// A question of a list, taken apart into its wording and its mark.
struct MarkedWording: Hashable {
    private(set) var wording: String
    private(set) var mark = StarMarks.Reading.none

    private static let brackets: [Character: Character] = [")": "(", "）": "（", "]": "[", "】": "【"]
    private static let labels = [
        "难度", "难度系数", "推荐指数", "重要性", "重要程度", "重要度", "频率", "频次", "热度", "星级", "推荐", "推荐度", "stars", "difficulty",
        "importance",
        "frequency",
        "rating",
    ]

    /// Stars may stand anywhere, in brackets or with a label; `(4/5)` and `【四星】` stand at the end.
    init(_ text: String) {
        wording = StarMarks.spelledOut(text.trimmingSpaces())
        let characters = Array(wording)
        if let first = characters.firstIndex(where: StarMarks.isStar),
            let last = characters.lastIndex(where: StarMarks.isStar)
        {
            takeStars(characters, first, last)
        } else {
            takeBrackets(characters)
            if mark == .none { takeFirstBrackets(characters) }
            if mark == .none { takeLastWord() }
            if mark == .none { takeBehindQuestion() }
        }
    }

    private mutating func takeStars(_ text: [Character], _ first: Int, _ last: Int) {
        let inside = text[first...last]
        guard inside.allSatisfy({ StarMarks.isStar($0) || $0.isWhitespace || $0 == "½" }) else {
            mark = .unknown(String(inside.filter(StarMarks.isStar)))
            wording = Self.tidied(String(text[..<first]), String(text[first...].filter { !StarMarks.isStar($0) }))
            return
        }
        let end = Self.end(of: last, in: text)
        let (start, isSure) = first == last ? Self.start(of: first, in: text) : (first, true)
        guard isSure else { return mark = .unknown(String(text[start..<end])) }
        mark = StarMarks.reading(String(text[start..<end]))
        wording = Self.tidied(String(text[..<start]), String(text[end...]))
    }

    /// A number before a single star belongs to it: `4⭐`, `3 ⭐`, `4 x ⭐`, `4/5 ★`. Behind a word the two may be parted by chance (`GPT 3 ⭐`).
    private static func start(of first: Int, in text: [Character]) -> (place: Int, isSure: Bool) {
        var before = text[..<first]
        while let last = before.last, last.isWhitespace || "xX×*颗个".contains(last) { before = before.dropLast() }
        let isApart = before.endIndex < first
        let number = before.reversed().prefix { "./".contains($0) || ($0.isASCII && $0.isNumber) }.count
        let rest = before.dropLast(number)
        guard StarMarks.value(String(text[rest.endIndex..<first + 1])) != nil, number > 0 else { return (first, true) }
        guard let last = rest.last(where: { !$0.isWhitespace }) else { return (rest.endIndex, true) }
        if rest.last == last, last.isChineseCharacter || !(last.isLetter || last.isNumber || last == "-") {
            return (rest.endIndex, true)
        }
        if rest.last == last { return (first, true) }
        let isEnd = last.isChineseCharacter || !(last.isLetter || last.isNumber) || isLabel(String(rest))
        return (rest.endIndex, isEnd || !isApart)
    }

    private static func isLabel(_ text: String) -> Bool {
        let word = text.trimmingSpaces().split(whereSeparator: \.isWhitespace).last.map { $0.lowercased() }
        return word.map(labels.contains) ?? false
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

    /// `(4星) …`, `【3】…`: a first pair of brackets that holds a mark and nothing else.
    private mutating func takeFirstBrackets(_ text: [Character]) {
        guard let open = text.first, let end = text.firstIndex(where: { Self.brackets[$0] == open }) else { return }
        take(String(text[1..<end]), before: String(text[(end + 1)...]).trimmingSpaces())
    }

    /// `…？5.0`, `…? 4 out of 5`: a number alone behind the question mark.
    private mutating func takeBehindQuestion() {
        guard let end = wording.lastIndex(where: { "?？".contains($0) }) else { return }
        let tail = String(wording[wording.index(after: end)...]).trimmingSpaces()
        let word = tail.narrowed().lowercased().replacing(" out of ", with: "/")
        guard word.count <= 5, word.contains(where: { $0.isASCII && $0.isNumber }),
            word.allSatisfy({ ($0.isASCII && $0.isNumber) || "./,".contains($0) })
        else { return }
        guard let stars = StarMarks.value(word) else { return mark = .unknown(tail) }
        mark = .stars(stars)
        wording = String(wording[...end])
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
        let word = Self.withoutLabel(candidate).narrowed().lowercased()
        let isLabelled = word != candidate.narrowed().lowercased()
        let hasUnit = ["/5", "/10", "星", "star", "stars"].contains(where: word.hasSuffix)
        guard hasUnit || isLabelled, !before.isEmpty, word.contains(where: { StarMarks.isNumeral($0) }) else { return }
        guard let stars = StarMarks.value(word) else {
            // Half a star, six of five: a mark all the same.
            let isMark = word.first.map { StarMarks.isNumeral($0) } ?? false
            return mark = isMark ? .unknown(candidate) : .none
        }
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
        if right.allSatisfy({ joints.contains($0) }) {
            right = ""
            while let last = left.last, joints.contains(last) { left = String(left.dropLast()).trimmingSpaces() }
        }
        if left.isEmpty { right = String(right.drop { joints.contains($0) || $0.isWhitespace }) }
        return [left, right].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// What leads from a wording to its mark.
    private static let joints: Set<Character> = ["-", "—", "–", "|", "｜", "·", "•", ",", "，", ":", "：", "、"]

    private static func withoutLabel(_ text: String) -> String {
        let body = text.last.map { ":：".contains($0) } ?? false ? String(text.dropLast()).trimmingSpaces() : text
        let lowered = body.lowercased()
        guard let label = labels.first(where: { lowered.hasSuffix($0) }) else {
            return prefixLabel(text)
        }
        let rest = body.dropLast(label.count)
        let isAlone = rest.isEmpty || rest.last.map { $0.isWhitespace || "([（【?？。".contains($0) } ?? true
        let isBehindQuestion = String(rest).trimmingSpaces().last.map { "([（【?？。".contains($0) } ?? true
        return isAlone && (body != text || isBehindQuestion)
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
