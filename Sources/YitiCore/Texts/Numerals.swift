/// Small numbers as people type them: ASCII digits, Chinese numerals, English words.
enum Numerals {
    private static let digits: [Character: Int] = [
        "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    ]

    /// Whether a character is part of a number in Chinese.
    static func isChineseNumeral(_ character: Character) -> Bool {
        digits[character] != nil || "十百廿卅".contains(character)
    }

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

    /// `八`, `十`, `十二`, `廿三`, `一百零五`, and digit by digit from two digits on with a naught (`三零`, `二〇二六`).
    private static func chinese(_ text: some StringProtocol) -> Int? {
        guard (1...6).contains(text.count) else { return nil }
        let spelled = text.map { $0 == "廿" ? "二十" : $0 == "卅" ? "三十" : String($0) }.joined()
        if let number = placed(spelled[...], unit: ("百", 100)) { return number }
        let places = spelled.compactMap { digits[$0] }
        guard places.count == spelled.count, places.contains(0), places.count > 1 else { return nil }
        return places.reduce(0) { $0 * 10 + $1 }
    }

    private static func placed(_ text: Substring, unit: (name: Character, value: Int)) -> Int? {
        let parts = text.split(separator: unit.name, omittingEmptySubsequences: false)
        guard let last = parts.last, parts.count <= 2 else { return nil }
        if parts.count == 1 { return unit.value == 100 ? placed(text, unit: ("十", 10)) : digit(text, missing: nil) }
        guard let first = parts.first, let count = digit(first, missing: unit.value == 10 ? 1 : nil) else { return nil }
        let rest = last.first == "零" ? last.dropFirst() : last
        // What people mean by 一百二 is 120.
        guard unit.value == 10 || last.count != 1 else { return nil }
        let lower = last.isEmpty ? 0 : unit.value == 100 ? placed(rest, unit: ("十", 10)) : digit(last, missing: nil)
        return lower.map { count * unit.value + $0 }
    }

    /// One digit, perhaps after a naught (`零五`).
    private static func digit(_ text: some StringProtocol, missing: Int?) -> Int? {
        if text.isEmpty { return missing }
        let bare = text.count == 2 && (text.first == "零" || text.first == "〇") ? text.dropFirst() : text[...]
        return bare.count == 1 ? bare.first.flatMap { digits[$0] } : nil
    }

    private static let small = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    private static let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

    /// `zero` to `ninety nine`.
    static let english = Lexicon(englishRows)

    private static var englishRows: [(words: String, value: Int)] {
        var rows: [(words: String, value: Int)] = []
        for (number, name) in small.enumerated() { rows.append((name, number)) }
        for (place, ten) in tens.enumerated() {
            let number = place * 10 + 20
            rows.append((ten, number))
            for (digit, one) in small.prefix(10).enumerated() where digit > 0 {
                rows.append(("\(ten) \(one)|\(ten)-\(one)", number + digit))
            }
        }
        return rows
    }
}
