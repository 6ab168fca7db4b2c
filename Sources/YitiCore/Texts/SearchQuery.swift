/// What `/search` looks for: words that all have to occur in a text, wherever they stand.
///
/// A word is found inside others too, so that Chinese needs no words: two characters are found as two letters are.
package struct SearchQuery: Sendable {
    /// How well a text fits: one that has the words together, as they were typed, before one that has them apart; then the one that has
    /// them more often.
    package struct Score: Hashable, Comparable, Sendable {
        var isTogether: Bool
        var occurrences: Int

        package static func < (left: Score, right: Score) -> Bool {
            if left.isTogether != right.isTogether { return right.isTogether }
            return left.occurrences < right.occurrences
        }
    }

    /// A word of the search, to be found whole or, where it joins two (`softmax和交叉熵`), in its parts.
    private struct Word: Sendable {
        /// Its spellings, of which one is enough.
        let whole: [BytePattern]
        /// Those of each part; empty when nothing is joined in it.
        let parts: [[BytePattern]]

        /// How often it occurs, and whether whole; nil when it does not.
        func occurrences(in text: FoldedText) -> (count: Int, isWhole: Bool)? {
            if let count = SearchQuery.count(whole, text) { return (count, true) }
            var sum = 0
            for part in parts {
                guard let count = SearchQuery.count(part, text) else { return nil }
                sum += count
            }
            return sum > 0 ? (sum, false) : nil
        }
    }

    private let words: [Word]
    private let together: [BytePattern]

    /// The words of a text, between its spaces, each as it was typed, in simplified characters and without accents.
    package init(_ text: String) {
        let spellings = [text, text.simplified, text.withoutAccents].map {
            FoldedText($0).bytes.split(separator: UInt8(ascii: " ")).map(Array.init)
        }
        let typed = spellings[0]
        words = Set(typed.indices.map { place in Set(spellings.compactMap { $0.count > place ? $0[place] : nil }) })
            .sorted { Self.length($0) > Self.length($1) }.map(Self.word)
        let joined = Set(spellings.map { Array($0.joined(separator: [UInt8(ascii: " ")])) })
        together = typed.count > 1 ? joined.map(BytePattern.init) : []
    }

    private static func length(_ spellings: Set<[UInt8]>) -> Int { spellings.map(\.count).max() ?? 0 }

    /// How well a text fits; nil when a word is missing.
    package func score(_ text: FoldedText) -> Score? {
        guard !words.isEmpty else { return nil }
        var occurrences = 0
        var isWhole = true
        for word in words {
            guard let found = word.occurrences(in: text) else { return nil }
            occurrences += found.count
            isWhole = isWhole && found.isWhole
        }
        let isTogether = together.contains { $0.first(in: text.bytes) != nil }
        return Score(isTogether: isTogether || (isJoined && isWhole), occurrences: occurrences)
    }

    /// Whether a word of it joins two.
    private var isJoined: Bool { words.contains { !$0.parts.isEmpty } }

    /// How often one of the spellings occurs; nil when none does.
    private static func count(_ spellings: [BytePattern], _ text: FoldedText) -> Int? {
        let count = spellings.reduce(0) { $0 + $1.count(in: text.bytes) }
        return count > 0 ? count : nil
    }

    private static func word(_ spellings: Set<[UInt8]>) -> Word {
        let readings = spellings.map { joinedParts(String(decoding: $0, as: UTF8.self)) }
        let count = readings.map(\.count).max() ?? 0
        let parts = readings.filter { $0.count == count }
        return Word(
            whole: spellings.map(BytePattern.init),
            parts: (0..<count).map { place in parts.map { BytePattern(Array($0[place].utf8)) } })
    }

    /// What a word joins; empty where a part would be a single character, as those of other words are (`饱和`, `K-近邻`), and in English,
    /// which has other words between two (`loss-01`).
    private static func joinedParts(_ word: String) -> [Substring] {
        guard word.containsChinese else { return [] }
        let parts = word.split(omittingEmptySubsequences: false) { "-和与及跟".contains($0) }
        return parts.count > 1 && parts.allSatisfy { $0.count > 1 } ? parts : []
    }

    /// A piece of a text in one line, from a little before the first of the words on, so that what was found is seen.
    package func excerpt(of text: String) -> String {
        let line = text.replacingSpaces(" ")
        let bytes = FoldedText(line).bytes
        guard let found = patterns.compactMap({ $0.first(in: bytes) }).min(), found > Self.shownBytes else {
            return line
        }
        var start = line.startIndex
        var passed = 0
        while start < line.endIndex, passed < found - Self.contextBytes {
            passed += FoldedText(String(line[start])).bytes.count
            start = line.index(after: start)
        }
        return "…" + line[start...]
    }

    private var patterns: [BytePattern] { words.flatMap { $0.whole + $0.parts.joined() } }

    /// What is found so early is seen in the first columns of the text.
    private static let shownBytes = 30
    /// What is shown before it otherwise.
    private static let contextBytes = 12
}

extension String {
    /// The string with Latin letters without the marks on them (`naïve` → `naive`).
    fileprivate var withoutAccents: String {
        guard utf8.contains(where: { $0 > 0x7F }) else { return self }
        var plain = String.UnicodeScalarView()
        for scalar in unicodeScalars where scalar.properties.generalCategory != .nonspacingMark {
            plain.append(scalar.withoutAccent)
        }
        return String(plain)
    }
}

extension Unicode.Scalar {
    /// The letter that Unicode's name of this one begins with: `LATIN SMALL LETTER I WITH DIAERESIS` is an `i`.
    fileprivate var withoutAccent: Unicode.Scalar {
        guard (0xC0...0x24F).contains(value), let words = properties.name?.split(separator: " "), words.count > 4,
            words[0] == "LATIN", words[2] == "LETTER", words[4] == "WITH", words[3].unicodeScalars.count == 1,
            let letter = words[3].lowercased().unicodeScalars.first
        else { return self }
        return letter
    }
}

/// Octets to be found in others, by the last octet under the pattern (Horspool 1980).
private struct BytePattern: Sendable {
    private let bytes: [UInt8]
    private let shifts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var shifts = [Int](repeating: max(1, bytes.count), count: 256)
        for (place, byte) in bytes.dropLast().enumerated() { shifts[Int(byte)] = bytes.count - 1 - place }
        self.shifts = shifts
    }

    /// Where it begins first, from a place on.
    func first(in text: [UInt8], from start: Int = 0) -> Int? {
        guard let last = bytes.last else { return nil }
        var end = start + bytes.count - 1
        while end < text.count {
            let byte = text[end]
            if byte == last, matches(text, endingAt: end) { return end - bytes.count + 1 }
            end += shifts[Int(byte)]
        }
        return nil
    }

    /// How often it occurs, one behind the other.
    func count(in text: [UInt8]) -> Int {
        var count = 0
        var start = 0
        while let place = first(in: text, from: start) {
            count += 1
            start = place + bytes.count
        }
        return count
    }

    private func matches(_ text: [UInt8], endingAt end: Int) -> Bool {
        let start = end - bytes.count + 1
        return bytes.indices.allSatisfy { text[start + $0] == bytes[$0] }
    }
}
