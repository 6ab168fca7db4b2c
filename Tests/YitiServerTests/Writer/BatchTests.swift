import Testing
import YitiCore
import YitiServer
import YitiStore
import YitiWire

@Suite("what one batch of the writer does together")
struct BatchTests {
    private struct Mishap: Error {}

    @Test("a job that goes wrong is undone alone: the others of its batch are answered and kept")
    func undoesOneJobAlone() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/next")
        let failures = try await together(harness, failing: [1, 3], of: 5)
        #expect(failures == [1, 3])
        // 0, 2 and 4 made a person each; 1 and 3 did too, before they went wrong.
        #expect(try await count(harness) == 1 + 3)
        #expect(try await harness.say("an answer").isOK)
        #expect(await harness.differences() == [])
    }

    @Test("what falls due while the window has state goes out once, as the first attempt")
    func sendsAtOnce() async throws {
        let harness = try WriterHarness()
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

    @Test("what falls due and has a delivery already gets no second, and those that share its batch get theirs")
    func deliversAnOccurrenceOnce() async throws {
        let harness = try WriterHarness()
        for user in ["a", "b"] { _ = try await harness.say("/subscribe 09:00 UTC", as: user) }
        let due = try #require(Instant(text: "2026-03-02T09:00:00Z"))
        harness.writer.add(
            Job { batch in
                let person = try batch.transaction.identity(bridge: "chat", user: "a")?.person ?? 0
                for subscription in try batch.transaction.subscriptions(of: person) {
                    let day = subscription.nextOccurrence ?? Day(number: 0)
                    var delivery = Delivery(
                        person: person, subscription: subscription.id, occurrence: day, kind: .daily,
                        address: subscription.address, question: BankIds.question("svm", 1), pick: nil, day: day,
                        dueAt: due, notBefore: due, expiresAt: due.advanced(bySeconds: 3_600))
                    // It is over: nothing else is there to be sent when the batch that would write another is undone.
                    delivery.state = .expired
                    _ = try batch.transaction.insert(delivery)
                }
            })
        _ = try await harness.say("/whoami", as: "c")
        harness.services.clock.move(to: due)
        #expect(try await harness.pushes().compactMap { $0.object["user"] as? String } == ["b"])
        #expect(try await deliveries(harness, user: "a").map(\.question) == [BankIds.question("svm", 1)])
        #expect(await harness.differences() == [])
    }

    @Test("what falls due for somebody out of reach waits for their next word")
    func waitsForTheUnreachable() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/subscribe 09:00 UTC", as: "a")
        _ = try await harness.say("/lang en", as: "a")
        _ = try await harness.ask(.user(BridgeUser(id: "1", user: "a", state: .blocked)))
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:00Z")))
        #expect(try await harness.pushes().isEmpty)
        #expect(try await waiting(harness, user: "a").map { $0.notBefore == $0.expiresAt } == [true])
        _ = try await harness.say("/settings", as: "a")
        #expect(try await harness.pushes().count == 1)
    }

    @Test("what a platform could not bring to somebody out of reach is not looked at until their next word")
    func waitsForTheBlocked() async throws {
        let harness = try WriterHarness()
        for time in ["09:00", "09:30"] { _ = try await harness.say("/subscribe \(time) UTC", as: "a") }
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:30:00Z")))
        let push = try #require(try await harness.pushes().first)
        let name = try #require(push.object["d"] as? String)
        await harness.tell(.nack(BridgeNack(deliveries: [name], code: .blocked, id: "n")))
        #expect(try await harness.pushes().isEmpty)
        #expect(try await waiting(harness, user: "a").map { $0.notBefore == $0.expiresAt } == [true, true])
        _ = try await harness.say("/settings", as: "a")
        let again = try await harness.pushes()
        #expect(again.map { $0.object["d"] as? String } == [name] && again[0].object["attempt"] as? Int == 2)
        try await harness.ack(again)
        #expect(try await harness.pushes().count == 1)
    }

    /// What waits for a user, in the order it was due.
    private func waiting(_ harness: WriterHarness, user: String) async throws -> [Delivery] {
        try await deliveries(harness, user: user).filter { $0.state == .pending }
    }

    /// Today's deliveries to a user, in the order they were due.
    private func deliveries(_ harness: WriterHarness, user: String) async throws -> [Delivery] {
        try await withCheckedThrowingContinuation { continuation in
            harness.writer.add(
                Job(
                    failed: { _ in continuation.resume(throwing: Mishap()) },
                    work: { batch in
                        let person = try batch.transaction.identity(bridge: "chat", user: user)?.person ?? 0
                        let day = Day(number: Int(batch.now.seconds / 86_400))
                        let all = try batch.transaction.deliveries(of: person, on: day)
                        batch.afterCommit { continuation.resume(returning: all) }
                    }))
        }
    }

    @Test("who can't be reached and speaks in the same batch is reached by their word")
    func isReachedInTheSameBatch() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/subscribe 09:00 UTC", as: "a")
        let (port, connection) = (harness.port, harness.connection)
        await withCheckedContinuation { continuation in
            // Queued from a job of the writer's own: both wait when that batch ends.
            harness.writer.add(
                Job { _ in
                    port.bridgeRequest(connection, .user(BridgeUser(id: "1", user: "a", state: .blocked))) { _ in }
                    let command = BridgeCommand(id: "2", user: "a", text: "/settings")
                    port.bridgeRequest(connection, .command(command)) { _ in continuation.resume() }
                })
        }
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:00Z")))
        #expect(try await harness.pushes().count == 1)
    }

    @Test("what falls due in quiet hours waits for their end")
    func waitsForTheEndOfQuiet() async throws {
        let harness = try WriterHarness()
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
        let harness = try WriterHarness()
        _ = try await harness.say("/next")
        async let first = harness.say("once", mid: "m")
        async let second = harness.say("once", mid: "m")
        let replies = [try await first, try await second]
        #expect(replies.filter { $0.object["dup"] as? Bool == true }.count == 1)
        #expect(replies[0].texts == replies[1].texts)
        let answers = try await harness.say("/history").data("history")?["answers"] as? [[String: Any]]
        #expect(answers?.count == 1)
    }

    @Test("a request repeated later is answered as it was, and those that share its batch are carried out once")
    func repeatsAcrossBatches() async throws {
        let harness = try WriterHarness()
        for user in ["a", "b", "c"] { _ = try await harness.say("/next", as: user) }
        let first = try await harness.say("an answer", as: "a", mid: "m")
        let replies = try await harness.together(
            [("b", "an answer", "m"), ("a", "an answer", "m"), ("c", "an answer", "m"), ("b", "3", "n")].map {
                BridgeCommand(id: "1", user: $0.0, text: $0.1, mid: $0.2)
            })
        #expect(replies.map { $0.object["dup"] as? Bool == true } == [false, true, false, false])
        #expect(replies.allSatisfy { $0.isOK })
        #expect(replies[1].texts == first.texts)
        for user in ["a", "b", "c"] {
            let answers = try await harness.say("/history", as: user).data("history")?["answers"] as? [[String: Any]]
            #expect(answers?.count == 1)
        }
        #expect(await harness.differences() == [])
    }

    @Test("a request that would be refused for a while by now is answered as it was when it is repeated")
    func repeatsWhatWouldBeRefused() async throws {
        let harness = try WriterHarness()
        let first = try await harness.say("/link aaaa", mid: "0")
        for number in 1...4 { _ = try await harness.say("/link aaaa", mid: String(number)) }
        #expect(try await harness.say("/link aaaa", mid: "5").code == "rate_limited")
        let again = try await harness.say("/link aaaa", mid: "0")
        #expect(again.object["dup"] as? Bool == true)
        #expect(again.code == first.code && first.code != "rate_limited")
    }

    @Test("a repeated wrong code counts once")
    func repeatsCountOnce() async throws {
        let harness = try WriterHarness()
        let first = try await harness.say("/link aaaa", mid: "0")
        for number in 1...3 { _ = try await harness.say("/link aaaa", mid: String(number)) }
        #expect(try await harness.say("/link aaaa", mid: "0").object["dup"] as? Bool == true)
        #expect(try await harness.say("/link aaaa", mid: "4").code == first.code)
        #expect(try await harness.say("/link aaaa", mid: "5").code == "rate_limited")
    }

    @Test("after two days a repeated request is a new one, even while its reply is still there")
    func repeatsAfterTwoDays() async throws {
        let harness = try WriterHarness()
        _ = try await harness.together(
            (0...1_000).map { BridgeCommand(id: "1", user: "u", text: "/name N\($0)", mid: String($0)) })
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-04T09:00:00Z")))
        let again = try await harness.say("/name N1000", mid: "1000")
        #expect(again.isOK && again.object["dup"] == nil)
        #expect(try await harness.say("/name N1000", mid: "1000").object["dup"] as? Bool == true)
    }

    /// Runs so many jobs in one batch, each of which makes a person; some then fail. Says which were told so.
    private func together(_ harness: WriterHarness, failing: Set<Int>, of count: Int) async throws -> Set<Int> {
        let (outcomes, told) = AsyncStream<(Int, Bool)>.makeStream()
        let writer = harness.writer
        // Queued from a job of the writer's own: all of them wait when that batch ends.
        writer.add(
            Job { _ in
                for number in 0..<count {
                    writer.add(
                        Job(
                            failed: { _ in told.yield((number, false)) },
                            work: { batch in
                                let calendar = LearningCalendar(zone: "UTC")
                                _ = try batch.transaction.insert(
                                    Person(id: 0, createdAt: batch.now, calendar: calendar))
                                if failing.contains(number) { throw Mishap() }
                                batch.afterCommit { told.yield((number, true)) }
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

    private func count(_ harness: WriterHarness) async throws -> Int {
        try await withCheckedThrowingContinuation { continuation in
            harness.writer.add(
                Job(
                    failed: { _ in continuation.resume(throwing: Mishap()) },
                    work: { batch in
                        let count = try batch.transaction.people(after: 0, limit: 1_000).count
                        batch.afterCommit { continuation.resume(returning: count) }
                    }))
        }
    }
}
