package import YitiCore
package import YitiStore

/// One batch of the desk: its transaction, its instant, and what is to happen once it is durable.
///
/// Lives on the desk's thread and not longer than the batch.
package final class Turn {
    /// The transaction every job of the batch writes in.
    package let transaction: Transaction
    /// What the desk knows besides the database; only its thread touches it.
    let room: Room
    /// The instant of this turn; the sandbox's clock moves it within one.
    package var now: Instant
    private(set) var releases: [() -> Void] = []

    init(transaction: Transaction, room: Room, now: Instant) {
        self.transaction = transaction
        self.room = room
        self.now = now
    }

    /// Has `release` called when everything written in this turn is durable; never, when it is not.
    package func afterCommit(_ release: @escaping () -> Void) { releases.append(release) }

    /// How many releases there are, to return to with ``forgetReleases(after:)``.
    var mark: Int { releases.count }

    /// Forgets what a job that was rolled back wanted released.
    func forgetReleases(after mark: Int) { releases.removeSubrange(mark...) }
}
