/// Plain text as HTML.
package enum HTML {
    /// The text with what HTML gives a meaning to as entities; quotes and tabs too, so that it fits any attribute or table.
    package static func escaped(_ text: some StringProtocol) -> String {
        var html = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            case "\t": html += "&#9;"
            default: html.unicodeScalars.append(scalar)
            }
        }
        return html
    }
}
