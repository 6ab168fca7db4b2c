internal import NIOCore
internal import Synchronization
import YitiWire

/// A limit of how many connections there may be, by the name of its key.
enum ConnectionLimit: String {
    case total = "connections_total"
    case firstLine = "connections_first_line"
    case address = "connections_address"
}

/// Who is connected: counts by address, bridges by name, and every channel for the graceful stop. Safe from any thread.
final class ConnectionRegistry: Sendable {
    private struct State {
        var channels: [ConnectionID: any Channel] = [:]
        var byNetwork: [String: Int] = [:]
        var withoutFirstLine = 0
        /// Connections that speak HTTP.
        var web = 0
        var bridges: [String: [BridgeEntry]] = [:]
        var isDraining = false

        mutating func subtract(from network: String) {
            let count = (byNetwork[network] ?? 1) - 1
            byNetwork[network] = count > 0 ? count : nil
        }
    }

    /// A bridge's connection and when it was heard of last.
    struct BridgeEntry: Sendable {
        let connection: BridgeConnection
        let heard: HeardAt
    }

    private let state = Mutex(State())
    private let lastNumber = Atomic<UInt64>(0)
    private let limits: Limits

    init(limits: Limits) {
        self.limits = limits
    }

    /// An id for a new connection.
    func nextID() -> ConnectionID {
        ConnectionID(number: lastNumber.add(1, ordering: .relaxed).newValue)
    }

    /// Enters a channel, for the graceful stop; false when the server stops already.
    func enter(_ channel: any Channel, _ id: ConnectionID) -> Bool {
        state.withLock { state in
            guard !state.isDraining else { return false }
            state.channels[id] = channel
            return true
        }
    }

    /// Takes a channel out.
    func leave(_ id: ConnectionID) {
        state.withLock { _ = $0.channels.removeValue(forKey: id) }
    }

    /// Counts a connection of an address that has no first line yet, or returns which limit it is one too many for. For loopback only
    /// the total counts, which is what the process has descriptors for.
    func admit(_ address: PeerAddress) -> ConnectionLimit? {
        state.withLock { state in
            guard state.channels.count + state.web <= limits.connectionsTotal else { return .total }
            guard !address.isLoopback else { return nil }
            let count = state.byNetwork[address.network] ?? 0
            guard state.withoutFirstLine < limits.connectionsFirstLine else { return .firstLine }
            guard count < limits.connectionsAddress else { return .address }
            state.byNetwork[address.network] = count + 1
            state.withoutFirstLine += 1
            return nil
        }
    }

    /// The first line of a connection has come, or the connection ended before.
    func firstLineSettled(_ address: PeerAddress) {
        guard !address.isLoopback else { return }
        state.withLock { $0.withoutFirstLine -= 1 }
    }

    /// An admitted connection of an address has ended.
    func release(_ address: PeerAddress) {
        guard !address.isLoopback else { return }
        state.withLock { $0.subtract(from: address.network) }
    }

    /// Counts a connection that speaks HTTP, for a network or, with nil, for the total alone, or returns which limit it is one too many for.
    func admitWeb(from network: String?) -> ConnectionLimit? {
        state.withLock { state in
            guard state.channels.count + state.web < limits.connectionsTotal else { return .total }
            if let network {
                let count = state.byNetwork[network] ?? 0
                guard count < limits.connectionsAddress else { return .address }
                state.byNetwork[network] = count + 1
            }
            state.web += 1
            return nil
        }
    }

    /// An admitted connection that speaks HTTP has ended.
    func releaseWeb(from network: String?) {
        state.withLock { state in
            state.web -= 1
            if let network { state.subtract(from: network) }
        }
    }

    /// Enters a bridge's connection: it takes the pushes from the one before it, and the longest silent gives way when there
    /// are too many.
    func enter(_ connection: BridgeConnection, heard: HeardAt) {
        let (replaced, silenced) = state.withLock { state in
            var entries = state.bridges[connection.bridge] ?? []
            let replaced = connection.takesPushes ? entries.filter(\.connection.takesPushes) : []
            var silenced: [BridgeEntry] = []
            while entries.count >= limits.connectionsBridge,
                let quietest = entries.indices.min(by: { entries[$0].heard.instant < entries[$1].heard.instant })
            {
                silenced.append(entries.remove(at: quietest))
            }
            entries.append(BridgeEntry(connection: connection, heard: heard))
            state.bridges[connection.bridge] = entries
            return (replaced, silenced)
        }
        for entry in silenced {
            entry.connection.close(.limit, saying: "a newer connection of this bridge took the place")
        }
        for entry in replaced where entry.connection.isOpen {
            entry.connection.close(
                .replaced, saying: "a newer connection takes the pushes", by: connection.instance)
        }
    }

    /// Takes a bridge's connection out.
    func leave(_ connection: BridgeConnection) {
        state.withLock { state in
            state.bridges[connection.bridge]?.removeAll { $0.connection.id == connection.id }
            if state.bridges[connection.bridge]?.isEmpty ?? false { state.bridges[connection.bridge] = nil }
        }
    }

    /// The connections of a bridge.
    func connections(of bridge: String) -> [BridgeConnection] {
        state.withLock { ($0.bridges[bridge] ?? []).map(\.connection) }
    }

    /// Whoever is in.
    var everybody: [any Channel] { state.withLock { Array($0.channels.values) } }

    /// Lets nobody in any more, and returns who is in.
    func drain() -> [any Channel] {
        state.withLock { state in
            state.isDraining = true
            return Array(state.channels.values)
        }
    }
}

/// When a connection was heard of last; read by other threads.
final class HeardAt: Sendable {
    private let nanoseconds: Atomic<UInt64>

    init(_ now: NIODeadline) {
        nanoseconds = Atomic(now.uptimeNanoseconds)
    }

    /// The instant of the last octet.
    var instant: NIODeadline { .uptimeNanoseconds(nanoseconds.load(ordering: .relaxed)) }

    func note(_ now: NIODeadline) { nanoseconds.store(now.uptimeNanoseconds, ordering: .relaxed) }
}
