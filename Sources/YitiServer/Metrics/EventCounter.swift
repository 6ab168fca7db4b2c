package import CoreMetrics
internal import Synchronization

/// Counts events, for the page of metrics and for ``value``, which `yiti health` reads.
package final class EventCounter: Sendable {
    private let counter: Counter
    private let total = Atomic<Int>(0)

    /// A counter of that name; labels are names and values.
    package init(_ name: MetricName, _ labels: [(String, String)] = [], _ factory: any MetricsFactory) {
        counter = Counter(label: name.rawValue, dimensions: labels, factory: factory)
    }

    /// Counts so many more.
    package func increment(by count: Int = 1) {
        total.add(count, ordering: .relaxed)
        counter.increment(by: count)
    }

    /// How many there have been.
    package var value: Int { total.load(ordering: .relaxed) }
}

/// Counters of one name, one for each value of a label.
package struct EventCounters<Kind: RawRepresentable<String> & CaseIterable & Hashable & Sendable>: Sendable {
    private let counters: [Kind: EventCounter]

    /// One for each of `kinds`, under `label`, all with one more label and its value.
    package init(
        _ name: MetricName, _ label: String, of kinds: [Kind] = Array(Kind.allCases),
        also other: (String, String)? = nil, _ factory: any MetricsFactory
    ) {
        let others = other.map { [$0] } ?? []
        counters = Dictionary(
            uniqueKeysWithValues: kinds.map { ($0, EventCounter(name, others + [(label, $0.rawValue)], factory)) })
    }

    /// Counts so many more; of a kind that has no counter none.
    package func increment(_ kind: Kind, by count: Int = 1) { counters[kind]?.increment(by: count) }

    /// How many there have been, of all kinds or of one.
    package func value(_ kind: Kind? = nil) -> Int {
        kind.map { counters[$0]?.value ?? 0 } ?? counters.values.reduce(0) { $0 + $1.value }
    }
}
