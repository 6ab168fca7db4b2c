/// Where a person's streak stands.
struct Standing {
    var numbers: StreakNumbers
    /// What has just become of it: a freeze earned, a day repaired.
    var remarks: [Remark] = []
}

/// The ledger: settled days are kept up to yesterday, today is reckoned from them.
extension Decision {
    /// Settles the days that are over. Written whatever becomes of the command.
    package mutating func settleDays() throws(Pending) {
        lastSettled = nil
        adoptTerms()
        guard person.firstAnswers > 0 else { return }
        lastSettled = try lastSettledDay()
        guard try isBehind(lastSettled) else { return }
        for day in try days(after: lastSettled) where day.day < today {
            let row = LedgerRow(day: day.day, kind: day.kind, repairs: day.repairs, state: day.state.text)
            file.record(.settled(row))
            lastSettled = row
            if day.kind == .frozen, day.day > person.freezeAnnounced ?? Day(number: .min) {
                file.person.untoldFreezes.append(day.day)
            }
        }
    }

    /// What has happened to the streak and was not told yet. It counts as told with the reply that it goes with.
    package mutating func news() -> [Message] {
        let frozen = person.untoldFreezes
        guard let last = frozen.last else { return [] }
        file.person.freezeAnnounced = last
        file.person.untoldFreezes = []
        let left = lastSettled.flatMap { LedgerState(text: $0.state) }?.freezes ?? 0
        return [.info(.freezesSpent(frozen, left: left))]
    }

    /// Reckons today after the days that are over, which ``settleDays()`` has settled before.
    func standing() throws(Pending) -> Standing {
        guard !file.isGuest else { return Standing(numbers: StreakNumbers()) }
        let state = lastSettled.flatMap { LedgerState(text: $0.state) } ?? LedgerState()
        // With nothing settled before today, the ledger begins today.
        let first = lastSettled?.day.advanced(byDays: 1) ?? today
        let days = Ledger.settle(after: state, from: first, facts: try ledgerFacts(from: first))
        guard let last = days.last else { return Standing(numbers: StreakNumbers()) }
        return Standing(numbers: Ledger.numbers(last), remarks: try remarks(on: last, after: state))
    }

    /// What was rated on a day has changed: it and the days after it are settled anew. Of today nothing is kept.
    mutating func unsettle(from day: Day) throws(Pending) {
        guard day < today else { return }
        try forgetSettled(from: day)
        try settleDays()
    }

    /// Something has happened that concerns a day which is not over. It may have been settled all the same, before the clock stepped back.
    mutating func concerns(_ day: Day) throws(Pending) {
        guard person.firstAnswers > 0, day >= today else { return }
        try forgetSettled(from: today)
    }

    /// Makes the settled days from a day on void.
    mutating func forgetSettled(from day: Day) throws(Pending) {
        _ = try file.settled.get(day, .settled(before: day))
        file.record(.unsettled(from: day))
        file.person.untoldFreezes.removeAll { $0 >= day }
    }

    /// The last day that is settled. What was kept of today or later, before the clock stepped back, is void.
    private mutating func lastSettledDay() throws(Pending) -> LedgerRow? {
        let last = try file.settled.get(.latest, .settled(before: .latest))
        guard let last, last.day >= today else { return last }
        try forgetSettled(from: today)
        return try file.settled.get(today, .settled(before: today))
    }

    /// Whether days before today are to be settled after the last settled one.
    private func isBehind(_ row: LedgerRow?) throws(Pending) -> Bool {
        if let row { return row.day < today.advanced(byDays: -1) }
        return try file.firstAnsweredDay.get(.firstAnsweredDay).map { $0 < today } ?? false
    }

    /// The last days with kind and cause, oldest first, today included. All of them without a count.
    package func ledgerDays(last count: Int? = nil) throws(Pending) -> [StreakDay] {
        guard !file.isGuest else { return [] }
        var before: LedgerRow?
        if let count {
            let start = today.advanced(byDays: 1 - count)
            before = try file.settled.get(start, .settled(before: start))
        }
        let days = try days(after: before)
        guard let first = days.first?.day else { return [] }
        return Ledger.entries(Array(days.suffix(count ?? days.count)), facts: try ledgerFacts(from: first))
    }

    /// Every day after a settled one, or from the first answered day on, up to today.
    private func days(after row: LedgerRow?) throws(Pending) -> [SettledDay] {
        let state = row.flatMap { LedgerState(text: $0.state) }
        let first: Day?
        if state != nil {
            first = row?.day.advanced(byDays: 1)
        } else {
            first = try file.firstAnsweredDay.get(.firstAnsweredDay)
        }
        guard let first else { return [] }
        return Ledger.settle(after: state, from: first, facts: try ledgerFacts(from: first))
    }

    /// What the days from one on follow from.
    func ledgerFacts(from first: Day) throws(Pending) -> LedgerFacts {
        let rated = try file.ratedCounts(from: first)
        // Today is open or answered, whatever else there is: only of days that are over the rest is asked.
        guard first < today else {
            return LedgerFacts(calendar: person.calendar, zones: zones, today: today, ratedAnswers: rated)
        }
        return LedgerFacts(
            calendar: person.calendar, zones: zones, today: today, ratedAnswers: rated,
            pauses: try file.pauses.get(.pauses).map { (from: $0.from, until: $0.until) },
            suspensions: try file.suspensions.get(.schedules).map { (from: $0.from, until: $0.until) },
            schedules: try file.schedules.get(.schedules).map(ScheduledPeriod.init),
            asked: try file.askedQuestions(from: first))
    }

    private func remarks(on day: SettledDay, after state: LedgerState) throws(Pending) -> [Remark] {
        guard case .rated(let count) = day.cause else { return [] }
        var remarks: [Remark] = []
        if count == 1 && day.state.freezes > state.freezes {
            remarks.append(Remark.freezeEarned(held: day.state.freezes))
        }
        if count == 1, state.broken != nil,
            let missed = Ledger.repairable(on: day.day, after: state, facts: try ledgerFacts(from: today))
        {
            remarks.append(Remark.repairable(missed, more: 1))
        }
        if count == 2, let repaired = day.repairs { remarks.append(Remark.repaired(repaired)) }
        return remarks
    }
}

extension Day {
    /// After every day: what was settled before it is what was settled last.
    package static let latest = Day(number: .max)
}

extension ScheduledPeriod {
    /// A generation of a subscription's schedule, as the ledger looks at it.
    package init(_ record: ScheduleRecord) {
        self.init(
            minuteOfDay: record.minuteOfDay, weekdays: record.weekdays, zone: record.zone, from: record.from,
            until: record.until)
    }
}

extension PersonFile {
    /// How many rated answers each learning day from a day on has.
    func ratedCounts(from day: Day) throws(Pending) -> [Day: Int] {
        guard case .present(let known) = self.ratedAnswers, known.from <= day else {
            throw .needs([.ratedAnswers(from: day)])
        }
        return known.values.filter { $0.key >= day }
    }

    /// The questions of each learning day from a day on.
    func askedQuestions(from day: Day) throws(Pending) -> [Day: [AskedQuestion]] {
        guard case .present(let known) = self.asked, known.from <= day else { throw .needs([.asked(from: day)]) }
        return known.values.filter { $0.key >= day }
    }
}
