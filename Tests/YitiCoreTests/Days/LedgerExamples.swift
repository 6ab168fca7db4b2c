import YitiCore

/// A ledger as a line, one letter a day.
///
/// What happened: `a` one rated answer, `b` two, `.` nothing, `-` nothing in a pause. What it came to: `a` answered,
/// `f` frozen, `r` repaired, `p` paused, `s` rest, `t` travel, `n` not asked, `m` missed, `o` open.
struct LedgerExample {
    /// 2026-03-02, a Monday.
    static let firstDay = Day(number: 20_514)

    var facts: LedgerFacts

    /// A person without subscriptions; the last letter is today.
    init(_ script: String, zone: String = "Asia/Shanghai") throws {
        let letters = Array(script.filter { $0 != " " })
        facts = LedgerFacts(
            calendar: LearningCalendar(zone: zone), zones: try DayExamples.zones(),
            today: Self.firstDay.advanced(byDays: letters.count - 1))
        for (index, letter) in letters.enumerated() {
            let day = Self.firstDay.advanced(byDays: index)
            if letter == "a" { facts.ratedAnswers[day] = 1 }
            if letter == "b" { facts.ratedAnswers[day] = 2 }
            if letter == "-" { facts.pauses.append((day, day.advanced(byDays: 1))) }
        }
    }

    /// What the days came to, spaces as in nothing.
    var kinds: String { Self.kinds(Ledger.replay(facts), facts) }

    var numbers: StreakNumbers { Ledger.numbers(Ledger.replay(facts).last) }

    static func kinds(_ days: [SettledDay], _ facts: LedgerFacts) -> String {
        let letters: [DayKind: Character] = [
            .answered: "a", .frozen: "f", .repaired: "r", .paused: "p", .rest: "s", .travel: "t", .notAsked: "n",
            .missed: "m", .open: "o",
        ]
        return String(Ledger.entries(days, facts: facts).map { letters[$0.kind] ?? "?" })
    }
}

extension LedgerFacts {
    /// When the first question of each day arrived, of questions that were due on that day.
    var arrivals: [Day: Instant] {
        get { asked.compactMapValues { $0.compactMap(\.arrivedAt).min() } }
        set {
            asked = Dictionary(
                uniqueKeysWithValues: newValue.map { day, at in
                    (day, [AskedQuestion(day: day, dueAt: at, arrivedAt: at)])
                })
        }
    }
}
