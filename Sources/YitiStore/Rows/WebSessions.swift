package import YitiCore

/// What somebody shows to be let in, as the hash that is kept of it.
package enum Credential: Hashable, Sendable {
    case loginKey([UInt8])
    /// The cookie of a browser that is signed in.
    case session([UInt8])
    /// The code of a link to one's own page.
    case webCode([UInt8])
}

/// Browsers that are signed in, and the codes that sign one in.
extension Transaction {
    /// Whom a credential is good for at an instant; nil for nobody.
    package func person(by credential: Credential, at now: Instant) throws -> Person? {
        let found: Int64? =
            switch credential {
            case .loginKey(let hash): try first("SELECT person FROM login_key WHERE hash = ?", hash) { $0[0] }
            case .session(let hash): try first("SELECT person FROM web_session WHERE hash = ?", hash) { $0[0] }
            case .webCode(let hash):
                try first("SELECT person FROM web_code WHERE hash = ? AND expires_at > ?", hash, now.seconds) { $0[0] }
            }
        return try found.flatMap { try person($0) }
    }

    /// Signs a session in as a person, whoever it was before, and uses a code up; as nobody signs it out, and forgets the replies kept for it.
    package func sign(_ session: [UInt8], in person: Int64?, usingUp code: [UInt8]? = nil, at now: Instant) throws {
        if let code { try run("DELETE FROM web_code WHERE hash = ?", code) }
        guard let person else { return try endWebSession(session) }
        try saveWebSession(session, person: person, at: now)
    }

    private func saveWebSession(_ hash: [UInt8], person: Int64, at now: Instant) throws {
        try run(
            """
            INSERT INTO web_session (hash, person, created_at) VALUES (?, ?, ?)
                ON CONFLICT (hash) DO UPDATE SET person = excluded.person, created_at = excluded.created_at
            """, hash, person, now.seconds)
    }

    private func endWebSession(_ hash: [UInt8]) throws {
        try run("DELETE FROM web_session WHERE hash = ?", hash)
        try removeEffects(webSession: hash)
    }

    /// The hashes of the sessions a person is signed in with.
    package func webSessions(of person: Int64) throws -> [[UInt8]] {
        try all("SELECT hash FROM web_session WHERE person = ?", person) { $0[0] }
    }

    /// Deletes the replies kept for a session.
    func removeEffects(webSession hash: [UInt8]) throws {
        try removeEffects(bridge: WebSessionName.bridge, user: WebSessionName.user(of: hash))
    }

    /// Keeps a code in place of the one the person had.
    func saveWebCode(_ hash: [UInt8], person: Int64, expiresAt: Instant) throws {
        try run(
            """
            INSERT INTO web_code (hash, person, expires_at) VALUES (?, ?, ?)
            ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at
            """, hash, person, expiresAt.seconds)
    }

    /// What connections of its own are told of an account besides its file.
    package func accountFacts(of person: Int64, at now: Instant) throws -> AccountFacts {
        try first(
            """
            SELECT (SELECT count(*) FROM login_key WHERE person = ?1),
                coalesce((SELECT id FROM event WHERE person = ?1 ORDER BY id DESC LIMIT 1), 0),
                (SELECT count(*) FROM delivery
                    WHERE person = ?1 AND bridge = '' AND state = 'pending' AND not_before <= ?2 AND expires_at > ?2
                        AND kind <> 'notice')
            """, person, now.seconds
        ) { AccountFacts(hasKey: $0[0] as Int > 0, lastEvent: $0[1], waiting: $0[2]) } ?? AccountFacts()
    }

    /// The secret that cookies are made with; `fresh` is kept as it when there is none yet.
    package func webSecret(orElse fresh: String) throws -> String {
        if let kept = try meta(Self.webSecretKey) { return kept }
        try setMeta(Self.webSecretKey, fresh)
        return fresh
    }

    private static let webSecretKey = "web_secret"

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
