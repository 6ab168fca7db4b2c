/// What a command is answered with: messages in the order they are shown, or one refusal.
package enum Reply: Hashable, Sendable {
    /// Zero to eight messages; none is silence.
    case messages([Message])
    /// It can't be done; nothing was changed.
    case refused(Refusal)
}

/// One message, as facts: the wire words and lays them out (docs/protocol.md, section 6).
package enum Message: Hashable, Sendable {
    case question(QuestionFacts)
    case prompt(PromptFacts)
    case rated(RatedFacts)
    case streak(StreakFacts)
    case stats(StatsFacts)
    case topics(TopicsFacts)
    case questions(QuestionListFacts)
    case subscriptions(SubscriptionsFacts)
    case settings(SettingsFacts)
    case history(HistoryFacts)
    case mock(MockFacts)
    /// A room's board: who joined it, by days answered.
    case board([BoardLine])
    case info(Info)
}

/// A value in an `info` message's `data`.
package enum Datum: Hashable, Sendable {
    case string(String)
    case integer(Int64)
    /// A number with a fraction; what is not finite is written as null.
    case number(Double)
    case bool(Bool)
    case list([Datum])
    case object([Member])
    case null

    /// A named value; members keep their order.
    package struct Member: Hashable, Sendable {
        package var name: String
        package var value: Datum
        /// A member from its name and value.
        package init(_ name: String, _ value: Datum) {
            self.name = name
            self.value = value
        }
    }
}
