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
    private static let units = ["颗星", "星级", "星", "分", "-stars", "-star", "stars", "star"]
    private static let numerals: [Substring: Int] = [
        "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "one": 1, "two": 2, "three": 3, "four": 4,
        "five": 5,
    ]

    /// Whether a number of stars may begin with it.
    static func isNumeral(_ character: Character) -> Bool {
        character == "半" || (character.isASCII && character.isNumber) || numerals[Substring(String(character))] != nil
            || "otf".contains(character)
    }

    static func isFull(_ character: Character) -> Bool { character.unicodeScalars.first.map(full.contains) ?? false }

    static func isStar(_ character: Character) -> Bool {
        isFull(character) || (character.unicodeScalars.first.map(hollow.contains) ?? false)
    }

    /// A text in which stars are stars, however they were typed: `:star:`, and asterisks at the end that make nothing bold.
    static func spelledOut(_ text: String) -> String {
        var text = text.replacing(":star2:", with: "★").replacing(":star:", with: "★")
        let close = text.last.flatMap { ")）]】".contains($0) ? $0 : nil }
        let body = close == nil ? text[...] : text.dropLast()
        let run = body.reversed().prefix { "*＊".contains($0) }.count
        let before = body.dropLast(run)
        guard (1...5).contains(run), before.split(separator: "**", omittingEmptySubsequences: false).count % 2 == 1,
            before.last.map({ $0.isWhitespace || (close == nil ? "?？。" : "(（[【").contains($0) }) ?? false
        else { return text }
        text = before + String(repeating: "★", count: run) + (close.map(String.init) ?? "")
        return text
    }

    /// What a cell or a tag says that holds nothing else.
    static func reading(_ mark: String) -> Reading {
        let mark = mark.trimmingSpaces()
        if mark.isEmpty { return .none }
        return value(mark).map(Reading.stars) ?? .unknown(mark)
    }

    /// The stars that a mark stands for; nil when it stands for none.
    static func value(_ mark: String) -> Int? {
        let plain = mark.narrowed().lowercased().filter { !$0.isWhitespace }
        if !plain.isEmpty, plain.allSatisfy(isStar) { return run(plain.count(where: isFull), of: plain.count) }
        if plain.hasSuffix("/5"), plain.dropLast(2).allSatisfy(isFull) { return run(plain.count - 2, of: 5) }
        if !plain.isEmpty, plain.allSatisfy({ $0 == "*" }) { return run(plain.count, of: plain.count) }
        return number(withoutUnit(plain[...]))
    }

    private static func run(_ full: Int, of all: Int) -> Int? { (1...5).contains(full) && all <= 5 ? full : nil }

    /// Without one star or a word for it, before or after the number.
    private static func withoutUnit(_ mark: Substring) -> Substring {
        for unit in units where mark.hasSuffix(unit) { return mark.dropLast(unit.count) }
        if mark.last.map(isFull) ?? false {
            let number = mark.dropLast()
            return number.last.map("x×*颗个".contains) ?? false ? number.dropLast() : number
        }
        guard mark.first.map(isFull) ?? false else { return mark }
        let rest = mark.dropFirst()
        return rest.first.map("x×*".contains) ?? false ? rest.dropFirst() : rest
    }

    private static func number(_ text: Substring) -> Int? {
        if let numeral = numerals[text] { return numeral }
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count <= 2, let first = halves.first.flatMap(whole) else { return nil }
        switch halves.count == 2 ? whole(halves[1]) : 5 {
        case 5: return (1...5).contains(first) ? first : nil
        case 10: return first % 2 == 0 && (2...10).contains(first) ? first / 2 : nil
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
