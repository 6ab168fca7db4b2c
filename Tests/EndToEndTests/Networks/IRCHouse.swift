import Testing
import YitiTestKit

/// An IRC network that is really there, in one spelling.
enum IRCNetworkKind: String, CaseIterable, CustomTestStringConvertible {
    /// People are their nicknames.
    case ngircd
    /// People are their accounts at its services.
    case inspircd

    var testDescription: String { rawValue }

    /// Those that can run here.
    static let there = allCases.filter { $0 == .ngircd ? NetworkServer.ngircd.isThere : NetworkServer.inspircd.isThere }
}

/// A bot with its bridge between an IRC network and a server, and somebody called alice.
struct IRCHouse {
    let bridge: BridgeProcess
    private let kind: IRCNetworkKind
    private let plain: IRCServer?
    private let services: IRCServices?
    private var port: Int { services?.port ?? plain?.port ?? 0 }

    init(_ kind: IRCNetworkKind, port: Int, token: String, _ more: [String: String] = [:]) throws {
        self.kind = kind
        plain = kind == .ngircd ? try IRCServer() : nil
        services = kind == .inspircd ? try IRCServices() : nil
        let network = services?.port ?? plain?.port ?? 0
        var keys = ["server": "127.0.0.1:\(port)", "irc": "127.0.0.1:\(network)"]
        var secrets = ["YITI_IRC_TOKEN": token]
        if kind == .ngircd {
            keys["identity"] = "nick"
        } else {
            secrets["YITI_IRC_PASSWORD"] = "secretpassword"
            let owner = try IRCPerson("yiti", port: network)
            try owner.register()
            try owner.send("QUIT")
        }
        bridge = try BridgeProcess("irc", keys.merging(more) { _, given in given }, environment: secrets)
        try bridge.started()
    }

    /// Alice for the first time.
    func alice() throws -> IRCPerson {
        let alice = try IRCPerson("alice", port: port)
        if kind == .inspircd { try alice.register() }
        try alice.await("yiti")
        return alice
    }

    /// Kills the network and starts it again; alice, who is back before the bot.
    func killNetwork() throws -> IRCPerson {
        if let services { try services.killAndRestart() } else { try plain?.killAndRestart() }
        let alice = try IRCPerson("alice", port: port)
        if kind == .inspircd { try alice.identify(as: "alice") }
        return alice
    }
}
