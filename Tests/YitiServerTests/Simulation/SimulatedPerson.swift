import YitiCore

/// What somebody has done, as they remember it themselves, and what should have become of it.
struct SimulatedPerson {
    /// One stretch of a subscription in which time, days and zone stayed the same.
    struct Generation {
        var schedule: SlowSchedule
        var from: Int64
        var until: Int64?
    }

    /// A subscription, and the dates it should have pushed for.
    struct Subscription {
        var number: Int
        var zone: Zone?
        var generations: [Generation]
        var endedAt: Int64?
        var looked: Int64
        var expected: [Int] = []

        /// From now on, but not from before it was made: a clock that has gone back since brings no earlier occurrence.
        mutating func reckonAnew(at now: Int64) { looked = max(now, generations.first?.from ?? now) }

        var text: String {
            generations.map { generation in
                let schedule = generation.schedule
                let ends = [generation.from, generation.until ?? endedAt].map {
                    $0.map { Instant(seconds: $0).text } ?? ""
                }
                return
                    "\(schedule.minute / 60):\(schedule.minute % 60) \(schedule.weekdays.rawValue) \(schedule.zone.name) "
                    + ends.joined(separator: "/")
            }.joined(separator: ", ")
        }
    }

    struct GivenAnswer {
        var question: String
        var day: Int
        var rating: Rating?
        var rated = 0
        var ticked: [Int]?
    }

    /// A step that `/undo` takes back.
    enum Done: Equatable {
        case answered(Int)
        case rated(Int)
        case appended(Int)
        /// With what was ticked before.
        case ticked(Int, [Int]?)

        var answer: Int {
            switch self {
            case .answered(let id), .rated(let id), .appended(let id), .ticked(let id, _): id
            }
        }
    }

    let user: String
    var calendar: SlowCalendar
    /// Whether they have named a zone.
    var isZoneKnown = false
    var answers: [Int: GivenAnswer] = [:]
    var done: [Done] = []
    var subscriptions: [Subscription] = []
    var pauses: [(from: Int, until: Int?)] = []
    var suspensions: [(from: Int64, until: Int64?)] = []
    /// What went otherwise than it should have.
    var complaints: [String] = []

    init(user: String, zone: Zone) {
        self.user = user
        calendar = SlowCalendar(zone: zone)
    }

    var isSuspended: Bool { suspensions.last.map { $0.until == nil } ?? false }
    var running: [Int] { subscriptions.filter { $0.endedAt == nil }.map(\.number) }

    func isPaused(_ day: Int) -> Bool { pauses.contains { $0.from <= day && day < $0.until ?? .max } }

    /// Whoever says something can be reached again.
    mutating func isHeard(at now: Int64) {
        if isSuspended { suspensions[suspensions.count - 1].until = now }
    }

    mutating func becomesUnreachable(at now: Int64) {
        if !isSuspended { suspensions.append((now, nil)) }
    }

    // MARK: Answers

    /// Notes what a reply says was stored: an answer, a rating.
    mutating func note(_ reply: Answer, saidAt: Int64) {
        if let prompt = reply.data("prompt"), let id = prompt["answer"] as? Int {
            notePrompt(prompt, id, saidAt: saidAt)
        }
        if let rated = reply.data("rated"), let id = rated["answer"] as? Int { noteRating(rated, id, saidAt: saidAt) }
    }

    /// An answer was given, went on, or had key points ticked.
    private mutating func notePrompt(_ prompt: [String: Any], _ id: Int, saidAt: Int64) {
        let ticked = prompt["ticked"] as? [Int]
        if let before = answers[id] {
            done.append(before.ticked == ticked ? .appended(id) : .ticked(id, before.ticked))
            answers[id]?.ticked = ticked
        } else {
            answers[id] = GivenAnswer(question: prompt["question"] as? String ?? "", day: calendar.day(at: saidAt))
            done.append(.answered(id))
        }
    }

    /// Ticks that change nothing are no step.
    mutating func noteTicks(_ reply: Answer, saidAt: Int64) {
        guard let prompt = reply.data("prompt"), let id = prompt["answer"] as? Int,
            answers[id]?.ticked != prompt["ticked"] as? [Int]
        else { return }
        note(reply, saidAt: saidAt)
    }

    private mutating func noteRating(_ rated: [String: Any], _ id: Int, saidAt: Int64) {
        guard let rating = (rated["rating"] as? Int).flatMap(Rating.init(rawValue:)), let answer = answers[id] else {
            return complain("a rating of an answer nobody gave: \(rated)")
        }
        answers[id]?.rating = rating
        done.append(.rated(id))
        let due = due(answer.question).map { Day(number: $0).text }
        // Afterwards it is stretched by the person's own forgetting, which the replay of the whole log looks at.
        let isCalibrated = answers.values.count { $0.rating != nil && $0.day < answer.day } >= 29
        if !isCalibrated, rated["due"] as? String != due {
            complain("\(answer.question) is due \(rated["due"] ?? "never"), a replay says \(due ?? "never")")
        }
        let streak = rated["streak"] as? [String: Any]
        let isToday = answer.day == calendar.day(at: saidAt)
        if isToday && (streak?["today"] as? Bool != true || streak?["current"] as? Int ?? 0 < 1) {
            complain("no streak on a day with a rated answer: \(rated)")
        }
    }

    /// When a question comes back, by FSRS over its rated answers in the order they were given.
    func due(_ question: String) -> Int? {
        let model = FSRS6.standard
        var state: MemoryState?
        var last = 0
        for (_, answer) in answers.filter({ $0.value.question == question }).sorted(by: { $0.key < $1.key }) {
            guard let rating = answer.rating else { continue }
            state = state.map { model.after(rating, $0, elapsedDays: answer.day - last) } ?? model.first(rating)
            last = answer.day
        }
        return state.map { last + model.interval(stability: $0.stability) }
    }

    /// Checks that the last step was taken back, and forgets it.
    mutating func undo(_ reply: Answer) {
        guard let last = done.popLast() else {
            if reply.isOK { complain("something was undone though nothing was left: \(reply.texts)") }
            return
        }
        let undone = reply.messages.compactMap { ($0["data"] as? [String: Any])?["undone"] as? Int }.first
        if undone != last.answer { complain("\(undone.map(String.init) ?? reply.code ?? "?") undone, not \(last)") }
        switch last {
        case .answered(let id): answers[id] = nil
        case .rated(let id): answers[id]?.rating = nil
        case .appended: break
        case .ticked(let id, let before):
            answers[id]?.ticked = before
            if reply.data("prompt")?["ticked"] as? [Int] != before { complain("the ticks of \(id) are not as before") }
        }
    }

    mutating func complain(_ text: String) { complaints.append("\(user): \(text)") }
}
