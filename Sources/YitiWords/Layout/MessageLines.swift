import YitiCore

extension WireMessage {
    /// The text as lines for a person. Prose and lists wider than `columns` are wrapped, list items going on under their text; what
    /// fits stays as it is (tables do), and lines inside a code fence always do.
    ///
    /// 78 leaves room for the mark (`- `) before each line in a terminal of 80.
    package func lines(columns: Int = 78) -> [String] {
        var isFenced = false
        return Self.split(text).flatMap { line -> [String] in
            if Self.isFence(line) {
                isFenced.toggle()
                return [line]
            }
            if isFenced || line.displayWidth <= columns { return [line] }
            return line.wrapped(toColumns: columns, indent: Self.indent(line))
        }
    }

    /// Splits at LF, CR LF and CR alone: everything else is the output filter's.
    private static func split(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == "\r" })
            .map(String.init)
    }

    private static func isFence(_ line: String) -> Bool {
        let bare = line.drop { $0 == " " }
        return bare.hasPrefix("```") || bare.hasPrefix("~~~")
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
