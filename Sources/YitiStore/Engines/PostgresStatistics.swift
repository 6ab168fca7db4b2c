import YitiCore

/// When statistics are gathered: plans that were made while a table was small are slow once it is large, and PostgreSQL looks by itself
/// once a minute only. Plans are made anew then.
///
/// Never of a table that is empty: of one that is known to be so any index is as good as another, and a plan would go through one that
/// does not find its row.
struct PostgresStatistics {
    /// Tables that grow together.
    private enum Group: String, CaseIterable {
        case people = "person, identity"
        case log = "event, answer, card, effect"
        case subscriptions = "subscription, schedule"
        case deliveries = "delivery"
    }

    private static let leastRows: Int64 = 300
    /// By so much a table has grown when its statistics are gathered again.
    private static let growth: Int64 = 3
    /// Past so many rows PostgreSQL's own looks are often enough.
    private static let mostRows: Int64 = 3_000_000

    /// The number of rows from which on each is looked at next.
    private var next: [Group: Int64] = [:]

    /// The tables that have grown so much that they should be looked at now, as ANALYZE takes them.
    mutating func due(_ free: FreeNumbers) -> String? {
        let rows: [Group: Int64?] = [
            .people: free.decided?.person, .log: free.decided?.event, .subscriptions: free.decided?.subscription,
            .deliveries: free.delivery,
        ]
        let grown = Group.allCases.filter { group in
            guard let count = rows[group] ?? nil, count > next[group] ?? Self.leastRows else { return false }
            next[group] = count < Self.mostRows ? count * Self.growth : .max
            return true
        }
        return grown.isEmpty ? nil : grown.map(\.rawValue).joined(separator: ", ")
    }
}
