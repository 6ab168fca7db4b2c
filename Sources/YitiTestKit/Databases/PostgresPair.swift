/// A PostgreSQL server with a synchronous standby.
package final class PostgresPair: Sendable {
    private let ports: [Int]
    private let keeper: Keeper

    /// Starts both.
    package init() throws {
        ports = try FreePort.find(2)
        keeper = try Keeper("standby", ports.map(String.init))
    }

    /// The address of whichever takes writes.
    package var url: String { PostgresAddress.url(ports) }

    /// Stops the standby: whoever commits waits.
    package func detach() throws { try keeper.order("detach") }

    /// Starts the standby once more, and waits until it is synchronous.
    package func attach() throws { try keeper.order("attach") }

    /// Ends the primary as a power failure would.
    package func kill() throws { try keeper.order("kill") }

    /// Has the standby take over, alone.
    package func promote() throws { try keeper.order("promote") }

    /// Makes a synchronous standby of the primary that was killed.
    package func rebuild() throws { try keeper.order("rebuild") }
}

/// Three PostgreSQL servers under Patroni, in synchronous mode, with `ttl` 30, `loop_wait` 10 and `retry_timeout` 10.
package final class PatroniCluster: Sendable {
    /// Whether there can be one, after an attempt to fetch it.
    package static let isThere = Keeper.canRun("patroni")
    /// For how many seconds at most nobody may take writes once the primary is gone: `ttl`, and ten more.
    package static let longestPause = 40

    private let ports: [Int]
    private let keeper: Keeper

    /// Starts all three, and etcd.
    package init() throws {
        ports = try FreePort.find(8)
        keeper = try Keeper("patroni", ports.map(String.init))
    }

    /// The address of whichever takes writes.
    package var url: String { PostgresAddress.url(ports.prefix(3)) }

    /// The number of the server that takes writes. Throws when none does.
    package func primary() throws -> Int {
        guard let number = Int(try keeper.order("primary")) else { throw KitFailure("no primary") }
        return number
    }

    /// Ends a server and its Patroni as a power failure would.
    package func kill(_ number: Int) throws { try keeper.order("kill \(number)") }

    /// Starts a server's Patroni.
    package func start(_ number: Int) throws { try keeper.order("start \(number)") }

    /// Has a server and its Patroni stand still for so many seconds; does not wait for their end.
    package func freeze(_ number: Int, seconds: Int) throws { try keeper.order("freeze \(number) \(seconds)") }

    /// Waits until there is a primary with a synchronous standby.
    package func waitUntilReady() throws {
        let said = try keeper.order("ready")
        guard said == "ready" else { throw KitFailure(said) }
    }
}

/// How clients find the database.
enum PostgresAddress {
    /// The address of servers on this machine, of which one takes writes.
    static func url(_ ports: some Sequence<Int>) -> String {
        "postgresql://yiti@\(ports.map { "127.0.0.1:\($0)" }.joined(separator: ","))/postgres"
    }
}
