internal import CoreMetrics
internal import Dispatch
internal import Hummingbird
internal import HummingbirdTLS
internal import Logging
internal import NIOCore
internal import NIOSSL
internal import ServiceLifecycle
internal import Synchronization
import YitiCore

/// The HTTP listeners: the page with its requests, and the figures where they have an address of their own.
package final class WebServer: Sendable {
    private let configuration: WebConfiguration
    private let isNamed: Bool
    private let services: Services
    private let writer: Writer
    private let group: any EventLoopGroup
    private let logger: Logger
    private let secret: WebSecret
    private let counts: ServiceMetrics
    private let metrics: MetricsPage
    private let connections: WebConnections
    private let streams = BrowserStreams()
    private let sessions = KnownSessions()
    private let running = Mutex<[RunningApplication]>([])
    private let timer = Mutex<RepeatedTask?>(nil)

    /// Whoever is on the way between a page and here closes what has been silent for long.
    private static let commentTime = TimeAmount.seconds(20)

    /// Listeners that are not open yet. `isNamed` says that somebody chose where: then another port will not do.
    init(
        _ configuration: WebConfiguration, isNamed: Bool, writer: Writer, services: Services, secret: WebSecret,
        group: any EventLoopGroup, logger: Logger, counts: ServiceMetrics, figures: MetricsRegistry,
        registry: ConnectionRegistry
    ) {
        connections = WebConnections(
            registry: registry, metrics: counts, logger: logger, proxies: configuration.listener.proxies)
        self.configuration = configuration
        self.isNamed = isNamed
        self.writer = writer
        self.services = services
        self.group = group
        self.logger = logger
        self.secret = secret
        self.counts = counts
        metrics = MetricsPage(registry: figures)
        let known = Gauge(label: MetricName.webSessions.rawValue, dimensions: [], factory: figures)
        figures.onLook { [sessions] in known.record(sessions.count()) }
    }

    /// Opens the listeners and returns where the page is. Blocks; throws when an address can't be had.
    package func start() throws -> BindPlace {
        do {
            return try open()
        } catch {
            // What is open already would run on without the event loops.
            beginStop()
            finishStop()
            throw error
        }
    }

    private func open() throws -> BindPlace {
        let place = try listen()
        services.webAddress = WebAddress(
            publicURL: configuration.publicURL,
            localURL: "\(configuration.listener.tls == nil ? "http" : "https")://\(place.fromHere)")
        if let address = BindPlace(configuration.metrics) { try listenForScrapers(address) }
        let task = group.next().scheduleRepeatedTask(initialDelay: Self.commentTime, delay: Self.commentTime) {
            [streams] _ in streams.comment()
        }
        timer.withLock { $0 = task }
        return place
    }

    /// Opens the page's listener; nobody's port that is taken gives way to another.
    private func listen() throws -> BindPlace {
        let listener = configuration.listener
        do {
            return try serve(listener.port)
        } catch  where !isNamed && listener.port != 0 {
            logger.notice("the page's usual port is taken", metadata: ["port": "\(listener.port)"])
            return try serve(0)
        }
    }

    private func serve(_ port: Int) throws -> BindPlace {
        let listener = configuration.listener
        let application = RunningApplication("http", connections, services.limits)
        let bound = try application.start(
            at: BindPlace(address: listener.address, port: port), tls: listener.tls, group: group, logger: logger
        ) { self.responder(port: $0) }
        running.withLock { $0.append(application) }
        return BindPlace(address: listener.address, port: bound)
    }

    private func responder(port: Int) -> WebResponder {
        let cookie = WebCookie(port: port, isSecure: configuration.isSecure)
        return WebResponder(
            door: WebDoor(configuration), cookie: cookie, files: WebFiles(),
            browsers: BrowserPort(
                BrowserSessions(writer: writer), cookie: cookie, secret: secret, streams: streams, known: sessions,
                limits: services.limits, metrics: counts),
            health: WebHealth(services: services, streams: streams),
            page: configuration.showsMetrics ? metrics : nil)
    }

    private func listenForScrapers(_ place: BindPlace) throws {
        let application = RunningApplication("http.metrics", connections, services.limits)
        let metrics = metrics
        let door = WebDoor(configuration.metricsDoor(at: place))
        let tls = place.isLoopback ? nil : configuration.listener.tls
        _ = try application.start(at: place, tls: tls, group: group, logger: logger) { _ in
            CallbackResponder<WebContext> { request, context in
                metrics.answer(request, refusal: door.refusal(of: request, context))
            }
        }
        running.withLock { $0.append(application) }
    }

    /// Ends the streams, and lets nobody in any more; what is being answered goes on.
    package func beginStop() {
        timer.withLock { $0?.cancel() }
        streams.drain()
        for application in running.withLock({ $0 }) { application.beginStop() }
    }

    /// Waits for what is being answered, and cuts off what does not end. Blocks.
    package func finishStop() {
        let left = running.withLock { $0 }.filter { !$0.finishStop(seconds: Self.stopSeconds) }
        guard !left.isEmpty else { return }
        connections.open.cut()
        for application in left { _ = application.finishStop(seconds: Self.stopSeconds) }
    }

    private static let stopSeconds = 1.0
}
