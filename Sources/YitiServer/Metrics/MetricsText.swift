/// The page of metrics: Prometheus's text format, or OpenMetrics, which newer scrapers ask for.
struct MetricsText {
    private let isOpenMetrics: Bool
    private var lines: [String] = []

    /// The media type of each.
    static func type(isOpenMetrics: Bool) -> String {
        isOpenMetrics
            ? "application/openmetrics-text; version=1.0.0; charset=utf-8" : "text/plain; version=0.0.4; charset=utf-8"
    }

    /// The page of these families.
    static func page(_ families: [MetricFamily], isOpenMetrics: Bool) -> String {
        var text = MetricsText(isOpenMetrics: isOpenMetrics)
        for family in families { text.write(family) }
        if isOpenMetrics { text.lines.append("# EOF") }
        return text.lines.joined(separator: "\n") + "\n"
    }

    private init(isOpenMetrics: Bool) { self.isOpenMetrics = isOpenMetrics }

    private mutating func write(_ family: MetricFamily) {
        // In OpenMetrics a counter's family has the name without its `_total`.
        let isShort = isOpenMetrics && family.kind == .counter && family.name.hasSuffix("_total")
        let name = isShort ? String(family.name.dropLast("_total".count)) : family.name
        lines.append("# HELP \(name) \(MetricHelp.text(of: family.name))")
        lines.append("# TYPE \(name) \(family.kind.rawValue)")
        for (labels, reading) in family.series {
            if family.kind == .histogram {
                write(family.name, labels, histogram: reading)
            } else {
                lines.append("\(family.name)\(Self.braces(labels)) \(Self.number(reading.value))")
            }
        }
    }

    private mutating func write(_ name: String, _ labels: [MetricLabel], histogram: MetricReading) {
        let bounds = histogram.bounds.map(Self.number) + ["+Inf"]
        for (bound, count) in zip(bounds, histogram.counts) {
            let all = labels + [MetricLabel(name: "le", value: bound)]
            lines.append("\(name)_bucket\(Self.braces(all)) \(count)")
        }
        lines.append("\(name)_sum\(Self.braces(labels)) \(Self.number(histogram.value))")
        lines.append("\(name)_count\(Self.braces(labels)) \(histogram.counts.last ?? 0)")
    }

    private static func braces(_ labels: [MetricLabel]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",") + "}"
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\\": "\\\\"
            case "\"": "\\\""
            case "\n": "\\n"
            default: String(scalar)
            }
        }.joined()
    }

    private static func number(_ value: Double) -> String {
        if let whole = Int64(exactly: value) { return String(whole) }
        return value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-Inf" : "+Inf") : String(value)
    }
}
