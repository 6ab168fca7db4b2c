internal import Synchronization

/// What was heard and waits for what came before it; whoever adds to it waits while it is full, and so nothing more is read.
final class Backlog<Element: Sendable>: Sendable {
    private let elements: AsyncStream<Element>
    private let feed: AsyncStream<Element>.Continuation
    private let count = Mutex(0)
    private static var maxWaiting: Int { 1_000 }

    init() { (elements, feed) = AsyncStream.makeStream(of: Element.self) }

    /// Adds an element; returns when there is room for another.
    func add(_ element: Element) async throws {
        count.withLock { $0 += 1 }
        feed.yield(element)
        while count.withLock({ $0 > Self.maxWaiting }) { try await Task.sleep(for: .milliseconds(50)) }
    }

    /// Takes elements in order until it throws or is cancelled.
    func forEach(_ take: (Element) async throws -> Void) async throws {
        for await element in elements {
            count.withLock { $0 -= 1 }
            try await take(element)
        }
        throw CancellationError()
    }
}
