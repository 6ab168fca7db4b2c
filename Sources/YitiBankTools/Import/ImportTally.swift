import YitiCore

/// How many questions of one topic were added, kept or left out.
struct ImportTally: Sendable {
    var added = 0
    private(set) var kept = 0
    private(set) var reworded = 0
    var leftOut = 0

    mutating func keep(isReworded: Bool) {
        kept += 1
        if isReworded { reworded += 1 }
    }

    var text: String {
        let keptText = reworded > 0 ? "\(kept) kept (\(reworded) worded differently)" : "\(kept) kept"
        return (["\(added) added"] + (kept > 0 ? [keptText] : []) + (leftOut > 0 ? ["\(leftOut) left out"] : []))
            .joined(separator: ", ")
    }
}
