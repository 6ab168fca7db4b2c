/// A mock interview that runs: the questions that were asked, with what became of each.
package struct MockInterview: Hashable, Sendable {
    /// A question that was asked.
    package struct Item: Hashable, Sendable {
        /// The question's id.
        package var question: String
        /// The answer given to it; nil until there is one.
        package var answer: Int64?
        /// The seconds that were spent on it.
        package var seconds: Int64 = 0
        /// Whether its follow-up was asked.
        package var hasFollowUp = false
        /// Whether it was skipped, or answered with help, or was not expected to be known.
        package var isWeak = false
        /// The rating of the answer, once there is one.
        package var rating: Rating?

        package init(question: String) { self.question = question }
    }

    /// How long the whole is to take.
    package var minutes: Int
    /// The topics to ask of; nil means all.
    package var topics: [String]?
    /// What was asked; while questions are asked the last is the one that waits for its answer.
    package internal(set) var items: [Item] = []
    /// Whether the questions are over and the answers are rated.
    package internal(set) var isRating = false
    /// Whether the person had another question shown since: what is typed is for that one until the interview goes on.
    package private(set) var isResting = false
    /// When the person last did something in it.
    package internal(set) var touchedAt: Instant

    package init(minutes: Int, topics: [String]?, at now: Instant) {
        self.minutes = minutes
        self.topics = topics
        touchedAt = now
    }

    /// What is asked for when no time is named, and the least and the most.
    package static let usualMinutes = 20
    package static let allowedMinutes = 5...120
    /// An interviewer gives a question with its follow-up some four minutes.
    private static let minutesPerQuestion = 4
    /// How long its questions can be left and gone on with.
    private static let restingSeconds: Int64 = 24 * 3600
    /// How long pushes wait for somebody who has fallen silent in it. Whoever comes back later was away: the time is not counted, and what
    /// they type is for whatever came last.
    private static let holdingSeconds: Int64 = 3600

    /// How many questions there are time for.
    package var count: Int { max(1, minutes / Self.minutesPerQuestion) }
    /// The seconds for one question.
    package var secondsPerQuestion: Int64 { Int64(minutes) * 60 / Int64(count) }
    /// The seconds spent so far.
    package var spent: Int64 { items.reduce(0) { $0 + $1.seconds } }
    /// The question that waits for its answer.
    package var current: Item? { isRating ? nil : items.last }
    /// The first answer that waits for its rating once the questions are over.
    package var nextToRate: Item? { isRating ? items.first { $0.answer != nil && $0.rating == nil } : nil }

    /// Whether its questions have been left alone for too long to go on with them: what was answered is rated then.
    package func isLeft(at now: Instant) -> Bool {
        !isRating && touchedAt.advanced(bySeconds: Self.restingSeconds) <= now
    }

    /// Until when pushes wait, as they do for a draft; nil when they don't.
    package func holdsPushes(at now: Instant) -> Instant? {
        guard !isResting else { return nil }
        let until = touchedAt.advanced(bySeconds: Self.holdingSeconds)
        return until > now ? until : nil
    }

    /// Whether what is typed is for its question.
    package func takesText(at now: Instant) -> Bool { !isRating && holdsPushes(at: now) != nil }

    /// Goes on, with the time since the last step counted for the current question unless the person was away.
    mutating func tick(at now: Instant) {
        if let last = items.indices.last, takesText(at: now) {
            items[last].seconds += max(0, now.seconds - touchedAt.seconds)
        }
        touchedAt = now
        isResting = false
    }

    /// Waits for the person to come back to it.
    mutating func rest(at now: Instant) {
        tick(at: now)
        isResting = true
    }
}

extension LoopState {
    /// The questions are over: the answers wait for their ratings, the first one to be rated first.
    mutating func beginMockRatings(at now: Instant, until day: Day) {
        mock?.tick(at: now)
        guard let mock else { return }
        if let current = mock.current { close(current.question) }
        for item in mock.items.reversed() {
            guard let answer = item.answer, item.rating == nil else { continue }
            var waiting = WaitingAnswer(answer: answer, question: item.question, until: day)
            waiting.isFollowed = true
            wait(waiting)
        }
        self.mock?.isRating = true
    }

    /// The interview's questions were left for too long: its answers begin to wait, and it rests until one is rated or somebody goes on.
    mutating func leaveMock(at now: Instant, until day: Day) {
        // Its answers have waited longer than any that waits: a rating without a number is for those first.
        let since = waiting
        beginMockRatings(at: now, until: day)
        for answer in since { wait(answer) }
        mock?.rest(at: now)
        if mock?.nextToRate == nil { mock = nil }
    }
}

extension MockInterview {
    /// The interview as lines of fields, as ``LoopState`` keeps them.
    var lines: [[String]] {
        let head = [
            "mock", "\(minutes)", topics?.joined(separator: ",") ?? "", "\((isRating ? 1 : 0) + (isResting ? 2 : 0))",
            "\(touchedAt.seconds)",
        ]
        return [head]
            + items.map { item in
                [
                    "asked", item.question, item.answer.map { "\($0)" } ?? "", "\(item.seconds)",
                    item.hasFollowUp ? "1" : "0", item.isWeak ? "1" : "0", item.rating.map { "\($0.rawValue)" } ?? "",
                ]
            }
    }

    /// Reads the first of ``lines``; nil when it is not one.
    init?(fields: [String]) {
        guard fields.count == 5, fields[0] == "mock", let minutes = Int(field: fields[1]),
            let touched = Instant(field: fields[4])
        else {
            return nil
        }
        let topics = fields[2].isEmpty ? nil : fields[2].split(separator: ",").map(String.init)
        self.init(minutes: minutes, topics: topics, at: touched)
        isRating = ["1", "3"].contains(fields[3])
        isResting = ["2", "3"].contains(fields[3])
    }
}

extension MockInterview.Item {
    /// Reads one of the further lines; nil when it is not one.
    init?(fields: [String]) {
        guard fields.count == 7, fields[0] == "asked", let seconds = Int(field: fields[3]) else { return nil }
        self.init(question: fields[1])
        answer = Int64(fields[2])
        self.seconds = Int64(seconds)
        hasFollowUp = fields[4] == "1"
        isWeak = fields[5] == "1"
        rating = Int(fields[6]).flatMap(Rating.init(rawValue:))
    }
}
