/// The numbers behind a choice, kept with the open question and the delivery so that `/why` can repeat them.
package struct PickRecord: Hashable, Sendable {
    /// The reason's wire name: `best`, `variety`, `telling`, `asked` or `mock`; `rescue` in what was chosen before 1.1.
    package var reason: String
    /// The chance of recalling it at the moment of choice; nil when it had never been answered.
    package var recall: Double?
    /// Stars times expected gain, less what a later answer would gain where a review could wait.
    package var score: Double
    /// The expected gain in recall at ``horizon``.
    package var gain: Double
    /// The day the gain is reckoned for.
    package var horizon: Day

    package init(reason: String, recall: Double?, score: Double, gain: Double, horizon: Day) {
        self.reason = reason
        self.recall = recall
        self.score = score
        self.gain = gain
        self.horizon = horizon
    }
}

/// A person: settings and where they stand in the loop. What they answered is in the event log, not here.
@usableFromInline
package struct Person: Hashable, Sendable {
    /// The store's number for this person; 0 while a guest has no account.
    package var id: Int64
    /// When the account was made.
    package var createdAt: Instant
    /// What they want to be called, or what a bridge says they are called.
    package var name: String?
    /// Whether ``name`` was set by the person; a bridge's hint never overrides it.
    package var nameIsOwn: Bool = false
    /// The language they set or a bridge hinted; nil when nothing is known (shown as `both`).
    package var language: Language?
    /// Whether ``language`` was set by the person.
    package var languageIsOwn: Bool = false
    /// Where and when their learning days begin, with every change there was.
    package var calendar: LearningCalendar
    /// Whether the zone was set by the person.
    package var zoneIsOwn: Bool = false
    /// The ids of the topics selected by `/topic`; nil means all.
    package var topics: [String]?
    /// The day to be ready for.
    package var interview: Day?
    /// When nothing may be pushed, as minutes of the local day; nil when off.
    package var quiet: QuietHours?
    /// What the person's memory was and is reckoned with.
    package var memory = MemoryHistory()
    /// Whether an unanswered push gets one nudge.
    package var nudge: Bool = false

    /// What is open and what waits for a rating.
    package var loop = LoopState()
    /// The question that was open or answered last: what `/note`, `/bookmark`, `/reveal` and `/why` mean without an id.
    package var lastQuestion: String?
    /// The pick of ``lastQuestion``.
    package var lastPick: PickRecord?
    /// How many questions have opened for this person.
    package var openings: Int = 0
    /// The topic of the question opened last.
    package var lastTopic: String?
    /// How many different questions have a rating.
    package var firstAnswers: Int = 0
    /// How many of those were passed (not `again`) the first time.
    package var firstPasses: Int = 0
    /// Numbers subscriptions for the person: the highest given so far.
    package var subscriptionsMade: Int = 0
    /// The learning day of the freeze spent that has been announced last.
    package var freezeAnnounced: Day?
    /// Later ones, oldest first: they are announced with the next message that is given.
    package var untoldFreezes: [Day] = []

    /// How many octets of texts are kept of them: answers, appended pieces, notes and reports. What was kept before this was
    /// counted, or was undone, is not taken off or added.
    package var keptBytes: Int = 0

    /// A new person with nothing but a calendar.
    package init(id: Int64, createdAt: Instant, calendar: LearningCalendar) {
        self.id = id
        self.createdAt = createdAt
        self.calendar = calendar
    }

    /// Whether there is no account yet.
    package var isGuest: Bool { id == 0 }

    /// The number of the account; nil for a guest.
    package var account: Int64? { isGuest ? nil : id }

    /// The language to write in: what is known, else both.
    package var reads: Language { language ?? .both }
}
