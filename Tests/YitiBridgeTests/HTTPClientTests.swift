import NIOCore
import NIOPosix
import Testing

@testable import YitiBridge

@Suite struct HTTPClientTests {
    /// Every way in which HTTP lets an answer end, and whether the connection goes on.
    enum Ending: String, CaseIterable, CustomTestStringConvertible {
        case plain = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"ok\":true}"
        case lengthAndClose =
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 11\r\n\r\n{\"ok\":true}"
        case old = "HTTP/1.0 200 OK\r\nContent-Length: 11\r\n\r\n{\"ok\":true}"
        case oldAndLasting =
            "HTTP/1.0 200 OK\r\nconnection: Keep-Alive\r\ncontent-length: 11\r\n\r\n{\"ok\":true}"
        case chunks =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"ok\"\r\n6;x=y\r\n:true}\r\n0\r\n\r\n"
        case chunksAndClose =
            "HTTP/1.1 200 OK\r\nCONNECTION: close\r\ntransfer-encoding: chunked\r\n\r\nb\r\n{\"ok\":true}\r\n0\r\n\r\n"
        case end = "HTTP/1.1 200 OK\r\n\r\n{\"ok\":true}"
        case hints =
            "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"ok\":true}"

        var testDescription: String { rawValue }
        /// Whether only the end of the connection ends the answer.
        var closes: Bool { [.lengthAndClose, .old, .chunksAndClose, .end].contains(self) }
    }

    /// Answers each request with the same octets, a few at a time.
    private final class Server: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let ending: Ending

        init(_ ending: Ending) { self.ending = ending }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var answer = ByteBuffer(string: ending.rawValue)
            while let piece = answer.readSlice(length: min(9, max(1, answer.readableBytes))) {
                context.writeAndFlush(wrapOutboundOut(piece), promise: nil)
                if answer.readableBytes == 0 { break }
            }
            if ending.closes { context.close(promise: nil) }
        }
    }

    @Test("takes an answer whichever way it ends, and asks again behind it", arguments: Ending.allCases)
    func endings(_ ending: Ending) async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).childChannelInitializer {
            channel in
            channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Server(ending)) }
        }.bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(server.localAddress?.port)
        let connector = try Connector()
        let client = HTTPClient(connector, Endpoint(host: "127.0.0.1", port: port, usesTLS: false))
        for _ in 1...3 {
            let answer = try await client.send(HTTPRequest("GET", "/"))
            #expect(answer.status == 200 && answer.json == ["ok": true])
        }
        await connector.shutDown()
        try await server.close()
    }
}
