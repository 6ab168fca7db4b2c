/// What a page of figures says, series by series.
package struct Figures {
    private let values: [String: Double]

    /// Reads a page in Prometheus's text format.
    package init(_ page: String) {
        let pairs = page.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            line.lastIndex(of: " ").flatMap { blank in
                Double(line[line.index(after: blank)...]).map { (String(line[..<blank]), $0) }
            }
        }
        values = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    /// The value of a series, written as on the page: `yiti_lines_total{kind="human"}`; nil when there is none.
    package subscript(_ series: String) -> Double? { values[series] }

    /// The series of a name that are not 0, by what stands between their braces.
    package func all(_ name: String) -> [String: Double] {
        let own = values.filter { $0.key.hasPrefix(name + "{") && $0.value != 0 }
        return Dictionary(
            own.map { (String($0.key.dropFirst(name.count + 1).dropLast()), $0.value) },
            uniquingKeysWith: { first, _ in first })
    }
}

extension WebClient {
    /// The figures as they stand.
    package func figures() throws -> Figures { Figures(try get("/metrics").text) }
}
