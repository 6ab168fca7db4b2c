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
    /// `1，3`, `①、③`, `一、三`); nil for every other line, which is text.
    package init?(line: some StringProtocol, of count: Int) {
        guard (2...80).contains(line.utf8.count) else { return nil }
        var numbers: [Int] = []
        for word in Self.words(of: line) where !Self.conjunctions.contains(String(word)) {
            guard let number = Self.number(word), (1...max(count, 1)).contains(number), !numbers.contains(number) else {
                return nil
            }
            numbers.append(number)
        }
        guard numbers.count > 1 else { return nil }
        self.init(numbers)
    }

    private static let conjunctions: Set<String> = ["and"]

    /// The words of a list; a circled number and one in a keycap end by themselves.
    static func words(of line: some StringProtocol) -> [String] {
        var parted = ""
        for scalar in line.unicodeScalars {
            if scalar.value == 0x20E3 || circled(scalar) != nil { parted += " " }
            parted.unicodeScalars.append(scalar)
            if scalar.value == 0x20E3 || circled(scalar) != nil { parted += " " }
        }
        return parted.recognised.withoutEndPunctuation.lowercased().replacing(")(", with: ") (")
            .split { $0.isWhitespace || ",，、;；&和与跟".contains($0) }
            .map { bare($0) }
    }

    /// A number without what people put around it: `1.`, `1)`, `(1)`, `[1]`, `#1`.
    private static func bare(_ word: Substring) -> String {
        var word = word
        if let first = word.first, "([#".contains(first) { word = word.dropFirst() }
        if let last = word.last, ".)]".contains(last) { word = word.dropLast() }
        return String(word)
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
