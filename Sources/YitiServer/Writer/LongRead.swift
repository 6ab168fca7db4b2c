import YitiCore
import YitiStore

/// A command that changes nothing and may take long, with what it takes to read what it asks for on a snapshot.
struct LongRead: Sendable {
    let command: Command
    /// The person, as they were when the command was taken up.
    let file: PersonFile
    let moment: Moment
    /// The learning day that it counts for.
    let today: Day
    let services: Services

    /// Whether a command is one of these.
    static func takes(_ command: Command) -> Bool {
        switch command {
        case .stats, .plan, .history, .search, .export: true
        default: false
        }
    }

    /// Reads it. Throws a ``Refusal`` for what isn't there, and the store's errors.
    func messages(_ transaction: Transaction) throws -> [Message] {
        let reads = Reads(file.person, today: today, transaction, services)
        switch command {
        case .stats(let topic): return try reads.stats(topic: topic)
        case .plan: return try reads.plan()
        case .history(let request): return try reads.history(request)
        case .search(let words, let page): return try reads.search(words, page: page)
        case .export(let format, let page):
            guard !file.isGuest else { throw Refusal.nothingToExport }
            return try reads.export(format, page: page, days: try days(transaction))
        default: return []
        }
    }

    /// Every day of the ledger: decided as always, but nothing is written.
    private func days(_ transaction: Transaction) throws -> [StreakDay] {
        var file = file
        for _ in 0..<Decider.maxRounds {
            let decision = Decision(file, moment)
            do throws(Pending) { return try decision.ledgerDays() } catch {
                switch error {
                case .refused(let refusal): throw refusal
                case .needs(let needs): try transaction.load(needs, into: &file)
                }
            }
        }
        throw Decider.UndecidedError(needs: "a decision asks for more without end")
    }
}
