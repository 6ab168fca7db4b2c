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

    /// A person's record; `question` says what the bank has by an id.
    init(_ person: Person, _ parts: ExportedParts, days: [StreakDay], question: (String) -> Question?) {
        self.person = person
        answers = parts.answers.map { ($0.answer, question($0.answer.question), $0.text) }
        self.days = days
        subscriptions = parts.subscriptions
        pauses = parts.pauses.map { ($0.from, $0.until) }
        notes = parts.notes.map { ($0.question, $0.at, $0.text) }
        bookmarks = parts.bookmarks
    }
}
