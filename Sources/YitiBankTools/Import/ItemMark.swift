import YitiCore

/// The mark of a numbered item: `1.`, `2 、`, `（3）`, `第 4 题：`, `Q5`, `**6.**`, `①`, `🔟`, `七、`; `1.5` and `10:30` are none.
struct ItemMark {
    let number: Int
    let text: String
    /// Whether the number is written in Chinese, as headings often are counted.
    let isChinese: Bool

    private static let openings: [Character: Character] = ["(": ")", "（": "）", "[": "]", "【": "】"]
    private static let prefixes = ["question ", "问题", "题目", "题", "问", "第", "no.", "q"]
    private static let closings = Set(".、)）．:：】]")

    init?(_ line: String) {
        // `1\\.` is how Markdown keeps a number from being one.
        let line = Self.withoutBold(line).withPlainDigits.replacing("\\.", with: ".", maxReplacements: 1)
        guard let (number, isChinese, rest) = Self.sign(line) ?? Self.spelled(line) else { return nil }
        self.number = number
        self.isChinese = isChinese
        text = Self.withoutCheckbox(String(rest.drop { "、,，.．:：".contains($0) }).trimmingSpaces().withoutDash)
    }

    private typealias Found = (number: Int, isChinese: Bool, rest: Substring)

    /// `**24.** text` as `24. text`.
    private static func withoutBold(_ line: String) -> String {
        guard line.hasPrefix("**"), let close = line.dropFirst(2).firstRange(of: "**") else { return line }
        let mark = String(line[line.index(line.startIndex, offsetBy: 2)..<close.lowerBound])
        // `**3**. text`
        if mark.count < 6, mark.allSatisfy(\.isDecimal), let next = line[close.upperBound...].first,
            closings.contains(next)
        {
            return mark + line[close.upperBound...]
        }
        return mark.count < 10 && ItemMark(mark)?.text.isEmpty ?? false ? mark + " " + line[close.upperBound...] : line
    }

    /// A number that is one character: `①`, `Ⅲ`.
    private static func sign(_ line: String) -> Found? {
        guard let first = line.first, let scalar = first.unicodeScalars.first, let number = first.wholeNumberValue,
            !first.isASCII, !first.isDecimal, !first.isLetter || (0x2160...0x217F).contains(scalar.value)
        else { return nil }
        return (number, false, line.dropFirst())
    }

    private static func spelled(_ line: String) -> Found? {
        let close = line.first.flatMap { openings[$0] }
        var rest = close == nil ? line[...] : line.dropFirst()
        let prefix = prefixes.first { rest.prefix($0.count).lowercased() == $0 } ?? ""
        rest = rest.dropFirst(prefix.count).drop { $0 == " " && !prefix.isEmpty }
        let digits = rest.prefix(while: \.isDecimal)
        let numerals = digits.isEmpty ? rest.prefix { "一二三四五六七八九十".contains($0) } : digits
        guard let number = digits.isEmpty ? chinese(numerals) : digits.count <= 5 ? Int(String(digits).narrowed()) : nil
        else { return nil }
        let behind = rest.dropFirst(numerals.count)
        rest = behind.drop { $0 == " " }
        if prefix == "第" {
            guard rest.first == "题" || rest.first == "问" else { return nil }
            return (number, digits.isEmpty, rest.dropFirst())
        }
        let isNamed = prefix.hasSuffix(" ") || ["no.", "q"].contains(prefix)
        if let mark = rest.first, closes(mark, close) {
            rest = rest.dropFirst()
            let isTime = ".．:：".contains(mark) && rest.first?.isDecimal ?? false
            // `[1]: https://…` says where a link leads.
            return isTime || (line.first == "[" && rest.first == ":") ? nil : (number, digits.isEmpty, rest)
        }
        return isNamed && behind.first == " " && close == nil ? (number, false, behind) : nil
    }

    private static func closes(_ mark: Character, _ expected: Character?) -> Bool {
        guard let expected else { return closings.contains(mark) }
        return String(expected).narrowed() == String(mark).narrowed()
    }

    /// One to ninety-nine.
    private static func chinese(_ text: Substring) -> Int? {
        let digits: [Character: Int] = ["一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9]
        let parts = text.split(separator: "十", omittingEmptySubsequences: false)
        guard !text.isEmpty, parts.count <= 2, parts.allSatisfy({ $0.count <= 1 }) else { return nil }
        let values = parts.map { $0.first.flatMap { digits[$0] } }
        return parts.count == 1 ? values[0] : (values[0] ?? 1) * 10 + (values[1] ?? 0)
    }

    private static func withoutCheckbox(_ text: String) -> String {
        for box in ["[ ]", "[x]", "[X]"] where text.hasPrefix(box) {
            return String(text.dropFirst(box.count)).trimmingSpaces()
        }
        return text
    }
}

extension String {
    /// `1️⃣2️⃣` as `12.` and `🔟` as `10.`.
    fileprivate var withPlainDigits: String {
        guard unicodeScalars.contains(where: { $0.value == 0x20E3 || $0.value == 0x1F51F }) else { return self }
        let keycap = "\u{20E3}"
        let plain = String(String.UnicodeScalarView(unicodeScalars.filter { $0.value != 0xFE0F }))
            .unicodeScalars.map { $0.value == 0x1F51F ? "10" + keycap : String($0) }.joined()
        let parts = plain.unicodeScalars.split(separator: "\u{20E3}", omittingEmptySubsequences: false).map {
            String($0)
        }
        return parts.indices.map { index in
            let isInside = index + 1 < parts.count && parts[index + 1].count == 1 && index + 2 < parts.count
            return parts[index] + (index + 1 == parts.count || isInside ? "" : ".")
        }.joined()
    }
}

extension String {
    /// Without a dash that leads from a number to its text: `- text`.
    var withoutDash: String {
        ["- ", "– ", "— "].contains(where: hasPrefix) ? String(dropFirst(2)).trimmingSpaces() : self
    }
}

extension Character {
    /// A digit of ASCII or a full-width one.
    var isDecimal: Bool {
        guard let scalar = unicodeScalars.first, unicodeScalars.count == 1 else { return false }
        return (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
    }
}
