internal import Dispatch
package import YitiCore
package import YitiStore
import YitiWire

/// One batch of the writer: its transaction, its instant, and what is to happen once it is durable.
///
/// Lives on the writer's thread and not longer than the batch.
package final class WriteBatch {
    /// The transaction every job of the batch writes in.
    package let transaction: Transaction
    /// What the writer knows besides the database; only its thread touches it.
    let state: LaneState
    /// Who is connected to this server.
    var server: ServerState { state.server }
    /// What is on its way to bridges.
    var posts: PushPosts { state.posts }
    /// What is read beside the writer's thread.
    let reads: ReadQueue
    /// The people whose reads have begun in this batch.
    var readsBegun: Set<Int64> = []
    /// The instant of this batch; the sandbox's clock moves it within one.
    package var now: Instant
    /// Whether a bridge has said in this batch what became of a push.
    var hasReceipts = false
    private var releases: [() -> Void] = []
    private var regrets: [() -> Void] = []
    private var replies: [PendingReply] = []
    /// Those that are to be kept, while a repeat may come; at other times one fails as it is kept.
    private var drafts: [RequestKey: (Draft, ReplySlot)] = [:]
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

    /// A batch; `isCareful` after the same batch has failed.
    init(
        transaction: Transaction, state: LaneState, reads: ReadQueue, now: Instant, isCrowded: Bool, isCareful: Bool
    ) {
        self.transaction = transaction
        self.state = state
        self.reads = reads
        self.now = now
        self.isCrowded = isCrowded
        self.isCareful = isCareful
        let isQuiet = state.repeatedAt.map { abs(now.seconds - $0.seconds) > Self.repeatingSeconds } ?? true
        looksForRepeats = isCareful || !isQuiet
    }

    /// Has `release` called when everything written in this batch is durable; never, when it is not.
    package func afterCommit(_ release: @escaping () -> Void) { releases.append(release) }

    /// Has a reply worded, and handed to `release` once everything written in this batch is durable, and with it the reply itself when
    /// it is to be kept.
    func reply(_ draft: Draft, keptAs kept: ReplySlot? = nil, _ release: @escaping (ReplyBody) -> Void) {
        replies.append(PendingReply(draft: draft, kept: kept, release: release))
        if looksForRepeats, let kept { drafts[kept.key] = (draft, kept) }
        // A request repeated in the same batch has the draft of the first, which somebody words already.
        guard isCrowded, !draft.isAssigned else { return }
        draft.isAssigned = true
        unworded.append(draft)
        guard unworded.count == Self.handful else { return }
        state.scribe.async(group: wording) { [unworded] in unworded.forEach { $0.finished() } }
        unworded = []
    }

    /// The reply that this batch is about to keep under a key.
    func draft(keptAs key: RequestKey) -> (Draft, ReplySlot)? { drafts[key] }

    /// Waits until the replies are worded, and writes those that are kept.
    func finishReplies() throws {
        // While others are at the words, what was decided is written.
        try transaction.flush()
        unworded.forEach { $0.finished() }
        wording.wait()
        for reply in replies { try keep(reply) }
        forgetReplies()
    }

    /// Writes what was decided so far, and the replies that are worded by now: another process is at work on it meanwhile.
    func sendAhead() throws {
        let worded = replies.prefix { $0.draft.isWorded }
        for reply in worded { try keep(reply) }
        replies.removeFirst(worded.count)
        try transaction.flush()
    }

    private func keep(_ reply: PendingReply) throws {
        let body = reply.draft.finished()
        if let kept = reply.kept {
            let effect = StoredReply(fingerprint: kept.fingerprint, reply: body.bytes, at: now)
            try transaction.save(effect, key: kept.key, replacing: looksForRepeats)
        }
        afterCommit { reply.release(body) }
    }

    private func forgetReplies() {
        replies = []
        drafts = [:]
        unworded = []
    }

    /// Everything is durable: calls what waited for that, and lets go of all of it, so that nothing that waits can hold the batch.
    func release() {
        let releases = releases
        self.releases = []
        regrets = []
        releases.forEach { $0() }
    }

    /// Counts a command once its reply is given.
    func note(_ verb: String, _ reply: Reply, came: Stopwatch) {
        let outcome: CommandOutcome = if case .refused = reply { .refused } else { .done }
        afterCommit { [metrics = state.services.metrics] in metrics.answered(verb, outcome, since: came) }
    }

    /// Has `regret` called when what has been written in this batch so far is rolled back.
    func onRollback(_ regret: @escaping () -> Void) { regrets.append(regret) }

    /// How far the batch has come, to return to with ``rollBack(to:)``.
    struct Mark {
        fileprivate var releases = 0
        fileprivate var regrets = 0
        /// The beginning of every batch.
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
struct ReplySlot {
    var key: RequestKey
    /// Of the request's text: another text under the same key is an edit.
    var fingerprint: String
}

private struct PendingReply {
    var draft: Draft
    var kept: ReplySlot?
    var release: (ReplyBody) -> Void
}
