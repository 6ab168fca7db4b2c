import ArgumentParser
import Foundation
import YitiBench
import YitiServer

/// `yiti bench`: loads a server and says how fast it was.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Load a server of your own and measure it.",
        discussion: """
            Without --server it starts a server of its own on a throw-away database. Latencies count from the instant a request was meant \
            to be sent. Beside the server's rate stands what SQLite alone writes of the same rows, measured in the same run.

            answers: answers with their ratings. next: /next. fanout: subscriptions due in one minute, pushed and acked. idle: people's \
            connections that are held. mixed: commands while a fan-out runs.

            On another server give a bridge of its own: it makes people and answers there that stay. Switch the limits of rates off there, \
            or name a rate below them.
            """)

    @Option(help: "answers, next, fanout, idle or mixed.")
    var scenario: BenchScenario

    @Option(
        help: ArgumentHelp("The server to load.", valueName: "HOST:PORT"),
        transform: { text in
            guard let endpoint = BenchEndpoint(text) else {
                throw ValidationError("expected HOST:PORT, found \(text)")
            }
            return endpoint
        })
    var server: BenchEndpoint?

    @Option(help: "The bridge to speak as.")
    var bridge = "bench"

    @Option(help: "The bridge's token on that server.")
    var token: String?

    @Option(help: "The process of that server, to look at its memory.")
    var pid: Int32?

    @Option(help: "Connections held at once.")
    var connections: Int?

    @Option(help: "Requests in flight on each connection.")
    var inFlight = 64

    @Option(help: "Operations a second; 0 for as many as the server takes.")
    var rate: Double?

    @Option(help: "How long to load it.")
    var seconds = 10.0

    @Option(help: "People, or subscriptions.")
    var people: Int?

    @Option(help: "The bank of a server of its own.")
    var bank = BankCommand.defaultDirectory

    @Option(help: "The folder for the throw-away database; on the disk that is to be measured.")
    var folder = NSTemporaryDirectory()

    @Option(
        help:
            "A PostgreSQL database to measure instead: the server's rows go into a schema of their own there, dropped at the end."
    )
    var database: String?

    @Option(help: "Servers of its own that share the database, with the connections spread over them.")
    var servers = 1

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    @Flag(help: "Print a row of a Markdown table instead of text.")
    var row = false

    @Flag(help: "Print the head of that table before the row.")
    var head = false

    func validate() throws {
        try require(connections, in: 1...100_000, "--connections")
        try require(inFlight, in: 1...10_000, "--in-flight")
        if let database {
            guard DatabaseAddress.isOne(database) else {
                throw ValidationError("--database must be postgresql://USER@HOST/DATABASE")
            }
            if server != nil { throw ValidationError("--database is for a server of its own: leave --server out") }
        }
        guard Folders.isOne(folder) else { throw ValidationError("--folder must be a folder that is there") }
        try require(servers, in: 1...64, "--servers")
        if servers > 1, database == nil { throw ValidationError("--servers needs --database: a file has one server") }
        try require(people, in: 1...10_000_000, "--people")
        if let rate, rate != 0, !(0.001...10_000_000).contains(rate) {
            throw ValidationError("--rate must be 0, or between 0.001 and 10000000")
        }
        if !(0.1...86_400).contains(seconds) { throw ValidationError("--seconds must be between 0.1 and 86400") }
    }

    private func require(_ number: Int?, in range: ClosedRange<Int>, _ flag: String) throws {
        guard let number, !range.contains(number) else { return }
        throw ValidationError("\(flag) must be between \(range.lowerBound) and \(range.upperBound)")
    }

    func run() throws {
        var options = BenchOptions(scenario: scenario)
        options.server = server
        options.bridge = bridge
        options.token = token
        options.process = pid
        options.connections = connections ?? options.connections
        options.inFlight = inFlight
        options.rate = rate ?? options.rate
        options.seconds = seconds
        options.people = people ?? options.people
        options.bank = bank
        options.folder = folder
        options.database = database
        options.servers = servers
        let report = try Bench.run(options) { Operator.complain($0) }
        if head { print(BenchReport.head) }
        print(json ? report.json : row ? report.row : report.text)
    }
}

extension BenchScenario: ExpressibleByArgument {}
