/// A note a person wrote on a question.
package struct Note: Hashable, Sendable {
    package var question: String
    package var at: Instant
    package var text: String

    package init(question: String, at: Instant, text: String) {
        self.question = question
        self.at = at
        self.text = text
    }
}

/// What a person said of a bad question.
package struct Report: Hashable, Sendable {
    package var id: Int64
    /// Who said it.
    package var person: Int64?
    /// The question that was open, or the last one; nil when there was none.
    package var question: String?
    package var at: Instant
    package var text: String

    package init(id: Int64, person: Int64?, question: String?, at: Instant, text: String) {
        self.id = id
        self.person = person
        self.question = question
        self.at = at
        self.text = text
    }
}

/// An answer that stands, with what was written.
package struct WrittenAnswer: Hashable, Sendable {
    package var answer: Answer
    /// The offset from UTC that was stored with it, in seconds.
    package var offset: Int
    /// What was sent first and what was appended, a line each.
    package var text: String

    package init(answer: Answer, offset: Int, text: String) {
        self.answer = answer
        self.offset = offset
        self.text = text
    }
}

/// Everything that is kept of a person.
package struct KeptRecord: Sendable {
    package var person: Person
    package var places: Places
    /// Those that stand, oldest first.
    package var answers: [WrittenAnswer]
    /// In the order they happened.
    package var events: [Event]
    package var cards: [Card]
    /// The days that are settled.
    package var days: [LedgerRow]
    /// Those that have ended, too.
    package var subscriptions: [Subscription]
    /// Every generation of each of them.
    package var schedules: [ScheduleRecord]
    /// The questions of each learning day.
    package var asked: [Day: [AskedQuestion]]
    package var pauses: [PauseRecord]
    package var suspensions: [SuspensionRecord]
    package var notes: [Note]
    /// Ids of questions, the newest first.
    package var bookmarks: [String]
    package var reports: [Report]

    package init(
        person: Person, places: Places, answers: [WrittenAnswer], events: [Event], cards: [Card], days: [LedgerRow],
        subscriptions: [Subscription], schedules: [ScheduleRecord], asked: [Day: [AskedQuestion]],
        pauses: [PauseRecord], suspensions: [SuspensionRecord], notes: [Note], bookmarks: [String], reports: [Report]
    ) {
        self.person = person
        self.places = places
        self.answers = answers
        self.events = events
        self.cards = cards
        self.days = days
        self.subscriptions = subscriptions
        self.schedules = schedules
        self.asked = asked
        self.pauses = pauses
        self.suspensions = suspensions
        self.notes = notes
        self.bookmarks = bookmarks
        self.reports = reports
    }
}

/// What an export holds besides a person's row and the days of their ledger.
package struct ExportedParts: Sendable {
    /// Oldest first.
    package var answers: [WrittenAnswer]
    /// Those that have ended, too.
    package var subscriptions: [Subscription]
    package var pauses: [PauseRecord]
    package var notes: [Note]
    /// Ids of questions, the newest first.
    package var bookmarks: [String]

    package init(
        answers: [WrittenAnswer], subscriptions: [Subscription], pauses: [PauseRecord], notes: [Note],
        bookmarks: [String]
    ) {
        self.answers = answers
        self.subscriptions = subscriptions
        self.pauses = pauses
        self.notes = notes
        self.bookmarks = bookmarks
    }
}

/// A line of a room's board.
package struct BoardLine: Hashable, Sendable {
    package var name: String
    /// For how many of the last 28 learning days they have a rated answer.
    package var days: Int

    package init(name: String, days: Int) {
        self.name = name
        self.days = days
    }
}
