package import YitiCore
package import YitiStore

/// Replays a person's append-only log and compares what follows from it with what is stored (`yiti user verify`).
package struct Verification {
    private let transaction: Transaction
    private let services: Services
    private let person: Person

    /// A verification of one person.
    package init(_ transaction: Transaction, _ services: Services, _ person: Person) {
        self.transaction = transaction
        self.services = services
        self.person = person
    }

    /// Everything that differs, a sentence each; empty when all is well.
    package func differences(now: Instant) throws -> [String] {
        var replayed = StandingAnswers()
        for event in try transaction.events(of: person.id) { replayed.fold(event) }
        return try answers(replayed) + memory() + cards(replayed.answers) + ledger(now: now)
    }

    private func answers(_ replayed: StandingAnswers) throws -> [String] {
        let stored = try transaction.writtenAnswers(of: person.id, limit: .max)
        let differing = stored.filter { written in
            guard var other = replayed.answers[written.answer.id] else { return true }
            // Whether something was seen before the answer is in the log since version 5 only.
            (other.revealed, other.hints) = (
                written.answer.revealed || other.revealed, max(written.answer.hints, other.hints)
            )
            return other != written.answer || replayed.text(of: other.id) != written.text
        }
        let missing = Set(replayed.answers.keys).subtracting(stored.map(\.answer.id))
        return differing.map { "answer \($0.answer.id) is not as its events have it" }
            + missing.sorted().map { "answer \($0) is missing" }
    }

    /// What the memory is reckoned with is what was written down last.
    private func memory() throws -> [String] {
        let last = try transaction.events(of: person.id).last { $0.kind == .memory }?.body ?? ""
        return last == person.memory.text ? [] : ["what the memory is reckoned with is not as its events have it"]
    }

    private func cards(_ replayed: [Int64: Answer]) throws -> [String] {
        let revealed = Set(try transaction.answers(of: person.id, limit: .max).filter(\.revealed).map(\.id))
        let byQuestion = Dictionary(grouping: replayed.values.filter { $0.rating != nil }, by: \.question)
        var differences: [String] = []
        var stored: [String: Card] = [:]
        for card in try transaction.cards(of: person.id) { stored[card.question] = card }
        for question in Set(byQuestion.keys).union(stored.keys).sorted() {
            let card = stored[question] ?? Card(question: question)
            let rated = (byQuestion[question] ?? []).map { answer in
                var answer = answer
                answer.revealed = answer.revealed || revealed.contains(answer.id)
                return answer
            }
            if card.replayed(rated, person.memory) != card {
                differences.append("the card of \(question) differs")
            }
        }
        let firsts = stored.values.filter { $0.reviews > 0 }
        if firsts.count != person.firstAnswers || firsts.count(where: \.passedFirst) != person.firstPasses {
            differences.append("the counts of first answers differ")
        }
        return differences
    }

    private func ledger(now: Instant) throws -> [String] {
        let today = person.calendar.day(at: now, zones: services.zones)
        guard let first = try transaction.firstAnsweredDay(of: person.id) else { return [] }
        let facts = try LedgerFacts(of: person, from: first, today: today, transaction, services.zones)
        let replayed = Dictionary(
            Ledger.settle(after: nil, from: first, facts: facts).map { ($0.day, $0) },
            uniquingKeysWith: { first, _ in first })
        return try transaction.ledgerRows(of: person.id, from: Day(number: .min)).compactMap { row in
            let day = replayed[row.day]
            let isSame = day?.kind == row.kind && day?.repairs == row.repairs && day?.state.text == row.state
            return isSame
                ? nil
                : "the day \(row.day.text) differs: kept \(row.kind.rawValue), replayed \(day?.kind.rawValue ?? "none")"
        }
    }
}

extension LedgerFacts {
    /// What a person's days from `from` on follow from.
    init(
        of person: Person, from: Day, today: Day, _ transaction: Transaction, _ zones: ZoneBook
    ) throws {
        let id = person.id
        // Today is open or answered, whatever else there is: only of days that are over the rest is asked.
        guard from < today else {
            let count = try transaction.countRatedAnswers(of: id, on: today)
            self.init(
                calendar: person.calendar, zones: zones, today: today, ratedAnswers: count > 0 ? [today: count] : [:])
            return
        }
        self.init(
            calendar: person.calendar,
            zones: zones,
            today: today,
            ratedAnswers: try transaction.ratedAnswersByDay(of: id, from: from),
            pauses: try transaction.pauses(of: id).map { (from: $0.from, until: $0.until) },
            suspensions: try transaction.suspensions(of: id).map { (from: $0.from, until: $0.until) },
            schedules: try transaction.schedules(of: id).map(ScheduledPeriod.init),
            arrivals: try transaction.arrivals(of: id, from: from, until: today))
    }
}
