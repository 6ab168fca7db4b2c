/// What a person's file has to be loaded anew for, after rows were written by other means than a decision.
enum Reloading {
    /// Nothing of it.
    case nothing
    /// Subscriptions and deliveries.
    case pushes
    /// The person's row, or anything else.
    case everything
}

/// Tables that a statement names, told from its text: what it reads or writes besides by a trigger or a foreign key is of the same
/// people.
struct Tables: OptionSet {
    let rawValue: Int

    static let person = Tables(rawValue: 1)
    static let log = Tables(rawValue: 2)
    static let card = Tables(rawValue: 4)
    static let pushes = Tables(rawValue: 8)
    static let otherParts = Tables(rawValue: 16)
    /// What is no part of a file.
    static let besides = Tables(rawValue: 32)

    private static let known: [String: Tables] = [
        "person": .person, "event": .log, "answer": .log, "card": .card, "subscription": .pushes, "schedule": .pushes,
        "delivery": .pushes, "meta": .besides, "identity": .besides, "login_key": .besides, "web_session": .besides,
        "web_code": .besides, "effect": .besides, "room_answer": .besides, "board": .besides,
        "token": .besides, "link_code": .besides, "forget_code": .besides, "report": .besides, "later": .pushes,
        "sqlite_sequence": [.person, .log, .pushes],
    ]
    /// What stands before a table's name.
    private static let introductions: Set<Substring> = ["FROM", "JOIN", "INTO", "UPDATE"]

    /// The table of a name; one that is not known here may be any part.
    private static func named(_ name: Substring) -> Tables { known[String(name)] ?? .otherParts }

}

extension Tables {
    /// The tables that a statement names.
    init(in sql: String) {
        let words = Self.words(of: sql)
        self = []
        for (word, next) in zip(words, words.dropFirst()) where Self.introductions.contains(word) {
            // DO UPDATE SET, and FROM before a bracket, name none here.
            guard !["SET", "SELECT"].contains(next) else { continue }
            formUnion(Self.named(next))
        }
    }

    private static func words(of sql: String) -> [Substring] {
        sql.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    }

    /// What is to be loaded anew after a statement; a person who is new has no file.
    static func concern(of sql: String) -> Reloading {
        let words = words(of: sql)
        guard let verb = words.first, ["INSERT", "UPDATE", "DELETE"].contains(verb) else { return .nothing }
        let introduction = words.firstIndex { ["INTO", "UPDATE", "FROM"].contains($0) } ?? 0
        let place = words.dropFirst(introduction + 1).first ?? ""
        switch named(place) {
        case .besides: return .nothing
        case .pushes: return .pushes
        case .person where verb == "INSERT": return .nothing
        default: return .everything
        }
    }
}
