internal import Dispatch
internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
internal import Logging
internal import NIOCore
internal import NIOSSL
internal import ServiceLifecycle
internal import Synchronization

/// One HTTP listener, run beside everything else: started and stopped from a thread that may block.
final class RunningApplication: Sendable {
    private let outcome = Mutex<Result<Int, any Error>?>(nil)
    private let isSettled = DispatchSemaphore(value: 0)
    private let hasEnded = DispatchSemaphore(value: 0)
    private let services = Mutex<ServiceGroup?>(nil)
    private let responder = LateResponder()
    private let name: String
    private let connections: WebConnections
    private let requestTime: TimeAmount

    /// One that problems call `name`.
    init(_ name: String, _ connections: WebConnections, _ limits: Limits) {
        self.name = name
        self.connections = connections
        requestTime = .seconds(Int64(limits.httpRequestSeconds))
    }

    private static let idleTime = TimeAmount.seconds(75)
    private static let backlog = 1_024

    /// Listens, and returns the port. `respond` makes what answers, once the port is known. Throws when the place can't be had.
    func start<Responder: HTTPResponder>(
        at place: BindPlace, tls: TransportSecurityFiles?, group: any EventLoopGroup, logger: Logger,
        respond: @escaping @Sendable (Int) -> Responder
    ) throws -> Int where Responder.Context == WebContext {
        do {
            return try run(at: place, tls: tls?.configuration(), group: group, logger: logger, respond: respond)
        } catch {
            throw ListenFailure(name, at: place, error)
        }
    }

    private func run<Responder: HTTPResponder>(
        at place: BindPlace, tls: TLSConfiguration?, group: any EventLoopGroup, logger: Logger,
        respond: @escaping @Sendable (Int) -> Responder
    ) throws -> Int where Responder.Context == WebContext {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let plain = HTTPServerBuilder { [connections, requestTime] responder in
            CountedChannel(
                inside: HTTP1Channel(responder: responder, configuration: .init(idleTimeout: Self.idleTime)),
                connections: connections, requestTime: requestTime)
        }
        let application = Application(
            responder: responder, server: try tls.map { try .tls(plain, tlsConfiguration: $0) } ?? plain,
            configuration: ApplicationConfiguration(
                address: .hostname(place.address, port: place.port), backlog: Self.backlog),
            onServerRunning: { [self] channel in
                try? await guardAccepts(of: channel, logger)
                let port = channel.localAddress?.port ?? place.port
                responder.set(respond(port))
                settle(.success(port))
            }, eventLoopGroupProvider: .shared(group), logger: quiet)
        let running = ServiceGroup(configuration: .init(services: [application], logger: quiet))
        services.withLock { $0 = running }
        Task { [self] in
            do { try await running.run() } catch { settle(.failure(error)) }
            hasEnded.signal()
        }
        isSettled.wait()
        return try outcome.withLock { $0 ?? .success(place.port) }.get()
    }

    private func guardAccepts(of channel: any Channel, _ logger: Logger) async throws {
        try await channel.eventLoop.submit { [self] in
            let faults = AcceptFaults(name, logger)
            try channel.pipeline.syncOperations.addHandlers([AcceptGate(faults), faults], position: .first)
        }.get()
    }

    private func settle(_ result: Result<Int, any Error>) {
        let isFirst = outcome.withLock { outcome in
            defer { outcome = outcome ?? result }
            return outcome == nil
        }
        if isFirst { isSettled.signal() }
    }

    /// Takes no more; what is being answered goes on.
    func beginStop() {
        guard let running = services.withLock({ $0 }) else { return }
        Task { await running.triggerGracefulShutdown() }
    }

    /// Waits for the end, for so long at most; false when it has not come. Blocks.
    func finishStop(seconds: Double) -> Bool { hasEnded.wait(timeout: .now() + seconds) == .success }
}

/// Answers with what is set once the port is known.
private final class LateResponder: HTTPResponder {
    typealias Context = WebContext

    // No closure: one that is read out of a generic place again and again is wrapped once more each time, and calls all its wrappings.
    private let responder = Mutex<(any HTTPResponder<WebContext>)?>(nil)

    func set(_ responder: any HTTPResponder<WebContext>) { self.responder.withLock { $0 = responder } }

    func respond(to request: Request, context: WebContext) async throws -> Response {
        guard let responder = responder.withLock({ $0 }) else {
            return WebResponses.text("starting", .serviceUnavailable)
        }
        return try await responder.respond(to: request, context: context)
    }
}
