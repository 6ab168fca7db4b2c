import Foundation
import Logging

/// A key with one value: how it is spelled, what it takes, and where it goes. The file and the environment share the table.
struct ConfigurationKey: Sendable {
    /// The names from the file's root on, as `backup.hour`.
    let path: String
    /// What it takes, to follow "expected".
    let expected: String
    /// Puts a value into a configuration; false when it is none.
    let set: @Sendable (String, inout Configuration) -> Bool
    /// The value a configuration has, as a file spells it.
    let value: @Sendable (Configuration) -> String

    /// The variable that names it in the environment.
    var variable: String { "YITI_" + path.uppercased().map { $0 == "." ? "_" : String($0) }.joined() }

    /// Every key of the file that has one value, in the file's order.
    static let all = general + web + limits

    /// The port of the first listener, which only the environment and the command line name like this.
    static let port = whole("port", 0...65_535, { $0.listeners.first?.port ?? 0 }) { value, configuration in
        guard !configuration.listeners.isEmpty else { return }
        configuration.listeners[0].port = value
    }

    private static let general = [
        text("data", "the name of a folder", { $0.data }, { $0.data = $1 }),
        ConfigurationKey(
            path: "database", expected: "\"\" for a file in the data folder, or postgresql://user@host/database",
            set: { text, configuration in
                guard text.isEmpty || DatabaseAddress.isOne(text) else { return false }
                configuration.database = text
                return true
            }, value: { $0.database.isEmpty ? "\"\"" : DatabaseAddress.withoutPassword($0.database) }),
        ConfigurationKey(
            path: "node", expected: "\"\" for the machine's name, or up to 48 letters, digits and signs without spaces",
            set: { text, configuration in
                guard text.unicodeScalars.count <= Configuration.maxNameLength,
                    text.unicodeScalars.allSatisfy(Configuration.isOfName)
                else { return false }
                configuration.node = text
                return true
            }, value: { $0.node.isEmpty ? "\"\"" : $0.node }),
        text("bank", "the name of a folder", { $0.bank }, { $0.bank = $1 }),
        ConfigurationKey(
            path: "desired_retention", expected: "a number from 0.80 to 0.95",
            set: { text, configuration in
                guard let value = Double(text), (0.80...0.95).contains(value) else { return false }
                configuration.desiredRetention = value
                return true
            }, value: { String($0.desiredRetention) }),
        ConfigurationKey(
            path: "share_forgetting", expected: "true or false",
            set: { text, configuration in
                guard let value = Bool(text) else { return false }
                configuration.sharesForgetting = value
                return true
            }, value: { String($0.sharesForgetting) }),
        ConfigurationKey(
            path: "log_level", expected: Logger.Level.allCases.map(\.rawValue).joined(separator: ", "),
            set: { text, configuration in
                guard let level = Logger.Level(rawValue: text.lowercased()) else { return false }
                configuration.logLevel = level
                return true
            }, value: { $0.logLevel.rawValue }),
        text(
            "backup.directory", "the name of a folder, or \"\" for no backups", mayBeEmpty: true,
            { $0.backup.directory }
        ) {
            $0.backup.directory = $1
        },
        whole("backup.hour", 0...23, { $0.backup.hour }, { $1.backup.hour = $0 }),
        whole("backup.keep", 1...10_000, { $0.backup.keep }, { $1.backup.keep = $0 }),
    ]

    static func text(
        _ path: String, _ expected: String, mayBeEmpty: Bool = false,
        _ get: @escaping @Sendable (Configuration) -> String,
        _ set: @escaping @Sendable (inout Configuration, String) -> Void
    ) -> ConfigurationKey {
        ConfigurationKey(
            path: path, expected: expected,
            set: { text, configuration in
                guard mayBeEmpty || !text.isEmpty, !text.unicodeScalars.contains("\0") else { return false }
                set(&configuration, text)
                return true
            }, value: { get($0).isEmpty ? "\"\"" : get($0) })
    }

    /// A key that takes a whole number of a range.
    static func whole(
        _ path: String, _ range: ClosedRange<Int>, _ get: @escaping @Sendable (Configuration) -> Int,
        _ set: @escaping @Sendable (Int, inout Configuration) -> Void
    ) -> ConfigurationKey {
        ConfigurationKey(
            path: path, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            set: { text, configuration in
                guard let value = Int(text), range.contains(value) else { return false }
                set(value, &configuration)
                return true
            }, value: { String(get($0)) })
    }
}
