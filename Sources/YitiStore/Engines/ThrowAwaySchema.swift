internal import Foundation
import YitiPostgres

/// A schema of a PostgreSQL database that is made for one run, by one process or by several together. The last of them drops it, with all
/// that is in it.
package final class ThrowAwaySchema {
    /// The address of the database with this schema looked into first.
    package let url: String
    /// What others join it by.
    package let name: String
    /// What processes that were killed had left in the database, and is dropped now.
    package let leftovers: [String]
    private let database: String
    /// Says for as long as it lasts that the schema is used, also while nobody has a store in it open.
    private var session: PostgresConnection

    private static let prefix = "yiti_sandbox_"
    private static let digits = 12

    /// Makes one in the database at `url`, and drops what processes that were killed have left there. Throws ``StoreFailure`` when the
    /// first can't be done.
    package init(at url: String) throws {
        name = Self.prefix + UUID().uuidString.lowercased().filter { $0 != "-" }.prefix(Self.digits)
        database = url
        self.url = Self.looking(into: name, url)
        session = try Self.session(at: url)
        leftovers = Self.dropLeftovers(over: session)
        try hold()
        do { try session.run(script: "CREATE SCHEMA \(name)") } catch { throw Store.failure(error) }
    }

    /// Joins the one of that name that another process has made in the database at `url`. Throws ``StoreFailure``, also when it is not
    /// there, or not any more.
    package init(joining name: String, at url: String) throws {
        guard Self.isName(name) else {
            throw StoreFailure(
                .io, "expected a schema as a sandbox prints it, \(Self.prefix) and \(Self.digits) digits, found \(name)"
            )
        }
        self.name = name
        database = url
        self.url = Self.looking(into: name, url)
        leftovers = []
        session = try Self.session(at: url)
        try hold()
        guard try Self.schemas(over: session).contains(name) else {
            throw StoreFailure(
                .io,
                "there is no \(name) at \(session.place): it goes with its last server; start a sandbox without --schema"
            )
        }
    }

    /// Drops it, unless others use it. A process that is killed leaves that to the others, or to the next that makes one.
    package func remove() {
        defer { session.close() }
        // Before the look at the others: of two that end at once neither is to leave it to the other.
        _ = try? session.run(session.statement("SELECT pg_advisory_unlock_all()"))
        // Lost perhaps long ago: nobody has asked anything of it since it began.
        if session.isLost, let another = try? Self.session(at: database) { session = another }
        _ = Self.drop(name, over: session)
    }

    private func hold() throws {
        do {
            try session.run(session.statement("SELECT pg_advisory_lock_shared(\(Self.lock(of: name)))"))
        } catch { throw Store.failure(error) }
    }

    /// Drops a schema that nobody uses; whether it did.
    private static func drop(_ name: String, over session: PostgresConnection) -> Bool {
        defer { session.rollBack() }
        do {
            try session.begin()
            // Servers hold the second, also when the database was away meanwhile.
            let isFree = try session.run(
                session.statement(
                    """
                    SELECT pg_try_advisory_xact_lock(\(lock(of: name)))
                        AND pg_try_advisory_xact_lock(\(Schema.applicationID), hashtext('\(name)'))
                    """))
            guard isFree.integer(row: 0, column: 0) == 1 else { return false }
            try session.run(session.statement("DROP SCHEMA IF EXISTS \(name) CASCADE"))
            try session.commit()
            return true
        } catch { return false }
    }

    private static func dropLeftovers(over session: PostgresConnection) -> [String] {
        ((try? schemas(over: session)) ?? []).filter { drop($0, over: session) }
    }

    /// The names of all that there are.
    private static func schemas(over session: PostgresConnection) throws -> [String] {
        do {
            let found = try session.run(
                session.statement("SELECT nspname::text FROM pg_namespace WHERE nspname LIKE 'yiti\\_sandbox\\_%'"))
            return (0..<found.rows).map { found.text(row: $0, column: 0) }.filter(isName)
        } catch { throw Store.failure(error) }
    }

    private static func isName(_ text: String) -> Bool {
        text.hasPrefix(prefix) && text.utf8.count == prefix.utf8.count + digits
            && text.dropFirst(prefix.count).utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// The arguments of the advisory lock that says that a schema is used.
    private static func lock(of name: String) -> String { "\(Schema.applicationID), hashtext('sandbox \(name)')" }

    private static func session(at url: String) throws -> PostgresConnection {
        do { return try PostgresConnection(url) } catch { throw Store.failure(error) }
    }

    /// libpq takes the last of what an address says twice: the options that are there are kept.
    private static func looking(into schema: String, _ url: String) -> String {
        let path = "-csearch_path%3D\(schema)"
        guard let place = url.range(of: "options=") else {
            return url + (url.contains("?") ? "&" : "?") + "options=" + path
        }
        let end = url[place.upperBound...].firstIndex(of: "&") ?? url.endIndex
        return url[..<end] + "%20" + path + url[end...]
    }
}
