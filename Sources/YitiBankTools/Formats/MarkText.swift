import YitiCore

/// A text that is nothing but a mark, with whatever is written around it: `难度：★★`, `(4/5)`, `四星`, `【高频】`. One reader for the ends of
/// a wording, for cells and for tags.
struct MarkText {
    private(set) var reading = StarMarks.Reading.none
    /// Whether it says that it is a mark: by stars, a unit, or a label with its colon.
    private(set) var isSure = false
    private(set) var isLabelled = false
    /// The bracket around it.
    private(set) var bracket: Character?

    static let brackets: [Character: Character] = [
        ")": "(", "）": "（", "]": "[", "】": "【", "」": "「", "』": "『", "}": "{", ">": "<", "\"": "\"", "”": "“", "`": "`",
        "》": "《",
    ]
    private static let openings = Set(brackets.values)
    /// What may stand behind a mark, and says nothing.
    static let tails = Set("。.;；,，、!！:：·•|｜")

    private static let labels = [
        "难度系数", "难度", "推荐指数", "推荐度", "推荐", "重要程度", "重要性", "重要度", "出现频率", "考察频率", "考频", "频率", "频次", "热度", "星级", "星数",
        "评分",
        "优先级",
        "stars", "star", "difficulty", "importance", "frequency", "rating", "priority",
    ]
    /// What people write in place of stars: marks, although they say no number.
    private static let words: Set<String> = [
        "高", "中", "低", "高频", "中频", "低频", "必问", "常问", "必考", "重点", "困难", "中等", "简单", "容易", "hard", "medium", "easy",
        "high", "low",
    ]
    private static let icons = Set("🔥🟢🟡🟠🔴●○◐🌕🌖🌗🌘🌑❤♥♡◆◇■□🌶💯👍".unicodeScalars)

    static func isIcon(_ character: Character) -> Bool { character.unicodeScalars.first.map(icons.contains) ?? false }

    static func isOpening(_ character: Character) -> Bool { openings.contains(character) }

    /// Nil for a text that is more than a mark, or none.
    init?(_ text: String) {
        var core = text.narrowed().lowercased().replacing(" out of ", with: "/").trimmingSpaces()
        var hasColon = false
        var before = ""
        while before != core {
            before = core
            while let last = core.last, Self.tails.contains(last) { core = String(core.dropLast()).trimmingSpaces() }
            if let last = core.last, let open = Self.brackets[last], core.count > 2, core.first == open {
                bracket = bracket ?? open
                core = String(core.dropFirst().dropLast()).trimmingSpaces()
            }
            if let rest = Self.withoutLabel(core) {
                isLabelled = true
                hasColon = hasColon || rest.first.map { ":-_=([【".contains($0) } ?? false
                core = String(rest.drop { ":-_= ".contains($0) }).trimmingSpaces()
            }
        }
        guard !core.isEmpty, let reading = Self.reading(core) else { return nil }
        self.reading = reading
        isSure = hasColon || StarMarks.hasUnit(core) || core.allSatisfy(Self.isIcon)
    }

    /// What stands behind a label, or before it where there are stars.
    private static func withoutLabel(_ text: String) -> Substring? {
        if let label = labels.first(where: text.hasPrefix) {
            let rest = text.dropFirst(label.count)
            return rest.isEmpty || (rest.first.map { $0.isASCII && $0.isLetter } ?? false) ? nil : rest
        }
        guard text.first.map(StarMarks.isStar) ?? false, let label = labels.first(where: text.hasSuffix) else {
            return nil
        }
        return text.dropLast(label.count)
    }

    private static func reading(_ core: String) -> StarMarks.Reading? {
        if let stars = StarMarks.value(core) { return .stars(stars) }
        let word = core.drop { isIcon($0) || $0.isWhitespace }
        if word.isEmpty || words.contains(String(word)) || word.hasSuffix("星半") { return .unknown(core) }
        // A year.
        if core.count == 4, core.hasPrefix("19") || core.hasPrefix("20"), Int(core) != nil { return nil }
        let hasNumber = core.contains { StarMarks.isNumeral($0) } || core.contains(where: StarMarks.isStar)
        return hasNumber && StarMarks.withoutUnit(core[...]).allSatisfy(isOfMark) ? .unknown(core) : nil
    }

    /// Whether it may stand in a mark that says nothing that can be stars: `2.5/5`, `4-5`, `★★½`, `十`.
    private static func isOfMark(_ character: Character) -> Bool {
        StarMarks.isStar(character) || StarMarks.isNumeral(character) || " ./~-–½x×".contains(character)
    }
}
