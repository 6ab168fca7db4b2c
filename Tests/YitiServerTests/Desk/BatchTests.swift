import Testing
import YitiCore
import YitiServer
import YitiStore
import YitiWire

@Suite("what one batch of the desk does together")
struct BatchTests {
    private struct Mishap: Error {}

    @Test("a job that goes wrong is undone alone: the others of its batch are answered and kept")
    func undoesOneJobAlone() async throws {
        let harness = try DeskHarness()
        _ = try await harness.say("/next")
        let failures = try await together(harness, failing: [1, 3], of: 5)
        #expect(failures == [1, 3])
        // 0, 2 and 4 made a person each; 1 and 3 did too, before they went wrong.
        #expect(try await count(harness) == 1 + 3)
        #expect(try await harness.say("an answer").isOK)
        #expect(await harness.differences() == [])
    }

    @Test("what falls due while the window has room goes out once, as the first attempt")
    func sendsAtOnce() async throws {
        let harness = try DeskHarness()
        for user in ["a", "b"] { _ = try await harness.say("/subscribe 09:00 UTC", as: user) }
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:00Z")))
        let pushes = try await harness.pushes()
        #expect(Set(pushes.compactMap { $0.object["user"] as? String }) == ["a", "b"])
        #expect(pushes.allSatisfy { $0.object["attempt"] as? Int == 1 })
        try await harness.ack(pushes)
        #expect(try await harness.pushes().isEmpty)
        #expect(try await harness.say("an answer", as: "a").isOK)
        #expect(await harness.differences() == [])
    }

    @Test("what falls due for somebody out of reach waits for their next word")
    func waitsForTheUnreachable() async throws {
        let harness = try DeskHarness()
        _ = try await harness.say("/subscribe 09:00 UTC", as: "a")
        _ = try await harness.say("/lang en", as: "a")
        _ = try await harness.ask(.user(BridgeUser(id: "1", user: "a", state: .blocked)))
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:00Z")))
        #expect(try await harness.pushes().isEmpty)
        _ = try await harness.say("/settings", as: "a")
        #expect(try await harness.pushes().count == 1)
    }

    @Test("what falls due in quiet hours waits for their end")
    func waitsForTheEndOfQuiet() async throws {
        let harness = try DeskHarness()
        _ = try await harness.say("/tz UTC", as: "a")
        _ = try await harness.say("/quiet 08:30-10:00", as: "a")
        _ = try await harness.say("/subscribe 09:00 UTC", as: "a")
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:00Z")))
        #expect(try await harness.pushes().isEmpty)
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T10:00:00Z")))
        #expect(try await harness.pushes().count == 1)
    }

    @Test("a repeated request in the same batch is carried out once")
    func repeatsWithinABatch() async throws {
        let harness = try DeskHarness()
        _ = try await harness.say("/next")
        async let first = harness.say("once", mid: "m")
        async let second = harness.say("once", mid: "m")
        let replies = [try await first, try await second]
        #expect(replies.filter { $0.object["dup"] as? Bool == true }.count == 1)
        #expect(replies[0].texts == replies[1].texts)
        let answers = try await harness.say("/history").data("history")?["answers"] as? [[String: Any]]
        #expect(answers?.count == 1)
    }

    /// Runs so many jobs in one batch, each of which makes a person; some then fail. Says which were told so.
    private func together(_ harness: DeskHarness, failing: Set<Int>, of count: Int) async throws -> Set<Int> {
        let (outcomes, told) = AsyncStream<(Int, Bool)>.makeStream()
        let desk = harness.desk
        // Queued from a job of the desk's own: all of them wait when that batch ends.
        desk.add(
            Job { _ in
                for number in 0..<count {
                    desk.add(
                        Job(
                            failed: { _ in told.yield((number, false)) },
                            work: { turn in
                                let calendar = LearningCalendar(zone: "UTC")
                                _ = try turn.transaction.insert(Person(id: 0, createdAt: turn.now, calendar: calendar))
                                if failing.contains(number) { throw Mishap() }
                                turn.afterCommit { told.yield((number, true)) }
                            }))
                }
            })
        var failures: Set<Int> = []
        var seen = 0
        for await (number, wentWell) in outcomes {
            if !wentWell { failures.insert(number) }
            seen += 1
            if seen == count { break }
        }
        return failures
    }

    private func count(_ harness: DeskHarness) async throws -> Int {
        try await withCheckedThrowingContinuation { continuation in
            harness.desk.add(
                Job(
                    failed: { _ in continuation.resume(throwing: Mishap()) },
                    work: { turn in
                        let count = try turn.transaction.people(after: 0, limit: 1_000).count
                        turn.afterCommit { continuation.resume(returning: count) }
                    }))
        }
    }
}
