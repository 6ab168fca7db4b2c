import YitiCore

/// An answer that is being typed, line by line.
struct HumanDraft: Hashable, Sendable {
    /// The question that was open when it began.
    let question: String
    /// The lines so far, LF between them.
    private(set) var text = ""
    /// How many there are.
    private(set) var lines = 0

    init(question: String) { self.question = question }

    /// Adds a line; one of n ≥ 2 dots means n − 1 dots.
    mutating func append(_ line: String) {
        if lines > 0 { text += "\n" }
        let isDots = line.utf8.count >= 2 && line.utf8.allSatisfy { $0 == UInt8(ascii: ".") }
        text += isDots ? String(line.dropLast()) : line
        lines += 1
    }

    /// Whether a line saves the draft: a lone `.`, also as Chinese input methods type it, perhaps with spaces behind it.
    static func isEnd(_ line: String) -> Bool {
        guard let first = line.first, ".．。".contains(first) else { return false }
        return line.dropFirst().allSatisfy(\.isWhitespace)
    }

    /// Whether a line drops the draft: `/cancel`, in any case, also with the full-width stroke.
    static func isCancel(_ line: String) -> Bool {
        guard line.utf8.count <= 32 else { return false }
        return line.trimmingSpaces().narrowed().lowercased() == "/cancel"
    }
}
