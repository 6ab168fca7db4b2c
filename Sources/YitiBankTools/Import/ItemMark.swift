import YitiCore

/// The mark of a numbered item, with a number of at most four digits; `1.5` and `10:30` are none.
struct ItemMark {
    let number: Int
    let text: String

    private static let openings: [Character: Character] = ["(": ")", "（": "）", "[": "]", "【": "】"]
    private static let prefixes = ["Question ", "question ", "问题", "题目", "题", "问", "No.", "no.", "Q", "q"]
    private static let closings = Set(".、)）．:：")

    init?(_ line: String) {
        if let first = line.first, let number = first.wholeNumberValue, !first.isASCII, !first.isLetter,
            !first.isDecimal
        {
            self.number = number
            text = String(line.dropFirst()).trimmingSpaces()
            return
        }
        // `1\\.` is how Markdown keeps a number from being one; keycaps are digits.
        let line = line.withoutKeycaps.replacing("\\.", with: ".", maxReplacements: 1)
        let close = line.first.flatMap { Self.openings[$0] }
        var rest = close == nil ? line[...] : line.dropFirst()
        var isNamed = false
        for prefix in Self.prefixes where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
            isNamed = prefix.hasSuffix(".") || prefix.hasSuffix(" ")
            break
        }
        let digits = rest.prefix { $0.wholeNumberValue != nil && $0.isDecimal }
        rest = rest.dropFirst(digits.count)
        guard (1...4).contains(digits.count), let number = Int(String(digits).narrowed()),
            let mark = rest.first,
            close.map({ String($0).narrowed() == String(mark).narrowed() })
                ?? (Self.closings.contains(mark) || (isNamed && mark == " "))
        else { return nil }
        let text = rest.dropFirst()
        // `[1]: https://…` says where a link leads.
        if line.first == "[", text.first == ":" { return nil }
        if ".．:：".contains(mark), text.first?.isDecimal ?? false { return nil }
        self.number = number
        self.text = Self.withoutCheckbox(String(text).trimmingSpaces())
    }

    private static func withoutCheckbox(_ text: String) -> String {
        for box in ["[ ]", "[x]", "[X]"] where text.hasPrefix(box) {
            return String(text.dropFirst(box.count)).trimmingSpaces()
        }
        return text
    }
}

extension String {
    /// `1️⃣` as `1.`.
    fileprivate var withoutKeycaps: String {
        guard unicodeScalars.contains(where: { $0.value == 0x20E3 }) else { return self }
        var plain = String.UnicodeScalarView()
        for scalar in unicodeScalars where scalar.value != 0xFE0F {
            plain.append(scalar.value == 0x20E3 ? "." : scalar)
        }
        return String(plain)
    }
}

extension Character {
    /// A digit of ASCII or a full-width one.
    var isDecimal: Bool {
        guard let scalar = unicodeScalars.first, unicodeScalars.count == 1 else { return false }
        return (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
    }
}
