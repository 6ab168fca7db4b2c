import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Testing
import YitiWire
import YitiWords

@testable import YitiServer

/// Listeners over real sockets, met by a real TLS client.
@Suite struct ListenersTests {
    /// Says the PROXY header before anything else on the connection does.
    private final class Preamble: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let header: String

        init(_ header: String) { self.header = header }

        func channelActive(context: ChannelHandlerContext) {
            context.writeAndFlush(NIOAny(ByteBuffer(string: header)), promise: nil)
            context.fireChannelActive()
        }
    }

    /// Types a line over TLS and reads until its reply has come.
    private func ask(_ line: String, port: Int, header: String) async throws -> String {
        let security = try TestCertificate.clientContext()
        let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        Preamble(header), NIOSSLClientHandler(context: security, serverHostname: "localhost"),
                    ])
                    return try NIOAsyncChannel(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(inboundType: ByteBuffer.self, outboundType: ByteBuffer.self))
                }
            }
        return try await client.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: line + "\r\n"))
            var heard = ""
            for try await part in inbound {
                heard += String(buffer: part)
                if heard.contains("\r\n+ ") { break }
            }
            return heard
        }
    }

    @Test(
        "speaks TLS, where proxies are named behind the header that they send in the clear",
        arguments: [("", "127.0.0.1"), ("PROXY TCP4 192.0.2.7 192.0.2.1 4711 7171\r\n", "192.0.2.7")])
    func transportSecurity(header: String, address: String) async throws {
        let folder = NSTemporaryDirectory() + "yiti-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var listener = ListenerConfiguration()
        listener.port = 0
        listener.tls = try TestCertificate.write(to: folder)
        listener.proxies = header.isEmpty ? [] : [try #require(NetworkRange("127.0.0.1"))]
        let writer = ScriptedWriter { _ in .done("here") }
        let listeners = Listeners(
            group: MultiThreadedEventLoopGroup.singleton, writer: writer.port, limits: Limits(), logger: .silent)
        let port = try await offLoop { [listener] in try listeners.listen(listener).port }
        let heard = try await ask("/next", port: port, header: header)
        #expect(heard == DoorWords.greeting(ServerName.text) + "\r\n+ here\r\n")
        #expect(writer.connection?.address.text == address)
        try await offLoop { listeners.stop() }
    }

    /// Runs what blocks on a thread of its own.
    private func offLoop<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }
}
