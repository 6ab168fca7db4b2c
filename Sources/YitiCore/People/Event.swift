/// What an event in a person's log says. Answers, ratings and undos carry the loop; the rest explains the ledger.
package enum EventKind: String, CaseIterable, Sendable {
    /// An answer was given; `body` is its text.
    case answer
    /// Further text for the answer named by `subject`.
    case append
    /// The key points that the answer named by `subject` covered were ticked; `body` is the list, empty for none.
    case tick
    /// The answer named by `subject` was rated.
    case rating
    /// The step named by `subject` was taken back: an answer, a piece of one, ticks or a rating.
    case undo
    /// Zone or rollover changed; `body` is the calendar from then on.
    case calendar
    /// A subscription was made, changed or ended; `body` says which and how.
    case subscribe
    case change
    case unsubscribe
    /// Pauses; `body` holds the days.
    case pause
    case resume
    /// The platform said this person can't be reached, and the person's next command ended that.
    case suspend
    case restore
    /// What the person's memory is reckoned with from the next learning day on; `body` is all of ``MemoryHistory``.
    case memory
    /// Two people became one.
    case link
}

/// One row of the append-only log. Instant, zone, offset and learning day are fixed when it is written.
package struct Event: Hashable, Sendable {
    /// The store's number: the order in which things happened.
    package var id: Int64
    /// Whose it is.
    package var person: Int64
    /// What happened.
    package var kind: EventKind
    /// When.
    package var at: Instant
    /// The person's zone then.
    package var zone: String
    /// That zone's offset from UTC then, in seconds.
    package var offset: Int
    /// The learning day it counts for.
    package var day: Day
    /// The question it is about.
    package var question: String?
    /// The rating given.
    package var rating: Rating?
    /// The event it concerns.
    package var subject: Int64?
    /// Words: the text of an answer, or a few fields of a change.
    package var body: String?
    /// What the step put an end to, and `/undo` gives back: for an answer and a rating a ``LoopState`` of the question that was open or the
    /// answer that waited, with the questions opened so far as its count; for ticks the list before. Nil when not known, or for no list.
    package var prior: String?

    /// An event to be written; `id` is given by the store.
    package init(
        id: Int64 = 0, person: Int64, kind: EventKind, at: Instant, zone: String, offset: Int, day: Day,
        question: String? = nil, rating: Rating? = nil, subject: Int64? = nil, body: String? = nil,
        prior: String? = nil
    ) {
        self.id = id
        self.person = person
        self.kind = kind
        self.at = at
        self.zone = zone
        self.offset = offset
        self.day = day
        self.question = question
        self.rating = rating
        self.subject = subject
        self.body = body
        self.prior = prior
    }

    /// The answer that a step of the loop gives, goes on with, ticks or rates; nil for other events.
    package var answer: Int64? {
        switch kind {
        case .answer: id
        case .append, .tick, .rating: subject
        default: nil
        }
    }
}
