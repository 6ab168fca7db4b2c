import YitiCore

/// What people with connections of their own have been shown here since they came: what other servers have had acked meanwhile and is
/// not among it is shown here, too.
///
/// Only the writer's thread touches it, and all of it can be lost: a push is shown once more then.
final class ShownPushes {
    private struct Visit {
        var since: Instant
        var deliveries: Set<Int64> = []
    }

    /// Whether others may write beside; with no others nothing is kept.
    private let hasOthers: Bool
    private var visits: [Int64: Visit] = [:]
    /// The instant of the batch.
    var now: Instant?

    /// What was acked longer ago than this is shown to nobody any more.
    private static let longestSeconds: Int64 = 600
    /// So many of a person's are remembered, the latest: of more than that nobody is sent in such a time.
    private static let most = 64

    init(hasOthers: Bool) { self.hasOthers = hasOthers }

    /// Somebody is here who was not. Others show what falls due from this batch's turn on, and not before.
    func begin(_ person: Int64) {
        guard hasOthers, let now, visits[person] == nil else { return }
        visits[person] = Visit(since: now)
    }

    /// Somebody's last connection is gone.
    func end(_ person: Int64) { visits[person] = nil }

    /// A delivery was written to a person's connection.
    func note(_ delivery: Int64, of person: Int64) {
        guard var visit = visits.removeValue(forKey: person) else { return }
        visit.deliveries.insert(delivery)
        if visit.deliveries.count > Self.most, let oldest = visit.deliveries.min() { visit.deliveries.remove(oldest) }
        visits[person] = visit
    }

    /// Whether a delivery was written to a person's connection.
    func has(_ delivery: Int64, of person: Int64) -> Bool { visits[person]?.deliveries.contains(delivery) ?? false }

    /// Since when what was acked concerns a person; nil for nobody who is here. What was acked before is forgotten.
    func since(_ person: Int64, now: Instant) -> Instant? {
        guard let visit = visits[person] else { return nil }
        return max(visit.since, now.advanced(bySeconds: -Self.longestSeconds))
    }

    /// Of what was shown to a person only these can come up again.
    func keep(_ deliveries: Set<Int64>, of person: Int64) { visits[person]?.deliveries.formIntersection(deliveries) }
}
