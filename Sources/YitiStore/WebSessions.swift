package import YitiCore

/// Browsers that are signed in, and the codes that sign one in.
extension Transaction {
    /// Who is signed in with a session, by its hash; nil for nobody.
    package func person(webSession hash: [UInt8]) throws -> Int64? {
        try first("SELECT person FROM web_session WHERE hash = ?", hash) { $0[0] }
    }

    /// Signs a session in; whoever it was before is so no more.
    package func saveWebSession(_ hash: [UInt8], person: Int64, at now: Instant) throws {
        try run(
            """
            INSERT INTO web_session (hash, person, created_at) VALUES (?, ?, ?)
                ON CONFLICT (hash) DO UPDATE SET person = excluded.person, created_at = excluded.created_at
            """, hash, person, now.seconds)
    }

    /// Signs a session out.
    package func removeWebSession(_ hash: [UInt8]) throws { try run("DELETE FROM web_session WHERE hash = ?", hash) }

    /// The hashes of the sessions a person is signed in with.
    func webSessions(of person: Int64) throws -> [[UInt8]] {
        try all("SELECT hash FROM web_session WHERE person = ?", person) { $0[0] }
    }

    /// Deletes the replies kept for a session.
    package func removeEffects(webSession hash: [UInt8]) throws {
        try removeEffects(bridge: WebSessionName.bridge, user: WebSessionName.user(of: hash))
    }

    /// How many browsers are signed in.
    package func countWebSessions() throws -> Int { try first("SELECT count(*) FROM web_session") { $0[0] } ?? 0 }

    /// Keeps a code in place of the one the person had.
    package func saveWebCode(_ hash: [UInt8], person: Int64, expiresAt: Instant) throws {
        try run(
            """
            INSERT INTO web_code (hash, person, expires_at) VALUES (?, ?, ?)
            ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at
            """, hash, person, expiresAt.seconds)
    }

    /// Whom a code that is still good is for.
    package func person(webCode hash: [UInt8], at now: Instant) throws -> Int64? {
        try first("SELECT person FROM web_code WHERE hash = ? AND expires_at > ?", hash, now.seconds) { $0[0] }
    }

    /// A code was used.
    package func removeWebCode(_ hash: [UInt8]) throws { try run("DELETE FROM web_code WHERE hash = ?", hash) }

    /// Makes another key the one of a person; the keys before it are void.
    package func replaceLoginKeys(of person: Int64, with hash: [UInt8], at now: Instant) throws {
        try run("DELETE FROM login_key WHERE person = ?", person)
        try addLoginKey(hash: hash, person: person, at: now)
    }
}

/// What a session's kept replies are kept under: no bridge can have the name, which holds a space.
package enum WebSessionName {
    /// In the place of a bridge's name.
    package static let bridge = "a browser"

    /// In the place of a bridge's user: the first half of the hash in hexadecimal.
    package static func user(of hash: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: hash.prefix(16).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
