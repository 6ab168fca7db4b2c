import Foundation
import GRDB
import Testing
import YitiCore
import YitiPostgres
import YitiTestKit

@testable import YitiStore

@Suite("a store in PostgreSQL", .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
struct PostgresStoreTests {
    private func failure(of body: () throws -> Void) -> StoreFailure? {
        do { try body() } catch { return error as? StoreFailure }
        return nil
    }

    private func run(_ script: String, at url: String) throws {
        let connection = try PostgresConnection(url)
        defer { connection.close() }
        try connection.run(script: script)
    }

    private func guest() -> Person {
        Person(id: 0, createdAt: Instant(seconds: 0), calendar: LearningCalendar(zone: "UTC"))
    }

    @Test("is open to several at once, and to one alone when nobody else has it")
    func locks() throws {
        let url = try Engine.emptySchema()
        let (store, other) = try (Store.open(url: url), Store.open(url: url))
        #expect(try !store.write { try $0.isAlone() })
        try other.close()
        let refusal = failure { _ = try Store.open(url: url, isAlone: true, patience: 1) }
        #expect(refusal?.code == .locked && refusal?.message.contains("a yiti uses postgresql://127.0.0.1") == true)
        try store.close()
        let alone = try Store.open(url: url, isAlone: true)
        #expect(try alone.write { try $0.isAlone() })
        #expect(failure { _ = try Store.open(url: url, patience: 1) }?.code == .locked)
        try alone.close()
    }

    @Test("can't be reached while somebody has it alone, whom a lost session has let in")
    func shutOut() throws {
        let url = try Engine.emptySchema()
        let store = try Store.open(url: url)
        defer { try? store.close() }
        try loseSession(of: store, at: url) {
            let alone = try Store.open(url: url, isAlone: true)
            let error = #expect(throws: (any Error).self) { try store.write { _ in } }
            #expect(error.map { if case .unreachable = Fault($0) { true } else { false } } == true)
            try alone.close()
        }
    }

    @Test("asks by an index beside the writer as well, also in a session that was begun anew")
    func readsByAnIndex() throws {
        let url = try Engine.emptySchema()
        let store = try Store.open(url: url)
        defer { try? store.close() }
        let reader = try #require(try (store.engine as? PostgresEngine)?.reader() as? PostgresEngine)
        let first = try reader.connected { $0.backend }
        try run("SELECT pg_terminate_backend(\(first), 5000)", at: url)
        let book = StatementBook()
        defer { try? reader.close(book) }
        try reader.read(book) { _ = try $0.storeName() }
        let (second, scans) = try reader.connected { session in
            let setting = session.statement("SELECT current_setting('enable_seqscan')")
            return (session.backend, try session.run(setting).text(row: 0, column: 0))
        }
        #expect(second != first && scans == "off")
    }

    @Test("sees what others have written since, of people that it knows as well, and goes on after their numbers")
    func several() throws {
        let url = try Engine.emptySchema()
        let (one, two) = try (Store.open(url: url), Store.open(url: url))
        defer { for store in [one, two] { try? store.close() } }
        var person = try one.write { try $0.insert(guest()) }
        #expect(try two.write { try $0.person(1)?.name } == nil)
        person.name = "Ada"
        try one.write { try $0.update(person) }
        #expect(try two.write { try $0.person(1)?.name } == "Ada")
        #expect(try two.write { try $0.insert(guest()).id } == 2)
        #expect(try one.write { try $0.insert(guest()).id } == 3)
    }

    /// Has the session that a store writes in end, so that its next turn, after `body`, begins another.
    private func loseSession(of store: Store, at url: String, before body: () throws -> Void = {}) throws {
        let engine = try #require(store.engine as? PostgresEngine)
        let backend = try engine.connected { $0.backend }
        try run("SELECT pg_terminate_backend(\(backend), 5000)", at: url)
        #expect(throws: PostgresError.self) { try store.write { try $0.setMeta("a", "0") } }
        try body()
        try store.write { try $0.setMeta("a", "0") }
    }

    @Test(
        "goes on when another stands still in the middle of what it was sending in its turn", arguments: [false, true])
    func frozenWhileSending(afterALostSession: Bool) throws {
        let url = try Engine.emptySchema()
        let store = try Store.open(url: url)
        if afterALostSession { try loseSession(of: store, at: url) }
        let frozen = try PostgresConnection(url)
        defer { frozen.close() }
        try frozen.begin()
        try frozen.run(frozen.statement("SELECT 1 FROM shared_part ORDER BY part FOR UPDATE"))
        // More than libpq keeps back: some of it is sent, and the rest never is.
        let values = PostgresValues()
        values.text(String(repeating: "x", count: 20_000))
        try frozen.send(frozen.statement("SELECT length(CAST(? AS TEXT))"), values)
        try store.write { try $0.setMeta("a", "1") }
        #expect(try store.write { try $0.meta("a") } == "1")
        #expect(throws: PostgresError.self) { try frozen.finish() }
        try store.close()
    }

    @Test("knows of others only when they have changed rows")
    func knows() throws {
        let url = try Engine.emptySchema()
        let (one, two) = try (Store.open(url: url), Store.open(url: url))
        defer { for store in [one, two] { try? store.close() } }
        _ = try one.write { _ in }
        try two.write { try $0.setMeta("a", "b") }
        #expect(try one.write { $0.others != nil })
        #expect(try one.write { $0.others == nil })
        try two.write { try $0.run("DELETE FROM meta WHERE key = ?", "absent") }
        #expect(try one.write { $0.others == nil })
    }

    @Test("turns of several come one after another, whatever they do")
    func turns() throws {
        let url = try Engine.emptySchema()
        let stores = try (0..<3).map { _ in try Store.open(url: url) }
        DispatchQueue.concurrentPerform(iterations: stores.count) { index in
            for _ in 0..<40 {
                try? stores[index].write { transaction in
                    let count = try transaction.meta("count").flatMap { Int($0) } ?? 0
                    try transaction.setMeta("count", String(count + 1))
                }
            }
        }
        #expect(try stores[0].write { try $0.meta("count") } == "120")
        for store in stores { try store.close() }
    }

    @Test(
        "finds out what became of a commit whose answer is lost, and does nothing twice",
        arguments: [(message: "COMMIT", happened: true), (message: "BEGIN", happened: false)])
    func outcome(of message: String, happened: Bool) throws {
        let server = try PostgresServer.shared()
        let proxy = try CuttingProxy(before: server.port)
        defer { proxy.close() }
        let name = try #require(try Engine.emptySchema().split(separator: "%3D").last)
        let store = try Store.open(url: server.url(schema: String(name), port: proxy.port))
        defer { try? store.close() }
        try store.write { try $0.setMeta("count", "0") }
        proxy.cut(at: Array("\(message)\0".utf8))
        let count = { (transaction: Transaction) in
            try transaction.setMeta("count", String((transaction.meta("count").flatMap { Int($0) } ?? 0) + 1))
        }
        if happened {
            try store.write(count)
        } else {
            let error = #expect(throws: PostgresError.self) { try store.write(count) }
            #expect(error.map { if case .busy = Fault($0) { true } else { false } } == true)
        }
        #expect(!proxy.isWaiting)
        #expect(try store.write { try $0.meta("count") } == (happened ? "1" : "0"))
    }

    @Test("keeps what was written, and its numbers, from one opening to the next")
    func lasts() throws {
        let url = try Engine.emptySchema()
        let guest = Person(id: 0, createdAt: Instant(seconds: 0), calendar: LearningCalendar(zone: "UTC"))
        let store = try Store.open(url: url)
        let name = try store.write { try $0.storeName() }
        #expect(try store.write { try [$0.insert(guest).id, $0.insert(guest).id] } == [1, 2])
        try store.write { try $0.deletePerson(2) }
        try store.close()
        let again = try Store.open(url: url)
        #expect(try again.write { try $0.storeName() } == name)
        #expect(try again.write { try $0.insert(guest).id } == 3)
        try again.close()
    }

    @Test("refuses what a newer one has changed so that it may not write, and not what it has only added to")
    func versions() throws {
        let url = try Engine.emptySchema()
        try Store.open(url: url).close()
        try run("INSERT INTO schema_version (version, oldest_writer) VALUES (99, 8)", at: url)
        try Store.open(url: url).close()
        try run("UPDATE schema_version SET oldest_writer = 99 WHERE version = 99", at: url)
        #expect(failure { _ = try Store.open(url: url) }?.code == .newer)
    }

    @Test("refuses a schema with another program's tables, and leaves it as it was")
    func foreign() throws {
        let url = try Engine.emptySchema()
        try run("CREATE TABLE person (a int)", at: url)
        #expect(failure { _ = try Store.open(url: url) }?.code == .damaged)
        // Neither of these would go if anything had been made.
        try run("DROP TABLE person; CREATE TABLE schema_version (a int); CREATE TABLE meta (a int)", at: url)
    }

    @Test("says that the schema is missing, and that there is no server")
    func absent() throws {
        let url = try PostgresServer.shared().url(schema: "nowhere")
        #expect(failure { _ = try Store.open(url: url) }?.message.contains("CREATE SCHEMA") == true)
        #expect(failure { _ = try Store.open(url: "postgresql://127.0.0.1:1/none") }?.code == .io)
    }

    @Test("refuses to rewrite an event")
    func keepsEvents() throws {
        let url = try Engine.emptySchema()
        let store = try Store.open(url: url)
        try store.write { transaction in
            let guest = Person(id: 0, createdAt: Instant(seconds: 0), calendar: LearningCalendar(zone: "UTC"))
            let person = try transaction.insert(guest).id
            try transaction.append(
                Event(
                    person: person, kind: .resume, at: Instant(seconds: 0), zone: "UTC", offset: 0, day: Day(number: 1),
                    question: "loss-01"))
        }
        let error = #expect(throws: PostgresError.self) { try run("UPDATE event SET day = 3", at: url) }
        #expect(error?.message == "events are append-only")
        try run("UPDATE event SET person = person", at: url)
    }

    /// Every text of a query in the store's sources, but for those that are one engine's.
    private func texts() throws -> [String] {
        let literal = #/"""\n((?:(?!""")[^\0])*)"""|"((?:[^"\\\n]|\\.)*)"/#
        let query = #/^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM)\s/#
        let own = ["sqlite_", "pragma_", "pg_", "current_schema()", "schema_version", "shared_", "set_config(", "\\("]
        let folder = Program.root + "/Sources/YitiStore"
        var texts: [String] = []
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.hasSuffix(".swift") {
            let source = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            for match in source.matches(of: literal) {
                let text = String(match.1 ?? match.2 ?? "").replacing("\\\"", with: "\"")
                if text.contains(query), !own.contains(where: { text.contains($0) }) { texts.append(text) }
            }
        }
        return texts
    }

    @Test("has one text for each query, which both engines take")
    func sameTexts() throws {
        let texts = try texts()
        #expect(texts.count > 150)
        let url = try Engine.emptySchema()
        try Store.open(url: url).close()
        let connection = try PostgresConnection(url)
        let queue = try #require(Store.inMemory().engine as? SQLiteEngine).queue
        for text in texts {
            let statement = connection.statement(text)
            #expect(throws: Never.self) {
                try connection.run(script: "PREPARE one AS \(statement.text); DEALLOCATE one")
            }
            #expect(throws: Never.self) { _ = try queue.read { try $0.makeStatement(sql: text) } }
        }
    }

    @Test("has the tables and columns that SQLite has")
    func sameTables() throws {
        let url = try Engine.emptySchema()
        try Store.open(url: url).close()
        let connection = try PostgresConnection(url)
        let columns = try connection.run(
            connection.statement(
                """
                SELECT table_name::text, column_name::text FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name <> 'schema_version'
                    AND table_name NOT LIKE 'shared%'
                """))
        let ours = Set(
            (0..<columns.rows).map { "\(columns.text(row: $0, column: 0)).\(columns.text(row: $0, column: 1))" })
        let queue = try #require(Store.inMemory().engine as? SQLiteEngine).queue
        let theirs = try queue.read { database in
            try String.fetchSet(
                database,
                sql: """
                    SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c
                    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'grdb_migrations'
                    """)
        }
        #expect(ours == theirs)
    }

    @Test("ends a transaction that is lost with its session, and says so")
    func lost() throws {
        let url = try Engine.emptySchema()
        let store = try Store.open(url: url)
        let error = #expect(throws: (any Error).self) {
            try store.write { transaction in
                try transaction.setMeta("a", "b")
                try transaction.attempt {
                    try run(
                        """
                        SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'
                            AND objid = hashtext(current_schema())::oid
                        """, at: url)
                    _ = try transaction.meta("a")
                }
            }
        }
        #expect(error is TransactionLost)
        #expect(error.map { if case .busy = Fault($0) { true } else { false } } == true)
        // It goes on in another session.
        #expect(try store.write { try $0.meta("a") } == nil)
    }
}
