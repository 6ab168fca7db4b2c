internal import Foundation
import YitiPostgres

/// A schema of a PostgreSQL database that is made for one run, and dropped with all that is in it.
package final class ThrowAwaySchema: Sendable {
    /// The address of the database with this schema looked into first.
    package let url: String
    private let database: String
    private let name: String

    /// Makes one in the database at `url`. Throws ``StoreFailure`` when that can't be done.
    package init(at url: String) throws {
        database = url
        name = "yiti_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        self.url = Self.looking(into: name, url)
        try Self.run("CREATE SCHEMA \(name)", at: url)
    }

    /// Drops it. Nobody may use it any more. A process that is killed leaves one behind, whose name begins with `yiti_`.
    package func remove() {
        try? Self.run("SET client_min_messages = error; DROP SCHEMA \(name) CASCADE", at: database)
    }

    private static func run(_ script: String, at url: String) throws {
        do {
            let connection = try PostgresConnection(url)
            defer { connection.close() }
            try connection.run(script: script)
        } catch {
            throw Store.failure(error)
        }
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
