import NIOCore
import NIOPosix
import Testing

@testable import YitiBridge

@Suite struct ProxyTests {
    /// A proxy whose answers carry the first words of whoever is behind it.
    private final class HastyProxy: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let asked = unwrapInboundIn(data).readableBytesView
            let answer: [UInt8] =
                asked.first != 5
                ? Array("HTTP/1.1 200 Connection established\r\n\r\nhello\n".utf8)
                : asked.count == 3 ? [5, 0] : [5, 0, 0, 1] + [UInt8](repeating: 0, count: 6) + Array("hello\n".utf8)
            context.writeAndFlush(NIOAny(ByteBuffer(bytes: answer)), promise: nil)
        }
    }

    @Test("passes on what comes together with the proxy's answer", arguments: ["http", "socks5"])
    func hasty(_ kind: String) async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).childChannelInitializer {
            channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(HastyProxy())
            }
        }.bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(server.localAddress?.port)
        let proxy = try #require(Proxy("\(kind)://127.0.0.1:\(port)"))
        let connector = try Connector(proxy: proxy, authorities: nil, timeout: .seconds(10))
        let (heard, hear) = AsyncStream.makeStream(of: Bool.self)
        let channel = try await connector.open(Endpoint(host: "example.org", port: 80, usesTLS: false)) { channel in
            try channel.pipeline.syncOperations.addHandler(ServerLineHandler(ConnectionEnd()) { _ in hear.yield(true) })
            // Whether or not anything is heard, the end is.
            channel.closeFuture.whenComplete { _ in hear.yield(false) }
        }
        channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
        #expect(await heard.first { _ in true } == true)
        try? await channel.close()
        await connector.shutDown()
        try await server.close()
    }

    @Test("gives up a proxy that takes the connection and says nothing", arguments: ["http", "socks5"])
    func silence(_ kind: String) async throws {
        let silent = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(
            host: "127.0.0.1", port: 0
        ).get()
        let port = try #require(silent.localAddress?.port)
        let proxy = try #require(Proxy("\(kind)://127.0.0.1:\(port)"))
        let connector = try Connector(proxy: proxy, authorities: nil, timeout: .milliseconds(100))
        let failure = await #expect(throws: ProxyHandler.Refusal.self) {
            try await connector.open(Endpoint(host: "example.org", port: 80, usesTLS: false)) { _ in }
        }
        #expect(failure?.description.contains("does not answer") == true)
        await connector.shutDown()
        try await silent.close()
    }
}
