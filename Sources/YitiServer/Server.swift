internal import Dispatch
import Foundation
package import Logging
internal import NIOCore
internal import NIOPosix
import YitiCore
import YitiStore

/// The whole service: store, writer, listeners, administration. Made, run until a signal, ended in good order.
package final class Server: Sendable {
    private let configuration: Configuration
    private let sandbox: SandboxOptions?
    private let logger: Logger
    private let metrics: ServiceMetrics
    private let figures: MetricsRegistry
    /// Where banks are read, one after another.
    private let banks = DispatchQueue(label: "banks")

    /// A server that is not running yet.
    package init(
        configuration: Configuration, sandbox: SandboxOptions?, logger: Logger,
        figures: MetricsRegistry = MetricsRegistry()
    ) {
        self.figures = figures
        metrics = ServiceMetrics(figures)
        self.configuration = sandbox == nil ? configuration : configuration.withoutUnnamedRates
        self.sandbox = sandbox
        self.logger = logger
    }

    /// Serves until SIGTERM or SIGINT; SIGHUP reloads the bank. `announce` is given each line for standard output; what it throws
    /// ends the start.
    ///
    /// Blocks; call it on the main thread. Throws what keeps it from starting, with a sentence for the operator.
    package func run(announce: (String) throws -> Void) throws {
        Signals.ignoreBrokenPipes()
        let signals = Signals()
        LogWriter.standardError.countDrops(in: metrics.droppedLogLines)
        if sandbox == nil { try ConfigurationCheck.folders(of: configuration) }
        let zones = try ZoneBook()
        let bank = try loadBank()
        let schema = try sandbox?.makeSchema()
        defer { schema?.remove() }
        if let leftovers = schema?.leftovers, !leftovers.isEmpty {
            logger.notice(
                "dropped what sandboxes that were killed had left",
                metadata: ["schemas": "\(leftovers.joined(separator: " "))"])
        }
        let store = try openStore(schema)
        let services = Services(
            bank: bank, zones: zones, clock: try sandbox?.clock(in: store) ?? Clock(),
            model: FSRS6(desiredRetention: configuration.desiredRetention), limits: configuration.limits,
            isSandbox: sandbox != nil, data: sandbox == nil && !configuration.isOnPostgres ? configuration.data : nil,
            sharesForgetting: configuration.sharesForgetting, node: configuration.nodeName, logger: logger,
            metrics: metrics)
        metrics.serves(bank: bank.version)
        let tokens = try sandbox?.makeTokens(in: store, now: services.clock.now) ?? []
        metrics.expect(bridges: try store.write { try $0.deployment() }.tokens.map(\.bridge))
        signals.takeStops()
        let writer = Writer(store: store, services: services) { [self] in diskFailed(signals) }
        writer.start()
        let born = tokens.map { "bridge \($0.bridge) \($0.token)" } + (schema.map { ["schema \($0.name)"] } ?? [])
        try serve(writer, services, store, signals, announce: announce, born: born)
        guard writer.stop() else {
            // Everybody has gone: receipts come again, and nothing else is left that anybody waits for.
            logger.notice("stopped without the database")
            exit(0)
        }
        // What is in the database is not known any more: it is left as it is, for the next start to read.
        if writer.hasFailed { exit(Self.diskFailure) }
        try store.close()
        logger.notice("stopped")
    }

    /// EX_IOERR of sysexits.h.
    private static let diskFailure: Int32 = 74
    /// How long connections have for their last lines once the disk has failed.
    private static let lastWordsSeconds = 3.0

    /// Stops in good order, so that clients hear what became of their requests, but does not wait for long.
    private func diskFailed(_ signals: Signals) {
        logger.critical(
            "the disk failed, or the connection to the database: stopping, so that nothing is answered that is not written"
        )
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.lastWordsSeconds) { exit(Self.diskFailure) }
        signals.stop()
    }

    private func serve(
        _ writer: Writer, _ services: Services, _ store: Store, _ signals: Signals,
        announce: (String) throws -> Void,
        born: [String]
    ) throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, min(4, System.coreCount)))
        defer { try? group.syncShutdownGracefully() }
        let listeners = Listeners(
            group: group, writer: .port(of: writer, services: services), limits: configuration.limits, logger: logger,
            metrics: metrics)
        services.outage.whenLong { [weak listeners] in listeners?.sayUnavailable() }
        services.outage.whenSilent { [logger] in
            logger.error("the database does not answer; what waits for it is tried until it does")
        }
        let outage = group.next().scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
            services.outage.tick()
        }
        defer { outage.cancel() }
        services.otherBank.whenFound { [self] version in banks.async { self.follow(version, services) } }
        services.voidTokens.whenFound { [weak listeners] in listeners?.close(bridge: $0, tokenHash: $1) }
        let backups = BackupQueue(store, metrics)
        // Before anybody is told that the server listens: then its operator can be answered, too.
        let admin = sandbox == nil ? try openAdmin(AdminOperations(writer, backups, listeners, metrics), group) : nil
        defer { admin?.close() }
        let listening = try configuration.listeners.enumerated().map { index, listener in
            let bound = try listeners.listen(listener, name: "listeners[\(index)]")
            let host = bound.address.contains(":") ? "[\(bound.address)]" : bound.address
            return "listening \(host):\(bound.port)"
        }
        let web = try openWeb(writer, services, store, listeners.registry)
        do {
            // Whoever reads a line may believe that all of it listens: an address that can't be had is said before.
            for line in listening + born { try announce(line) }
            if let web { try announce("http \(web.place)") }
        } catch {
            web?.server.beginStop()
            web?.server.finishStop()
            throw error
        }
        let daily =
            sandbox == nil
            ? ScheduledBackup(configuration.backup, backups, logger: logger) { services.isClockDoubted } : nil
        logger.notice(
            "serving",
            metadata: ["questions": "\(services.catalog.bank.questions.count)", "node": "\(services.node)"])
        signals.wait {
            if self.banks.sync(execute: { self.reload(services) }) { writer.add(.namingBank) }
        }
        logger.notice("stopping")
        let deadline = DispatchTime.now() + .seconds(configuration.limits.shutdownSeconds)
        if configuration.isOnPostgres { stopWithoutDatabase(by: deadline - .milliseconds(500)) }
        daily?.stop()
        backups.cancel()
        web?.server.beginStop()
        listeners.stop()
        web?.server.finishStop()
        backups.stop(by: deadline)
    }

    /// Ends the process, whatever still waits for a database that does not answer: what it has not committed nobody was told.
    private func stopWithoutDatabase(by deadline: DispatchTime) {
        DispatchQueue.global().asyncAfter(deadline: deadline) { [logger] in
            logger.notice("stopped without the database, which does not answer")
            exit(0)
        }
    }

    /// The page, unless it is off; in the sandbox on any port, unless one is named. Its event loops end with the process alone: Hummingbird
    /// has a task of its own that may still use one after all that can be waited for has ended, and a loop that is shut down traps then
    /// where standard error can't be written.
    private func openWeb(
        _ writer: Writer, _ services: Services, _ store: Store, _ registry: ConnectionRegistry
    ) throws -> (server: WebServer, place: BindPlace)? {
        var web = configuration.web
        guard web.isOn else { return nil }
        if sandbox != nil, !configuration.named.contains("http.port") { web.listener.port = 0 }
        let server = WebServer(
            web, isNamed: configuration.namesWeb, writer: writer, services: services,
            secret: WebSecret(try store.write { try $0.webSecret(orElse: Secrets.token()) }),
            group: MultiThreadedEventLoopGroup.singleton, logger: logger, counts: metrics, figures: figures,
            registry: registry)
        _ = ServiceGauges(
            services, databasePath: sandbox == nil && !configuration.isOnPostgres ? configuration.databasePath : nil,
            in: figures)
        return (server, try server.start())
    }

    /// The operator's socket; without it the service goes on, and the log says why. Throws when another server answers there.
    private func openAdmin(_ writer: AdminOperations, _ group: any EventLoopGroup) throws -> AdminListener? {
        do {
            return try AdminListener.open(path: configuration.socketPath, group: group, handle: writer.handle)
        } catch let taken as SocketTaken {
            throw taken
        } catch {
            logger.error(
                "the operator's commands can't reach this server",
                metadata: ["socket": "\(configuration.socketPath)", "error": "\(error)"])
            return nil
        }
    }

    private func openStore(_ schema: ThrowAwaySchema?) throws -> Store {
        if let schema { return try Store.open(url: schema.url, as: configuration.nodeName) }
        guard sandbox == nil else { return try Store.throwAway() }
        try DataFolder.make(configuration.data)
        let wasEmpty = !configuration.isOnPostgres && Self.isEmpty(configuration.databasePath)
        let store = try AdminAccess.openStore(of: configuration, as: configuration.nodeName)
        if wasEmpty {
            // It may be the remains of a first start that was broken off; or else something is gone.
            logger.warning(
                "the database's file was empty: starting anew", metadata: ["file": "\(configuration.databasePath)"])
        }
        if let migration = store.migration {
            logger.notice(
                "the database was brought up to date",
                metadata: ["from": "\(migration.version)", "copy": "\(migration.copy)"])
        }
        return store
    }

    private static func isEmpty(_ path: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) == 0
    }

    /// The bank of the folder, with a warning where it is incomplete.
    private func loadBank() throws -> Bank {
        let bank = try BankLoader.load(directory: configuration.bank)
        let unanswered = bank.questions.count(where: \.lacksAnswers)
        if unanswered > 0 {
            logger.warning("the bank is incomplete", metadata: ["questions without answers": "\(unanswered)"])
        }
        return bank
    }

    /// The bank anew, whole or not at all; whether it was.
    private func reload(_ services: Services) -> Bool {
        do {
            let bank = try loadBank()
            services.replaceBank(bank)
            metrics.serves(bank: bank.version)
            logger.notice("the bank was reloaded", metadata: ["questions": "\(bank.questions.count)"])
            return true
        } catch {
            logger.error("the bank was not reloaded; the old one stays", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// Another server serves another bank: this one's folder may have it, too.
    private func follow(_ version: String, _ services: Services) {
        guard services.catalog.bank.version != version, reload(services), services.catalog.bank.version != version
        else {
            return
        }
        logger.warning(
            "another server serves another bank than this one's folder has", metadata: ["version": "\(version)"])
    }
}
