import YitiCore
import YitiStore

/// Fits a person's own forgetting to their reviews: beside the desk's thread, which then writes down what came of it.
enum Fitting {
    /// So many people are remembered whose answers were looked at today.
    private static let remembered = 65_536

    /// Has a person's reviews looked at when they have rated an answer, at most once a learning day.
    static func consider(_ person: Person, today: Day, _ turn: Turn) throws {
        guard person.firstAnswers > 0, turn.room.fitted[person.id] != today else { return }
        if turn.room.fitted.count >= remembered { turn.room.fitted = [:] }
        turn.room.fitted[person.id] = today
        let defaults = turn.room.services.terms
        guard !turn.room.services.clock.stands else {
            // Nothing happens beside a clock that stands still: the fit is there before the next choice.
            guard let terms = try terms(of: person, defaults, turn.transaction) else { return }
            return try record(terms, of: person, turn)
        }
        turn.reads.beside(person.id, in: turn) { transaction in
            try terms(of: person, defaults, transaction)
        } then: { turn, terms in
            if let person = try turn.transaction.person(person.id) { try record(terms, of: person, turn) }
        }
    }

    private static func terms(
        of person: Person, _ defaults: MemoryTerms, _ transaction: Transaction
    ) throws -> MemoryTerms? {
        let answers = try transaction.countRated(of: person.id)
        guard MemoryTerms.isFitDue(answers: answers, after: person.memory.latest.reviews) else { return nil }
        let standing = try transaction.answers(of: person.id, limit: .max).reversed()
        return MemoryTerms.fitted(to: Array(standing), person.memory, defaults: defaults)
    }

    private static func record(_ terms: MemoryTerms, of person: Person, _ turn: Turn) throws {
        let decider = Decider(turn, address: nil)
        var file = try decider.file(of: person)
        try decider.decide(&file) { (decision) throws(Pending) in decision.calibrate(terms) }
    }
}
