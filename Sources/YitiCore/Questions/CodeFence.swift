/// The line that opens a code fence: three or more backticks or tildes, indented by at most three spaces (CommonMark 4.5).
package struct CodeFence {
    /// A backtick or a tilde.
    package let mark: Character
    /// How many of them.
    package let length: Int
    /// What stands after the marks: the language.
    let info: String

    /// The fence that `line` opens, or nil when it opens none.
    package init?(opening line: some StringProtocol) {
        guard let (mark, length, rest) = Self.marks(of: line), length >= 3, mark == "~" || !rest.contains("`") else {
            return nil
        }
        self.mark = mark
        self.length = length
        self.info = rest.trimmingSpaces()
    }

    /// Whether `line` closes it: at least as many of the same marks and nothing after them.
    package func isClosed(by line: some StringProtocol) -> Bool {
        guard let (mark, length, rest) = Self.marks(of: line) else { return false }
        return mark == self.mark && length >= self.length && rest.trimmingSpaces().isEmpty
    }

    /// A fence of backticks that no line of `code` closes.
    package static func marks(around code: String) -> String {
        let longest = code.split(separator: "\n").compactMap { Self.marks(of: $0)?.length }.max() ?? 0
        return String(repeating: "`", count: max(3, longest + 1))
    }

    private static func marks(of line: some StringProtocol) -> (mark: Character, length: Int, rest: String)? {
        let indented = line.drop { $0 == " " }
        guard line.utf8.count - indented.utf8.count <= 3, let mark = indented.first, mark == "`" || mark == "~" else {
            return nil
        }
        let rest = indented.drop { $0 == mark }
        return (mark, indented.utf8.count - rest.utf8.count, String(rest))
    }
}
