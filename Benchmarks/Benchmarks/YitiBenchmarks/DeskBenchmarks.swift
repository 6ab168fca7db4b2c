import Benchmark
import Foundation
import Logging
import YitiCore
import YitiServer
import YitiStore
import YitiWire

/// One command through the desk, on a database in memory: all that a command costs but the network and the disk.
func deskBenchmarks() {
    guard let zones = try? ZoneBook() else { return }
    for (name, texts) in [("answer and rating", ["/next", "an answer", "3"]), ("/streak", ["/streak"])] {
        Benchmark("\(name) through the desk", configuration: .init(scalingFactor: .one, maxDuration: .seconds(3))) {
            benchmark, desk in
            // Nobody is asked more questions in a day than the bank has.
            let user = "u\(benchmark.currentIteration / 100)"
            for text in texts { blackHole(desk.ask(text, as: user)) }
        } setup: {
            try BenchmarkDesk(zones: zones)
        }
    }
}

/// A desk with one bridge's connection, asked and waited for.
final class BenchmarkDesk: Sendable {
    private let desk: Desk
    private let port: DeskPort
    private let connection: BridgeConnection

    init(zones: ZoneBook) throws {
        let services = Services(
            bank: Fixtures.bank, zones: zones, clock: Clock(),
            logger: Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() })
        desk = Desk(store: try Store.inMemory(), services: services)
        desk.start()
        port = .port(of: desk, services: services)
        connection = BridgeConnection(
            id: ConnectionID(number: 1), address: PeerAddress(text: "127.0.0.1", isLoopback: true),
            hello: BridgeHello(bridge: "benchmark", token: "", push: false)
        ) {}
    }

    deinit { desk.stop() }

    /// The reply to a text.
    func ask(_ text: String, as user: String) -> [UInt8] {
        let answered = DispatchSemaphore(value: 0)
        let reply = Box()
        port.bridgeRequest(connection, .command(BridgeCommand(id: "1", user: user, text: text))) { line in
            reply.line = line
            answered.signal()
        }
        answered.wait()
        return reply.line
    }

    private final class Box: @unchecked Sendable {
        // Written before the semaphore is signalled, read after.
        var line: [UInt8] = []
    }
}
