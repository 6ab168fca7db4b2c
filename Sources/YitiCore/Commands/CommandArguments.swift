/// What follows a verb, with what it takes to understand it.
struct CommandArguments {
    /// The row of the verb.
    let row: CommandRow
    /// As it was typed, without white space at its ends: what free text is taken from.
    let text: String
    /// The words in narrow letters.
    let words: [String]
    /// Whether the verb began with a slash; without one, what may be the beginning of an answer is none.
    let hasSlash: Bool
    /// The bank's topics.
    let topics: TopicMatcher
    /// The system's zones.
    let zones: ZoneBook
    /// The learning day it is for the person.
    let today: Day
    /// Whether this is the sandbox.
    let isSandbox: Bool

    /// Whether nothing follows the verb.
    var isEmpty: Bool { text.isEmpty }

    /// The only word; nil when there are more or none.
    var onlyWord: String? { words.count == 1 ? words.first : nil }

    /// The refusal of what follows the verb. `bad_request` unless the protocol has a code for it.
    func refusal(_ code: RefusalCode = .badRequest, _ fault: ArgumentFault) -> Refusal {
        Refusal(code, .arguments(fault, verb: row.verb))
    }

    /// The refusal of something that can't be read here.
    func misread(_ code: RefusalCode = .badRequest) -> Refusal {
        refusal(code, .misread(typed: Refusal.quoted(text)))
    }

    /// Splits what was typed into words, at white space.
    static func words(of text: String) -> [String] {
        text.narrowed().split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
