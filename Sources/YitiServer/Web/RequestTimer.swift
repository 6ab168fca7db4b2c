internal import NIOCore
internal import NIOHTTP1

/// Cuts a request off whose head and body have not come within a total time, however little each piece keeps waiting for the next: with 408
/// where nothing was answered yet, else by closing. Whoever waits to be told that the body is wanted is told so.
final class RequestTimer: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Sent down the pipeline by who is about to read a body (RFC 9110, 10.1.1).
    struct BodyIsWanted: Sendable {}

    private let limit: TimeAmount
    private var timer: Scheduled<Void>?
    private var context: ChannelHandlerContext?
    /// Requests whose head has come and whose response has not ended.
    private var unanswered = 0
    private var isReadingBody = false
    private var isResponding = false
    private var waitsForWish = false
    private var isOver = false

    /// For so long the answer to what was cut off can be read before the connection closes.
    private static let lingerTime = TimeAmount.seconds(1)

    private init(limit: TimeAmount) { self.limit = limit }

    /// Adds one to the pipeline of a connection that decodes requests already.
    static func add(to pipeline: ChannelPipeline.SynchronousOperations, limit: TimeAmount) throws {
        let timer = RequestTimer(limit: limit)
        let decoder = try pipeline.context(handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self).handler
        try pipeline.addHandler(OctetHandler(timer), position: .before(decoder))
        try pipeline.addHandler(timer, position: .after(decoder))
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
        self.context = nil
    }

    /// Octets come: the first of a request begin its time.
    fileprivate func begin() {
        guard timer == nil, !isOver, let context else { return }
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: limit) { [self] in cutOff() }
    }

    private func end() {
        timer?.cancel()
        timer = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What still comes of a request that was cut off is for nobody.
        guard !isOver else { return }
        note(unwrapInboundIn(data))
        context.fireChannelRead(data)
    }

    private func note(_ part: HTTPServerRequestPart) {
        switch part {
        case .head(let head):
            begin()
            unanswered += 1
            isReadingBody = true
            waitsForWish = head.version == .http1_1 && head.expectsContinue
        case .body: waitsForWish = false
        case .end:
            end()
            (isReadingBody, waitsForWish) = (false, false)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if isOver { return promise?.fail(ChannelError.ioOnClosedChannel) ?? () }
        switch unwrapOutboundIn(data) {
        case .head: isResponding = true
        case .body: break
        case .end:
            isResponding = false
            unanswered -= 1
        }
        context.write(data, promise: promise)
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is BodyIsWanted else { return context.triggerUserOutboundEvent(event, promise: promise) }
        if waitsForWish, !isOver {
            waitsForWish = false
            context.writeAndFlush(Self.head(.continue), promise: nil)
        }
        promise?.succeed()
    }

    private func cutOff() {
        timer = nil
        guard let context else { return }
        isOver = true
        guard !isResponding, unanswered == (isReadingBody ? 1 : 0) else { return context.close(promise: nil) }
        context.write(Self.head(.requestTimeout, ["Connection": "close", "Content-Length": "0"]), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        // A close with unread input would take the answer away from who has not read it yet.
        context.close(mode: .output, promise: nil)
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.lingerTime) { context.close(promise: nil) }
    }

    private static func head(_ status: HTTPResponseStatus, _ headers: HTTPHeaders = [:]) -> NIOAny {
        wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers)))
    }
}

@available(*, unavailable) extension RequestTimer: Sendable {}

/// Tells a timer, before they are decoded, that octets come.
private final class OctetHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let timer: RequestTimer

    init(_ timer: RequestTimer) { self.timer = timer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        timer.begin()
        context.fireChannelRead(data)
    }
}

@available(*, unavailable) extension OctetHandler: Sendable {}

extension HTTPRequestHead {
    fileprivate var expectsContinue: Bool {
        headers[canonicalForm: "expect"].contains { $0.lowercased() == "100-continue" }
    }
}
