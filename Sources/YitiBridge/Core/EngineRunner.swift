internal import Dispatch
internal import Foundation
internal import Synchronization

/// Runs the engine on a queue of its own: what has gathered is one transaction, and its actions follow the commit.
final class EngineRunner: Sendable {
    private let queue = DispatchQueue(label: "yiti.bridge.journal")
    private let engine: Mutex<Engine>
    private let waiting = Mutex<[Waiting]>([])
    private let performer = Mutex<Performer?>(nil)
    private let network = Mutex(NetworkState())
    private let stops: AsyncStream<BridgeFailure?>.Continuation
    private let stopped: AsyncStream<BridgeFailure?>
    let journal: Journal
    let instance: String
    let log: @Sendable (EngineAction.LogLevel, String) -> Void

    /// Whether the network was there when it was asked last, and how many polls it has answered.
    private struct NetworkState {
        var isReached = true
        var countAnswers = 0
    }

    private struct Waiting: Sendable {
        let event: EngineEvent
        let done: CheckedContinuation<Void, any Error>?
    }

    /// Who carries out the actions. A closure alone, read out of the lock again and again, would be wrapped once more each time.
    private struct Performer: Sendable {
        let perform: @Sendable (EngineAction) -> Void
    }

    init(_ engine: Engine, log: @escaping @Sendable (EngineAction.LogLevel, String) -> Void) {
        journal = engine.journal
        instance = engine.instance
        self.engine = Mutex(engine)
        self.log = log
        (stopped, stops) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    /// Who carries out the actions.
    func start(_ perform: @escaping @Sendable (EngineAction) -> Void) {
        performer.withLock { $0 = Performer(perform: perform) }
    }

    /// Takes an event; returns at once.
    func post(_ event: EngineEvent) { add(Waiting(event: event, done: nil)) }

    /// Takes an event; returns when it is on the disk, and throws when it can't be written.
    func handle(_ event: EngineEvent) async throws {
        try await withCheckedThrowingContinuation { add(Waiting(event: event, done: $0)) }
    }

    private func add(_ item: Waiting) {
        let wasEmpty = waiting.withLock { waiting in
            waiting.append(item)
            return waiting.count == 1
        }
        if wasEmpty { queue.async { [self] in drain() } }
    }

    private func drain() {
        let batch = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        do {
            let actions = try engine.withLock { try $0.handle(batch.map(\.event), now: Self.now) }
            let performer = performer.withLock { $0 }
            for action in actions { carryOut(action, performer) }
        } catch {
            // What the journal holds is not known any more: nothing of this batch was said or done.
            let failure = error as? BridgeFailure ?? BridgeFailure(.disk, "the journal can't be written: \(error)")
            stop(failure)
            for item in batch { item.done?.resume(throwing: failure) }
            return
        }
        for item in batch { item.done?.resume() }
    }

    private func carryOut(_ action: EngineAction, _ performer: Performer?) {
        switch action {
        case .stop(let failure): stop(failure)
        case .log(let level, let text): log(level, text)
        case .write, .show: performer?.perform(action)
        }
    }

    /// Reads or writes the journal beside the engine. A disk that fails ends the bridge, whatever becomes of who has asked.
    func withJournal<Value: Sendable>(
        _ body: @escaping @Sendable (JournalTransaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in
                let result = Result { try journal.write(body) }
                if case .failure(let failure as BridgeFailure) = result { stop(failure) }
                continuation.resume(with: result)
            }
        }
    }

    /// Ends it all; nil for a good end.
    func stop(_ failure: BridgeFailure?) { stops.yield(failure) }

    /// Waits for the end.
    func untilStopped() async -> BridgeFailure? {
        for await failure in stopped { return failure }
        return nil
    }

    /// From now on what is shown is brought to its end, and nothing else is begun.
    func beginNoParts() { engine.withLock { $0.beginsParts = false } }

    /// The network has let us in, or can't be reached.
    func noteNetwork(isReached: Bool) {
        network.withLock { $0.isReached = isReached }
    }

    /// The network has answered a poll.
    func noteAnswer() {
        network.withLock { network in
            network.isReached = true
            network.countAnswers += 1
        }
    }

    /// Whether the network was there when it was asked last.
    var isNetworkReached: Bool { network.withLock { $0.isReached } }
    var countAnswers: Int { network.withLock { $0.countAnswers } }
    var counts: BridgeCounts { engine.withLock { $0.counts } }
    var isFull: Bool { engine.withLock { $0.isFull } }
    var isWelcome: Bool { engine.withLock { if case .welcomed = $0.link { true } else { false } } }
    var waits: (inbound: Int, parts: Int) { engine.withLock { ($0.inbound.count, $0.parts.count) } }

    /// Lets time go on.
    func tick() async {
        while !Task.isCancelled {
            let now = Self.now
            let next = engine.withLock { $0.nextTick(now: now) }
            try? await Task.sleep(for: .seconds(max(0.01, next - now)))
            try? await handle(.tick)
        }
    }

    /// Seconds since 1970.
    static var now: Double { Date().timeIntervalSince1970 }
}
