import YitiCore
import YitiStore

/// Fits a person's own forgetting to their reviews: beside the writer's thread, which then writes down what came of it.
enum Fitting {
    /// So many people are remembered whose answers were looked at today.
    private static let remembered = 65_536

    /// Has a person's reviews looked at when they have rated an answer, at most once a learning day.
    static func consider(_ person: Person, today: Day, _ batch: WriteBatch) throws {
        guard person.firstAnswers > 0, batch.state.fitted[person.id] != today else { return }
        if batch.state.fitted.count >= remembered { batch.state.fitted = [:] }
        let (state, before) = (batch.state, batch.state.fitted[person.id])
        state.fitted[person.id] = today
        batch.onRollback { state.fitted[person.id] = before }
        let defaults = batch.state.services.terms
        let metrics = batch.state.services.metrics
        guard !batch.state.services.clock.stands else {
            // Nothing happens beside a clock that stands still: the fit is there before the next choice.
            guard let terms = try terms(of: person, defaults, batch.transaction, metrics) else { return }
            return try record(terms, of: person.id, batch)
        }
        batch.reads.beside(person.id, in: batch) { transaction in
            try terms(of: person, defaults, transaction, metrics)
        } then: { batch, terms in
            try record(terms, of: person.id, batch)
        }
    }

    private static func terms(
        of person: Person, _ defaults: MemoryTerms, _ transaction: Transaction, _ metrics: WriterMetrics
    ) throws -> MemoryTerms? {
        let standing = try transaction.standingAnswers(of: person.id) { rated in
            person.memory.latest.isFitDue(answers: rated, defaults: defaults)
        }
        guard let standing else { return nil }
        let began = Stopwatch.started
        defer { metrics.fitted(since: began) }
        return MemoryTerms.fitted(to: standing, person.memory, defaults: defaults)
    }

    private static func record(_ terms: MemoryTerms, of person: Int64, _ batch: WriteBatch) throws {
        let decider = Decider(batch, address: nil)
        guard var file = try decider.file(of: person) else { return }
        try decider.decide(&file) { (decision) throws(Pending) in decision.calibrate(terms) }
    }
}
