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

    private let words: [BytePattern]
    private let together: BytePattern?

    /// The words of a text, between its spaces.
    package init(_ text: String) {
        let folded = FoldedText(text).bytes.split(separator: UInt8(ascii: " "))
        words = Set(folded).sorted { $0.count > $1.count }.map { BytePattern(Array($0)) }
        together = folded.count > 1 ? BytePattern(Array(folded.joined(separator: [UInt8(ascii: " ")]))) : nil
    }

    /// How well a text fits; nil when a word is missing.
    package func score(_ text: FoldedText) -> Score? {
        guard !words.isEmpty else { return nil }
        var occurrences = 0
        for word in words {
            let count = word.count(in: text.bytes)
            guard count > 0 else { return nil }
            occurrences += count
        }
        return Score(isTogether: together?.first(in: text.bytes) != nil, occurrences: occurrences)
    }

    /// A piece of a text in one line, from a little before the first of the words on, so that what was found is seen.
    package func excerpt(of text: String) -> String {
        let line = text.replacingSpaces(" ")
        let bytes = FoldedText(line).bytes
        guard let found = words.compactMap({ $0.first(in: bytes) }).min(), found > Self.shownBytes else { return line }
        var start = line.startIndex
        var passed = 0
        while start < line.endIndex, passed < found - Self.contextBytes {
            passed += FoldedText(String(line[start])).bytes.count
            start = line.index(after: start)
        }
        return "…" + line[start...]
    }

    /// What is found so early is seen in the first columns of the text.
    private static let shownBytes = 30
    /// What is shown before it otherwise.
    private static let contextBytes = 12
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
