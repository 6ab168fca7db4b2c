internal import Foundation
internal import Glibc

/// Four machines with a router between them, which are namespaces of this one: `db`, `one`, `two` and `bridge`.
package final class NetworkOfMachines: Sendable {
    /// One of the four.
    package enum Machine: Int, Sendable {
        case db = 1
        case one, two, bridge

        /// Where the others reach it.
        package var address: String { "10.77.\(rawValue).2" }
    }

    /// Whether this machine lets its tests make namespaces.
    package static let canBeMade = Keeper.canRun("network")

    private let name = "yiti-\(getpid())"
    private let keeper: Keeper

    /// Makes them.
    package init() throws { keeper = try Keeper("network", [name], needsFolder: false) }

    /// Has whatever two machines send each other vanish.
    package func cut(_ one: Machine, _ other: Machine) throws { try keeper.order("cut \(one) \(other)") }

    /// Has everything arrive again.
    package func heal() throws { try keeper.order("heal") }

    /// What a program's name is preceded by to run on a machine.
    func prefix(_ machine: Machine) -> [String] {
        let ip = ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip"].first { FileManager.default.isExecutableFile(atPath: $0) }
        return [ip ?? "/usr/sbin/ip", "netns", "exec", "\(name)-\(machine)"]
    }

    /// Does something on a machine: what it opens there stays there.
    package func on<Value>(_ machine: Machine, _ body: () throws -> Value) throws -> Value {
        let own = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)
        let there = open("/run/netns/\(name)-\(machine)", O_RDONLY | O_CLOEXEC)
        defer {
            close(own)
            close(there)
        }
        guard own >= 0, there >= 0, enter(there) else {
            throw KitFailure("no way to \(machine): errno \(errno)")
        }
        defer { _ = enter(own) }
        return try body()
    }

    /// `setns` for the network of this thread; Swift's module of glibc leaves it out.
    private func enter(_ network: Int32) -> Bool {
        typealias Call = @convention(c) (Int32, Int32) -> Int32
        guard let setns = dlsym(nil, "setns").map({ unsafeBitCast($0, to: Call.self) }) else { return false }
        return setns(network, Self.networks) == 0
    }

    /// `CLONE_NEWNET` of sched.h.
    private static let networks: Int32 = 0x4000_0000
}
