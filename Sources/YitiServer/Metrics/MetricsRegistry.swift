package import CoreMetrics
internal import Synchronization

/// Keeps what is recorded, series by series, for the page of metrics. Safe from any thread.
///
/// A series is made once for each name and its labels, however often it is asked for.
package final class MetricsRegistry: MetricsFactory, Sendable {
    private struct Key: Hashable {
        var name: String
        var labels: [MetricLabel]
    }

    private let series = Mutex<[Key: MetricSeries]>([:])
    private let gauges = Mutex<[@Sendable () -> Void]>([])

    /// A registry with nothing in it.
    package init() {}

    /// Has something measured each time somebody looks.
    func onLook(_ measure: @escaping @Sendable () -> Void) { gauges.withLock { $0.append(measure) } }

    /// Every family as it stands, by name; the series of each in the order of their labels.
    func families() -> [MetricFamily] {
        for measure in gauges.withLock({ $0 }) { measure() }
        let all = series.withLock { $0 }
        return Dictionary(grouping: all) { $0.key.name }.sorted { $0.key < $1.key }.compactMap { name, members in
            guard let kind = members.first?.value.kind else { return nil }
            let sorted = members.sorted { $0.key.labels < $1.key.labels }
            return MetricFamily(
                name: name, kind: kind, series: sorted.map { (labels: $0.key.labels, value: $0.value.reading) })
        }
    }

    private func make(_ name: String, _ labels: [(String, String)], _ kind: MetricKind) -> MetricSeries {
        let key = Key(name: name, labels: labels.map { MetricLabel(name: $0.0, value: $0.1) }.sorted())
        return series.withLock { series in
            if let known = series[key] { return known }
            let fresh = MetricSeries(kind: kind, bounds: kind == .histogram ? MetricBuckets.bounds(of: name) : [])
            series[key] = fresh
            return fresh
        }
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        make(label, dimensions, .counter)
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        make(label, dimensions, .gauge)
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        make(label, dimensions, aggregate ? .histogram : .gauge)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        make(label, dimensions, .histogram)
    }

    // What is destroyed leaves the page.
    package func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    package func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
    package func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    package func destroyTimer(_ handler: any TimerHandler) { remove(handler) }

    private func remove(_ handler: AnyObject) { series.withLock { $0 = $0.filter { $0.value !== handler } } }
}

/// A label of a series.
struct MetricLabel: Hashable, Sendable {
    let name: String
    let value: String
}

extension MetricLabel: Comparable {
    static func < (left: MetricLabel, right: MetricLabel) -> Bool {
        (left.name, left.value) < (right.name, right.value)
    }
}

extension [MetricLabel] {
    fileprivate static func < (left: [MetricLabel], right: [MetricLabel]) -> Bool {
        left.lexicographicallyPrecedes(right)
    }
}

/// What a family of series is.
enum MetricKind: String, Sendable {
    case counter
    case gauge
    case histogram
}

/// Every series of one name.
struct MetricFamily: Sendable {
    let name: String
    let kind: MetricKind
    let series: [(labels: [MetricLabel], value: MetricReading)]
}
