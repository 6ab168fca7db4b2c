internal import Foundation
internal import NIOCore

/// Speaks to a proxy until it has connected us, then gives way. HTTP CONNECT, or SOCKS5 (RFC 1928) with a password (RFC 1929).
final class ProxyHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let proxy: Proxy
    private let target: Endpoint
    private let done: EventLoopPromise<Void>
    private let setUp: (any Channel) throws -> Void
    private var received: [UInt8] = []
    private var step = Step.greeting
    private var timer: Scheduled<Void>?
    /// How long the proxy may take until it has connected us.
    private let timeout: TimeAmount

    private enum Step {
        case greeting
        case login
        case request
        case over
    }

    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    init(
        _ proxy: Proxy, target: Endpoint, timeout: TimeAmount, done: EventLoopPromise<Void>,
        setUp: @escaping (any Channel) throws -> Void
    ) {
        self.proxy = proxy
        self.target = target
        self.timeout = timeout
        self.done = done
        self.setUp = setUp
    }

    func handlerAdded(context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: timeout) { [self] in
            fail("does not answer", context)
        }
        switch proxy.kind {
        case .http: send(connectRequest, context)
        case .socks: send(proxy.user == nil ? [5, 1, 0] : [5, 2, 0, 2], context)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytesView
        guard received.count < 65_536 else { return fail("says too much", context) }
        while step != .over, proxy.kind == .http ? readHTTP(context) : readSOCKS(context) {}
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail("closed the connection", context)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { fail("\(error)", context) }

    private func send(_ octets: [UInt8], _ context: ChannelHandlerContext) {
        context.writeAndFlush(NIOAny(ByteBuffer(bytes: octets)), promise: nil)
    }

    private func fail(_ why: String, _ context: ChannelHandlerContext) {
        guard step != .over else { return }
        step = .over
        timer?.cancel()
        done.fail(Refusal(description: "the proxy \(proxy.endpoint) \(why)"))
        context.close(promise: nil)
    }

    private func succeed(_ context: ChannelHandlerContext) {
        step = .over
        timer?.cancel()
        let rest = received
        let channel = context.channel
        let done = done
        do {
            try setUp(channel)
            // Handlers wait for this to begin their work: they were added when the channel was active already.
            channel.pipeline.fireChannelActive()
            // What came together with the proxy's answer is theirs; once this handler is out it reaches nobody.
            if !rest.isEmpty {
                context.fireChannelRead(NIOAny(ByteBuffer(bytes: rest)))
                context.fireChannelReadComplete()
            }
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
            done.succeed(())
        } catch {
            done.fail(error)
        }
    }

    // MARK: HTTP

    private var connectRequest: [UInt8] {
        var lines = ["CONNECT \(target) HTTP/1.1", "Host: \(target)"]
        if let user = proxy.user {
            let login = Data("\(user):\(proxy.password ?? "")".utf8).base64EncodedString()
            lines.append("Proxy-Authorization: Basic \(login)")
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    private func readHTTP(_ context: ChannelHandlerContext) -> Bool {
        guard let end = received.firstRange(of: Array("\r\n\r\n".utf8)) else { return false }
        let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
        let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        received.removeFirst(end.upperBound)
        if (200..<300).contains(status) { succeed(context) } else { fail("answers \(status)", context) }
        return false
    }

    // MARK: SOCKS5

    private func readSOCKS(_ context: ChannelHandlerContext) -> Bool {
        switch step {
        case .greeting:
            guard let method = take(2)?.last else { return false }
            if method == 2, let user = proxy.user {
                let name = Array(user.utf8.prefix(255))
                let password = Array((proxy.password ?? "").utf8.prefix(255))
                send([1, UInt8(name.count)] + name + [UInt8(password.count)] + password, context)
                step = .login
            } else if method == 0 {
                ask(context)
            } else {
                fail("wants another way to log in", context)
            }
        case .login:
            guard let answer = take(2) else { return false }
            if answer.last == 0 { ask(context) } else { fail("does not know the password", context) }
        case .request: return readSOCKSAnswer(context)
        case .over: return false
        }
        return true
    }

    private func ask(_ context: ChannelHandlerContext) {
        let name = Array(target.host.utf8.prefix(255))
        send([5, 1, 0, 3, UInt8(name.count)] + name + [UInt8(target.port >> 8), UInt8(target.port & 0xFF)], context)
        step = .request
    }

    private func readSOCKSAnswer(_ context: ChannelHandlerContext) -> Bool {
        guard received.count >= 5 else { return false }
        let addressLength = [1: 4, 3: 1 + Int(received[4]), 4: 16][Int(received[3])] ?? 0
        guard let answer = take(4 + addressLength + 2) else { return false }
        if answer[1] == 0 { succeed(context) } else { fail("can't connect to \(target) (\(answer[1]))", context) }
        return false
    }

    private func take(_ count: Int) -> [UInt8]? {
        guard received.count >= count else { return nil }
        defer { received.removeFirst(count) }
        return Array(received.prefix(count))
    }
}

@available(*, unavailable) extension ProxyHandler: Sendable {}
