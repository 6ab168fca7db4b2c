package import YitiCore

/// What help says about a command, and what refusals repeat of it.
package struct CommandWords: Sendable {
    /// The Latin verb, as its row has it.
    package let verb: String
    /// What may follow the verb; empty when nothing may.
    package let usage: Text
    /// What it does, in a few words.
    package let summary: Text
    /// What else there is to know, in a sentence or two.
    package let details: Text
    /// A line that works when typed as it stands.
    package let example: Text

    init(_ verb: String, usage: Text = .empty, summary: Text, details: Text, example: Text) {
        self.verb = verb
        self.usage = usage
        self.summary = summary
        self.details = details
        self.example = example
    }

    /// The verb with its slash and what may follow it.
    var pattern: Text { usage.map { $0.isEmpty ? "/\(verb)" : "/\(verb) \($0)" } }

    /// The words of every command, by its verb.
    package static let all = Dictionary(
        (identity + loop + topics + subscriptions + progress + rooms + shelf + settings + data).map { ($0.verb, $0) },
        uniquingKeysWith: { first, _ in first })

    /// The words of a row's verb.
    package static func of(_ verb: String) -> CommandWords {
        all[verb] ?? CommandWords(verb, summary: .empty, details: .empty, example: .empty)
    }
}
