/// A heading and the lines under it, up to the next heading of its level.
struct BankPart {
    /// Nil for what stands before the first heading.
    let heading: BankLine?
    let body: ArraySlice<BankLine>

    /// The parts that headings of `level` cut `lines` into; the first, without a heading, is always there.
    static func parts(of lines: [BankLine], level: Int) -> [BankPart] {
        parts(of: lines[...], level: level)
    }

    static func parts(of lines: ArraySlice<BankLine>, level: Int) -> [BankPart] {
        let starts = lines.indices.filter { lines[$0].heading?.level == level }
        let ends = starts.dropFirst() + [lines.endIndex]
        let head = BankPart(heading: nil, body: lines[lines.startIndex..<(starts.first ?? lines.endIndex)])
        return [head]
            + zip(starts, ends).map { start, end in
                BankPart(heading: lines[start], body: lines[(start + 1)..<end])
            }
    }

    /// The lines without blank ones at both ends.
    var trimmedBody: ArraySlice<BankLine> {
        guard let first = body.firstIndex(where: { !$0.isBlank }), let last = body.lastIndex(where: { !$0.isBlank })
        else {
            return []
        }
        return body[first...last]
    }
}
