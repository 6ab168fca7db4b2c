import Foundation
package import YitiCore

/// The bridges' tokens, as hashes, and what else is kept about the service itself.
extension Transaction {
    /// Stores a bridge's token in place of the one before.
    package func saveToken(bridge: String, hash: [UInt8], at: Instant) throws {
        try run(
            """
            INSERT INTO token (bridge, hash, created_at) VALUES (?, ?, ?)
            ON CONFLICT (bridge) DO UPDATE SET hash = excluded.hash, created_at = excluded.created_at
            """, bridge, hash, at.seconds)
    }

    /// What a bridge is met with: the hash of its token, nil when it has none, and the database's name.
    package func greeting(of bridge: String) throws -> (tokenHash: [UInt8]?, store: String) {
        try first(
            "SELECT (SELECT hash FROM token WHERE bridge = ?), (SELECT value FROM meta WHERE key = ?)", bridge,
            Self.storeNameKey
        ) { (tokenHash: $0[0] as [UInt8]?, store: $0[1] as String? ?? "") } ?? (nil, "")
    }

    /// The hash of a bridge's token, or nil when the bridge has none.
    package func tokenHash(bridge: String) throws -> [UInt8]? {
        try first("SELECT hash FROM token WHERE bridge = ?", bridge) { $0[0] }
    }

    /// A value kept about the service, or nil.
    package func meta(_ key: String) throws -> String? {
        try first("SELECT value FROM meta WHERE key = ?", key) { $0[0] }
    }

    /// The database's own random name: a delivery's number means something only together with it. ``Store`` gives it at the opening.
    package func storeName() throws -> String { try meta(Self.storeNameKey) ?? "" }

    /// Gives the database its name when it has none yet.
    func nameStore() throws {
        let name = (0..<16).map { _ in String(UInt8.random(in: 16...255), radix: 16) }.joined()
        try run("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING", Self.storeNameKey, name)
    }

    /// Where the name is kept.
    static let storeNameKey = "store"

    /// Keeps a value about the service.
    package func setMeta(_ key: String, _ value: String) throws {
        try run(
            "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key,
            value)
    }

    /// Takes away a value kept about the service.
    package func removeMeta(_ key: String) throws { try run("DELETE FROM meta WHERE key = ?", key) }

    /// The keys that begin with a prefix.
    package func metaKeys(from prefix: String) throws -> [String] {
        try all("SELECT key FROM meta WHERE key >= ? ORDER BY key", prefix) { $0[0] }.filter { $0.hasPrefix(prefix) }
    }

    /// Keeps a value that is an instant.
    package func setMeta(_ key: String, _ instant: Instant) throws {
        try setMeta(key, String(instant.seconds))
    }

    /// A value that is an instant, or nil.
    package func metaInstant(_ key: String) throws -> Instant? {
        try meta(key).flatMap(Int64.init).map(Instant.init(seconds:))
    }
}
