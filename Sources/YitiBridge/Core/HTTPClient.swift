internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
internal import Synchronization

/// A request to a network's API.
public struct HTTPRequest: Sendable {
    /// `GET`, `PUT` …
    public var method: String
    /// Path and query, percent-encoded.
    public var path: String
    /// Headers besides `Host` and `Content-Length`.
    public var headers: [(String, String)]
    /// What is sent along; may be empty.
    public var body: [UInt8]
    /// How long the whole answer may take.
    public var timeoutSeconds: Double

    /// A request.
    public init(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8] = [],
        timeoutSeconds: Double = 30
    ) {
        self.method = method
        self.path = path
        self.headers = headers
        self.body = body
        self.timeoutSeconds = timeoutSeconds
    }
}

/// What an API answered.
public struct HTTPAnswer: Sendable {
    /// The status code.
    public var status: Int
    /// All headers, in order.
    public var headers: [(String, String)]
    /// The whole body.
    public var body: [UInt8]

    /// The body as JSON; null when it is none.
    public var json: JSONValue { JSONValue(body) ?? .null }

    /// The first header of that name.
    public func header(_ name: String) -> String? { headers.first { $0.0.lowercased() == name.lowercased() }?.1 }
}

/// The request did not get an answer.
public struct HTTPFailure: Error, CustomStringConvertible {
    /// Whether the request may have reached the other side.
    public let mayHaveArrived: Bool
    /// What went wrong.
    public let description: String
}

/// HTTP/1.1 to one host over the ``Connector``: connections are kept and used again, one request at a time on each.
public final class HTTPClient: Sendable {
    private let connector: Connector
    private let endpoint: Endpoint
    private let base: String
    private let idle = Mutex<[any Channel]>([])
    /// How many connections are kept.
    private static let maxIdle = 8

    /// A client of one host.
    public init(_ connector: Connector, _ endpoint: Endpoint) {
        self.connector = connector
        self.endpoint = endpoint
        base = ""
    }

    /// A client of an API; its path comes before every request's.
    public init(_ connector: Connector, _ address: WebAddress) {
        self.connector = connector
        endpoint = address.endpoint
        base = address.base
    }

    /// Sends a request and waits for the whole answer. Throws ``HTTPFailure``.
    public func send(_ request: HTTPRequest) async throws -> HTTPAnswer {
        let channel: any Channel
        do {
            if let kept = takeIdle() { channel = kept } else { channel = try await connect() }
        } catch {
            throw HTTPFailure(mayHaveArrived: false, description: "\(endpoint): \(error)")
        }
        let answer: HTTPAnswer
        do {
            answer = try await withTaskCancellationHandler {
                try await exchange(request, on: channel)
            } onCancel: {
                channel.close(promise: nil)
            }
        } catch {
            channel.close(promise: nil)
            throw HTTPFailure(mayHaveArrived: !Self.cameBefore(error), description: "\(endpoint): \(error)")
        }
        keep(channel)
        return answer
    }

    /// Whether an error comes before anything was sent: without TLS, or in sight of a certificate that is not trusted, nothing is.
    private static func cameBefore(_ error: any Error) -> Bool {
        if case NIOSSLError.handshakeFailed = error { return true }
        return error is NIOSSLExtraError || error is ClosedBefore
    }

    /// The other side ended the connection before anything of the request was written.
    private struct ClosedBefore: Error, CustomStringConvertible {
        let description = "the connection ended before the request was sent"
    }

    private func takeIdle() -> (any Channel)? {
        idle.withLock { idle in
            while let channel = idle.popLast() { if channel.isActive { return channel } }
            return nil
        }
    }

    private func keep(_ channel: any Channel) {
        let isKept = idle.withLock { idle in
            guard channel.isActive, idle.count < Self.maxIdle else { return false }
            idle.append(channel)
            return true
        }
        if !isKept { channel.close(promise: nil) }
    }

    private func connect() async throws -> any Channel {
        try await connector.open(endpoint) { channel in
            try channel.pipeline.syncOperations.addHTTPClientHandlers()
            try channel.pipeline.syncOperations.addHandler(HTTPExchangeHandler())
        }
    }

    private func exchange(_ request: HTTPRequest, on channel: any Channel) async throws -> HTTPAnswer {
        var head = HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: request.method), uri: base + request.path)
        head.headers.add(name: "Host", value: endpoint.hostHeader)
        head.headers.add(name: "Content-Length", value: "\(request.body.count)")
        for (name, value) in request.headers { head.headers.add(name: name, value: value) }
        let head2 = head
        return try await channel.eventLoop.flatSubmit {
            // Closed since it was taken: nobody would hear of it any more, since that was told before.
            guard channel.isActive else { return channel.eventLoop.makeFailedFuture(ClosedBefore()) }
            let answer = channel.eventLoop.makePromise(of: HTTPAnswer.self)
            let timer = channel.eventLoop.assumeIsolated().scheduleTask(
                in: .milliseconds(Int64(request.timeoutSeconds * 1000))
            ) { channel.close(promise: nil) }
            do {
                let handler = try channel.pipeline.syncOperations.handler(type: HTTPExchangeHandler.self)
                try handler.begin(answer)
            } catch {
                answer.fail(error)
            }
            channel.write(HTTPClientRequestPart.head(head2), promise: nil)
            channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: request.body))), promise: nil)
            channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
            answer.futureResult.assumeIsolated().whenComplete { _ in timer.cancel() }
            return answer.futureResult
        }.get()
    }
}

/// Gathers one answer at a time.
final class HTTPExchangeHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private var waiting: EventLoopPromise<HTTPAnswer>?
    private var answer: HTTPAnswer?
    private var closesAfter = false
    /// The most octets of a body.
    private static let maxBody = 64 << 20

    private struct Closed: Error {}
    private struct TooLong: Error {}

    func begin(_ promise: EventLoopPromise<HTTPAnswer>) throws {
        guard waiting == nil else { throw Closed() }
        waiting = promise
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            closesAfter = !head.isKeepAlive
            answer = HTTPAnswer(
                status: Int(head.status.code), headers: head.headers.map { ($0.name, $0.value) }, body: [])
        case .body(let buffer):
            answer?.body += buffer.readableBytesView
            if answer?.body.count ?? 0 > Self.maxBody { fail(TooLong(), context) }
        case .end:
            let (promise, whole) = (waiting, answer)
            waiting = nil
            answer = nil
            // Who waits must see a closed connection as closed, and nobody waits any more for whom closing it is a failure.
            if closesAfter { context.close(promise: nil) }
            if let whole { promise?.succeed(whole) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) { fail(Closed(), context) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { fail(error, context) }

    private func fail(_ error: any Error, _ context: ChannelHandlerContext) {
        waiting?.fail(error)
        waiting = nil
        context.close(promise: nil)
    }
}

@available(*, unavailable) extension HTTPExchangeHandler: Sendable {}
