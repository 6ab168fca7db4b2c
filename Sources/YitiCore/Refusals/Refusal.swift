/// A refusal: the person asked for something that can't be. A value to answer with, thrown only to leave a step early.
package struct Refusal: Error, Hashable, Sendable {
    /// The wire's code.
    package var code: RefusalCode
    /// What was wrong, as facts; YitiWords has the sentence.
    package var reason: RefusalReason
    /// Seconds after which it may go better, where that is known.
    package var retryAfter: Int?
    /// What was typed without a slash, when it could be an answer as well: the sentence says how to give it as one.
    package var orAnswer: String?

    /// A refusal for a reason.
    package init(_ code: RefusalCode, _ reason: RefusalReason, retryAfter: Int? = nil) {
        self.code = code
        self.reason = reason
        self.retryAfter = retryAfter
    }

    /// A digit or a digit and a word that were meant as a rating and are none.
    static func meantAsRating(_ typed: String) -> Refusal {
        Refusal(.invalidRating, .arguments(.noRating, verb: "rate")).orAnswering(typed)
    }

    /// A change that does not say of which subscription.
    static let changeWithoutNumber = Refusal(.badRequest, .arguments(.numberFirst, verb: "change"))

    /// A command's verb without its slash.
    static func slashMissing(_ verb: String, typed: String) -> Refusal {
        Refusal(.badRequest, .command(.slashMissing(verb: verb))).orAnswering(typed)
    }

    /// Two things in one message of which only one can be done.
    static func oneAtATime(first: String, second: String, typed: String) -> Refusal {
        Refusal(.badRequest, .command(.oneAtATime(first: quoted(first), second: quoted(second)))).orAnswering(typed)
    }

    /// The same, saying how to give what was typed as an answer.
    func orAnswering(_ typed: String) -> Refusal {
        var refusal = self
        refusal.orAnswer = typed.replacingSpaces(" ").trimmingSpaces().truncated(toColumns: 48)
        return refusal
    }

    /// What somebody typed, short enough to repeat in a sentence.
    package static func quoted(_ typed: some StringProtocol) -> String {
        String(typed).replacingSpaces(" ").truncated(toColumns: 32)
    }
}

/// Why something is refused, by area: one case for each sentence there is.
package enum RefusalReason: Hashable, Sendable {
    case command(CommandRefusal)
    /// What followed a verb; the sentence ends with the verb's example.
    case arguments(ArgumentFault, verb: String)
    case loop(LoopRefusal)
    case topics(TopicRefusal)
    case subscriptions(SubscriptionRefusal)
    case settings(SettingRefusal)
    case identity(IdentityRefusal)
    case data(DataRefusal)
    case service(ServiceRefusal)
}
