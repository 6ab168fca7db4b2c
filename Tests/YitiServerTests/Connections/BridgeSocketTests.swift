import Logging
import NIOCore
import NIOPosix
import Testing
import YitiWire

@testable import YitiServer

/// A bridge over real sockets, where what is written waits to be read.
@Suite struct BridgeSocketTests {
    @Test("a bridge that does not read is told slow_consumer behind what it has not read")
    func slowReader() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let metrics = ServiceMetrics()
        let writer = ScriptedWriter()
        let server = try await server(writer, group, metrics)
        let address = try #require(server.localAddress)
        let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(to: address) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let heard = try await client.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: #"{"op":"hello","v":1,"bridge":"b","token":"t"}"# + "\n"))
            var parts = inbound.makeAsyncIterator()
            _ = try await parts.next()
            try await group.next().submit {}.get()
            let connection = try #require(writer.bridges.first)
            let line = Array((String(repeating: "x", count: 60_000) + "\n").utf8)
            while connection.push(delivery: "d", line: line) { try await group.next().submit {}.get() }
            var heard = ""
            while let part = try await parts.next() { heard = String((heard + String(buffer: part)).suffix(200)) }
            return heard
        }
        #expect(heard.split(separator: "\n").last?.contains(#""code":"slow_consumer""#) ?? false)
        #expect(heard.hasSuffix("}\n"))
        #expect(metrics.values.contains { $0 == ("slow_consumers", 1) })
        try await server.close()
        try await group.shutdownGracefully()
    }

    private func server(
        _ writer: ScriptedWriter, _ group: any EventLoopGroup, _ metrics: ServiceMetrics
    ) async throws -> any Channel {
        var limits = Limits()
        limits.heldBridgeBytes = 65_536
        let surroundings = ConnectionSurroundings(
            writer: writer.port, limits: limits, logger: .silent, metrics: metrics)
        return try await ServerBootstrap(group: group)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.syncOptions?.setOption(.socketOption(.so_sndbuf), value: 4_096)
                    try channel.pipeline.syncOperations.addHandler(
                        BridgeHelloHandler(
                            id: ConnectionID(number: 1), address: PeerAddress(text: "127.0.0.1", isLoopback: true),
                            surroundings: surroundings, firstLineSeen: {}))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }
}
