import Foundation

/// What came out of a measurement.
package struct BenchReport: Sendable {
    /// What was measured.
    package var scenario: BenchScenario
    /// What ``rate`` counts.
    package var unit: String
    /// How many of them a second.
    package var rate: Double
    /// How many of them SQLite alone writes in a second here, measured in the same run; 0 when nothing is written.
    package var rawRate = 0.0
    /// p50, p90, p99, p99.9 and the longest, in milliseconds.
    package var percentiles: [Double]
    /// Replies and connections that were not as they should be.
    package var errors: Int
    /// The server's resident memory, in kB: its peak under load, -1 when it can't be read.
    package var residentKilobytes: Int
    /// Connections that were used.
    package var connections: Int
    /// How long the server was loaded.
    package var seconds: Double
    /// Further figures by name.
    package var further: [(name: String, value: Double)] = []
    /// What went wrong, by code.
    package var faults: [String: Int] = [:]

    /// The rate beside SQLite's alone; 0 without one.
    package var ratio: Double { rawRate > 0 ? rate / rawRate : 0 }

    private static let names = ["p50_ms", "p90_ms", "p99_ms", "p999_ms", "max_ms"]

    private var numbers: [(name: String, value: Double)] {
        [("rate", rate), ("raw_rate", rawRate), ("ratio", ratio)]
            + zip(Self.names, percentiles).map { ($0, $1) }
            + [
                ("errors", Double(errors)), ("server_rss_kb", Double(residentKilobytes)),
                ("connections", Double(connections)), ("seconds", seconds),
            ] + further
    }

    /// One JSON object on one line.
    package var json: String {
        let members = numbers.map { #""\#($0.name)":\#(Self.plain($0.value))"# }
        return #"{"scenario":"\#(scenario.rawValue)","unit":"\#(unit)",\#(members.joined(separator: ","))}"#
    }

    /// One row of a Markdown table, under ``head``.
    package var row: String {
        let cells =
            [
                "\(scenario.rawValue), \(unit)", Self.plain(rate), rawRate > 0 ? Self.plain(rawRate) : "",
                rawRate > 0 ? Self.plain(ratio) : "",
            ]
            + percentiles.map(Self.plain)
            + ["\(errors)", "\(residentKilobytes / 1_024)", "\(connections)", Self.plain(seconds), furtherText]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    /// The head of a table of ``row``s.
    package static let head = """
        | what | a second | SQLite alone | ratio | p50 ms | p90 ms | p99 ms | p99.9 ms | longest ms | errors | server MB | connections | s | further |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        """

    private var furtherText: String { further.map { "\($0.name) \(Self.plain($0.value))" }.joined(separator: ", ") }

    /// Lines for people.
    package var text: String {
        var lines = ["\(scenario.rawValue): \(Self.plain(rate)) \(unit) a second for \(Self.plain(seconds)) s"]
        if rawRate > 0 {
            lines.append("SQLite alone, same rows: \(Self.plain(rawRate)) a second; ratio \(Self.plain(ratio))")
        }
        let latencies = zip(Self.names, percentiles).map { "\($0.replacing("_ms", with: "")) \(Self.plain($1))" }
        lines.append("latency in ms: " + latencies.joined(separator: ", "))
        lines.append("\(connections) connections, \(errors) errors, server memory \(residentKilobytes) kB")
        lines += further.map { "\($0.name) \(Self.plain($0.value))" }
        lines += faults.sorted { $0.key < $1.key }.map { "fault \($0.key): \($0.value)" }
        return lines.joined(separator: "\n")
    }

    /// A number with no more digits than mean something.
    private static func plain(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return String(format: abs(value) < 10 ? "%.3f" : "%.1f", value)
    }
}

extension BenchReport {
    init(
        _ options: BenchOptions, unit: String, rate: Double, latencies: Latencies, tally: Tally, residentKilobytes: Int,
        connections: Int, seconds: Double
    ) {
        self.init(
            scenario: options.scenario, unit: unit, rate: rate,
            percentiles: [50, 90, 99, 99.9].map { latencies.milliseconds(percent: $0) } + [latencies.longest],
            errors: tally.total, residentKilobytes: residentKilobytes, connections: connections, seconds: seconds)
        faults = tally.counts
    }
}

/// What went wrong, counted by code.
struct Tally {
    private(set) var counts: [String: Int] = [:]

    var total: Int { counts.values.reduce(0, +) }

    mutating func count(_ code: String) { counts[code, default: 0] += 1 }
}
