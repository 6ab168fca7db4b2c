import Benchmark

/// Every benchmark, by what it measures. `swift package benchmark` runs them; see DEVELOPING.md.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .throughput], warmupIterations: 3, scalingFactor: .kilo,
        maxDuration: .seconds(3))
    wireBenchmarks()
    coreBenchmarks()
    writerBenchmarks()
}
