package import Logging
internal import Synchronization
package import YitiCore

/// What every part of the writer needs and nobody changes, but for the bank, which is replaced whole.
package final class Services: Sendable {
    /// The system's time zones.
    package let zones: ZoneBook
    /// What time it is.
    package let clock: Clock
    /// The memory model with the retention asked for.
    package let model: FSRS6
    /// The bounds.
    package let limits: Limits
    /// Whether this is the sandbox: `/clock` and the `clock` op are known there.
    package let isSandbox: Bool
    /// The folder with the database, whose disk is watched; nil for a database in memory, or at a server that watches its own.
    package let data: String?
    /// Whether what everybody's reviews say is shared by all.
    package let sharesForgetting: Bool
    /// What this server is called among those that share a database.
    package let node: String
    /// Where the log goes.
    package let logger: Logger
    /// What is counted and measured.
    let metrics: WriterMetrics
    /// The same and what is counted elsewhere, in connections and on pages.
    let figures: ServiceMetrics
    /// Whether the database can be reached.
    let outage = Outage()
    /// Who is to know of tokens that another server has made void.
    let voidTokens = VoidTokens()
    /// Who is to know that another server serves another bank.
    package let otherBank = OtherBank()
    private let current: Mutex<Catalog>
    private let shared = Mutex(Shared())

    private struct Shared {
        var pushingNote: String?
        var writesNothing = false
        var isClockDoubted = false
        var webAddress = WebAddress()
    }
    private let defaults: Mutex<MemoryTerms>

    /// Services from their parts.
    package init(
        bank: Bank, zones: ZoneBook, clock: Clock, model: FSRS6 = .standard, limits: Limits = Limits(),
        isSandbox: Bool = false, data: String? = nil, sharesForgetting: Bool = true, node: String = "", logger: Logger,
        metrics: ServiceMetrics = ServiceMetrics()
    ) {
        self.zones = zones
        self.clock = clock
        self.model = model
        self.limits = limits
        self.isSandbox = isSandbox
        self.data = data
        self.sharesForgetting = sharesForgetting
        self.node = node
        self.logger = logger
        self.metrics = metrics.writer
        figures = metrics
        defaults = Mutex(MemoryTerms(retention: model.desiredRetention))
        current = Mutex(Catalog(bank: bank, zones: zones, model: model, isSandbox: isSandbox))
    }

    /// The bank that is served, and what was prepared from it.
    package var catalog: Catalog { current.withLock { $0 } }

    /// Why nothing is pushed at all just now, as of the writer's last batch; nil while pushes go.
    var pushingNote: String? {
        get { shared.withLock { $0.pushingNote } }
        set { shared.withLock { $0.pushingNote = newValue } }
    }

    /// Whether the disk is so full, or the database's file so gone, that nothing is written, as of the writer's last batch.
    var writesNothing: Bool {
        get { shared.withLock { $0.writesNothing } }
        set { shared.withLock { $0.writesNothing = newValue } }
    }

    /// Whether the clock is not believed, as of the writer's last batch.
    var isClockDoubted: Bool {
        get { shared.withLock { $0.isClockDoubted } }
        set { shared.withLock { $0.isClockDoubted = newValue } }
    }

    /// Where the page is.
    package var webAddress: WebAddress {
        get { shared.withLock { $0.webAddress } }
        set { shared.withLock { $0.webAddress = newValue } }
    }

    /// What everybody's memory is reckoned with who has no calibration of their own.
    package var terms: MemoryTerms { defaults.withLock { $0 } }

    /// Begins with another calibration for whoever has none of their own; the outlook of choices is left as it is.
    package func begin(with calibration: Calibration) { defaults.withLock { $0.calibration = calibration } }

    /// Begins the choice with what people have in common, for whoever has no fit of their own yet; fits are made anew with it.
    package func begin(with common: CommonForgetting?) { defaults.withLock { $0.begin(with: common) } }

    /// Serves another bank from now on.
    package func replaceBank(_ bank: Bank) {
        let catalog = Catalog(bank: bank, zones: zones, model: model, isSandbox: isSandbox)
        current.withLock { $0 = catalog }
    }
}
