import CoreMetrics
import Synchronization

/// Metrics that a test can read: one series for each name and its labels, however often it is made.
final class CountingMetrics: MetricsFactory, Sendable {
    private struct Series: Hashable {
        var name: String
        var labels: [String: String]
    }

    private let series = Mutex<[Series: Recording]>([:])

    /// What a counter or a gauge that goes up and down comes to; 0 for one that nobody made.
    func total(_ name: String, _ labels: [String: String] = [:]) -> Double { recording(name, labels)?.total ?? 0 }

    /// What was set last.
    func last(_ name: String, _ labels: [String: String] = [:]) -> Double? { recording(name, labels)?.last }

    /// How often something was recorded.
    func recorded(_ name: String, _ labels: [String: String] = [:]) -> Int { recording(name, labels)?.count ?? 0 }

    /// Every name that was made.
    var names: Set<String> { series.withLock { Set($0.keys.map(\.name)) } }

    private func recording(_ name: String, _ labels: [String: String]) -> Recording.State? {
        series.withLock { $0[Series(name: name, labels: labels)] }?.state
    }

    private func make(_ label: String, _ dimensions: [(String, String)]) -> Recording {
        let key = Series(name: label, labels: Dictionary(uniqueKeysWithValues: dimensions))
        return series.withLock { series in
            let recording = series[key] ?? Recording()
            series[key] = recording
            return recording
        }
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { make(label, dimensions) }

    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { make(label, dimensions) }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        make(label, dimensions)
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { make(label, dimensions) }

    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}

    /// One series.
    private final class Recording: CounterHandler, MeterHandler, RecorderHandler, TimerHandler, Sendable {
        struct State {
            var total = 0.0
            var last: Double?
            var count = 0
        }

        private let kept = Mutex(State())

        var state: State { kept.withLock { $0 } }

        private func note(_ value: Double, adding: Double = 0) {
            kept.withLock { state in
                state.total += adding
                state.last = value
                state.count += 1
            }
        }

        func increment(by amount: Int64) { note(Double(amount), adding: Double(amount)) }
        func reset() {}
        func set(_ value: Int64) { note(Double(value)) }
        func set(_ value: Double) { note(value) }
        func increment(by amount: Double) { note(amount, adding: amount) }
        func decrement(by amount: Double) { note(-amount, adding: -amount) }
        func record(_ value: Int64) { note(Double(value)) }
        func record(_ value: Double) { note(value) }
        func recordNanoseconds(_ duration: Int64) { note(Double(duration)) }
    }
}
