/// Character references of HTML (`&lt;`, `&#8722;`, `&#x2212;`).
enum HTMLEntities {
    private static let named: [Substring: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ndash": "–", "mdash": "—",
        "hellip": "…",
        "times": "×", "minus": "−", "middot": "·", "le": "≤", "ge": "≥", "ne": "≠", "rarr": "→", "larr": "←",
        "alpha": "α",
        "beta": "β", "gamma": "γ", "theta": "θ", "lambda": "λ", "mu": "μ", "sigma": "σ", "Sigma": "Σ", "sum": "∑",
        "infin": "∞",
        "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "bull": "•", "deg": "°", "radic": "√", "part": "∂",
    ]

    /// The text with its references as the characters they stand for; unknown ones stay as they are.
    static func decoded(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        var decoded = ""
        var rest = text
        while let start = rest.firstIndex(of: "&") {
            decoded += rest[..<start]
            let after = rest.index(after: start)
            let name = rest[after...].prefix { $0 != ";" && $0 != "&" && $0 != " " }
            if name.endIndex < rest.endIndex, rest[name.endIndex] == ";", let character = character(name) {
                decoded += character
                rest = rest[rest.index(after: name.endIndex)...]
            } else {
                decoded += "&"
                rest = rest[after...]
            }
        }
        return decoded + rest
    }

    private static func character(_ name: Substring) -> String? {
        guard name.first == "#" else { return named[name] }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map { String($0) }
    }
}
