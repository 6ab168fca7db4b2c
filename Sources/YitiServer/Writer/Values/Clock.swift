import Foundation
internal import Synchronization
package import YitiCore

/// What time it is: the system's, or in the sandbox a clock that stands still until told.
package final class Clock: Sendable {
    private let manual: Mutex<Instant?>

    /// The system's clock.
    package init() {
        manual = Mutex(nil)
    }

    /// A clock that stands at an instant.
    package init(standingAt instant: Instant) {
        manual = Mutex(instant)
    }

    /// The instant it is now.
    package var now: Instant {
        manual.withLock { $0 } ?? Instant(seconds: Int64(Date().timeIntervalSince1970.rounded(.down)))
    }

    /// The second that begins next, or just now: from then on a delay is no shorter than it is said to be.
    package var nextSecond: Instant { Instant(seconds: Int64(seconds.rounded(.up))) }

    /// The same in seconds since 1970, with what there is of the next.
    var seconds: Double { manual.withLock { $0 }.map { Double($0.seconds) } ?? Date().timeIntervalSince1970 }

    /// Whether it stands still until told.
    package var stands: Bool { manual.withLock { $0 != nil } }

    /// Moves a standing clock; the system's is left alone.
    package func move(to instant: Instant) {
        manual.withLock { if $0 != nil { $0 = instant } }
    }
}
