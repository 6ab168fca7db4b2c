import YitiCore
import YitiStore

/// What changes nothing and may take long, with what it takes to read what is asked for on a snapshot.
struct LongRead: Sendable {
    let request: ReadRequest
    /// The person, as they were when the command was taken up.
    let file: PersonFile
    let moment: Moment
    /// The learning day that it counts for.
    let today: Day
    let services: Services

    /// Reads it. Throws a ``Refusal`` for what isn't there, and the store's errors.
    func messages(_ transaction: Transaction) throws -> [Message] {
        let reads = Reads(file.person, today: today, services.catalog)
        switch request {
        case .stats(let topic):
            return try read(transaction) { (decision) throws(Pending) in try decision.stats(topic: topic) }
        case .plan: return try read(transaction) { (decision) throws(Pending) in try decision.plan() }
        case .search(let words, let page):
            return try read(transaction) { (decision) throws(Pending) in try decision.search(words, page: page) }
        case .history(let request):
            let answers = try read(transaction) { (decision) throws(Pending) in try decision.written(for: request) }
            return try reads.history(request, of: answers)
        case .export(let format, let page):
            let record = try read(transaction) { (decision) throws(Pending) in try decision.record() }
            return try reads.export(record, format, page: page)
        }
    }

    private func read<Value>(
        _ transaction: Transaction, _ body: (inout Decision) throws(Pending) -> Value
    ) throws -> Value {
        var file = file
        return try file.read(at: moment, loading: transaction.load, body)
    }
}

extension PersonFile {
    /// Has something decided that changes nothing; `load` brings what it lacks. Throws a ``Refusal`` when it can't be.
    mutating func read<Value>(
        at moment: Moment, loading load: (Set<Need>, inout PersonFile) throws -> Void,
        _ body: (inout Decision) throws(Pending) -> Value
    ) throws -> Value {
        for _ in 0..<Decider.maxRounds {
            var decision = Decision(self, moment)
            do throws(Pending) { return try body(&decision) } catch {
                switch error {
                case .refused(let refusal): throw refusal
                case .needs(let needs): try load(needs, &self)
                }
            }
        }
        throw Decider.UndecidedError(needs: "a decision asks for more without end")
    }
}
