/// The networks that the program knows.
package enum Networks {
    /// Their names, as `yiti bridge` takes them.
    package static let names = ["matrix", "telegram", "irc", "discord", "onebot"]

    /// Refuses a name that is no network's.
    package static func check(_ name: String) throws {
        guard !names.contains(name) else { return }
        throw BridgeFailure(.configuration, "no network is called \(name); there is \(names.joined(separator: ", "))")
    }

    /// The network of that name, with what it reads of the configuration. Throws ``BridgeFailure``.
    package static func make(
        _ name: String, _ configuration: BridgeConfiguration, _ connector: Connector
    ) throws -> any Network {
        try check(name)
        switch name {
        case "matrix": return try MatrixNetwork(configuration, connector)
        case "telegram": return try TelegramNetwork(configuration, connector)
        case "irc": return try IRCNetwork(configuration, connector)
        case "discord": return try DiscordNetwork(configuration, connector)
        default: return try OneBotNetwork(configuration, connector)
        }
    }
}
