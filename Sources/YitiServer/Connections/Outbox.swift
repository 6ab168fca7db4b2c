internal import Synchronization

/// What other threads have for one event loop, in order. It wakes the loop once for everything that gathers until the
/// loop takes it, so a batch of replies costs one wake-up. Its bound is the callers': at most one reply a request in
/// flight and one push a place in the window.
final class Outbox<Item: Sendable>: Sendable {
    private struct State {
        var items: [Item] = []
        var isOpen = true
    }

    private let state = Mutex(State())
    private let wake: @Sendable () -> Void

    init(wake: @escaping @Sendable () -> Void) {
        self.wake = wake
    }

    var isOpen: Bool { state.withLock { $0.isOpen } }

    /// Adds an item; false when the outbox has ended.
    func append(_ item: Item) -> Bool {
        let (accepted, wasEmpty) = state.withLock { state in
            guard state.isOpen else { return (false, false) }
            state.items.append(item)
            return (true, state.items.count == 1)
        }
        if wasEmpty { wake() }
        return accepted
    }

    /// Everything that has gathered; empties the outbox.
    func take() -> [Item] {
        state.withLock { state in
            defer { state.items = [] }
            return state.items
        }
    }

    /// Ends the outbox and returns what was left in it.
    func end() -> [Item] {
        state.withLock { state in
            defer { state.items = [] }
            state.isOpen = false
            return state.items
        }
    }
}
