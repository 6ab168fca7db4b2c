import Foundation
import YitiPostgres
import YitiStore
import YitiTestKit

/// The empty stores that tests work with.
enum TestStore {
    /// What one is kept in.
    enum Engine: String {
        case sqlite
        case postgres

        /// SQLite, or what YITI_TEST_ENGINE names.
        static let current =
            ProcessInfo.processInfo.environment["YITI_TEST_ENGINE"].flatMap(Engine.init(rawValue:)) ?? .sqlite

        /// One in memory, or in a schema of its own.
        func store() throws -> Store {
            self == .postgres ? try Store.open(url: TestStore.emptySchema()) : try Store.inMemory()
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

    static func make() throws -> Store { try Engine.current.store() }
}
