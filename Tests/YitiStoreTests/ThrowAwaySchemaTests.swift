import Testing
import YitiPostgres
import YitiStore
import YitiTestKit

@Suite(
    "a schema that is thrown away", .serialized,
    .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
struct ThrowAwaySchemaTests {
    private let postgres: PostgresServer

    init() throws { postgres = try PostgresServer() }

    private func schemas(_ like: String = "yiti\\_sandbox\\_%") throws -> [String] {
        let session = try PostgresConnection(postgres.url())
        defer { session.close() }
        let found = try session.run(
            session.statement("SELECT nspname::text FROM pg_namespace WHERE nspname LIKE '\(like)' ORDER BY oid"))
        return (0..<found.rows).map { found.text(row: $0, column: 0) }
    }

    @Test("is one store for all that join it, and goes with the last of them")
    func shared() throws {
        let mine = try ThrowAwaySchema(at: postgres.url())
        let theirs = try ThrowAwaySchema(joining: mine.name, at: postgres.url())
        let store = try Store.open(url: mine.url)
        try store.write { try $0.setMeta("a", "1") }
        try store.close()
        mine.remove()
        let other = try Store.open(url: theirs.url)
        #expect(try other.write { try $0.meta("a") } == "1")
        try other.close()
        theirs.remove()
        #expect(try schemas() == [])
        #expect(throws: StoreFailure.self) { try ThrowAwaySchema(joining: mine.name, at: postgres.url()) }
        #expect(throws: StoreFailure.self) { try ThrowAwaySchema(joining: "public", at: postgres.url()) }
    }

    @Test("goes with the last also when the database was away meanwhile")
    func afterARestart() throws {
        let mine = try ThrowAwaySchema(at: postgres.url())
        try postgres.stop()
        try postgres.start()
        mine.remove()
        #expect(try schemas() == [])
    }

    @Test("what is left is dropped by the next, but nothing that a store uses or whose name another has given")
    func leftovers() throws {
        let session = try PostgresConnection(postgres.url())
        let names = ["yiti_sandbox_000000000001", "yiti_sandbox_000000000002", "yiti_sandbox_of_mine"]
        for name in names { try session.run(script: "CREATE SCHEMA \(name)") }
        session.close()
        // As a server's whose session for the schema was lost with the database, and whose store is back.
        let used = try Store.open(url: postgres.url(schema: names[1]))
        let mine = try ThrowAwaySchema(at: postgres.url())
        #expect(mine.leftovers == [names[0]])
        #expect(try schemas() == [names[1], names[2], mine.name])
        try used.close()
        mine.remove()
        #expect(try schemas() == [names[1], names[2]])
    }
}
