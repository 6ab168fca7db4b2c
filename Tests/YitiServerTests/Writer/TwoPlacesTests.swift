import Testing
import YitiCore
import YitiServer
import YitiStore
import YitiTestKit

/// A person with connections of their own at two servers on one database.
@Suite("a person who is at two servers", .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
struct TwoPlacesTests {
    private let one: WriterHarness
    private let two: WriterHarness
    private let here: HumanConnection
    private let there: HumanConnection

    init() throws {
        let url = try TestStore.emptySchema()
        one = try WriterHarness(inFile: url)
        two = try WriterHarness(inFile: url)
        here = Self.open(at: one)
        there = Self.open(at: two)
    }

    private static func open(at node: WriterHarness) -> HumanConnection {
        let connection = HumanConnection(
            id: ConnectionID(number: 7), address: PeerAddress(text: "test", isLoopback: true), wake: {})
        node.port.humanOpened(connection)
        return connection
    }

    private func say(_ line: String, on connection: HumanConnection, at node: WriterHarness) async -> HumanReply {
        await withCheckedContinuation { continuation in
            node.port.humanRequest(connection, .line(line)) { continuation.resume(returning: $0) }
        }
    }

    /// The word of a reply that is as long as keys (32) or codes (13) are.
    private func secret(of reply: HumanReply, length: Int) throws -> String {
        var lines = reply.lines
        if case .done(let last) = reply.ending { lines.append(last) }
        let words = lines.joined(separator: " ").split { !$0.isLetter && !$0.isNumber }
        return String(try #require(words.first { $0.count == length }))
    }

    /// Makes an account at the first server, and logs in at the other.
    private func arrive() async throws {
        let key = try secret(of: await say("/name Ada", on: here, at: one), length: 32)
        _ = await say("/login \(key)", on: there, at: two)
        try await look(two)
    }

    /// Has a server do all that it has heard of.
    private func look(_ node: WriterHarness) async throws {
        for _ in 1...2 { _ = try await node.say("/whoami", as: "nobody") }
    }

    /// Writes the pushes that were sent to a connection; their lines.
    private func write(_ connection: HumanConnection) -> [String] {
        connection.takeOutgoing().flatMap { outgoing in
            guard case .push(let push) = outgoing else { return [String]() }
            push.whenSettled(true)
            return push.lines
        }
    }

    private func told(_ connection: HumanConnection) -> HumanState? {
        connection.takeOutgoing().compactMap { if case .update(let state) = $0 { state } else { nil } }.last
    }

    @Test("sees each push at both, once, also where the other has acked it already, and may answer at either")
    func pushes() async throws {
        try await arrive()
        _ = await say("/subscribe 09:00 UTC", on: here, at: one)
        try await one.advance(hours: 1)
        try await look(one)
        let shown = write(here)
        #expect(!shown.isEmpty)
        try await look(one)
        two.services.clock.move(to: one.services.clock.now)
        try await look(two)
        #expect(write(there) == shown)
        _ = await say("/language en", on: here, at: one)
        try await look(two)
        try await look(one)
        #expect(write(there).isEmpty && write(here).isEmpty)
        #expect(await say("an answer", on: there, at: two).state.isRatingPending)
        try await look(one)
        #expect(told(here)?.isRatingPending == true)
        guard case .done = await say("3", on: here, at: one).ending else {
            Issue.record("what was answered at the other is not rated here")
            return
        }
    }

    @Test("a connection whose person was linked at another server speaks for whom they have become")
    func linked() async throws {
        let question = try #require(try await one.say("/next loss").ref)
        for node in [one, two] { node.services.clock.move(to: node.services.clock.now.advanced(bySeconds: 60)) }
        try await arrive()
        let code = try secret(of: await say("/link", on: here, at: one), length: 13)
        _ = try await one.say("/link \(code)")
        _ = await say("/link yes", on: here, at: one)
        #expect(await say("/whoami", on: there, at: two).state.openQuestion == question)
        #expect(await say("an answer", on: there, at: two).state.isRatingPending)
    }

    @Test("a connection whose person was forgotten at another server is told so, and is a guest's")
    func forgotten() async throws {
        try await arrive()
        _ = await say("/next loss", on: here, at: one)
        try await look(two)
        #expect(told(there)?.openQuestion != nil)
        _ = await say("/forget", on: here, at: one)
        let now = one.services.clock.now
        let code = try #require(try await one.read { try $0.forgetCode(of: 1, at: now) })
        _ = await say("/forget \(code)", on: here, at: one)
        try await look(two)
        let last = try #require(told(there))
        #expect(last.openQuestion == nil)
    }
}
