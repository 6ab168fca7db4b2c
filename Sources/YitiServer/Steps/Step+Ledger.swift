import YitiCore
import YitiStore

/// Where a person's streak stands.
struct Standing {
    var numbers: StreakNumbers
    /// What has just become of it: a freeze earned, a day repaired.
    var remarks: [Remark] = []
}

/// The ledger: settled days are kept up to yesterday, today is reckoned from them.
extension Step {
    /// Reckons today after the days that are over, which ``freezeNews()`` has settled in this step.
    func standing() throws -> Standing {
        guard person.id != 0 else { return Standing(numbers: StreakNumbers()) }
        let state = lastSettled.flatMap { LedgerState(text: $0.state) } ?? LedgerState()
        // With nothing settled before today, the ledger begins today.
        let first = lastSettled?.day.advanced(byDays: 1) ?? today
        let days = Ledger.settle(after: state, from: first, facts: try facts(from: first))
        guard let last = days.last else { return Standing(numbers: StreakNumbers()) }
        return Standing(numbers: Ledger.numbers(last), remarks: try news(of: last, after: state))
    }

    /// What was rated on a day has changed: it and the days after it are settled anew. Of today nothing is kept.
    mutating func unsettle(from day: Day) throws {
        guard day < today else { return }
        try transaction.removeLedger(of: person.id, from: day)
        preface += try freezeNews()
    }

    /// Settles the days that are over and says which of them a freeze was spent on, once.
    mutating func freezeNews() throws -> [Message] {
        lastSettled = nil
        guard person.id != 0, person.firstAnswers > 0 else { return [] }
        if let known = transaction.knownSettled(of: person.id), known.today == today {
            lastSettled = known.last
            return []
        }
        lastSettled = try lastSettledDay()
        let news = try isBehind(lastSettled) ? try settle() : []
        transaction.know(SettledDays(today: today, last: lastSettled), of: person.id)
        return news
    }

    /// Settles the days after the last settled one, up to yesterday.
    private mutating func settle() throws -> [Message] {
        let days = try settled(after: lastSettled).filter { $0.day < today }
        for day in days {
            let row = LedgerRow(day: day.day, kind: day.kind, repairs: day.repairs, state: day.state.text)
            try transaction.save(row, person: person.id)
            lastSettled = row
        }
        let frozen = days.filter { $0.kind == .frozen && $0.day > person.freezeAnnounced ?? Day(number: .min) }
        guard let last = frozen.last else { return [] }
        person.freezeAnnounced = last.day
        return [.info(.freezesSpent(frozen.map(\.day), left: days.last?.state.freezes ?? 0))]
    }

    /// Something has happened that concerns a day which is not over. It may have been settled all the same, before the clock stepped back.
    func concerns(_ day: Day) throws {
        guard person.firstAnswers > 0, day >= today else { return }
        try transaction.removeLedger(of: person.id, from: today)
    }

    /// The last day that is settled. What was kept of today or later, before the clock stepped back, is void.
    private func lastSettledDay() throws -> LedgerRow? {
        let last = try transaction.ledgerRow(of: person.id, before: Day(number: .max))
        guard let last, last.day >= today else { return last }
        try transaction.removeLedger(of: person.id, from: today)
        return try transaction.ledgerRow(of: person.id, before: today)
    }

    /// Whether days before today are to be settled after the last settled one.
    private func isBehind(_ row: LedgerRow?) throws -> Bool {
        if let row { return row.day < today.advanced(byDays: -1) }
        return try transaction.firstAnsweredDay(of: person.id).map { $0 < today } ?? false
    }

    /// The last days with kind and cause, oldest first, today included.
    /// All of them without a count.
    func ledgerDays(last count: Int? = nil) throws -> [StreakFacts.Entry] {
        guard person.id != 0 else { return [] }
        let start = count.map { today.advanced(byDays: 1 - $0) }
        let before = try start.flatMap { try transaction.ledgerRow(of: person.id, before: $0) }
        let days = try settled(after: before)
        guard let first = days.first?.day else { return [] }
        return Ledger.entries(Array(days.suffix(count ?? days.count)), facts: try facts(from: first))
    }

    /// Every day after a settled one, or from the first answered day on, up to today.
    private func settled(after row: LedgerRow?) throws -> [SettledDay] {
        let state = row.flatMap { LedgerState(text: $0.state) }
        guard let first = try state == nil ? transaction.firstAnsweredDay(of: person.id) : row?.day.advanced(byDays: 1)
        else { return [] }
        return Ledger.settle(after: state, from: first, facts: try facts(from: first))
    }

    private func facts(from first: Day) throws -> LedgerFacts {
        try LedgerFacts(of: person, from: first, today: today, transaction, zones)
    }

    private func news(of day: SettledDay, after state: LedgerState) throws -> [Remark] {
        guard case .rated(let count) = day.cause else { return [] }
        var news: [Remark] = []
        if count == 1 && day.state.freezes > state.freezes {
            news.append(.freezeEarned(held: day.state.freezes))
        }
        if count == 1, state.broken != nil,
            let missed = Ledger.repairable(on: day.day, after: state, facts: try facts(from: today))
        {
            news.append(.repairable(missed, more: 1))
        }
        if count == 2, let repaired = day.repairs { news.append(.repaired(repaired)) }
        return news
    }
}
