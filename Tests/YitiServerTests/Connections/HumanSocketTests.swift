import Logging
import NIOCore
import NIOPosix
import Testing
import YitiWire

@testable import YitiServer

/// The same over real sockets, where bytes can be lost at a close.
@Suite struct HumanSocketTests {
    /// A listener on loopback whose connections are people's from the first octet.
    private func server(
        _ writer: ScriptedWriter, metrics: ServiceMetrics = ServiceMetrics(), sendBuffer: Int? = nil
    ) async throws -> any Channel {
        var limits = Limits()
        limits.rateHumanPerSecond = 0
        // On a machine that is busy a test may come to write its line long after it has connected.
        limits.firstLineSeconds = 3_600
        let surroundings = ConnectionSurroundings(
            writer: writer.port, limits: limits, logger: .silent, metrics: metrics)
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let sendBuffer {
                        try channel.syncOptions?.setOption(.socketOption(.so_sndbuf), value: sendBuffer)
                    }
                    try channel.pipeline.syncOperations.addHandler(
                        HumanHandler(
                            id: ConnectionID(number: 1), address: PeerAddress(text: "127.0.0.1", isLoopback: true),
                            surroundings: surroundings, firstLineSeen: {}))
                }
            }
        return try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
    }

    private func client(_ server: any Channel) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        let address = try #require(server.localAddress)
        return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(to: address) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
    }

    /// Sends everything, ends the output, and reads to the end.
    private func converse(_ server: any Channel, _ text: String, ends: Bool = true) async throws -> String {
        try await client(server).executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: text))
            if ends { outbound.finish() }
            var answer = ByteBuffer()
            for try await var part in inbound { answer.writeBuffer(&part) }
            return String(buffer: answer)
        }
    }

    private let echo: @Sendable (HumanRequest) -> HumanReply? = { request in
        switch request {
        case .line(let line): .done(line, question: "q1", closes: line == "/quit")
        case .draft(let text, _): .done("saved \(text.utf8.count)")
        }
    }

    @Test("an unterminated line, a half-close: everything is answered and flushed, then it closes")
    func halfClose() async throws {
        let server = try await server(ScriptedWriter(script: echo))
        #expect(try await converse(server, "/next") == "+ /next\r\n")
        let lines = (0..<500).map { "/line \($0)\n" }.joined()
        let answers = (0..<500).map { "+ /line \($0)\r\n" }.joined()
        #expect(try await converse(server, lines) == answers)
        #expect(try await converse(server, "/next\nan\nanswer\n").hasSuffix("+ saved 9\r\n"))
        try await server.close()
    }

    @Test("a person who leaves with unread input behind still reads the last line")
    func lastLine() async throws {
        let server = try await server(ScriptedWriter(script: echo))
        let rest = String(repeating: "Accept: */*\r\n", count: 20_000)
        #expect(try await converse(server, "GET / HTTP/1.1\r\n" + rest, ends: false).hasPrefix("! not_http: "))
        #expect(try await converse(server, "/quit\n" + rest, ends: false) == "+ /quit\r\n")
        try await server.close()
    }

    @Test("a person who does not read is cut off, and what is held stays within the limit")
    func slowReader() async throws {
        let metrics = ServiceMetrics()
        let writer = ScriptedWriter(script: echo)
        let server = try await server(writer, metrics: metrics, sendBuffer: 4_096)
        let long = String(repeating: "x", count: 60_000)
        try await client(server).executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: "/next\n"))
            var parts = inbound.makeAsyncIterator()
            // What comes first may be the greeting, before the writer has heard anything.
            while writer.connection == nil, try await parts.next() != nil {}
            let connection = try #require(writer.connection)
            // Nothing is read from here on; every push that is not taken any more says so.
            while connection.isOpen {
                await withCheckedContinuation { (settled: CheckedContinuation<Void, Never>) in
                    connection.push(HumanPush(lines: [long]) { _ in settled.resume() })
                }
            }
        }
        #expect(metrics.values.contains { $0 == ("slow_consumers", 1) })
        #expect(writer.closed == 1)
        try await server.close()
    }
}
