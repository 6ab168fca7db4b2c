import YitiCore

/// Passes over HTML comments, which may go on over lines.
struct MarkupComments {
    private var isInside = false

    /// A line without what is commented out of it; in backticks nothing is a comment.
    mutating func without(_ line: String) -> String {
        guard isInside || line.contains("<!--") else { return line }
        let code = CodeSpans(line)
        var kept = ""
        var rest = code.text[...]
        while !rest.isEmpty {
            let mark = isInside ? "-->" : "<!--"
            guard let range = rest.firstRange(of: mark) else {
                if !isInside { kept += rest }
                break
            }
            if !isInside { kept += rest[..<range.lowerBound] }
            rest = rest[range.upperBound...]
            isInside.toggle()
        }
        return code.restored(kept).droppingTrailingSpaces()
    }
}
