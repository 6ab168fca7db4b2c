/// A learning day as the ledger has it.
package struct SettledDay: Hashable, Sendable {
    /// The learning day.
    package var day: Day
    /// What it was. A missed day that was repaired later is `missed` here: the day that repaired it says so in ``repairs``,
    /// so that no day's row depends on a later one.
    package var kind: DayKind
    /// The missed day that this day's answers repaired.
    package var repairs: Day?
    /// Where the fold stands after it.
    package var state: LedgerState
    /// What the day was like.
    package var cause: LedgerCause
}

/// The streak's ledger: a pure fold over a person's learning days, from the first answered one to today.
///
/// Each day follows from the state after the day before and from the facts of that day, so a new day is settled from the
/// row before it, and an event that concerns an earlier day is settled by doing that day and all after it again: the
/// result is the same as of a replay from the beginning.
package enum Ledger {
    /// How long after a missed day's end the day that repairs it may begin.
    private static let repairWithinSeconds: Int64 = 48 * 3600
    /// How many days lie between two repairs at least.
    private static let repairEveryDays = 30

    /// Settles every day from `first` up to and including today.
    ///
    /// `state` is the state after the day before `first`; nil when `first` is the person's first answered day, where the
    /// ledger begins. Rows already kept for `first` and later are void. The row of a day that was `open` is one of today
    /// and no other: when today has moved on, settle from that day again. Empty when `first` is after today.
    package static func settle(
        after state: LedgerState?, from first: Day, facts: LedgerFacts
    ) -> [SettledDay] {
        guard first <= facts.today else { return [] }
        let causes = LedgerCauses(facts)
        var state = state ?? LedgerState()
        var start = facts.calendar.start(of: first, zones: facts.zones)
        return (first.number...facts.today.number).map { number in
            let day = Day(number: number)
            let end = facts.calendar.end(of: day, zones: facts.zones)
            let cause = causes.cause(of: day, from: start, until: end)
            let settled = settle(day, cause: cause, after: state, facts: facts)
            state = settled.state
            start = end
            return settled
        }
    }

    /// The whole ledger, from the first answered day in the facts; empty without one.
    package static func replay(_ facts: LedgerFacts) -> [SettledDay] {
        let answered = facts.ratedAnswers.filter { $0.value > 0 }.keys
        return answered.min().map { settle(after: nil, from: $0, facts: facts) } ?? []
    }

    /// The numbers to show, from the last day of a ledger that reaches today; all zero without one.
    package static func numbers(_ last: SettledDay?) -> StreakNumbers {
        last.map { numbers(state: $0.state, kind: $0.kind) } ?? StreakNumbers()
    }

    /// The numbers to show, from today's kind and the state after it.
    package static func numbers(state: LedgerState, kind: DayKind) -> StreakNumbers {
        StreakNumbers(
            current: state.run, longest: state.longest, today: kind == .answered, freezes: state.freezes)
    }

    /// The missed day that two rated answers on `day` repair, or nil; `state` is the state after the day before.
    package static func repairable(on day: Day, after state: LedgerState, facts: LedgerFacts) -> Day? {
        guard let broken = state.broken, broken.day < day else { return nil }
        if let last = state.repairedOn, day.days(since: last) < repairEveryDays { return nil }
        let missedEnd = facts.calendar.end(of: broken.day, zones: facts.zones)
        let start = facts.calendar.start(of: day, zones: facts.zones)
        return start <= missedEnd.advanced(bySeconds: repairWithinSeconds) ? broken.day : nil
    }

    private static func settle(
        _ day: Day, cause: LedgerCause, after state: LedgerState, facts: LedgerFacts
    ) -> SettledDay {
        var settled = SettledDay(day: day, kind: cause.kind, state: state, cause: cause)
        if case .rated(let count) = cause {
            settled.repairs = count >= 2 ? repairable(on: day, after: state, facts: facts) : nil
            settled.state = state.afterAnswers(on: day, repairing: settled.repairs != nil)
        } else if cause.kind == .missed {
            let frozen = state.afterFreeze()
            settled.kind = frozen == nil ? .missed : .frozen
            settled.state = frozen ?? state.afterMiss(on: day)
        }
        return settled
    }
}
