/// Everything there is about a person, for an export.
package struct PersonRecord: Sendable {
    package var person: Person
    /// Oldest first, each with its whole text; the question is nil when the bank no longer has it.
    package var answers: [(answer: Answer, question: Question?, text: String)]
    /// The whole ledger, today included.
    package var days: [StreakDay]
    /// Those that have ended, too.
    package var subscriptions: [Subscription]
    package var pauses: [(from: Day, until: Day?)]
    package var notes: [(question: String, at: Instant, text: String)]
    /// Ids of questions, the newest first.
    package var bookmarks: [String]

    package init(
        person: Person, answers: [(answer: Answer, question: Question?, text: String)], days: [StreakDay],
        subscriptions: [Subscription], pauses: [(from: Day, until: Day?)],
        notes: [(question: String, at: Instant, text: String)], bookmarks: [String]
    ) {
        self.person = person
        self.answers = answers
        self.days = days
        self.subscriptions = subscriptions
        self.pauses = pauses
        self.notes = notes
        self.bookmarks = bookmarks
    }
}
