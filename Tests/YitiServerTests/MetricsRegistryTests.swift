import CoreMetrics
import Testing

@testable import YitiServer

@Suite struct MetricsRegistryTests {
    private let registry = MetricsRegistry()

    private func page(openMetrics: Bool = false) -> String {
        MetricsText.page(registry.families(), isOpenMetrics: openMetrics)
    }

    @Test("writes a counter by its labels, made twice or once")
    func counters() {
        Counter(label: "yiti_lines_total", dimensions: [("kind", "human")], factory: registry).increment(by: 2)
        Counter(label: "yiti_lines_total", dimensions: [("kind", "human")], factory: registry).increment()
        #expect(
            page()
                == "# HELP yiti_lines_total Lines read.\n# TYPE yiti_lines_total counter\nyiti_lines_total{kind=\"human\"} 3\n"
        )
        #expect(page(openMetrics: true).hasPrefix("# HELP yiti_lines Lines read.\n# TYPE yiti_lines counter\n"))
    }

    @Test("writes a histogram's buckets, sum and count")
    func histograms() {
        let timer = Timer(label: "yiti_commit_seconds", dimensions: [], factory: registry)
        timer.recordNanoseconds(700_000)
        timer.recordNanoseconds(6_000_000_000)
        let text = page()
        #expect(text.contains("yiti_commit_seconds_bucket{le=\"0.0005\"} 0\n"))
        #expect(text.contains("yiti_commit_seconds_bucket{le=\"0.001\"} 1\n"))
        #expect(text.contains("yiti_commit_seconds_bucket{le=\"5\"} 1\n"))
        #expect(text.contains("yiti_commit_seconds_bucket{le=\"+Inf\"} 2\n"))
        #expect(text.contains("yiti_commit_seconds_count 2\n") && text.contains("yiti_commit_seconds_sum 6.0007\n"))
    }

    @Test("writes a gauge as it was set last, and escapes what an operator named")
    func gauges() {
        let gauge = Gauge(label: "yiti_store_bytes", dimensions: [("bridge", "a\"b\\\n")], factory: registry)
        gauge.record(1)
        gauge.record(7)
        #expect(page().hasSuffix("yiti_store_bytes{bridge=\"a\\\"b\\\\\\n\"} 7\n"))
    }
}
