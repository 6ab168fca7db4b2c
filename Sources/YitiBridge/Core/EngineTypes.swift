/// Something that happens to a bridge.
enum EngineEvent: Sendable {
    /// A connection to the server stands.
    case connected
    /// The server's line.
    case line(JSONValue)
    /// The connection is gone.
    case disconnected
    /// A batch from the network, to be stored.
    case received([InboundEvent], position: String?, gap: String?)
    /// A gap of the network's was filled, with what was in it, up to `rest`.
    case filled(gap: String, [InboundEvent], rest: String?)
    /// What became of a part.
    case finished(part: Int64, ShowOutcome)
    /// Time goes on.
    case tick
}

/// Something that a bridge has to do, once what led to it is on the disk.
enum EngineAction: Hashable, Sendable {
    /// Write a line to the server.
    case write(JSONValue)
    /// Show a part on the network.
    case show(part: Int64, OutgoingPart)
    /// End the process.
    case stop(BridgeFailure)
    /// Say it in the log.
    case log(LogLevel, String)

    enum LogLevel: String, Sendable {
        case info
        case notice
        case warning
        case error
    }
}

/// Who the bridge is to the server.
struct EngineIdentity: Sendable {
    /// The bridge's name.
    var bridge: String
    /// Its token.
    var token: String
}

/// The bounds of what waits.
struct EngineLimits: Sendable {
    /// Messages that wait for the server, in all.
    var maxInbound = 100_000
    /// Of one person.
    var maxInboundOfUser = 50
    /// Parts of replies that wait for the network; past that the server is asked nothing new.
    var maxUnsentParts = 2_000
    /// Of one person's replies; past that they are asked nothing new.
    var maxUnsentPartsOfUser = 200
    /// Parts of pushes that wait for the network; past that pushes are given back as they come.
    var maxUnsentPushParts = 2_000
    /// Parts given to the network at the same time.
    var maxShowing = 8
    /// How many of them may belong to pushes: the others are for whoever has just written.
    var maxShowingPushes = 6
    /// A network that wants nothing for longer is asked again then, in seconds.
    var maxHoldSeconds = 86_400.0
    /// Requests in flight; the server reads no more than so many.
    var maxInFlight = 48
    /// A push that can't be shown for so long is given back, in seconds.
    var maxPushSeconds = 60.0
    /// A part is given up when it was refused so often, without a word whether it always will be, …
    var minRefusals = 5
    /// … over so long, in seconds, where the network took something else meanwhile, …
    var refusedSeconds = 900.0
    /// … and over so long where it took nothing at all.
    var refusedAloneSeconds = 3600.0
    /// A part that fails for so long, in seconds, is given up where the network took others meanwhile.
    var failedSeconds = 86_400.0
    /// The most that a part that was refused waits until it is tried again, in seconds.
    var maxRefusedWait = 600.0
    /// What came too fast is asked for again when the server names no longer time than this, in seconds.
    var maxHasteSeconds = 60.0
    /// Messages older than this are not executed.
    var maxAgeSeconds = 36.0 * 3600
    /// What the server was asked once is asked again for so long: it knows what it has answered for 48 hours.
    var maxRepeatSeconds = 47.0 * 3600
    /// How long rows are kept.
    var keptSeconds = 72.0 * 3600
}

/// What the journal held when the bridge was started: in which states the last end caught what was under way.
struct LeftBehind: Hashable, Sendable, CustomStringConvertible {
    /// Messages without a final answer.
    var open = 0
    /// Parts that were to be shown.
    var pending = 0
    /// Parts that were being shown.
    var sending = 0
    /// Pushes that were shown and not acked.
    var unacked = 0

    var description: String {
        "left behind: \(open) open, \(pending) pending, \(sending) being sent, \(unacked) not acked"
    }
}

/// What is counted, for the operator.
public struct BridgeCounts: Hashable, Sendable {
    /// Messages and presses that were stored.
    public var received = 0
    /// Parts that the network took.
    public var shown = 0
    /// Parts that a crash caught where the network has no key, or keeps none for so long: they may be doubled.
    public var doubtful = 0
    /// Parts that the network refused for good.
    public var refused = 0
    /// Pushes given back to the server.
    public var nacked = 0
    /// Messages dropped because one person sent too many.
    public var dropped = 0
}
