import YitiCore

/// How often a question is asked, as people mark it: `★★★☆☆`, `⭐️⭐️`, `4.0`, `4/5`, `四星`.
enum StarMarks {
    /// What a mark says.
    enum Reading: Hashable {
        /// There is no mark.
        case none
        /// One to five stars.
        case stars(Int)
        /// There is a mark, and it says nothing that can be stars.
        case unknown(String)
    }

    /// What a mark that is not understood counts as.
    static let unknownStars = 3

    private static let full = Set("★⭐🌟⭑✭✮✯✪".unicodeScalars)
    private static let hollow = Set("☆✩⚝⭒✰".unicodeScalars)
    private static let units = ["颗星", "星级", "个星", "星", "颗", "分", "-stars", "-star", "stars", "star"]
    private static let numerals: [Substring: Int] = [
        "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "one": 1, "two": 2, "three": 3, "four": 4,
        "five": 5,
    ]

    /// Whether a number of stars may be written with it.
    static func isNumeral(_ character: Character) -> Bool {
        "半〇零六七八九十".contains(character) || character.wholeNumberValue != nil
            || numerals[Substring(String(character))] != nil
    }

    /// Whether a mark says by a star, a unit or what it is out of that it is one; points (`4分`) may be anything's.
    static func hasUnit(_ mark: String) -> Bool {
        if mark.contains(where: isStar) { return true }
        let plain = mark.filter { !$0.isWhitespace }
        return ["/5", "/10", "/100"].contains { plain.hasSuffix($0) }
            || units.contains { $0 != "分" && plain.hasSuffix($0) }
    }

    static func isFull(_ character: Character) -> Bool { character.unicodeScalars.first.map(full.contains) ?? false }

    static func isStar(_ character: Character) -> Bool {
        isFull(character) || (character.unicodeScalars.first.map(hollow.contains) ?? false)
    }

    /// A text in which stars are stars, however they were typed: `:star:`, and asterisks that stand for a mark at the end. One alone, or two
    /// behind a word, are Markdown's or a program's.
    static func spelledOut(_ text: String) -> String {
        let text = text.replacing(":star2:", with: "★").replacing(":star:", with: "★").replacing("&starf;", with: "★")
        let close = text.last.flatMap { ")）]】".contains($0) ? $0 : nil }
        let body = close == nil ? text[...] : text.dropLast()
        let run = body.reversed().prefix { "*＊".contains($0) }.count
        let before = body.dropLast(run)
        let isBehindEnd =
            String(before).trimmingSpaces().last.map { (close == nil ? "?？。" : "(（[【").contains($0) } ?? true
        let isApart = before.last?.isWhitespace ?? false
        let least = body.last == "＊" ? 1 : isBehindEnd ? 2 : 3
        guard (least...5).contains(run), isBehindEnd || isApart,
            before.split(separator: "**", omittingEmptySubsequences: false).count % 2 == 1
        else { return text }
        return before + String(repeating: "★", count: run) + (close.map(String.init) ?? "")
    }

    /// What several marks say together: what can't be stars counts only where nothing else does.
    static func joined(_ readings: [Reading]) -> Reading {
        let known = Set(readings.compactMap { if case .stars(let stars) = $0 { stars } else { nil } }).sorted()
        if known.count > 1 { return .unknown(known.map(String.init).joined(separator: " and ")) }
        return known.first.map(Reading.stars) ?? readings.first { $0 != .none } ?? .none
    }

    /// The stars that a mark stands for; nil when it stands for none.
    static func value(_ mark: String) -> Int? {
        let plain = mark.narrowed().lowercased().filter { !$0.isWhitespace }
        if !plain.isEmpty, plain.allSatisfy(isStar) { return run(plain.count(where: isFull), of: plain.count) }
        let parts = plain.split(separator: "/")
        if parts.count == 2, parts[0].allSatisfy(isFull), parts[1] == "5" || parts[1].allSatisfy(isStar) {
            return run(parts[0].count, of: parts[1] == "5" ? 5 : parts[1].count)
        }
        return number(withoutUnit(plain[...]))
    }

    private static func run(_ full: Int, of all: Int) -> Int? { (1...5).contains(full) && all <= 5 ? full : nil }

    /// Without one star or a word for it, before or after the number.
    static func withoutUnit(_ mark: Substring) -> Substring {
        for unit in units where mark.hasSuffix(unit) { return mark.dropLast(unit.count) }
        if mark.last.map(isFull) ?? false {
            let number = mark.dropLast()
            return number.last.map("x×*颗个".contains) ?? false ? number.dropLast() : number
        }
        guard mark.first.map(isFull) ?? false else { return mark }
        let rest = mark.dropFirst()
        return rest.first.map("x×*:".contains) ?? false ? rest.dropFirst() : rest
    }

    private static func number(_ text: Substring) -> Int? {
        if let numeral = numerals[text] { return numeral }
        if text.count == 1, let sign = text.first?.unicodeScalars.first, let number = Character(sign).wholeNumberValue {
            return (1...5).contains(number) ? number : nil
        }
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count <= 2, let first = halves.first.flatMap(whole) else { return nil }
        switch halves.count == 2 ? whole(halves[1]) : 5 {
        case 5: return (1...5).contains(first) ? first : nil
        case 10: return first % 2 == 0 && (2...10).contains(first) ? first / 2 : nil
        case 100: return first % 20 == 0 && (20...100).contains(first) ? first / 20 : nil
        default: return nil
        }
    }

    /// `4`, `4.0`, and `4,0` as it is written in German.
    private static func whole(_ text: Substring) -> Int? {
        let parts = text.split(omittingEmptySubsequences: false, whereSeparator: { ".,".contains($0) })
        guard parts.count <= 2, parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0 == "0" } }),
            let digits = parts.first, digits.allSatisfy({ $0.isASCII && $0.isNumber })
        else { return nil }
        return Int(digits)
    }
}
