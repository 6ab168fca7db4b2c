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
    /// Whether a bridge has said in this turn what became of a push.
    var hasReceipts = false
    private(set) var releases: [() -> Void] = []
    private var regrets: [() -> Void] = []

    init(transaction: Transaction, room: Room, now: Instant) {
        self.transaction = transaction
        self.room = room
        self.now = now
    }

    /// Has `release` called when everything written in this turn is durable; never, when it is not.
    package func afterCommit(_ release: @escaping () -> Void) { releases.append(release) }

    /// Has `regret` called when what has been written in this turn so far is rolled back.
    func onRollback(_ regret: @escaping () -> Void) { regrets.append(regret) }

    /// How far the turn has come, to return to with ``rollBack(to:)``.
    struct Mark {
        fileprivate var releases = 0
        fileprivate var regrets = 0
        /// The beginning of every turn.
        static let start = Mark()
    }

    var mark: Mark { Mark(releases: releases.count, regrets: regrets.count) }

    /// Forgets what was to be released since then, and undoes what happened outside the database.
    func rollBack(to mark: Mark) {
        releases.removeSubrange(mark.releases...)
        for regret in regrets[mark.regrets...].reversed() { regret() }
        regrets.removeSubrange(mark.regrets...)
    }
}
