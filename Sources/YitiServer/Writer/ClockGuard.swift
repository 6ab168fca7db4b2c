import YitiCore
import YitiStore

/// Holds pushing after the clock has jumped forward (behaviour, section 4): pushes would be labelled with a future day and
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

    /// What `welcome` and the log say while pushes are held.
    static let note =
        "pushing is held: the clock is more than 30 days ahead of the last start; set it right or run 'yiti clock accept'"

    /// At a start: compares the clock with the latest instant the store has seen.
    mutating func start(_ transaction: Transaction, latest: Instant?, now: Instant) throws {
        self.latest = latest
        isHeld = latest.map { now > $0.advanced(bySeconds: Self.leapSeconds) } ?? false
        if !isHeld { try note(transaction, now: now) }
    }

    /// Once a second: keeps the latest instant, or looks whether the hold is over.
    mutating func tick(_ transaction: Transaction, now: Instant, isSynchronised: () -> Bool) throws {
        guard isHeld else { return try note(transaction, now: now) }
        if let latest, now <= latest.advanced(bySeconds: Self.leapSeconds) { return try accept(transaction, now: now) }
        guard isSynchronised() else {
            synchronisedSince = nil
            return
        }
        let since = synchronisedSince ?? now
        synchronisedSince = since
        if now.seconds - since.seconds >= Self.synchronisedSeconds { try accept(transaction, now: now) }
    }

    /// Believes the clock from now on.
    mutating func accept(_ transaction: Transaction, now: Instant) throws {
        isHeld = false
        latest = nil
        try note(transaction, now: now)
    }

    /// Kept once a minute: a jump of less is none.
    private mutating func note(_ transaction: Transaction, now: Instant) throws {
        guard latest.map({ now.seconds - $0.seconds >= 60 }) ?? true else { return }
        latest = now
        try transaction.apply(.clockSeen, at: now)
    }
}
