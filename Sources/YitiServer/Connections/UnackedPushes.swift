import NIOCore

/// The pushes of a connection of which its bridge has not said what became of them.
struct UnackedPushes {
    private var deliveries: Set<String> = []
    /// Since when nothing has been heard of them; nil when there are none.
    private(set) var silentSince: NIODeadline?

    /// One was written.
    mutating func add(_ delivery: String, now: NIODeadline) {
        if deliveries.isEmpty { silentSince = now }
        deliveries.insert(delivery)
    }

    /// Something was said of these. Of what was never written it says nothing.
    mutating func remove(_ settled: [String], now: NIODeadline) {
        let before = deliveries.count
        deliveries.subtract(settled)
        if deliveries.count < before { silentSince = deliveries.isEmpty ? nil : now }
    }
}
