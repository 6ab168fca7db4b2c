import YitiCore

/// The columns of a person from `name` to `memory`, in their order: what is seldom changed.
struct PersonSettings: Parameter {
    let person: Person

    func bind(_ binder: inout Binder) {
        person.name.bind(&binder)
        person.nameIsOwn.bind(&binder)
        (person.language?.rawValue).bind(&binder)
        person.languageIsOwn.bind(&binder)
        person.calendar.text.bind(&binder)
        person.zoneIsOwn.bind(&binder)
        person.topics.map(Transaction.words).bind(&binder)
        (person.interview?.number).bind(&binder)
        (person.quiet?.fromMinute).bind(&binder)
        (person.quiet?.untilMinute).bind(&binder)
        person.nudge.bind(&binder)
        person.memory.text.bind(&binder)
    }
}

/// The columns of a person after those, in their order: what every command changes.
struct PersonProgress: Parameter {
    let person: Person

    func bind(_ binder: inout Binder) {
        person.loop.text.bind(&binder)
        Transaction.numbers(person.untoldFreezes).bind(&binder)
        person.lastQuestion.bind(&binder)
        (person.lastPick?.text).bind(&binder)
        person.openings.bind(&binder)
        person.lastTopic.bind(&binder)
        person.firstAnswers.bind(&binder)
        person.firstPasses.bind(&binder)
        person.subscriptionsMade.bind(&binder)
        (person.freezeAnnounced?.number).bind(&binder)
        person.keptBytes.bind(&binder)
    }
}

/// How a person is laid out in their row.
extension Transaction {
    static func person(_ row: Row) throws -> Person {
        let text: String = row["calendar"]
        guard let calendar = LearningCalendar(text: text) else {
            throw StoreFailure(.damaged, "a person's calendar can't be read: \(text)")
        }
        var person = Person(id: row["id"], createdAt: row["created_at"], calendar: calendar)
        person.name = row["name"]
        person.nameIsOwn = row["name_is_own"]
        person.language = (row["language"] as String?).flatMap(Language.init(rawValue:))
        person.languageIsOwn = row["language_is_own"]
        person.zoneIsOwn = row["zone_is_own"]
        person.topics = (row["topics"] as String?).map(list)
        person.interview = row["interview"]
        person.quiet = quiet(row["quiet_from"], row["quiet_until"])
        person.nudge = row["nudge"]
        person.memory = try memory(row)
        person.lastQuestion = row["last_question"]
        person.lastPick = (row["last_pick"] as String?).flatMap(PickRecord.init(text:))
        person.openings = row["openings"]
        person.lastTopic = row["last_topic"]
        person.firstAnswers = row["first_answers"]
        person.firstPasses = row["first_passes"]
        person.subscriptionsMade = row["subscriptions_made"]
        person.freezeAnnounced = row["freeze_announced"]
        person.loop = try loop(row)
        person.untoldFreezes = days(row["untold_freezes"] ?? "")
        person.keptBytes = row["kept_bytes"]
        return try row.sound(person)
    }

    private static func memory(_ row: Row) throws -> MemoryHistory {
        let text: String = row["memory"]
        guard let memory = MemoryHistory(text: text) else {
            throw StoreFailure(.damaged, "a person's memory can't be read: \(text)")
        }
        return memory
    }

    /// What is open; in a row that an earlier version wrote last, one question at most.
    private static func loop(_ row: Row) throws -> LoopState {
        guard let text = row["loop"] as String? else { return try formerLoop(row) }
        guard let loop = LoopState(text: text) else {
            throw StoreFailure(.damaged, "what is open for a person can't be read: \(text)")
        }
        return loop
    }

    private static func formerLoop(_ row: Row) throws -> LoopState {
        var loop = LoopState()
        if let question = row["open_question"] as String? {
            var open = OpenQuestion(
                question: question, at: Instant(seconds: row["open_at"] ?? 0),
                pick: (row["open_pick"] as String?).flatMap(PickRecord.init(text:)), source: .pushed(subscription: nil))
            open.hints = row["open_hints"]
            open.revealed = row["open_revealed"]
            loop.begin(open)
        }
        if let answer = row["pending_answer"] as Int64?, let question = row["last_question"] as String? {
            let pick = (row["last_pick"] as String?).flatMap(PickRecord.init(text:))
            loop.wait(WaitingAnswer(answer: answer, question: question, until: .latest, pick: pick))
        }
        return loop
    }

    /// Days in one column, separated by spaces.
    static func numbers(_ days: [Day]) -> String { days.map { String($0.number) }.joined(separator: " ") }

    /// The days that ``numbers(_:)`` joined.
    static func days(_ numbers: String) -> [Day] {
        numbers.split(separator: " ").compactMap { Int($0) }.filter(Day.plausible.contains).map(Day.init(number:))
    }

    static func quiet(_ from: Int?, _ until: Int?) -> QuietHours? {
        guard let from, let until else { return nil }
        return QuietHours(fromMinute: from, untilMinute: until)
    }

    /// Ids in one column, separated by spaces (an id has none).
    static func words(_ ids: [String]) -> String { ids.joined(separator: " ") }

    /// The ids that ``words(_:)`` joined.
    static func list(_ words: String) -> [String] { words.split(separator: " ").map(String.init) }
}
