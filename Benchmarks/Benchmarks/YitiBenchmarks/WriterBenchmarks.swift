import Benchmark
import Foundation
import Logging
import YitiCore
import YitiServer
import YitiStore
import YitiWire

/// One command through the writer, on a database in memory: all that a command costs but the network and the disk.
func writerBenchmarks() {
    guard let zones = try? ZoneBook() else { return }
    for (name, texts) in [("answer and rating", ["/next", "an answer", "3"]), ("/streak", ["/streak"])] {
        Benchmark("\(name) through the writer", configuration: .init(scalingFactor: .one, maxDuration: .seconds(3))) {
            benchmark, writer in
            // Nobody is asked more questions in a day than the bank has.
            let user = "u\(benchmark.currentIteration / 100)"
            for text in texts { blackHole(writer.ask(text, as: user)) }
        } setup: {
            try BenchmarkWriter(zones: zones)
        }
    }
}

/// A writer with one bridge's connection, asked and waited for.
final class BenchmarkWriter: Sendable {
    private let writer: Writer
    private let port: WriterPort
    private let connection: BridgeConnection

    init(zones: ZoneBook) throws {
        let services = Services(
            bank: Fixtures.bank, zones: zones, clock: Clock(),
            logger: Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() })
        writer = Writer(store: try Store.inMemory(), services: services)
        writer.start()
        port = .port(of: writer, services: services)
        connection = BridgeConnection(
            id: ConnectionID(number: 1), address: PeerAddress(text: "127.0.0.1", isLoopback: true),
            hello: BridgeHello(bridge: "benchmark", token: "", push: false)
        ) {}
    }

    deinit { writer.stop() }

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
