import NIOCore
import NIOEmbedded
import Testing

@testable import YitiBridge

@Suite("A connection") struct SilenceTests {
    private let channel = EmbeddedChannel(handler: SilenceHandler(asking: "PING yiti\r\n"))

    private func asked() throws -> String? { try channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) } }

    @Test("on which something comes now and then is left alone")
    func heard() throws {
        for _ in 0..<5 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(59))
            try channel.writeInbound(ByteBuffer(string: "PONG"))
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            #expect(try asked() == nil && channel.readInbound(as: ByteBuffer.self) != nil)
        }
    }

    @Test("on which nothing comes is asked for a sign of life, and ended where none comes")
    func silent() throws {
        var isOver = false
        channel.closeFuture.assumeIsolated().whenComplete { _ in isOver = true }
        for _ in 0..<2 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(60))
            #expect(try asked() == "PING yiti\r\n" && !isOver)
            try channel.writeInbound(ByteBuffer(string: "PONG"))
            channel.embeddedEventLoop.advanceTime(by: .seconds(60))
            #expect(try asked() == nil && !isOver)
        }
        channel.embeddedEventLoop.advanceTime(by: .seconds(120))
        #expect(isOver)
    }
}
