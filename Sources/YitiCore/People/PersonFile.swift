/// All that is known of one person while something is decided for them, and what the decision changes.
///
/// A decision works on a copy: it reads parts, which may have to be loaded first, and records changes, which are folded into the copy at
/// once. When it throws, the copy is dropped, and nothing has changed. A guest is a file like any other, all of it in memory.
package struct PersonFile: Sendable {
    /// The person's row. What a decision changes of it is written when it differs afterwards.
    package var person: Person
    /// What has been decided so far, in order.
    package private(set) var changes: [Change] = []
    /// Numbers for the rows that the decision makes.
    package var numbers: Numbers
    /// When the store's cache handed it out, in the cache's own count: what has changed since is not known here.
    package var stamp = 0

    var standing = Part<[Subscription]>.absent
    var lastOccurrences = Part<[Int64: Day]>.absent
    var pauses = Part<[PauseRecord]>.absent
    var schedules = Part<[ScheduleRecord]>.absent
    var suspensions = Part<[SuspensionRecord]>.absent
    var cards = Parts<String, Card>()
    var underWay = Part<[String]>.absent
    var deliveries = Parts<Day, [Delivery]>()
    var answers = Parts<Int64, Answer>()
    var answersByQuestion = Parts<String, [Answer]>()
    var texts = Parts<Int64, String>()
    var lastStep = Part<Event?>.absent
    var laters = Part<[LaterRecord]>.absent
    var hasAnswers = Part<Bool>.absent
    var firstAnsweredDay = Part<Day?>.absent
    var settled = Parts<Day, LedgerRow>()
    var ratedAnswers = Part<SinceDay<Int>>.absent
    var arrivals = Part<SinceDay<Instant>>.absent
    var changesOnDay = Parts<Day, Int>()
    var notes = Parts<String, [String]>()
    var bookmarks = Parts<String, Bool>()

    /// The file of a person with a row, of which nothing else is known yet.
    package init(person: Person, numbers: Numbers) {
        self.person = person
        self.numbers = numbers
    }

    /// The file of somebody who has just come and of whom there is nothing else.
    package static func blank(_ person: Person, numbers: Numbers) -> PersonFile {
        var file = PersonFile(person: person, numbers: numbers)
        file.standing = .present([])
        file.lastOccurrences = .present([:])
        file.pauses = .present([])
        file.schedules = .present([])
        file.suspensions = .present([])
        file.cards = Parts(whole: [:])
        file.underWay = .present([])
        file.deliveries = Parts(whole: [:])
        file.answers = Parts(whole: [:])
        file.answersByQuestion = Parts(whole: [:])
        file.texts = Parts(whole: [:])
        file.lastStep = .present(nil)
        file.laters = .present([])
        file.hasAnswers = .present(false)
        file.firstAnsweredDay = .present(nil)
        file.settled = Parts(whole: [:])
        file.ratedAnswers = .present(SinceDay(from: Day(number: .min), values: [:]))
        file.arrivals = .present(SinceDay(from: Day(number: .min), values: [:]))
        file.changesOnDay = Parts(whole: [:])
        file.notes = Parts(whole: [:])
        file.bookmarks = Parts(whole: [:])
        return file
    }

    /// Whether there is no account yet.
    package var isGuest: Bool { person.id == 0 }

    /// Notes what happens, and folds it into what is known.
    mutating func record(_ change: Change) {
        changes.append(change)
        fold(change)
    }

    /// The same person with nothing decided, to be kept for what they say next: what the changes don't give exactly is loaded anew.
    package func written() -> PersonFile {
        var file = self
        file.changes = []
        guard !isGuest else { return file }
        if changes.contains(where: \.concernsPushes) { file.forgetPushes() }
        if changes.contains(where: \.concernsPauses) {
            file.pauses = .absent
            file.suspensions = .absent
        }
        file.texts = Parts()
        file.forgetWholes()
        return file
    }

    /// Subscriptions or deliveries have changed by other means than decisions: what is known of them is loaded anew.
    package mutating func forgetPushes() {
        standing = .absent
        lastOccurrences = .absent
        schedules = .absent
        underWay = .absent
        deliveries = Parts()
        arrivals = .absent
        laters = .absent
    }

    /// Of somebody who has just come everything is known to be nothing, which is not said of each key.
    private mutating func forgetWholes() {
        if answers.isWhole { answers = Parts() }
        if answersByQuestion.isWhole { answersByQuestion = Parts() }
        if settled.isWhole { settled = Parts() }
        if changesOnDay.isWhole { changesOnDay = Parts() }
        if notes.isWhole { notes = Parts() }
        if bookmarks.isWhole { bookmarks = Parts() }
    }

    /// About how many octets it takes up in memory.
    package var weight: Int {
        let texts = person.loop.open.count + person.loop.waiting.count
        let rows = cards.known.count + answers.known.count + answersByQuestion.known.count * 2
        return 1_600 + 200 * (texts + rows + deliveries.known.count + settled.known.count + notes.known.count)
    }
}

extension Change {
    /// Whether subscriptions or deliveries are not known exactly afterwards.
    fileprivate var concernsPushes: Bool {
        switch self {
        case .subscribed, .subscription, .scheduled, .unsubscribed, .pendingExpired, .pendingReleased, .acknowledged:
            true
        default: false
        }
    }

    /// Whether pauses are not known exactly afterwards: the store numbers them.
    fileprivate var concernsPauses: Bool {
        switch self {
        case .paused, .pauseEnds: true
        default: false
        }
    }
}

/// The next free number of each kind of row that a decision may make.
package struct Numbers: Hashable, Sendable {
    package var person: Int64
    package var event: Int64
    package var subscription: Int64

    package init(person: Int64, event: Int64, subscription: Int64) {
        self.person = person
        self.event = event
        self.subscription = subscription
    }

    /// None of those that were taken by then is free.
    package mutating func take(_ taken: Numbers) {
        person = max(person, taken.person)
        event = max(event, taken.event)
        subscription = max(subscription, taken.subscription)
    }

    mutating func nextPerson() -> Int64 { Self.take(&person) }
    mutating func nextEvent() -> Int64 { Self.take(&event) }
    mutating func nextSubscription() -> Int64 { Self.take(&subscription) }

    private static func take(_ number: inout Int64) -> Int64 {
        defer { number += 1 }
        return number
    }
}

/// Values of learning days, of which those from a day on are known; a day without one is absent.
package struct SinceDay<Value: Sendable>: Sendable {
    package var from: Day
    package var values: [Day: Value]

    package init(from: Day, values: [Day: Value]) {
        self.from = from
        self.values = values
    }
}
