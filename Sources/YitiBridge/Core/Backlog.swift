internal import Synchronization

/// What was heard and waits for what came before it; whoever adds to it waits while it is full, and so nothing more is read.
final class Backlog<Element: Sendable>: Sendable {
    private let elements: AsyncStream<Element>
    private let feed: AsyncStream<Element>.Continuation
    private let state = Mutex(State())
    private static var maxWaiting: Int { 1_000 }

    private struct State {
        var count = 0
        /// How often whoever adds began to wait, or had waited.
        var countTurns = 0
    }

    /// A moment, to tell later whether everything was read since.
    struct Moment: Hashable, Sendable {
        fileprivate let countTurns: Int
    }

    init() { (elements, feed) = AsyncStream.makeStream(of: Element.self) }

    /// Adds an element; returns when there is room for another.
    func add(_ element: Element) async throws {
        state.withLock { $0.count += 1 }
        feed.yield(element)
        guard isFull else { return }
        state.withLock { $0.countTurns += 1 }
        defer { state.withLock { $0.countTurns += 1 } }
        while isFull { try await Task.sleep(for: .milliseconds(50)) }
    }

    /// Takes elements in order until it throws or is cancelled.
    func forEach(_ take: (Element) async throws -> Void) async throws {
        for await element in elements {
            state.withLock { $0.count -= 1 }
            try await take(element)
        }
        throw CancellationError()
    }

    private var isFull: Bool { state.withLock { $0.count > Self.maxWaiting } }

    var now: Moment { Moment(countTurns: state.withLock { $0.countTurns }) }

    /// Whether nobody who adds had to wait since a moment: a silence in which we did not listen is no silence of the other side's.
    func wasHeard(since moment: Moment) -> Bool { moment.countTurns % 2 == 0 && now == moment }
}
