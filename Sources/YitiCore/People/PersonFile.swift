/// All that is known of one person while something is decided for them, and what the decision changes.
///
/// A decision works on a copy: it reads parts, which may have to be loaded first, and records changes, which are folded into the copy at
/// once. When it throws, the copy is dropped, and nothing has changed. A guest is a file like any other, all of it in memory.
/// What is known is shared between copies until one of them changes it: most requests copy the file several times and change it once.
@dynamicMemberLookup
package struct PersonFile: Sendable {
    /// What has been decided so far, in order.
    package private(set) var changes: [Change] = []
    /// Numbers for the rows that the decision makes.
    package var numbers: Numbers
    /// When the store's cache handed it out, in the cache's own count: what has changed since is not known here.
    package var stamp = 0
    @usableFromInline
    internal var shared: SharedParts

    /// The file of a person with a row, of which nothing else is known yet.
    package init(person: Person, numbers: Numbers) {
        self.numbers = numbers
        shared = SharedParts(FileParts(person: person))
    }

    /// The file of somebody who has just come and of whom there is nothing else.
    package static func blank(_ person: Person, numbers: Numbers) -> PersonFile {
        let file = PersonFile(person: person, numbers: numbers)
        file.shared.parts.becomeBlank()
        return file
    }

    /// The file of a guest who has just come. Free numbers are given to it when something is decided.
    package static func guest(at now: Instant) -> PersonFile {
        blank(Person.guest(at: now), numbers: Numbers(person: 1, event: 1, subscription: 1))
    }

    /// The person's row, lent and not copied. What a decision changes of it is written when it differs afterwards.
    @inlinable
    package var person: Person {
        _read { yield shared.parts.person }
        _modify {
            detach()
            yield &shared.parts.person
        }
    }

    /// A part of what is known of the person; see ``Part``.
    package subscript<Value>(dynamicMember part: WritableKeyPath<FileParts, Value>) -> Value {
        _read { yield shared.parts[keyPath: part] }
        _modify {
            detach()
            yield &shared.parts[keyPath: part]
        }
    }

    /// What is known becomes this copy's own.
    @usableFromInline
    internal mutating func detach() {
        if !isKnownUniquelyReferenced(&shared) { shared = SharedParts(shared.parts) }
    }

    /// The store's number for the person; 0 while a guest has no account. Read without the rest of their row.
    package var id: Int64 { shared.parts.person.id }

    /// Whether there is no account yet.
    package var isGuest: Bool { shared.parts.person.isGuest }

    /// Notes what happens, and folds it into what is known.
    mutating func record(_ change: Change) {
        changes.append(change)
        detach()
        shared.parts.fold(change)
    }

    /// Adds a part that was loaded.
    package mutating func merge(_ found: LoadedPart) {
        detach()
        shared.parts.merge(found)
    }

    /// The same person with nothing decided, to be kept for what they say next: what the changes don't give exactly is loaded anew.
    package consuming func written() -> PersonFile {
        let decided = changes
        changes = []
        forgetVolatile()
        guard !isGuest, shared.parts.isToBeForgotten(after: decided) else { return self }
        detach()
        shared.parts.forget(after: decided)
        return self
    }

    /// Nothing that stands has a rating, on any day: it needn't be looked up.
    mutating func knowNoRatings() {
        self.firstAnsweredDay = .present(nil)
        self.ratedAnswers = .present(SinceDay(from: Day(number: .min), values: [:]))
    }

    /// Subscriptions or deliveries have changed by other means than decisions: what is known of them is loaded anew.
    package mutating func forgetPushes() {
        guard shared.parts.knowsPushes else { return }
        detach()
        shared.parts.forgetPushes()
    }

    /// Those of the subscriptions, as far as they were loaded, that have fallen due.
    package func due(at now: Instant) -> [Subscription] {
        guard case .present(let standing) = self.standing else { return [] }
        return standing.filter { $0.nextAt.map { $0 <= now } ?? false }
    }

    /// About how many octets it takes up in memory.
    package var weight: Int { shared.parts.weight }

    /// Whether another file is a copy of this one that nobody has changed since.
    package func isSame(as other: PersonFile) -> Bool {
        shared === other.shared && changes.isEmpty && other.changes.isEmpty
    }
}

/// Parts that copies of a file share; whoever changes them has them alone.
@usableFromInline
internal final class SharedParts: @unchecked Sendable {
    // Whoever reads or changes it goes through a file, which nobody else has meanwhile: looking for that once more costs on every step.
    @exclusivity(unchecked)
    @usableFromInline
    internal var parts: FileParts

    init(_ parts: FileParts) { self.parts = parts }
}

/// What a file knows of its person.
@usableFromInline
package struct FileParts: Sendable {
    @usableFromInline
    package var person: Person
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
    var asked = Part<SinceDay<[AskedQuestion]>>.absent
    var changesOnDay = Parts<Day, Int>()
    var notes = Parts<String, [String]>()
    var bookmarks = Part<[String]>.absent
    var tickedAnswers = Part<[Answer]>.absent
    /// What was asked that others may change; with most requests nothing.
    var volatile: [VolatileFact] = []

    init(person: Person) { self.person = person }

    /// Nothing has ever been of somebody who has just come.
    mutating func becomeBlank() {
        standing = .present([])
        lastOccurrences = .present([:])
        pauses = .present([])
        schedules = .present([])
        suspensions = .present([])
        cards = Parts(whole: [:])
        underWay = .present([])
        deliveries = Parts(whole: [:])
        answers = Parts(whole: [:])
        answersByQuestion = Parts(whole: [:])
        texts = Parts(whole: [:])
        lastStep = .present(nil)
        laters = .present([])
        hasAnswers = .present(false)
        firstAnsweredDay = .present(nil)
        settled.set(.latest, nil)
        ratedAnswers = .present(SinceDay(from: Day(number: .min), values: [:]))
        asked = .present(SinceDay(from: Day(number: .min), values: [:]))
        changesOnDay = Parts(whole: [:])
        notes = Parts(whole: [:])
        bookmarks = .present([])
        tickedAnswers = .present([])
    }

    /// Whether something is known that these changes don't give exactly, or that is not kept.
    func isToBeForgotten(after changes: [Change]) -> Bool {
        !texts.isBlank || changes.contains { $0.concernsPushes || $0.concernsPauses }
    }

    /// Lets go of what is not known exactly after these changes.
    mutating func forget(after changes: [Change]) {
        if changes.contains(where: \.concernsPushes) { forgetPushes() }
        if changes.contains(where: \.concernsPauses) {
            pauses = .absent
            suspensions = .absent
        }
        texts = Parts()
    }

    /// Whether there is anything for ``forgetPushes()`` to let go of.
    var knowsPushes: Bool {
        !(standing.isAbsent && lastOccurrences.isAbsent && schedules.isAbsent && underWay.isAbsent && deliveries.isBlank
            && asked.isAbsent && laters.isAbsent)
    }

    mutating func forgetPushes() {
        standing = .absent
        lastOccurrences = .absent
        schedules = .absent
        underWay = .absent
        deliveries = Parts()
        asked = .absent
        laters = .absent
    }

    var weight: Int {
        let texts = person.loop.open.count + person.loop.waiting.count
        let rows = cards.countAtMost + answers.countAtMost + answersByQuestion.countAtMost * 2
        let days = deliveries.countAtMost + settled.countAtMost
        return 1_600 + 200 * (texts + rows + days + notes.countAtMost + bookmarks.count)
    }
}

extension Change {
    /// Whether subscriptions or deliveries are not known exactly afterwards.
    fileprivate var concernsPushes: Bool {
        switch self {
        case .subscribed, .subscription, .scheduled, .unsubscribed, .pendingExpired, .pendingReleased, .acknowledged,
            .suspended, .reached, .split:
            true
        default: false
        }
    }

    /// Whether pauses are not known exactly afterwards: the store numbers them. Nor are the times in which nobody was reached.
    fileprivate var concernsPauses: Bool {
        switch self {
        case .paused, .pauseEnds, .suspended, .reached: true
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
