package import YitiCore
import YitiStore

/// How the sandbox is started.
package struct SandboxOptions: Hashable, Sendable {
    /// Where the clock may stand at first: in the years 1970 to 2999, whose days have zones and dates of four digits, and some years after
    /// them, too.
    package static let starts = Instant(seconds: 0)..<Instant(seconds: 32_503_680_000)

    /// Where its clock stands at first; nil for the instant of the start.
    package var at: Instant?
    /// Bridges besides `sandbox` that have a token.
    package var bridges: [String]
    /// The PostgreSQL database that it gets a schema of; nil for a file that is thrown away.
    package var database: String?
    /// The schema there of another server's sandbox, which is joined with its people, its bridges and its clock; nil for one of its own.
    package var schema: String?

    /// Options; the clock stands at the start, and everything is in a file that is thrown away by default.
    package init(at: Instant? = nil, bridges: [String] = [], database: String? = nil, schema: String? = nil) {
        self.at = at
        self.bridges = bridges
        self.database = database
        self.schema = schema
    }

    /// Makes the schema, or joins it; nil where there is none. Throws ``StoreFailure``.
    func makeSchema() throws -> ThrowAwaySchema? {
        try database.map { url in
            try schema.map { try ThrowAwaySchema(joining: $0, at: url) } ?? ThrowAwaySchema(at: url)
        }
    }

    /// The clock that stands until told; that of the sandbox which is joined stands where it is.
    func clock(in store: Store) throws -> Clock {
        guard let schema else { return Clock(standingAt: at ?? Clock().now) }
        guard let now = try store.write({ try $0.standingNow() }) else {
            throw StoreFailure(
                .io, "\(schema) has no clock yet: try again, or start a sandbox without --schema")
        }
        return Clock(standingAt: now)
    }

    /// The sandbox is born with one bridge, and with those that the options name; whoever joins it finds them there.
    func makeTokens(in store: Store, now: Instant) throws -> [(bridge: String, token: String)] {
        guard schema == nil else { return [] }
        let tokens = (["sandbox"] + bridges).map { (bridge: $0, token: Secrets.token()) }
        let hashes = tokens.map { (bridge: $0.bridge, hash: Secrets.hash($0.token)) }
        try store.write { try $0.beginSandbox(at: now, tokens: hashes) }
        return tokens
    }
}
