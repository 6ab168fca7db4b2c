package import YitiCore

extension Transaction {
    /// Stores a code in place of the one the person issued before.
    package func save(_ code: LinkCode) throws {
        try run("DELETE FROM link_code WHERE person = ?", code.person)
        try run(
            """
            INSERT INTO link_code (code, person, bridge, "user", expires_at, claimant, claimant_bridge, claimant_user)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """, code.code, code.person, code.issuer.bridge, code.issuer.user, code.expiresAt.seconds, code.claimant,
            code.claimantAddress?.bridge, code.claimantAddress?.user)
    }

    /// The codes a person has asked for that are still good.
    func codes(of person: Int64, at now: Instant) throws -> StandingCodes {
        let link = try linkCode(issuedBy: person, at: now)
        return StandingCodes(
            link: link, claimant: try link?.claimant.flatMap(self.person), forget: try forgetCode(of: person, at: now))
    }

    /// A code that is still good, or nil.
    package func linkCode(_ code: String, at now: Instant) throws -> LinkCode? {
        try first("SELECT * FROM link_code WHERE code = ? AND expires_at > ?", code, now.seconds, read: Self.linkCode)
    }

    /// The code a person issued that is still good, or nil.
    package func linkCode(issuedBy person: Int64, at now: Instant) throws -> LinkCode? {
        try first(
            "SELECT * FROM link_code WHERE person = ? AND expires_at > ?", person, now.seconds, read: Self.linkCode)
    }

    /// Takes the code a person issued away.
    package func removeLinkCode(issuedBy person: Int64) throws {
        try run("DELETE FROM link_code WHERE person = ?", person)
    }

    /// Stores the code that `/forget` asks for.
    package func saveForgetCode(_ code: String, person: Int64, expiresAt: Instant) throws {
        try run(
            """
            INSERT INTO forget_code (person, code, expires_at) VALUES (?, ?, ?)
            ON CONFLICT (person) DO UPDATE SET code = excluded.code, expires_at = excluded.expires_at
            """, person, code, expiresAt.seconds)
    }

    /// The code that `/forget` asked for and that is still good, or nil.
    package func forgetCode(of person: Int64, at now: Instant) throws -> String? {
        try first("SELECT code FROM forget_code WHERE person = ? AND expires_at > ?", person, now.seconds) { $0[0] }
    }

    private static func linkCode(_ row: Row) -> LinkCode {
        var code = LinkCode(
            code: row["code"], person: row["person"], issuer: Address(bridge: row["bridge"], user: row["user"]),
            expiresAt: row["expires_at"])
        code.claimant = row["claimant"]
        if let bridge = row["claimant_bridge"] as String?, let user = row["claimant_user"] as String? {
            code.claimantAddress = Address(bridge: bridge, user: user)
        }
        return code
    }
}
