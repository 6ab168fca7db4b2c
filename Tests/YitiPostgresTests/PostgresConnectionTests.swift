import Glibc
import Testing
import YitiTestKit

@testable import YitiPostgres

@Suite(.enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
struct PostgresConnectionTests {
    private func connection(schema: String? = nil) throws -> PostgresConnection {
        try PostgresConnection(PostgresServer.shared().url(schema: schema))
    }

    /// A session that has a table of its own.
    private func withTable(_ columns: String) throws -> PostgresConnection {
        let connection = try connection()
        try connection.run(script: "CREATE TEMPORARY TABLE thing (\(columns)); CREATE INDEX ON thing (a);")
        return connection
    }

    private func values(_ fill: (PostgresValues) -> Void) -> PostgresValues {
        let values = PostgresValues()
        fill(values)
        return values
    }

    @Test(
        "what can't be read of an address is said without its password",
        arguments: [
            "yiti:Hush%Pass@127.0.0.1:1/db", "yiti:Hush@Pass@127.0.0.1:1/db", "yiti:Hush/Pass@127.0.0.1:1/db",
            "yiti:HushPass@[::1/db", "yiti@127.0.0.1:x/db?password=HushPass", "yiti:Hush?Pass@127.0.0.1:1/db",
        ])
    func passwords(address: String) throws {
        let error = #expect(throws: PostgresError.self) { try PostgresConnection("postgresql://" + address) }
        let said = try #require(error).description
        #expect(!said.isEmpty && !said.contains("Hush") && !said.contains("Pass"), "\(said)")
    }

    @Test("says which package is missing when there is no client library")
    func namesPackage() {
        let error = #expect(throws: PostgresError.self) { try LibPQ(names: ["libpq.so.none"]) }
        #expect(error?.kind == .noLibrary)
        #expect(error?.message.contains("libpq5") == true)
    }

    @Test("says in PostgreSQL's words why there is no connection")
    func saysWhy() {
        let error = #expect(throws: PostgresError.self) {
            try PostgresConnection("postgresql://yiti@127.0.0.1:1/none?connect_timeout=2")
        }
        #expect(error?.kind == .notConnected)
        #expect(error?.message.contains("127.0.0.1") == true)
    }

    @Test("gives values back as they were given, at their ends, empty and absent")
    func keepsValues() throws {
        let connection = try withTable("a bigint, b text, c bytea, d double precision")
        let insertion = connection.statement("INSERT INTO thing VALUES (?, ?, ?, ?)")
        let octets = [UInt8](0...255)
        let rows: [(Int64, String, [UInt8], Double)] = [
            (.min, "", [], -0.0), (.max, "交叉熵 \u{1F600}", octets, .greatestFiniteMagnitude),
            (-1, "'\"\\", [0], 0.1 + 0.2),
        ]
        for row in rows {
            try connection.send(
                insertion,
                values {
                    $0.number(row.0)
                    $0.text(row.1)
                    row.2.withUnsafeBytes($0.octets)
                    $0.number(row.3)
                })
        }
        try connection.send(insertion, values { for _ in 0..<4 { $0.null() } })
        let result = try connection.run(connection.statement("SELECT * FROM thing"))
        #expect(result.rows == 4)
        for (place, row) in rows.enumerated() {
            #expect(result.integer(row: place, column: 0) == row.0)
            #expect(result.text(row: place, column: 1) == row.1)
            #expect(Array(result.octets(row: place, column: 2)) == row.2)
            #expect(result.double(row: place, column: 3).bitPattern == row.3.bitPattern)
            #expect((0..<4).allSatisfy { !result.isNull(row: place, column: $0) })
        }
        #expect((0..<4).allSatisfy { result.isNull(row: 3, column: $0) })
        #expect(result.integer(row: 3, column: 0) == 0 && result.text(row: 3, column: 1) == "")
    }

    @Test("reads whole numbers of any width, and truths")
    func readsWidths() throws {
        let connection = try connection()
        let result = try connection.run(
            connection.statement("SELECT 1, (-2)::smallint, 3::bigint, true, false, count(*) FROM pg_class WHERE false")
        )
        #expect((0..<6).map { result.integer(row: 0, column: $0) } == [1, -2, 3, 1, 0, 0])
    }

    @Test("finds parameters by order and by number, and columns by name")
    func namesThings() throws {
        let connection = try connection()
        let statement = connection.statement(
            "SELECT CAST(?2 AS bigint) AS two, CAST(?1 AS bigint) AS one, ?2 + ?1 AS three")
        let result = try connection.run(
            statement,
            values {
                $0.number(1 as Int64)
                $0.number(2 as Int64)
            })
        let found = (["one", "two", "three"] as [StaticString]).map { statement.index(of: $0, in: result) }
        #expect(found == [1, 0, 2])
        #expect(statement.index(of: "four", in: result) == nil)
        #expect(found.compactMap(\.self).map { result.integer(row: 0, column: $0) } == [1, 2, 3])
    }

    @Test("throws the first refusal of a flight with its code, and goes on after it")
    func survivesRefusals() throws {
        let connection = try withTable("a bigint PRIMARY KEY")
        let insertion = connection.statement("INSERT INTO thing VALUES (?)")
        try connection.begin()
        for number: Int64 in [1, 1, 2] { try connection.send(insertion, values { $0.number(number) }) }
        // Prepared after the refusal, that is to say not at all.
        let count = connection.statement("SELECT count(*) FROM thing")
        let error = #expect(throws: PostgresError.self) { try connection.run(count) }
        #expect(error?.kind == .refused && error?.state == "23505")
        #expect(error?.statement?.contains("INSERT INTO thing") == true)
        #expect(throws: PostgresError.self) { try connection.commit() }
        connection.rollBack()
        #expect(try connection.run(count).integer(row: 0, column: 0) == 0)
        #expect(throws: PostgresError.self) { try connection.run(connection.statement("SELECT nothing")) }
        #expect(try connection.run(count).integer(row: 0, column: 0) == 0)
    }

    @Test("commits what was sent, all of it, and says how much a statement changed")
    func commits() throws {
        let connection = try withTable("a bigint")
        try connection.begin()
        let insertion = connection.statement("INSERT INTO thing VALUES (?)")
        for number: Int64 in 0..<2_000 { try connection.send(insertion, values { $0.number(number) }) }
        #expect(try connection.run(connection.statement("UPDATE thing SET a = a + 1 WHERE a < 10")).changes == 10)
        try connection.commit()
        #expect(!connection.isInTransaction)
        #expect(
            try connection.run(connection.statement("SELECT sum(a)::bigint FROM thing")).integer(row: 0, column: 0)
                == 1_999_010)
    }

    @Test("takes answers while it sends, however large both are")
    func doesNotJam() throws {
        let connection = try connection()
        let echo = connection.statement("SELECT CAST(? AS text)")
        let text = String(repeating: "x", count: 1 << 20)
        for _ in 0..<24 { try connection.send(echo, values { $0.text(text) }) }
        #expect(try connection.finish()?.octets(row: 0, column: 0).count == 1 << 20)
    }

    @Test("has durability in force, and gives up a session that is frozen in its transaction")
    func isDurable() throws {
        let connection = try PostgresConnection(PostgresServer.shared().url() + "?options=-csynchronous_commit%3Doff")
        let settings = try connection.run(
            connection.statement(
                "SELECT current_setting('synchronous_commit'), current_setting('idle_in_transaction_session_timeout')"))
        #expect(settings.text(row: 0, column: 0) == "on" && settings.text(row: 0, column: 1) == "5s")
    }

    @Test("refuses a server that takes no writes")
    func refusesReadOnly() throws {
        let error = #expect(throws: PostgresError.self) {
            try PostgresConnection(PostgresServer.shared().url() + "?options=-cdefault_transaction_read_only%3Don")
        }
        #expect(error?.kind == .notConnected)
    }

    @Test("knows that the session was ended, before a commit and in the middle of one")
    func noticesLoss() throws {
        let killer = try connection()
        let end = killer.statement("SELECT pg_terminate_backend(CAST(? AS bigint)::int)")
        for isCommit in [false, true] {
            let victim = try connection()
            let number = try victim.run(victim.statement("SELECT pg_backend_pid()")).integer(row: 0, column: 0)
            try victim.begin()
            try victim.run(victim.statement("SELECT 1"))
            try killer.run(end, values { $0.number(number) })
            let error = #expect(throws: PostgresError.self) {
                if isCommit { try victim.commit() } else { try victim.run(victim.statement("SELECT 1")) }
            }
            #expect(error?.kind == (isCommit ? .outcomeUnknown : .connectionLost))
        }
    }

    @Test("does not take a commit for durable of which the server warns")
    func mindsWarnings() throws {
        let connection = try withTable("a bigint")
        try connection.run(
            script: """
                CREATE FUNCTION pg_temp.warn() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE WARNING 'canceling wait' USING ERRCODE = '01000'; RETURN NULL; END $$;
                CREATE CONSTRAINT TRIGGER warning AFTER INSERT ON thing DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION pg_temp.warn();
                """)
        try connection.begin()
        try connection.send(connection.statement("INSERT INTO thing VALUES (1)"))
        let error = #expect(throws: PostgresError.self) { try connection.commit() }
        #expect(error?.kind == .outcomeUnknown && error?.message == "canceling wait")
    }
}
