import Foundation
import Testing

@testable import YitiServer

@Suite struct MonitoringFilesTests {
    private func text(_ name: String) throws -> String {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return try String(contentsOf: root.appendingPathComponent("docs/monitoring/\(name)"), encoding: .utf8)
    }

    /// The names of ours in a text, histograms without what stands for their parts.
    private func names(in text: String) -> Set<String> {
        let found = text.matches(of: /yiti_[a-z_]+/).map { String($0.output) }
        return Set(
            found.map { name in
                guard MetricName(rawValue: name) == nil else { return name }
                let part = ["_bucket", "_sum", "_count"].first { name.hasSuffix($0) }
                return part.map { String(name.dropLast($0.count)) } ?? name
            })
    }

    @Test(
        "rules, their tests and the dashboard name only metrics that exist",
        arguments: ["rules.yaml", "rules.test.yaml", "dashboard.json"])
    func names(_ file: String) throws {
        let names = try names(in: text(file))
        #expect(names.count > 5)
        #expect(names.subtracting(MetricName.allCases.map(\.rawValue)).isEmpty)
    }

    @Test(
        "rules, their tests and the dashboard name only labels' values that exist",
        arguments: ["rules.yaml", "rules.test.yaml", "dashboard.json"])
    func values(_ file: String) throws {
        let registry = MetricsRegistry()
        _ = ServiceMetrics(registry)
        let known = Set(registry.families().flatMap(\.series).flatMap(\.labels).map { "\($0.name) \($0.value)" })
        for match in try text(file).matches(of: /\b(outcome|verb|until|kind)=~?\\?"([^"\\]+)/) {
            for value in match.output.2.split(separator: "|") {
                #expect(known.contains("\(match.output.1) \(value)"), "\(match.output.0)")
            }
        }
    }

    @Test("operations.md says what to do at each alert")
    func instructions() throws {
        let operations = try text("../operations.md")
        for alert in try text("rules.yaml").matches(of: /alert: ([A-Za-z]+)/) {
            #expect(operations.contains("`\(alert.output.1)`"), "\(alert.output.1)")
        }
    }

    @Test("every metric has a line that says what it is")
    func help() {
        for name in MetricName.allCases { #expect(MetricHelp.text(of: name.rawValue).hasSuffix("."), "\(name)") }
    }
}
