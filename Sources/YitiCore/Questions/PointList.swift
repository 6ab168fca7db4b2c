/// Key points of a question by their numbers, ascending and each once.
package struct PointList: Hashable, Sendable {
    package let numbers: [Int]

    package init(_ numbers: some Sequence<Int>) { self.numbers = Set(numbers).sorted() }

    /// The list in one column: numbers parted by spaces; empty for none.
    package var text: String { numbers.map(String.init).joined(separator: " ") }

    /// Reads ``text``; what is no number is passed over.
    package init(text: String) { self.init(text.split(separator: " ").compactMap { Int($0) }) }

    /// Those of `count` key points that are not on the list.
    package func missing(of count: Int) -> [Int] { count > 0 ? (1...count).filter { !numbers.contains($0) } : [] }

    /// The list that a line is: two or more different whole numbers from 1 to `count`, however people part and write them (`1 3 4`,
    /// `1，3`, `①、③`, `一、三`, `答到了1、3`); nil for every other line, which is text.
    package init?(line: some StringProtocol, of count: Int) {
        guard (2...80).contains(line.utf8.count) else { return nil }
        var numbers: [Int] = []
        for word in Self.words(of: Self.listed(String(line))) {
            guard let number = Self.number(word), (1...max(count, 1)).contains(number), !numbers.contains(number) else {
                return nil
            }
            numbers.append(number)
        }
        // `1/3` is a third, and `1+2+3` a sum.
        guard numbers.count > 1, !line.contains(where: { "+＋·・•‧".contains($0) }),
            numbers.count > 2 || !line.contains(where: { "/／|｜".contains($0) })
        else { return nil }
        self.init(numbers)
    }

    /// A line without what says that key points are meant (`答到了1、3`, `I covered 1, 3`, `1 3 4点`). Most begin with a number.
    private static func listed(_ line: String) -> String {
        var listed = line[...]
        if let first = listed.first, !first.isNumber, first != "第" {
            guard firstsOfOpenings.contains(first) else { return line }
            let small = line.lowercased()
            guard let opening = openings.first(where: small.hasPrefix) else { return line }
            listed = listed.dropFirst(opening.count).drop { ":： ".contains($0) }
        }
        if let ending = endings.first(where: listed.hasSuffix) { listed = listed.dropLast(ending.count) }
        return String(listed)
    }

    /// Of two that begin alike the longer first.
    private static let openings = [
        "i covered ", "i got ", "i had ", "i mentioned ", "i said ", "i hit ", "covered ", "mentioned ", "got ",
        "points ",
        "point ", "key points ", "key point ", "我答到了", "我提到了", "我说到了", "我答了", "我答对了", "答到了", "答到", "答对了", "答了", "提到了",
        "提到", "说到了", "说到", "覆盖了", "覆盖", "要点", "✅", "✔️", "✔", "☑️", "☑",
    ]
    private static let endings = ["点都答到了", "点答到了", "都答到了", "答到了", "个要点", "点", "條", "条", "個", "个"]
    private static let firstsOfOpenings = Set(openings.compactMap(\.first)).union("ICMGPK")
    private static let conjunctions: Set<String> = ["and", "also", "plus"]

    /// The words of a list, without those that join them; a circled number and one in a keycap end by themselves.
    static func words(of line: some StringProtocol) -> [String] {
        var parted = ""
        for scalar in line.unicodeScalars {
            if scalar.value == 0x20E3 || circled(scalar) != nil { parted += " " }
            parted.unicodeScalars.append(scalar)
            if scalar.value == 0x20E3 || circled(scalar) != nil { parted += " " }
        }
        return parted.recognised.withoutEndPunctuation.lowercased().replacing(")(", with: ") (")
            .split { $0.isSeparator || "&+＋和与跟及以还有".contains($0) }
            .map { bare($0) }
            .filter { !conjunctions.contains($0) }
    }

    /// A number without what people put around it: `1.`, `1)`, `(1)`, `[1]`, `#1`, `第1点`.
    private static func bare(_ word: Substring) -> String {
        var word = word
        if word.first == "第" {
            word = word.dropFirst()
            if let last = word.last, "点条个".contains(last) { word = word.dropLast() }
        }
        if let first = word.first, "([#".contains(first) { word = word.dropFirst() }
        if let last = word.last, ".)]".contains(last) { word = word.dropLast() }
        return String(word)
    }

    /// The numbers that a word of a list is: one, or those of a range (`1-3`, `2到4`); nil for other words.
    static func numbers(_ word: String) -> [Int]? {
        if let number = number(word) { return [number] }
        let ends = word.split { "-–—~～到至".contains($0) }.map { number($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first < last, last <= 99 else { return nil }
        return Array(first...last)
    }

    /// ① to ⑳, and as far as the others go ⑴, ⒈, ❶, ➀ and ➊.
    private static func circled(_ scalar: Unicode.Scalar) -> Int? {
        let rows: [ClosedRange<UInt32>] = [
            0x2460...0x2473, 0x2474...0x2487, 0x2488...0x249B, 0x2776...0x277F, 0x2780...0x2789, 0x278A...0x2793,
        ]
        return rows.first { $0.contains(scalar.value) }.map { Int(scalar.value - $0.lowerBound) + 1 }
    }

    /// A whole number in digits, circled or in Chinese; nil for anything else.
    static func number(_ word: some StringProtocol) -> Int? {
        if let only = word.unicodeScalars.first, word.unicodeScalars.count == 1, let number = circled(only) {
            return number
        }
        return Numerals.number(word)
    }
}

extension Question {
    /// How many key points somebody who reads a language sees.
    package func pointCount(in language: Language) -> Int { answers(in: language).keyPoints.count }
}

extension Rating {
    /// What covering so many of the key points speaks for; whoever was helped has not found it easy.
    package static func suggested(covered: Int, of count: Int, wasHelped: Bool) -> Rating {
        if covered >= count { return wasHelped ? .good : .easy }
        if covered * 3 >= count * 2 { return .good }
        return covered * 3 >= count ? .hard : .again
    }
}
