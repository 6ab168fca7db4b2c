/// A moment by which something must have happened. Tests wait for what they expect and never for time to pass; the
/// deadline only ends a wait that would last for ever.
package struct Deadline: Sendable {
    /// How long a test waits for one thing, unless it says otherwise; longer where bridges keep to the rates they are shipped with.
    package static let usualSeconds = Program.soaks ? 180.0 : 20.0

    private let end: ContinuousClock.Instant

    /// A deadline so many seconds from now.
    package init(seconds: Double = Deadline.usualSeconds) {
        end = ContinuousClock.now.advanced(by: .milliseconds(Int64(seconds * 1_000)))
    }

    /// The milliseconds that are left, rounded up; 0 when it has passed.
    package var remainingMilliseconds: Int32 {
        let left = ContinuousClock.now.duration(to: end)
        guard left > .zero else { return 0 }
        return Int32(
            clamping: left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000 + 1)
    }
}

/// Asks again and again until something holds; throws when it never does.
package func wait(_ condition: () throws -> Bool) throws {
    let deadline = Deadline()
    while try !condition() {
        guard deadline.remainingMilliseconds > 0 else { throw KitFailure("it never came to be") }
    }
}
