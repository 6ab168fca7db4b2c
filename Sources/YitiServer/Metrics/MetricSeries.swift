internal import CoreMetrics
internal import Synchronization

/// What a series comes to.
struct MetricReading: Sendable {
    /// Of a counter or a gauge: its value; of a histogram: the sum.
    var value = 0.0
    /// Of a histogram: how many values were at most each bound, and in the end all of them.
    var counts: [Int] = []
    /// The bounds that go with them.
    var bounds: [Double] = []
}

/// One series: a counter, a gauge or a histogram.
final class MetricSeries: Sendable {
    let kind: MetricKind
    private let bounds: [Double]
    private let state: Mutex<State>

    private struct State {
        var value = 0.0
        var counts: [Int]
    }

    /// A series; `bounds` are a histogram's, smallest first.
    init(kind: MetricKind, bounds: [Double]) {
        self.kind = kind
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: kind == .histogram ? bounds.count + 1 : 0)))
    }

    /// As it stands.
    var reading: MetricReading {
        let now = state.withLock { $0 }
        var sum = 0
        let counts = now.counts.map { count in
            sum += count
            return sum
        }
        return MetricReading(value: now.value, counts: counts, bounds: bounds)
    }

    fileprivate func add(_ amount: Double) { state.withLock { $0.value += amount } }

    fileprivate func put(_ value: Double) {
        guard kind == .histogram else { return state.withLock { $0.value = value } }
        let place = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.value += value
            state.counts[place] += 1
        }
    }
}

extension MetricSeries: CounterHandler {
    func increment(by amount: Int64) { add(Double(amount)) }

    func reset() { state.withLock { $0.value = 0 } }
}

extension MetricSeries: MeterHandler {
    func set(_ value: Int64) { put(Double(value)) }

    func set(_ value: Double) { put(value) }

    func increment(by amount: Double) { add(amount) }

    func decrement(by amount: Double) { add(-amount) }
}

extension MetricSeries: RecorderHandler {
    func record(_ value: Int64) { put(Double(value)) }

    func record(_ value: Double) { put(value) }
}

extension MetricSeries: TimerHandler {
    func recordNanoseconds(_ duration: Int64) { put(Double(duration) / 1e9) }
}

/// The bounds of histograms.
enum MetricBuckets {
    private static let seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
    /// What may wait for a bridge that is away.
    private static let lag = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 3_600, 14_400, 86_400]
    private static let counts = (0...8).map { Double(1 << $0) }

    /// The bounds that go with a name's unit.
    static func bounds(of name: String) -> [Double] {
        if name == MetricName.pushLag.rawValue { return lag }
        return name.hasSuffix("_seconds") ? seconds : counts
    }
}
