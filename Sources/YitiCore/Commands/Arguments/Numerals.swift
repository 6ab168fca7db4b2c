/// Small numbers as people type them: ASCII digits, or Chinese numerals up to ninety-nine.
enum Numerals {
    private static let digits: [Character: Int] = [
        "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]

    /// The number that `text` is, 0 or more and of at most six digits; nil for anything else.
    static func number(_ text: some StringProtocol) -> Int? {
        if let first = text.utf8.first, (48...57).contains(first) { return decimal(text) }
        return chinese(text)
    }

    /// A number in ASCII digits, at most six; nil for anything else.
    static func decimal(_ text: some StringProtocol) -> Int? {
        guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }

    /// `八`, `十`, `十二`, `二十三`.
    private static func chinese(_ text: some StringProtocol) -> Int? {
        guard (1...3).contains(text.count) else { return nil }
        let parts = text.split(separator: "十", omittingEmptySubsequences: false)
        if parts.count == 1 { return text.count == 1 ? text.first.flatMap { digits[$0] } : nil }
        guard parts.count == 2, let tens = part(parts[0], missing: 1), let ones = part(parts[1], missing: 0) else {
            return nil
        }
        return tens * 10 + ones
    }

    private static func part(_ text: some StringProtocol, missing: Int) -> Int? {
        if text.isEmpty { return missing }
        return text.count == 1 ? text.first.flatMap { digits[$0] } : nil
    }
}
