internal import NIOCore

/// Makes messages of what an IRC server writes.
final class IRCLineHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var rest: [UInt8] = []
    private let feed: AsyncStream<IRCMessage>.Continuation
    private let end: ConnectionEnd
    /// Tags may be 8,191 octets, the rest 512.
    private static let maxLine = 16_384

    init(_ feed: AsyncStream<IRCMessage>.Continuation, _ end: ConnectionEnd) {
        self.feed = feed
        self.end = end
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        rest += unwrapInboundIn(data).readableBytesView
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end].filter { $0 != UInt8(ascii: "\r") }
            rest.removeFirst(end + 1)
            guard let message = IRCMessage(line: String(decoding: line, as: UTF8.self)) else { continue }
            // Nobody takes them any more: the journal is full.
            if case .dropped = feed.yield(message) { context.close(promise: nil) }
        }
        if rest.count > Self.maxLine { context.close(promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) { feed.finish() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end.note(error)
        context.close(promise: nil)
    }

    func handlerRemoved(context: ChannelHandlerContext) { feed.finish() }
}

@available(*, unavailable) extension IRCLineHandler: Sendable {}
