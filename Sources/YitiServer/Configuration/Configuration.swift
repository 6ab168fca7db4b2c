internal import Foundation
package import Logging

/// Everything an operator can choose. A plain value: where it came from is ``ConfigurationLoader``'s business.
package struct Configuration: Hashable, Sendable {
    /// `listeners`: where connections are taken; at least one.
    package var listeners = [ListenerConfiguration()]
    /// `http`: the page for people and the figures for operators.
    package var web = WebConfiguration()
    /// `data`: the folder with the database, its lock and the socket of the administration; made when it is missing.
    package var data = "Data/var"
    /// `database`: where everything is kept, as `postgresql://…`; empty for a file in the data folder.
    package var database = ""
    /// `node`: what this server is called among those that share a database; empty for the machine's name.
    package var node = ""
    /// `bank`: the folder with the questions.
    package var bank = "Data/bank"
    /// `desired_retention`: the chance of recall that intervals aim at, 0.80 to 0.95.
    package var desiredRetention = 0.9
    /// `share_forgetting`: whether what everybody's reviews say of how people forget is what choices begin with.
    package var sharesForgetting = true
    /// `log_level`: the least level that is written to standard error.
    package var logLevel = Logger.Level.info
    /// `backup`: copies of the database made by the running server.
    package var backup = BackupConfiguration()
    /// `limits`: every bound.
    package var limits = Limits()
    /// The paths of the keys that a file or the environment named, as `limits.window`; what is not in it is a default.
    package var named: Set<String> = []
    /// Where the keys were named, and `listeners[0]`, `http.tls.key` and the like.
    package var places = KeyPlaces()

    /// The defaults.
    package init() {}

    /// Whether everything is kept in PostgreSQL.
    package var isOnPostgres: Bool { !database.isEmpty }

    /// The name of this server, in the log, the figures and `yiti health`.
    package var nodeName: String {
        guard node.isEmpty else { return node }
        let machine = ProcessInfo.processInfo.hostName.unicodeScalars.filter(Self.isOfName)
        return String(String.UnicodeScalarView(machine.prefix(Self.maxNameLength)))
    }

    /// Such a name stands in lists and in PostgreSQL's own, which cuts longer ones off.
    static let maxNameLength = 48

    /// Whether a character may be in a server's name.
    static func isOfName(_ scalar: Unicode.Scalar) -> Bool { (0x21...0x7E).contains(scalar.value) }

    /// The database's file, where it is one.
    package var databasePath: String { Self.database(in: data) }

    /// The socket that the administration's commands go through.
    package var socketPath: String { Self.join(data, "yiti.sock") }

    /// The database's file in a data folder.
    static func database(in folder: String) -> String { join(folder, "yiti.sqlite") }

    private static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    /// The same with no limit of rates but those that were named: what the sandbox runs with.
    package var withoutUnnamedRates: Configuration {
        var free = self
        let isNamed = { (names: [String]) in names.contains { named.contains("limits." + $0) } }
        if !isNamed(["rate_human_per_second", "burst_human"]) { free.limits.rateHumanPerSecond = 0 }
        if !isNamed(["rate_user_per_second", "burst_user"]) { free.limits.rateUserPerSecond = 0 }
        if !isNamed(["accounts_per_hour"]) { free.limits.accountsPerHour = 0 }
        if !isNamed(["failed_attempts_per_minute"]) { free.limits.failedAttemptsPerMinute = 0 }
        return free
    }
}

/// What a listener speaks.
package enum ListenerMode: String, CaseIterable, Sendable {
    /// The first octet decides: `{` is a bridge, anything else a person.
    case auto
    /// Bridges only.
    case bridge
    /// People only.
    case human
}

/// One address that connections are taken on.
package struct ListenerConfiguration: Hashable, Sendable {
    /// `address`: an IP address of this machine, `0.0.0.0` or `::` for all of them, or `localhost`.
    package var address = "127.0.0.1"
    /// `port`: 0 for any free one.
    package var port = 7171
    /// `mode`: what is spoken there.
    package var mode = ListenerMode.auto
    /// `insecure`: that everybody on the way may read along on a clear listener is meant.
    package var insecure = false
    /// `tls`: TLS from the first octet; nil for a clear listener.
    package var tls: TransportSecurityFiles?
    /// `proxy.from`: connections come through proxies at these addresses, which say in PROXY protocol whom for; empty for none.
    package var proxies: [NetworkRange] = []

    /// The default: clear, on this machine only.
    package init() {}

    /// Whether nobody outside this machine can reach it.
    package var isLoopback: Bool { NetworkRange.isLoopback(address) }
}

/// The PEM files of a listener with TLS.
package struct TransportSecurityFiles: Hashable, Sendable {
    /// `certificate`: the chain, the server's own certificate first.
    package var certificate: String
    /// `key`: its private key.
    package var key: String
}

/// Copies of the database that the running server makes once a day.
package struct BackupConfiguration: Hashable, Sendable {
    /// `backup.directory`: where they go; empty for none.
    package var directory = ""
    /// `backup.hour`: the hour of the day in UTC, 0 to 23.
    package var hour = 3
    /// `backup.keep`: how many are kept; older ones are deleted.
    package var keep = 14
}
