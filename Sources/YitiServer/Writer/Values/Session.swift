internal import Synchronization
import YitiCore

/// A person's connection as the writer knows it. Safe from any thread.
final class Session: Sendable {
    let connection: HumanConnection
    private let state = Mutex(State())

    private struct State {
        /// Most of those who are connected are no guests: they keep no room for a guest's file.
        var guest: Guest?
        var account: Int64?
        var color = false
        var isBrowser = false
    }

    init(_ connection: HumanConnection) {
        self.connection = connection
    }

    /// What a guest has set or opened lives here and nowhere else; of an account only the number counts.
    var guest: PersonFile? {
        get { state.withLock { $0.guest?.file } }
        set { state.withLock { $0.guest = newValue.map(Guest.init) } }
    }
    /// Whose account it speaks for; nil for a guest.
    var account: Int64? {
        get { state.withLock { $0.account } }
        set { state.withLock { $0.account = newValue } }
    }
    /// Whether it shows colours.
    var color: Bool {
        get { state.withLock { $0.color } }
        set { state.withLock { $0.color = newValue } }
    }
    /// Whether a page in a browser speaks over it.
    var isBrowser: Bool {
        get { state.withLock { $0.isBrowser } }
        set { state.withLock { $0.isBrowser = newValue } }
    }

    private final class Guest: Sendable {
        let file: PersonFile

        init(_ file: PersonFile) { self.file = file }
    }
}
