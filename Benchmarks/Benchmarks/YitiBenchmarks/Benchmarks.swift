import Benchmark

/// Every benchmark, by what it measures. `swift package benchmark` runs them; see the README beside the package.
let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .cpuTotal, .throughput], warmupIterations: 3, scalingFactor: .kilo,
        maxDuration: .seconds(3))
    wireBenchmarks()
    coreBenchmarks()
    deskBenchmarks()
}
