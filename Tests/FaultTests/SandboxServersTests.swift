import Testing
import YitiPostgres
import YitiTestKit

/// Sandboxes in a PostgreSQL database, of one server and of two.
@Suite(.serialized, .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
struct SandboxServersTests {
    private let postgres: PostgresServer

    init() throws { postgres = try PostgresServer() }

    private func first() throws -> ServerProcess {
        try .sandbox(at: "2026-03-02T08:00:00Z", ["--database", postgres.url()])
    }

    /// Another server of a sandbox.
    private func second(of server: ServerProcess) throws -> ServerProcess {
        let bank = try SmallBank.usual.folder()
        return try ServerProcess(
            ["--sandbox", "--database", postgres.url(), "--schema", #require(server.schema), "--bank", bank.path],
            keeping: [bank])
    }

    private func schemas() throws -> [String] {
        let session = try PostgresConnection(postgres.url())
        defer { session.close() }
        let found = try session.run(
            session.statement("SELECT nspname::text FROM pg_namespace WHERE nspname LIKE 'yiti%' ORDER BY oid"))
        return (0..<found.rows).map { found.text(row: $0, column: 0) }
    }

    private func end(_ server: ServerProcess) throws {
        server.terminate()
        #expect(try server.waitForExit() == 0)
    }

    private func kill(_ server: ServerProcess) throws {
        server.kill()
        #expect(try server.waitForExit() == 128 + 9)
    }

    @Test("two servers of one have one clock: moved at either it is moved at both, and what is due goes to the bridge")
    func clock() throws {
        let one = try first()
        let two = try second(of: one)
        // The bridge's token is that of the sandbox, wherever it comes to.
        let bridge = try BridgeClient(port: two.port, token: one.token)
        try bridge.run("u", "/subscribe 09:00 UTC")
        let person = try one.connect()
        #expect(try person.ask("/clock +2h").ending.contains("2026-03-02T10:00:00Z"))
        let push = try bridge.push()
        #expect(push.user == "u" && push.due == "2026-03-02T09:00:00Z")
        try bridge.ack(push.delivery)
        #expect(try bridge.advance(24 * 3_600) == "2026-03-03T10:00:00Z")
        #expect(try bridge.push().due == "2026-03-03T09:00:00Z")
        #expect(try person.ask("/clock +1h").ending.contains("2026-03-03T11:00:00Z"))
        #expect(try person.ask("/clock 2026-03-03T10:30:00Z").code != nil, "it stands at 11:00 at the other as well")
        for server in [one, two] { try end(server) }
    }

    @Test("the last of a sandbox's servers drops its schema, whichever that is and however the others have ended")
    func dropped() throws {
        let alone = try first()
        try end(alone)
        #expect(try schemas() == [])
        for isKilled in [false, true] {
            let one = try first()
            let two = try second(of: one)
            try (isKilled ? kill : end)(one)
            #expect(try schemas() == [one.schema])
            #expect(try two.connect().ask("/clock +1h").isDone)
            try end(two)
            #expect(try schemas() == [])
        }
    }

    @Test("what a sandbox that was killed has left the next one drops and says, and nobody's that is in use")
    func leftovers() throws {
        let used = try first()
        let killed = try first()
        let left = try #require(killed.schema)
        try kill(killed)
        let next = try first()
        #expect(try schemas() == [used.schema, next.schema])
        #expect(next.log.contains("had left") && next.log.contains(left))
        #expect(try used.connect().ask("/clock +1h").isDone)
        for server in [used, next] { try end(server) }
        #expect(try schemas() == [])
    }

    @Test("refuses to join what is no sandbox's schema or not there any more, and says what to do instead")
    func refuses() throws {
        let join = { (name: String, more: [String]) in
            try Program.run(
                ["serve", "--sandbox", "--database", postgres.url(), "--schema", name, "--bank", Program.shippedBank]
                    + more)
        }
        let gone = try join("yiti_sandbox_0123456789ab", [])
        #expect(gone.status == 1 && gone.errors.contains("without --schema"), "\(gone)")
        let another = try join("public", [])
        #expect(another.status == 1 && another.errors.contains("yiti_sandbox_"), "\(another)")
        let set = try join("yiti_sandbox_0123456789ab", ["--at", "2026-03-02T08:00:00Z"])
        #expect(set.status == 64 && set.errors.contains("leave --at and --bridge away"), "\(set)")
        #expect(try schemas() == [])
    }
}
