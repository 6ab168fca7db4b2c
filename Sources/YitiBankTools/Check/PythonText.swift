/// A Python program as far as a check looks at it without running it.
enum PythonText {
    /// Whether an assertion stands in it, comments and strings aside: `assert`, or a function such as NumPy's `assert_allclose`.
    static func asserts(_ source: String) -> Bool {
        let code = bare(source)
        return ["assert ", "assert(", "assert_"].contains(where: code.contains)
    }

    /// Without comments and strings.
    private static func bare(_ source: String) -> String {
        var bare = ""
        var rest = source[...]
        while let next = rest.firstIndex(where: { "#\"'".contains($0) }) {
            bare += rest[..<next]
            rest = rest[next...]
            rest = rest.first == "#" ? rest.drop { $0 != "\n" } : afterString(rest)
        }
        return bare + rest
    }

    /// What follows the string at the beginning.
    private static func afterString(_ text: Substring) -> Substring {
        let quote = text.prefix(1)
        let triple = String(repeating: String(quote), count: 3)
        let mark = text.hasPrefix(triple) ? triple[...] : quote
        var rest = text.dropFirst(mark.count)
        while !rest.isEmpty, !rest.hasPrefix(mark) { rest = rest.dropFirst(rest.first == "\\" ? 2 : 1) }
        return rest.dropFirst(mark.count)
    }
}
