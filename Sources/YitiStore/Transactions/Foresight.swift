package import YitiCore

/// What a batch is about to ask one by one, asked at once. It changes nothing but what is known: who is not foreseen is asked for when their
/// turn comes.
extension Transaction {
    /// Whether a question is a journey to another process. SQLite answers too soon for foresight to be worth anything.
    package var asksFromAfar: Bool {
        if case .postgres = connection { book.cache.maxBytes > 0 } else { false }
    }

    /// Looks up who these users of bridges are, and says it in their order; and whether these deliveries are under way.
    package func foresee(users: [(bridge: String, user: String)], deliveries: [Int64]) throws -> [Int64?] {
        var found: [Int64?] = []
        try atOnce { areAnswered in
            let people = try users.map { try identity(bridge: $0.bridge, user: $0.user)?.person }
            if areAnswered { found = people }
            for id in deliveries {
                let owner = try ownerUnderWay(id)
                if areAnswered, let owner { book.underWay.note(id, owner) }
            }
        }
        return found
    }

    /// Looks up people, and what `needs` says that is lacked of each, as often as it says so.
    package func foresee(_ people: [Int64], _ needs: (PersonFile) -> Set<Need>) throws {
        guard asksFromAfar else { return }
        _ = try numbers()
        try atOnce { _ in for id in people where cache.file(id) == nil { try passingOver { _ = try file(of: id) } } }
        var waiting = people
        for _ in 0..<Self.maxRounds where !waiting.isEmpty {
            let lacking = waiting.compactMap { cache.file($0) }.map { (file: $0, needs: needs($0)) }.filter {
                !$0.needs.isEmpty
            }
            try atOnce { areAnswered in
                for (file, needs) in lacking {
                    try passingOver {
                        var file = file
                        try load(needs, into: &file)
                        if areAnswered { _ = cache.keep(file) }
                    }
                }
            }
            waiting = lacking.map(\.file.person.id)
        }
    }

    /// More often is not worth it: few decisions ask for more than this.
    private static let maxRounds = 4

    /// Somebody whose rows can't be read is met again when it is their turn.
    private func passingOver(_ body: () throws -> Void) throws {
        do { try body() } catch is StoreFailure {}
    }
}

/// Whose deliveries are under way, as far as a transaction has looked them up and has not changed them since.
struct DeliveriesUnderWay {
    private var owners: [Int64: Int64] = [:]

    /// Whose a delivery is; asked once.
    mutating func take(_ delivery: Int64) -> Int64? { owners.removeValue(forKey: delivery) }

    mutating func note(_ delivery: Int64, _ owner: Int64) { owners[delivery] = owner }

    /// What a statement may have changed is not known any more.
    mutating func note(_ statement: PostgresSession.Statement) {
        if statement.changesDeliveries, !owners.isEmpty { owners = [:] }
    }
}
