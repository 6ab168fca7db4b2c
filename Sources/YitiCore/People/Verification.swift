/// Replays a person's append-only log and compares what follows from it with what is kept (`yiti user verify`).
package struct Verification {
    private let record: KeptRecord
    private let zones: ZoneBook
    private var person: Person { record.person }

    /// A verification of one person.
    package init(_ record: KeptRecord, zones: ZoneBook) {
        self.record = record
        self.zones = zones
    }

    /// Everything that differs, a sentence each; empty when all is well.
    package func differences(now: Instant) -> [String] {
        var replayed = StandingAnswers()
        for event in record.events { replayed.fold(event) }
        return answers(replayed) + memory() + cards(replayed.answers) + ledger(now: now)
    }

    private func answers(_ replayed: StandingAnswers) -> [String] {
        let differing = record.answers.filter { written in
            guard var other = replayed.answers[written.answer.id] else { return true }
            // Whether something was seen before the answer is in the log since version 5 only.
            (other.revealed, other.hints) = (
                written.answer.revealed || other.revealed, max(written.answer.hints, other.hints)
            )
            return other != written.answer || replayed.text(of: other.id) != written.text
        }
        let missing = Set(replayed.answers.keys).subtracting(record.answers.map(\.answer.id))
        return differing.map { "answer \($0.answer.id) is not as its events have it" }
            + missing.sorted().map { "answer \($0) is missing" }
    }

    /// What the memory is reckoned with is what was written down last.
    private func memory() -> [String] {
        let last = record.events.last { $0.kind == .memory }?.body ?? ""
        return last == person.memory.text ? [] : ["what the memory is reckoned with is not as its events have it"]
    }

    private func cards(_ replayed: [Int64: Answer]) -> [String] {
        let revealed = Set(record.answers.filter(\.answer.revealed).map(\.answer.id))
        let byQuestion = Dictionary(grouping: replayed.values.filter { $0.rating != nil }, by: \.question)
        let stored = Dictionary(record.cards.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first })
        var differences: [String] = []
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

    private func ledger(now: Instant) -> [String] {
        let rated = record.answers.filter { $0.answer.rating != nil }.map(\.answer.day)
        guard let first = rated.min() else { return [] }
        let facts = LedgerFacts(
            calendar: person.calendar, zones: zones, today: person.calendar.day(at: now, zones: zones),
            ratedAnswers: Dictionary(rated.map { ($0, 1) }, uniquingKeysWith: +),
            pauses: record.pauses.map { (from: $0.from, until: $0.until) },
            suspensions: record.suspensions.map { (from: $0.from, until: $0.until) },
            schedules: record.schedules.map(ScheduledPeriod.init), asked: record.asked)
        let replayed = Dictionary(
            Ledger.settle(after: nil, from: first, facts: facts).map { ($0.day, $0) },
            uniquingKeysWith: { first, _ in first })
        return record.days.compactMap { row in
            let day = replayed[row.day]
            let isSame = day?.kind == row.kind && day?.repairs == row.repairs && day?.state.text == row.state
            return isSame
                ? nil
                : "the day \(row.day.text) differs: kept \(row.kind.rawValue), replayed \(day?.kind.rawValue ?? "none")"
        }
    }
}
