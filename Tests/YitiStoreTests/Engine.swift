import Foundation
import YitiCore
import YitiPostgres
import YitiStore
import YitiTestKit

/// What a store can be kept in. What holds of any store is tested on each.
enum Engine: String, CaseIterable, Sendable {
    case sqlite
    case postgres

    /// Those that are here.
    static let all = PostgresServer.isThere ? allCases : [.sqlite]

    /// An empty store.
    func store() throws -> Store {
        switch self {
        case .sqlite: try Store.inMemory()
        case .postgres: try Store.open(url: Self.emptySchema())
        }
    }

    /// The address of a schema of its own in PostgreSQL, with nothing in it.
    static func emptySchema() throws -> String {
        let server = try PostgresServer.shared()
        let name = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
        let connection = try PostgresConnection(server.url())
        try connection.run(script: "CREATE SCHEMA \(name)")
        connection.close()
        return server.url(schema: name)
    }
}
