import YitiCore

/// A number that is too little to mark an item by itself: `4 text`, `5- text`, `#8 text`, `24a. text`. It does where a section counts
/// with it throughout.
struct LooseMark {
    enum Spelling: CaseIterable {
        case space
        case dash
        case hash
        case letter
    }

    let spelling: Spelling
    let number: Int
    let text: String

    init?(_ line: String) {
        let hasHash = line.hasPrefix("#")
        let digits = line.dropFirst(hasHash ? 1 : 0).prefix { $0.isDecimal }
        guard digits.count <= 4, let number = Int(String(digits).narrowed()) else { return nil }
        let rest = line[digits.endIndex...]
        let mark = rest.prefix { !$0.isWhitespace }
        switch (hasHash, mark) {
        case (true, ""): spelling = .hash
        case (false, ""): spelling = .space
        case (false, "-"), (false, "–"), (false, "—"): spelling = .dash
        case (false, _) where Self.isLetter(mark): spelling = .letter
        default: return nil
        }
        self.number = number
        text = String(rest.dropFirst(mark.count)).trimmingSpaces().withoutDash
        guard !text.isEmpty else { return nil }
    }

    /// `a.`, `b)`.
    private static func isLetter(_ mark: Substring) -> Bool {
        guard mark.count == 2, let first = mark.first, let last = mark.last else { return false }
        return ("a"..."z").contains(first) && ".、)）:：".contains(last)
    }

    /// Whether the text is one as questions are.
    private var looksAsked: Bool { QuestionWords.begins(text) || ListLine.asks(text) }

    /// Makes items of the lines of one section that count in one of these spellings throughout, one after the other.
    static func read(_ section: inout ArraySlice<ListLine>) {
        let outer = section.indices.filter { section[$0].indent < 2 }
        for spelling in Spelling.allCases {
            let marks = outer.compactMap { place -> (place: Int, mark: LooseMark)? in
                guard section[place].kind == .text, let mark = LooseMark(section[place].original),
                    mark.spelling == spelling
                else { return nil }
                return (place, mark)
            }
            let numbers = outer.compactMap { place -> Int? in
                if case .item(let number) = section[place].kind { return number }
                return marks.first { $0.place == place }?.mark.number
            }
            // `24a.` stands among numbers, or after another of its kind; of the others a list has no second kind.
            guard !marks.isEmpty, numbers.count >= 2, spelling == .letter || numbers.count == marks.count,
                isCounted(numbers, mayStay: spelling == .letter),
                marks.count(where: \.mark.looksAsked) * 2 > marks.count
            else { continue }
            for (place, mark) in marks { section[place].beItem(mark.number, mark.text) }
            return
        }
    }

    private static func isCounted(_ numbers: [Int], mayStay: Bool) -> Bool {
        zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 || (mayStay && $1 == $0) }
    }
}
