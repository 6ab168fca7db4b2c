extension String {
    /// The string without white space at its ends.
    package func trimmingSpaces() -> String {
        guard let start = firstIndex(where: { !$0.isWhitespace }), let end = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[start...end])
    }

    /// The string with each white space replaced.
    package func replacingSpaces(_ replacement: Character) -> String {
        String(map { $0.isWhitespace ? replacement : $0 })
    }

    /// The string with full-width letters, digits and signs (`：`, `／`, `＋`) as the ASCII they stand for, and the ideographic
    /// space as a space.
    package func narrowed() -> String {
        guard unicodeScalars.contains(where: { (0xFF01...0xFF5E).contains($0.value) || $0.value == 0x3000 }) else {
            return self
        }
        return String(scalars: unicodeScalars.lazy.map(\.narrowed))
    }

    /// The string of these scalars: octets are put together faster than scalars.
    init(scalars: some Sequence<Unicode.Scalar>) {
        var octets: [UInt8] = []
        for scalar in scalars { octets.append(contentsOf: scalar.utf8) }
        self.init(decoding: octets, as: UTF8.self)
    }
}

extension Unicode.Scalar {
    fileprivate var narrowed: Unicode.Scalar {
        switch value {
        case 0x3000: " "
        case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
        default: self
        }
    }
}

/// How many single-character slips lie between two words: insertions, deletions, replacements and swaps of neighbours
/// (optimal string alignment, Damerau 1964).
package func editDistance(_ left: String, _ right: String) -> Int {
    let left = Array(left)
    let right = Array(right)
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 1...left.count {
        var now = [row] + [Int](repeating: 0, count: right.count)
        for column in 1...right.count {
            let same = left[row - 1] == right[column - 1]
            now[column] = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (same ? 0 : 1))
            let swapped =
                row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1]
            if swapped { now[column] = min(now[column], beforeLast[column - 2] + 1) }
        }
        beforeLast = last
        last = now
    }
    return last[right.count]
}
