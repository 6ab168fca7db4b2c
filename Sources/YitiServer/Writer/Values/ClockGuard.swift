import YitiCore

/// Holds pushing after the clock has jumped forward (docs/operations.md, section 10): pushes would be labelled with a future day and
/// then block the real ones.
struct ClockGuard {
    /// Whether pushes are held.
    private(set) var isHeld = false
    /// The latest instant the store has seen.
    private var latest: Instant?
    private var synchronisedSince: Instant?

    /// Past this a clock at start is not believed.
    private static let leapSeconds: Int64 = 30 * 86_400
    /// How long the system must have reported a synchronised clock.
    private static let synchronisedSeconds: Int64 = 600

    /// What `welcome`, `health` and the log say while pushes are held; nil while they go.
    var note: String? {
        guard isHeld else { return nil }
        return "pushing is held: the clock is more than 30 days past \(latest?.text ?? "-"), "
            + "the latest instant in the database; set it right or run 'yiti clock accept'"
    }

    /// A clock that is believed.
    init() {}

    /// At a start: compares the clock with the latest instant the store has seen.
    init(latest: Instant?, now: Instant) {
        self.latest = latest
        isHeld = latest.map { now > $0.advanced(bySeconds: Self.leapSeconds) } ?? false
    }

    /// Once a second: looks whether the hold is over, and whether the store is to keep the instant, as the latest that it has seen.
    mutating func tick(now: Instant, isSynchronised: () -> Bool) -> Bool {
        if isHeld, isOver(now, isSynchronised) { (isHeld, latest) = (false, nil) }
        // Once a minute: a jump of less is none.
        guard !isHeld, latest.map({ now.seconds - $0.seconds >= 60 }) ?? true else { return false }
        latest = now
        return true
    }

    private mutating func isOver(_ now: Instant, _ isSynchronised: () -> Bool) -> Bool {
        if let latest, now <= latest.advanced(bySeconds: Self.leapSeconds) { return true }
        guard isSynchronised() else {
            synchronisedSince = nil
            return false
        }
        let since = synchronisedSince ?? now
        synchronisedSince = since
        return now.seconds - since.seconds >= Self.synchronisedSeconds
    }

    /// The store's latest instant, which another server on the same database may have been told to believe: so is this one then.
    mutating func hear(latest: Instant, now: Instant) {
        if isHeld, now <= latest.advanced(bySeconds: Self.leapSeconds) { accept(now) }
    }

    /// Believes the clock from now on, which the store has kept.
    mutating func accept(_ now: Instant) { (isHeld, latest) = (false, now) }
}
