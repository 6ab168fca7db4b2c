/// A question that is open: shown to the person and waiting for an answer. Several are open side by side.
package struct OpenQuestion: Hashable, Sendable {
    /// How it came to be open, which says how long it stays so.
    package enum Source: Hashable, Sendable {
        /// Asked for with `/next`: until the next one, or the end of the following learning day.
        case asked(Day)
        /// Pushed, by a subscription or by itself: until the same subscription's next, for 48 hours at most.
        case pushed(subscription: Int64?)
    }

    /// The question's id.
    package var question: String
    /// When it opened.
    package var at: Instant
    /// Why it was chosen, with the numbers of that moment; nil where nobody chose it (`/later`, an old bank).
    package var pick: PickRecord?
    /// How many key points `/hint` has shown.
    package var hints = 0
    /// Whether `/reveal` showed the reference answer before an answer was given.
    package var revealed = false
    /// How it came to be open.
    package var source: Source
    /// The room it is open in; nil in private.
    package var room: String?
    /// The person's step that showed or touched it last.
    package var touched = 0

    /// The longest that a pushed question stays open.
    package static let pushedSeconds: Int64 = 48 * 3600

    package init(question: String, at: Instant, pick: PickRecord?, source: Source, room: String? = nil) {
        self.question = question
        self.at = at
        self.pick = pick
        self.source = source
        self.room = room
    }

    /// Whether it has stayed open for as long as it may.
    package func isOver(at now: Instant, today: Day) -> Bool {
        switch source {
        case .asked(let day): day.advanced(byDays: 1) < today
        case .pushed: at.advanced(bySeconds: Self.pushedSeconds) <= now
        }
    }
}

/// An answer that has no rating yet.
package struct WaitingAnswer: Hashable, Sendable {
    /// The answer's number.
    package var answer: Int64
    /// What it answers.
    package var question: String
    /// The last learning day on which a rating without a number is for it.
    package var until: Day
    /// The room it was given in; nil in private.
    package var room: String?
    /// The pick of its question.
    package var pick: PickRecord?
    /// Whether something has opened since it began to wait: then further text is not for it.
    package var isFollowed = false

    package init(answer: Int64, question: String, until: Day, room: String? = nil, pick: PickRecord? = nil) {
        self.answer = answer
        self.question = question
        self.until = until
        self.room = room
        self.pick = pick
    }
}

/// Where a person stands in the loop: what is open and what waits for a rating, side by side.
package struct LoopState: Hashable, Sendable {
    /// What is open, in the order it opened.
    package internal(set) var open: [OpenQuestion] = []
    /// What waits, in the order it began to.
    package internal(set) var waiting: [WaitingAnswer] = []
    /// The mock interview that runs, in private.
    package internal(set) var mock: MockInterview?
    /// Counts what opens or is touched.
    package internal(set) var steps = 0
    /// The step after which an answer was rated while another question was open; nil when none was.
    var ratedAfter: Int?

    package init() {}

    /// What a step put an end to, when so many questions had opened: see ``Event/prior``.
    init(open: OpenQuestion? = nil, waiting: WaitingAnswer? = nil, openings: Int) {
        self.open = open.map { [$0] } ?? []
        self.waiting = waiting.map { [$0] } ?? []
        steps = openings
    }

    /// The open question of a room that was shown or touched last.
    package func current(in room: String? = nil) -> OpenQuestion? {
        open.lazy.filter { $0.room == room }.max { $0.touched < $1.touched }
    }

    /// A question that is open in a room.
    package func open(_ question: String, in room: String? = nil) -> OpenQuestion? {
        open.first { $0.question == question && $0.room == room }
    }

    /// The answer of a room that began to wait last, of one question or of any.
    package func lastWaiting(in room: String? = nil, of question: String? = nil) -> WaitingAnswer? {
        waiting.last { $0.room == room && (question == nil || $0.question == question) }
    }

    /// The answer that a reply to a question judges: in private also one that was given in a room, whose key points reach its author alone.
    func judged(in room: String?, of question: String?) -> WaitingAnswer? {
        if let here = lastWaiting(in: room, of: question) { return here }
        guard room == nil, let question else { return nil }
        return waiting.last { $0.question == question }
    }

    /// The answer that text is appended to: the newest that waits, when nothing has opened since.
    package func appendable(in room: String? = nil) -> WaitingAnswer? {
        let newest = waiting.lazy.filter { $0.room == room }.max { $0.answer < $1.answer }
        return newest.flatMap { $0.isFollowed ? nil : $0 }
    }

    /// Whether a text would be stored: as an answer, or as a piece of one.
    package func takesText(in room: String? = nil) -> Bool { current(in: room) != nil || appendable(in: room) != nil }

    /// Whether an answer has just been rated, nothing has been shown since and another question is open: a rating that comes now was meant
    /// for the same answer.
    package func isJustRated(in room: String? = nil) -> Bool {
        ratedAfter == steps && lastWaiting(in: room) == nil && current(in: room) != nil
    }

    /// Notes that an answer was rated.
    mutating func noteRating() { ratedAfter = open.isEmpty ? nil : steps }

    /// Opens a question in place of those it replaces, and of itself.
    package mutating func begin(_ question: OpenQuestion) {
        open.removeAll { $0.room == question.room && ($0.question == question.question || question.replaces($0)) }
        follow(in: question.room)
        steps += 1
        var opened = question
        opened.touched = steps
        open.append(opened)
    }

    /// Opens a question again, as it was unless it has been open for as long as it may or something has taken its place: beside what is
    /// open, and shown last.
    package mutating func reopen(_ question: OpenQuestion, at now: Instant, today: Day) {
        var reopened = question
        let isReplaced = open.contains { $0.room == question.room && question.replaces($0) }
        if isReplaced || question.isOver(at: now, today: today) {
            reopened.at = now
            reopened.source = .pushed(subscription: nil)
        }
        begin(reopened)
    }

    /// Shows a question that is open once more: what is typed from now on is for it, as if it had opened.
    package mutating func show(_ question: String, in room: String? = nil) {
        follow(in: room)
        touch(question, in: room)
    }

    private mutating func follow(in room: String?) {
        for index in waiting.indices where waiting[index].room == room { waiting[index].isFollowed = true }
    }

    /// Changes a question that is open, which touches it.
    package mutating func touch(
        _ question: String, in room: String? = nil, _ change: (inout OpenQuestion) -> Void = { _ in }
    ) {
        guard let index = open.firstIndex(where: { $0.question == question && $0.room == room }) else { return }
        steps += 1
        open[index].touched = steps
        change(&open[index])
    }

    /// A question is not open any more.
    package mutating func close(_ question: String, in room: String? = nil) {
        open.removeAll { $0.question == question && $0.room == room }
    }

    /// An answer begins to wait for its rating.
    package mutating func wait(_ answer: WaitingAnswer) {
        waiting.removeAll { $0.answer == answer.answer }
        waiting.append(answer)
    }

    /// An answer waits no more.
    package mutating func settle(_ answer: Int64) { waiting.removeAll { $0.answer == answer } }

    /// Whether something has been open or has waited for as long as it may.
    package func isOver(at now: Instant, today: Day) -> Bool {
        open.contains { $0.isOver(at: now, today: today) } || waiting.contains { $0.until < today }
            || mock?.isLeft(at: now) ?? false
    }

    /// Lets go of what has been open or has waited for as long as it may.
    package mutating func expire(at now: Instant, today: Day) {
        open.removeAll { $0.isOver(at: now, today: today) }
        waiting.removeAll { $0.until < today }
        if mock?.isLeft(at: now) ?? false { leaveMock(at: now, until: today.advanced(byDays: 1)) }
    }
}

extension OpenQuestion {
    /// Whether it takes the place of another of the same room.
    fileprivate func replaces(_ other: OpenQuestion) -> Bool {
        switch (source, other.source) {
        case (.asked, .asked): true
        case (.pushed(let mine?), .pushed(let theirs?)): mine == theirs
        default: false
        }
    }
}
