import NIOCore
import NIOEmbedded
import NIOWebSocket
import Testing

@testable import YitiBridge

@Suite("A WebSocket")
struct WebSocketTests {
    private let handler = WebSocketHandler(pingSeconds: nil)
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel(handlers: [SlowNetwork(), handler])
        channel.pipeline.fireChannelActive()
    }

    @Test("that is closed from this side has no reason of the other side's")
    func ours() throws {
        let next = handler.next(on: channel.eventLoop)
        handler.close(4000)
        try answer(closing: 1000)
        #expect(throws: WebSocketClosed(code: nil)) { try next.wait() }
        #expect(throws: WebSocketClosed(code: nil)) { try handler.next(on: channel.eventLoop).wait() }
    }

    @Test("that the other side closes says with which code")
    func theirs() throws {
        let next = handler.next(on: channel.eventLoop)
        try answer(closing: 4009)
        #expect(throws: WebSocketClosed(code: 4009)) { try next.wait() }
        handler.close(4000)
        #expect(throws: WebSocketClosed(code: 4009)) { try handler.next(on: channel.eventLoop).wait() }
    }

    @Test("that the other side closes is closed with the same code and words")
    func echo() throws {
        let channel = EmbeddedChannel(handler: WebSocketHandler(pingSeconds: nil))
        let reason = ByteBuffer(bytes: [0x0F, 0xA9] + Array("timed out".utf8))
        try channel.writeInbound(WebSocketFrame(fin: true, opcode: .connectionClose, data: reason))
        let answer = try #require(try channel.readOutbound(as: WebSocketFrame.self))
        #expect(answer.opcode == .connectionClose && answer.data == reason)
    }

    private func answer(closing code: UInt16) throws {
        let data = ByteBuffer(integer: code)
        try channel.writeInbound(WebSocketFrame(fin: true, opcode: .connectionClose, data: data))
    }
}

/// A network that has not taken anything yet: what is written stays on its way.
private final class SlowNetwork: ChannelOutboundHandler {
    typealias OutboundIn = WebSocketFrame

    private var onTheirWay: [EventLoopPromise<Void>] = []

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if let promise { onTheirWay.append(promise) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        for promise in onTheirWay { promise.fail(ChannelError.ioOnClosedChannel) }
    }
}

@available(*, unavailable) extension SlowNetwork: Sendable {}
