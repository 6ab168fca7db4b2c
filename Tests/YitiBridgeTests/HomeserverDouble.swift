import NIOCore
import NIOPosix
import Synchronization

@testable import YitiBridge

/// A homeserver that answers as it is told, for what a real one does rarely.
final class HomeserverDouble: Sendable {
    /// What is asked, as `GET /_matrix/…`; nil closes the connection without an answer, an `errcode` is an error.
    typealias Answer = @Sendable (String) -> JSONValue?

    private let server: any Channel
    /// What was asked, in order.
    let asked: Asked

    final class Asked: Sendable {
        private let requests = Mutex<[String]>([])

        var all: [String] { requests.withLock { $0 } }

        func note(_ request: String) { requests.withLock { $0.append(request) } }

        /// How often something like it was asked.
        func count(_ part: String) -> Int { all.count { $0.contains(part) } }
    }

    init(_ answer: @escaping @Sendable (String, Asked) -> JSONValue?) async throws {
        let asked = Asked()
        self.asked = asked
        server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).childChannelInitializer {
            channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(
                    Handler { request in
                        asked.note(request)
                        return answer(request, asked)
                    })
            }
        }.bind(host: "127.0.0.1", port: 0).get()
    }

    var port: Int { server.localAddress?.port ?? 0 }

    func close() async throws { try await server.close() }

    /// Reads a request to its end, then answers it.
    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let answer: Answer
        private var heard = ""

        init(_ answer: @escaping Answer) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            heard += String(buffer: unwrapInboundIn(data))
            guard let end = heard.firstRange(of: "\r\n\r\n"), let line = heard.split(separator: "\r\n").first else {
                return
            }
            let length = heard[..<end.lowerBound].firstMatch(of: /Content-Length: (\d+)/).flatMap { Int($0.1) } ?? 0
            guard heard[end.upperBound...].utf8.count >= length else { return }
            heard = ""
            let request = line.split(separator: " ").prefix(2).joined(separator: " ")
            guard let json = answer(request)?.text else { return context.close(promise: nil) }
            let status = json.hasPrefix(#"{"errcode""#) ? "400 Bad Request" : "200 OK"
            let text = "HTTP/1.1 \(status)\r\nContent-Length: \(json.utf8.count)\r\n\r\n\(json)"
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }
    }
}
