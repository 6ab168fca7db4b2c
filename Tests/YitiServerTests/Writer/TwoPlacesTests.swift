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
        here = one.open(7)
        there = two.open(7)
    }

    /// Makes an account at the first server, and logs in at the other.
    private func arrive() async throws {
        let key = try await one.say("/name Ada", on: here).secret(length: 32)
        _ = await two.say("/login \(key)", on: there)
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
        _ = await one.say("/subscribe 09:00 UTC", on: here)
        try await one.advance(hours: 1)
        try await look(one)
        let shown = write(here)
        #expect(!shown.isEmpty)
        try await look(one)
        two.services.clock.move(to: one.services.clock.now)
        try await look(two)
        #expect(write(there) == shown)
        _ = await one.say("/language en", on: here)
        try await look(two)
        try await look(one)
        #expect(write(there).isEmpty && write(here).isEmpty)
        #expect(await two.say("an answer", on: there).state.isRatingPending)
        try await look(one)
        #expect(told(here)?.isRatingPending == true)
        guard case .done = await one.say("3", on: here).ending else {
            Issue.record("what was answered at the other is not rated here")
            return
        }
    }

    @Test("a connection whose person was linked at another server speaks for whom they have become")
    func linked() async throws {
        let question = try #require(try await one.say("/next loss").ref)
        for node in [one, two] { node.services.clock.move(to: node.services.clock.now.advanced(bySeconds: 60)) }
        try await arrive()
        let code = try await one.say("/link", on: here).secret(length: 13)
        _ = try await one.say("/link \(code)")
        _ = await one.say("/link yes", on: here)
        #expect(await two.say("/whoami", on: there).state.openQuestion == question)
        #expect(await two.say("an answer", on: there).state.isRatingPending)
    }

    @Test("a connection whose person was forgotten at another server is told so, and is a guest's")
    func forgotten() async throws {
        try await arrive()
        _ = await one.say("/next loss", on: here)
        try await look(two)
        #expect(told(there)?.openQuestion != nil)
        _ = await one.say("/forget", on: here)
        let now = one.services.clock.now
        let code = try #require(try await one.read { try $0.forgetCode(of: 1, at: now) })
        _ = await one.say("/forget \(code)", on: here)
        try await look(two)
        let last = try #require(told(there))
        #expect(last.openQuestion == nil)
    }
}
