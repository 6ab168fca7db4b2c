/// A refusal: the person asked for something that can't be. A value to answer with, thrown only to leave a step early.
package struct Refusal: Error, Hashable, Sendable {
    /// The wire's code.
    package var code: RefusalCode
    /// What was wrong, as facts; YitiWords has the sentence.
    package var reason: RefusalReason
    /// Seconds after which it may go better, where that is known.
    package var retryAfter: Int?

    /// A refusal for a reason.
    package init(_ code: RefusalCode, _ reason: RefusalReason, retryAfter: Int? = nil) {
        self.code = code
        self.reason = reason
        self.retryAfter = retryAfter
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
