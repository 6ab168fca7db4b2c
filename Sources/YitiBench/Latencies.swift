import Glibc
internal import Histogram

/// Nanoseconds of a clock that never goes back.
enum Monotonic {
    static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }

    /// The seconds from an instant to another.
    static func seconds(from: UInt64, to: UInt64 = now) -> Double { Double(to &- from) / 1e9 }
}

/// How long requests took, each from the instant it was meant to be sent: a server that stands still is charged for what
/// was kept waiting meanwhile (no coordinated omission).
struct Latencies {
    private var histogram = Histogram<UInt64>(
        highestTrackableValue: 3_600_000_000, numberOfSignificantValueDigits: .three)

    /// Notes one, in nanoseconds.
    mutating func record(from: UInt64, to: UInt64) { histogram.record(max(1, (to &- from) / 1_000)) }

    /// The latency that so many percent did not exceed, in milliseconds; 0 when nothing was recorded.
    func milliseconds(percent: Double) -> Double {
        histogram.totalCount == 0 ? 0 : Double(histogram.valueAtPercentile(percent)) / 1_000
    }

    /// The longest, in milliseconds.
    var longest: Double { histogram.totalCount == 0 ? 0 : Double(histogram.max) / 1_000 }

    var count: UInt64 { histogram.totalCount }
}
