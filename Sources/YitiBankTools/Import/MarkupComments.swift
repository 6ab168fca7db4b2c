import YitiCore

/// Passes over HTML comments, which may go on over lines.
struct MarkupComments {
    private var isInside = false

    /// A line without what is commented out of it.
    mutating func without(_ line: String) -> String {
        guard isInside || line.contains("<!--") else { return line }
        var kept = ""
        var rest = line[...]
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
        return kept.droppingTrailingSpaces()
    }
}

extension String {
    /// The lines that `<br>` makes of it.
    var splitAtBreaks: [String] {
        guard contains("<br") || contains("<BR") else { return [self] }
        let breaks = ["<br>", "<br/>", "<br />", "<BR>", "<BR/>", "<BR />"]
        let lines = breaks.reduce(self) { $0.replacing($1, with: "\n") }.split(separator: "\n").map(String.init)
        return lines.isEmpty ? [""] : lines
    }

    /// The string without tags that only say how it looks, and with the characters that entities stand for.
    var withoutInlineTags: String {
        guard contains("<") || contains("&") else { return self }
        var plain = self
        for tag in ["b", "i", "em", "strong", "u", "mark", "small", "sub", "sup", "span", "p"] {
            plain = plain.replacing("<\(tag)>", with: "").replacing("</\(tag)>", with: "")
        }
        return HTMLEntities.decoded(plain[...])
    }
}
