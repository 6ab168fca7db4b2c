internal import Dispatch
package import YitiCore
package import YitiStore
import YitiWire

/// One batch of the desk: its transaction, its instant, and what is to happen once it is durable.
///
/// Lives on the desk's thread and not longer than the batch.
package final class Turn {
    /// The transaction every job of the batch writes in.
    package let transaction: Transaction
    /// What the desk knows besides the database; only its thread touches it.
    let room: Room
    /// What is read beside the desk's thread.
    let reads: ReadQueue
    /// The people whose reads have begun in this turn.
    var readsBegun: Set<Int64> = []
    /// The instant of this turn; the sandbox's clock moves it within one.
    package var now: Instant
    /// Whether a bridge has said in this turn what became of a push.
    var hasReceipts = false
    private var releases: [() -> Void] = []
    private var regrets: [() -> Void] = []
    private var replies: [PendingReply] = []
    /// Those that are to be kept, while a repeat may come; at other times one fails as it is kept.
    private var drafts: [EffectKey: (Draft, KeptReply)] = [:]
    /// Those that nobody words yet.
    private var unworded: [Draft] = []
    private let wording = DispatchGroup()
    /// Whether so much is asked for that wording the replies meanwhile is worth waking a thread.
    private let isCrowded: Bool
    /// Whether each request with a `mid` is looked up before it is carried out; without that a repeat fails with its whole batch.
    let looksForRepeats: Bool
    /// Whether the same batch has failed before.
    let isCareful: Bool

    /// How long after a repeat others are expected: a bridge that comes back repeats whatever was not answered.
    private static let repeatingSeconds: Int64 = 60
    /// How many replies are handed over for wording at a time: waking a thread for each would cost as much as its words.
    private static let handful = 32

    /// A turn; `isCareful` after the same batch has failed.
    init(
        transaction: Transaction, room: Room, reads: ReadQueue, now: Instant, isCrowded: Bool, isCareful: Bool
    ) {
        self.transaction = transaction
        self.room = room
        self.reads = reads
        self.now = now
        self.isCrowded = isCrowded
        self.isCareful = isCareful
        let isQuiet = room.repeatedAt.map { abs(now.seconds - $0.seconds) > Self.repeatingSeconds } ?? true
        looksForRepeats = isCareful || !isQuiet
    }

    /// Has `release` called when everything written in this turn is durable; never, when it is not.
    package func afterCommit(_ release: @escaping () -> Void) { releases.append(release) }

    /// Has a reply worded, and handed to `release` once everything written in this turn is durable, and with it the reply itself when
    /// it is to be kept.
    func reply(_ draft: Draft, keptAs kept: KeptReply? = nil, _ release: @escaping (ReplyBody) -> Void) {
        replies.append(PendingReply(draft: draft, kept: kept, release: release))
        if looksForRepeats, let kept { drafts[kept.key] = (draft, kept) }
        // A request repeated in the same turn has the draft of the first, which somebody words already.
        guard isCrowded, !draft.isAssigned else { return }
        draft.isAssigned = true
        unworded.append(draft)
        guard unworded.count == Self.handful else { return }
        room.scribe.async(group: wording) { [unworded] in unworded.forEach { $0.finished() } }
        unworded = []
    }

    /// The reply that this turn is about to keep under a key.
    func draft(keptAs key: EffectKey) -> (Draft, KeptReply)? { drafts[key] }

    /// Waits until the replies are worded, and writes those that are kept.
    func finishReplies() throws {
        // While others are at the words, what was decided is written.
        try transaction.flush()
        unworded.forEach { $0.finished() }
        wording.wait()
        for reply in replies {
            let body = reply.draft.finished()
            if let kept = reply.kept {
                let effect = Effect(fingerprint: kept.fingerprint, reply: body.bytes, at: now)
                try transaction.save(effect, key: kept.key, replacing: looksForRepeats)
            }
            afterCommit { reply.release(body) }
        }
        forgetReplies()
    }

    private func forgetReplies() {
        replies = []
        drafts = [:]
        unworded = []
    }

    /// Everything is durable: calls what waited for that, and lets go of all of it, so that nothing that waits can hold the turn.
    func release() {
        let releases = releases
        self.releases = []
        regrets = []
        releases.forEach { $0() }
    }

    /// Counts a command once its reply is given.
    func note(_ verb: String, _ reply: Reply, came: Stopwatch) {
        let outcome: CommandOutcome = if case .refused = reply { .refused } else { .done }
        afterCommit { [metrics = room.services.metrics] in metrics.answered(verb, outcome, since: came) }
    }

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
        wording.wait()
        forgetReplies()
        releases.removeSubrange(mark.releases...)
        for regret in regrets[mark.regrets...].reversed() { regret() }
        regrets.removeSubrange(mark.regrets...)
    }
}

/// Where a reply is kept, and what it replies to.
struct KeptReply {
    var key: EffectKey
    /// Of the request's text: another text under the same key is an edit.
    var fingerprint: String
}

private struct PendingReply {
    var draft: Draft
    var kept: KeptReply?
    var release: (ReplyBody) -> Void
}
