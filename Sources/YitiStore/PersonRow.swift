import YitiCore

/// The columns of a person from `name` to `nudge`, in their order: what is seldom changed.
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
    }
}

/// The columns of a person after those, in their order: what every command changes.
struct PersonProgress: Parameter {
    let person: Person

    func bind(_ binder: inout Binder) {
        let open = person.open
        (open?.question).bind(&binder)
        (open?.at.seconds).bind(&binder)
        (open?.pick?.text).bind(&binder)
        (open?.hints ?? 0).bind(&binder)
        (open?.revealed ?? false).bind(&binder)
        person.pendingAnswer.bind(&binder)
        person.lastQuestion.bind(&binder)
        (person.lastPick?.text).bind(&binder)
        person.openings.bind(&binder)
        person.lastTopic.bind(&binder)
        person.firstAnswers.bind(&binder)
        person.firstPasses.bind(&binder)
        person.subscriptionsMade.bind(&binder)
        (person.freezeAnnounced?.number).bind(&binder)
    }
}

/// How a person is laid out in their row.
extension Transaction {
    static func person(_ row: Row) throws -> Person {
        let text: String = row["calendar"]
        guard let calendar = LearningCalendar(text: text) else {
            throw StoreFailure(.damaged, "a person's calendar can't be read: \(text)")
        }
        var person = Person(id: row["id"], createdAt: Instant(seconds: row["created_at"]), calendar: calendar)
        person.name = row["name"]
        person.nameIsOwn = row["name_is_own"]
        person.language = (row["language"] as String?).flatMap(Language.init(rawValue:))
        person.languageIsOwn = row["language_is_own"]
        person.zoneIsOwn = row["zone_is_own"]
        person.topics = (row["topics"] as String?).map(list)
        person.interview = day(row["interview"])
        person.quiet = quiet(row["quiet_from"], row["quiet_until"])
        person.nudge = row["nudge"]
        person.open = open(row)
        person.pendingAnswer = row["pending_answer"]
        person.lastQuestion = row["last_question"]
        person.lastPick = (row["last_pick"] as String?).flatMap(PickRecord.init(text:))
        person.openings = row["openings"]
        person.lastTopic = row["last_topic"]
        person.firstAnswers = row["first_answers"]
        person.firstPasses = row["first_passes"]
        person.subscriptionsMade = row["subscriptions_made"]
        person.freezeAnnounced = day(row["freeze_announced"])
        return person
    }

    private static func open(_ row: Row) -> OpenQuestion? {
        guard let question = row["open_question"] as String? else { return nil }
        return OpenQuestion(
            question: question, at: Instant(seconds: row["open_at"] ?? 0),
            pick: (row["open_pick"] as String?).flatMap(PickRecord.init(text:)), hints: row["open_hints"],
            revealed: row["open_revealed"])
    }

    static func quiet(_ from: Int?, _ until: Int?) -> QuietHours? {
        guard let from, let until else { return nil }
        return QuietHours(fromMinute: from, untilMinute: until)
    }

    /// A day column.
    static func day(_ number: Int?) -> Day? { number.map(Day.init(number:)) }

    /// Ids in one column, separated by spaces (an id has none).
    static func words(_ ids: [String]) -> String { ids.joined(separator: " ") }

    /// The ids that ``words(_:)`` joined.
    static func list(_ words: String) -> [String] { words.split(separator: " ").map(String.init) }
}

extension PickRecord {
    /// The record in one column: `reason|recall|score|gain|horizon`, an unknown recall left empty.
    var text: String {
        "\(reason)|\(recall.map { String($0) } ?? "")|\(score)|\(gain)|\(horizon.number)"
    }

    /// Reads ``text``; nil when it is not one.
    init?(text: String) {
        // By octets: every person and delivery that is read has one or two of these.
        let parts = text.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
            .map { Substring($0) }
        guard parts.count == 5, let score = Double(parts[2]), let gain = Double(parts[3]), let day = Int(parts[4])
        else {
            return nil
        }
        self.init(
            reason: String(parts[0]), recall: Double(parts[1]), score: score, gain: gain, horizon: Day(number: day))
    }
}
