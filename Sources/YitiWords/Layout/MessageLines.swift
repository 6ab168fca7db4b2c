import YitiCore

extension WireMessage {
    /// The text as lines for a person. Prose and lists wider than `columns` are wrapped, list items going on under their text; what
    /// fits stays as it is (tables do), and so does what stands between a code fence and the one that closes it.
    ///
    /// 78 leaves room for the mark (`- `) before each line in a terminal of 80.
    package func lines(columns: Int = 78) -> [String] {
        var lines: [String] = []
        var rest = Self.split(text)[...]
        // The shortest fence of each mark that nothing closes: nothing closes a longer one behind it.
        var open: [Character: Int] = [:]
        while let line = rest.popFirst() {
            if let fence = CodeFence(opening: line), fence.length < open[fence.mark] ?? .max {
                if let end = rest.firstIndex(where: { fence.isClosed(by: $0) }) {
                    lines += [line] + rest[...end]
                    rest = rest[(end + 1)...]
                    continue
                }
                open[fence.mark] = fence.length
            }
            let fits = line.displayWidth <= columns
            lines += fits ? [line] : line.wrapped(toColumns: columns, indent: Self.indent(line))
        }
        return lines
    }

    /// Splits at LF, CR LF and CR alone: everything else is the output filter's.
    private static func split(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == "\r" })
            .map(String.init)
    }

    private static func indent(_ line: String) -> String {
        let spaces = line.prefix { $0 == " " }
        let rest = line.dropFirst(spaces.count)
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        let isNumbered = !digits.isEmpty && rest.dropFirst(digits.count).hasPrefix(". ")
        let mark = rest.hasPrefix("- ") ? 2 : isNumbered ? digits.count + 2 : 0
        return String(repeating: " ", count: min(spaces.count + mark, 20))
    }
}
