/// What is measured.
package enum BenchScenario: String, CaseIterable, Sendable {
    /// Answers and their ratings, through bridges.
    case answers
    /// `/next`, through bridges.
    case next
    /// A great many subscriptions due in one minute, pushed over one connection and acked.
    case fanout
    /// People's connections that are held and say nothing.
    case idle
    /// Commands while a fan-out runs.
    case mixed
}

/// What `yiti bench` was asked for.
package struct BenchOptions: Sendable {
    /// What is measured.
    package var scenario: BenchScenario
    /// The server to load; nil to start one on a throw-away database.
    package var server: BenchEndpoint?
    /// The bridge to speak as.
    package var bridge = "bench"
    /// Its token on a server that is not our own.
    package var token: String?
    /// Connections held at once.
    package var connections = 4
    /// Requests in flight on each connection, at most.
    package var inFlight = 64
    /// Operations a second; 0 for as many as the server takes.
    package var rate = 0.0
    /// How many servers of our own share the database; more than one need PostgreSQL.
    package var servers = 1
    /// How long to load it.
    package var seconds = 10.0
    /// People who take part.
    package var people = 10_000
    /// The bank that a server of our own serves.
    package var bank = "Data/bank"
    /// The number of the process of a server that is not our own, to look at its memory.
    package var process: Int32?
    /// The program to start as the server of our own.
    package var program = "/proc/self/exe"
    /// The folder under which the throw-away database is made.
    package var folder = "/tmp"
    /// The PostgreSQL database in which it is made instead, by its address; nil for a file.
    package var database: String?

    /// The defaults for a scenario.
    package init(scenario: BenchScenario) {
        self.scenario = scenario
        switch scenario {
        case .idle: connections = 1_000
        case .fanout, .mixed: people = 50_000
        case .answers, .next: break
        }
        if scenario == .mixed { rate = 100 }
    }
}

/// Where a server listens.
package struct BenchEndpoint: Sendable {
    /// A name or an address.
    package var host: String
    /// Its port.
    package var port: Int

    /// Reads `HOST:PORT`, `[ADDRESS]:PORT` or a port alone; nil for anything else.
    package init?(_ text: String) {
        let cut = text.lastIndex(of: ":")
        guard let port = Int(cut.map { text[text.index(after: $0)...] } ?? text[...]), (1...65_535).contains(port)
        else {
            return nil
        }
        let host = cut.map { String(text[..<$0]) } ?? "127.0.0.1"
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        self.host = isBracketed ? String(host.dropFirst().dropLast()) : host
        self.port = port
    }

    /// The loopback's port.
    init(port: Int) {
        host = "127.0.0.1"
        self.port = port
    }
}

/// A measurement that could not be made, with a sentence for the one who asked for it.
package struct BenchFailure: Error, CustomStringConvertible {
    /// Why not.
    package let description: String

    init(_ description: String) { self.description = description }
}
