/// What buttons carry (`cb`): at most 64 bytes each. Those that change something name the question or the answer they belong to,
/// so an old button does no harm.
package enum Callbacks {
    /// The next question, unless one is open.
    package static let next = "next"
    /// Says yes to whoever typed the code of `/link`.
    package static let confirmLink = "link:confirm"
    /// The topics, the subscriptions, the settings, the streak, the statistics, the commands: they only show.
    package static let topics = "topics"
    /// What is on.
    package static let subscriptions = "subscriptions"
    /// The settings.
    package static let settings = "settings"
    /// The streak.
    package static let streak = "streak"
    /// The statistics.
    package static let stats = "stats"
    /// The commands.
    package static let help = "help"

    /// A rating of one answer.
    package static func rate(_ rating: Rating, answer: Int64) -> String { "rate:\(rating.rawValue):\(answer)" }

    /// The next key point of one question.
    package static func hint(question: String) -> String { "hint:\(question)" }

    /// The reference answer of one question.
    package static func reveal(question: String) -> String { "reveal:\(question)" }

    /// Puts one question off.
    package static func skip(question: String) -> String { "skip:\(question)" }

    /// Ticks a key point of one answer.
    package static func tick(_ point: Int, answer: Int64) -> String { "tick:\(point):\(answer)" }

    /// Takes the rating of one answer back.
    package static func undo(answer: Int64) -> String { "undo:\(answer)" }

    /// The earlier answers to one question.
    package static func history(question: String) -> String { "history:\(question)" }

    /// The command of a callback; nil for what no button carries.
    static func command(_ callback: String) -> Command? {
        guard callback.utf8.count <= 64 else { return nil }
        if let command = shown[callback] { return command }
        let parts = callback.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        switch (parts.first, parts.count) {
        case ("rate", 3):
            guard let rating = Int(parts[1]).flatMap(Rating.init(rawValue:)), let answer = answer(parts[2]) else {
                return nil
            }
            return .rate(rating, answer: answer)
        case ("tick", 3):
            guard let point = Numerals.decimal(parts[1]), point > 0, let answer = answer(parts[2]) else { return nil }
            return .addPoint(point, answer: answer)
        case ("undo", 2): return answer(parts[1]).map { .undo(answer: $0) }
        case (let verb?, 2): return QuestionIDs.canonical(parts[1]).flatMap { bound(verb, $0) }
        default: return nil
        }
    }

    private static let shown: [String: Command] = [
        next: .nextUnlessOpen, confirmLink: .confirmLink, topics: .topics, subscriptions: .subscriptions,
        settings: .settings, streak: .streak(explained: false), stats: .stats(topic: nil), help: .help(verb: nil),
    ]

    private static func bound(_ verb: String, _ question: String) -> Command? {
        switch verb {
        case "hint": .hint(question: question)
        case "reveal": .reveal(question: question)
        case "skip": .skip(question: question)
        case "history": .history(.question(question, page: 1))
        default: nil
        }
    }

    private static func answer(_ text: String) -> Int64? {
        guard let number = Int64(text), number > 0, String(number) == text else { return nil }
        return number
    }
}
