import Foundation
import Testing
import YitiCore
import YitiWire

@testable import YitiServer
@testable import YitiStore

@Suite("what the writer promises when something goes wrong")
struct PromiseTests {
    /// Runs a job in the writer's thread and waits until what it wrote is durable.
    private func run(_ harness: WriterHarness, _ work: @escaping @Sendable (WriteBatch) throws -> Void) async {
        await withCheckedContinuation { done in
            harness.writer.add(
                Job(failed: { _ in done.resume() }) { batch in
                    try work(batch)
                    batch.afterCommit { done.resume() }
                })
        }
    }

    @Test("a full queue refuses requests in their batch, and no receipt, opening or closing is lost")
    func fullQueue() async throws {
        let harness = try WriterHarness(queueBound: 2)
        _ = try await harness.say("/subscribe 09:00 UTC")
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:00Z")))
        let push = try #require(try await harness.pushes().first?.object["d"] as? String)
        let (told, tell) = AsyncStream<String>.makeStream()
        let (port, connection) = (harness.port, harness.connection)
        harness.writer.add(
            Job { _ in
                // While this job runs, nothing is taken from the queue.
                for number in 0..<4 {
                    let command = BridgeCommand(id: "c\(number)", user: "u", text: "/help")
                    port.bridgeRequest(connection, .command(command)) { line in
                        let code = (try? Answer(line))?.code ?? "ok"
                        tell.yield("\(number) \(code)")
                    }
                }
                port.bridgeReceipt(connection, .ack(BridgeAck(deliveries: [push], id: "a"))) { _ in tell.yield("acked")
                }
            })
        var heard: [String] = []
        for await word in told {
            heard.append(word)
            if heard.count == 5 { break }
        }
        #expect(heard.filter { $0 != "acked" } == ["0 ok", "1 ok", "2 busy", "3 busy"])
        // The question is open: the receipt took effect.
        #expect(try await harness.say("an answer").isOK)
    }

    @Test("a request that a full queue has refused is told so, also when its batch is not written")
    func refusedInALostBatch() async throws {
        let harness = try WriterHarness(queueBound: 2)
        let (told, tell) = AsyncStream<String>.makeStream()
        let (port, connection, writer) = (harness.port, harness.connection, harness.writer)
        let failures = Failures(2)
        writer.add(
            Job { _ in
                for number in 0..<4 {
                    let command = BridgeCommand(id: "c\(number)", user: "u", text: "/help")
                    port.bridgeRequest(connection, .command(command)) { line in
                        tell.yield("\(number) \((try? Answer(line))?.code ?? "ok")")
                    }
                }
                writer.add(
                    Job(.receipt) { _ in if failures.isNext() { throw TransactionLost(cause: Failures.Mishap()) } })
            })
        var heard: [String] = []
        for await word in told {
            heard.append(word)
            if heard.count == 4 { break }
        }
        #expect(Set(heard.map { $0.prefix(1) }).count == 4 && !heard.contains { $0.hasSuffix("ok") })
    }

    @Test("a page that sends an edit is answered once, also where its batch is done again")
    func edited() async throws {
        let harness = try WriterHarness()
        let pages = BrowserSessions(writer: harness.writer)
        let request = BrowserRequest(
            fresh: BrowserSession(cookie: "fresh"), address: PeerAddress(text: "test", isLoopback: true))
        let line = BridgeRequest.command(BridgeCommand(id: "1", user: "me", text: "x", isEdit: true))
        let reply = await withCheckedContinuation { continuation in
            harness.failOnce { pages.say(request, line) { continuation.resume(returning: $0) } }
        }
        #expect(reply.code == .editUnsupported)
    }

    @Test("what was on its way to a bridge waits again once it is gone, also where the batch of its end is done again")
    func closedInALostBatch() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/subscribe 09:00 UTC")
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:00Z")))
        #expect(try await harness.pushes().count == 1)
        let person = try await harness.read { try $0.identity(bridge: "chat", user: "u")?.person }
        let (port, connection) = (harness.port, harness.connection)
        await withCheckedContinuation { done in
            harness.failOnce {
                port.bridgeClosed(connection)
                harness.writer.add(Job { batch in batch.afterCommit { done.resume() } })
            }
        }
        let today = try #require(Instant(text: "2026-03-02T09:00:00Z"))
        let states = try await harness.read { transaction in
            try transaction.deliveries(of: try #require(person), on: Day(number: Int(today.seconds / 86_400)))
        }
        #expect(states.map(\.state) == [.pending])
    }

    @Test("a receipt whose batch was not written takes effect with a later one")
    func receiptAfterFailure() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/subscribe 09:00 UTC")
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:00Z")))
        let push = try #require(try await harness.pushes().first?.object["d"] as? String)
        let (port, connection, writer) = (harness.port, harness.connection, harness.writer)
        let failures = Failures(2)
        await withCheckedContinuation { done in
            writer.add(
                Job { _ in
                    // Both in one batch, which fails twice: as a whole, and again when its jobs are run apart.
                    port.bridgeReceipt(connection, .ack(BridgeAck(deliveries: [push], id: "a"))) { _ in done.resume() }
                    writer.add(Job { _ in if failures.isNext() { throw TransactionLost(cause: Failures.Mishap()) } })
                })
        }
        #expect(try await harness.say("an answer").isOK)
    }

    /// Fails so many times.
    private final class Failures: @unchecked Sendable {
        struct Mishap: Error {}
        // Only the writer's thread touches it.
        private var left: Int
        init(_ count: Int) { left = count }
        func isNext() -> Bool {
            left -= 1
            return left >= 0
        }
    }

    @Test("somebody whose row can't be read is held, and everybody else is served and pushed")
    func damagedRow() async throws {
        let harness = try WriterHarness()
        for user in ["bad", "good"] { _ = try await harness.say("/subscribe 09:00 UTC", as: user) }
        await run(harness) { batch in
            let person = try #require(try batch.transaction.identity(bridge: "chat", user: "bad")).person
            try batch.transaction.run("UPDATE person SET calendar = 'Mars' WHERE id = ?", person)
        }
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:00Z")))
        #expect(try await harness.pushes().map { $0.object["user"] as? String } == ["good"])
        #expect(try await harness.say("an answer", as: "good").code == "no_question")
        #expect(try await harness.say("/today", as: "bad").code == "internal")
        await run(harness) { batch in #expect(batch.state.damaged.reasons.count == 1) }
    }

    /// What a hand or a failing disk may have left of somebody's rows: each is a number that nothing of ours writes.
    private static let damages: [StaticString] = [
        "UPDATE card SET stability = 0 WHERE person = ?", "UPDATE card SET stability = -1 WHERE person = ?",
        "UPDATE card SET stability = 9e999 WHERE person = ?", "UPDATE card SET difficulty = -1e9 WHERE person = ?",
        "UPDATE card SET reviewed_day = -9223372036854775808 WHERE person = ?",
        "UPDATE card SET reviews = 9223372036854775807 WHERE person = ?",
        "UPDATE card SET lapses = -1 WHERE person = ?",
        "UPDATE answer SET day = 9223372036854775807 WHERE person = ?",
        "UPDATE answer SET day = -9223372036854775808 WHERE person = ?",
        "INSERT INTO ledger_day (person, day, kind, state) VALUES (?, -9223372036854775808, 'missed', '')",
        "INSERT INTO pause (person, from_day, until_day) VALUES (?, -9223372036854775808, 9223372036854775807)",
        "UPDATE person SET interview = -9223372036854775808 WHERE id = ?",
        "UPDATE person SET openings = 9223372036854775807 WHERE id = ?",
        "UPDATE person SET kept_bytes = 9223372036854775807 WHERE id = ?",
        "UPDATE person SET first_answers = 9223372036854775807 WHERE id = ?",
        "UPDATE person SET subscriptions_made = 9223372036854775807 WHERE id = ?",
        "UPDATE subscription SET next_occurrence = 9223372036854775807 WHERE person = ?",
        "UPDATE subscription SET next_occurrence = -9223372036854775808 WHERE person = ?",
        "UPDATE subscription SET created_at = 9223372036854775807 WHERE person = ?",
        "UPDATE subscription SET generation = 9223372036854775807 WHERE person = ?",
        "UPDATE subscription SET minute = 5000 WHERE person = ?",
        "UPDATE subscription SET weekdays = 0 WHERE person = ?",
        "UPDATE later SET fire_at = -9223372036854775808 WHERE person = ?",
        "UPDATE person SET loop = '0\nmock\t9223372036854775807\t\t0\t1772323200' WHERE id = ?",
        "UPDATE person SET loop = '0\nmock\t5\t\t0\t1772323200\nasked\tloss-01\t\t9223372036854775807\t0\t0\t' WHERE id = ?",
    ]

    @Test(
        "a number that nobody wrote takes nobody along: whose row it is in is held, and others are served and pushed",
        .enabled(if: TestStore.Engine.current == .sqlite, "PostgreSQL lets nobody pass over its constraints"),
        arguments: damages)
    func impossibleNumber(_ damage: StaticString) async throws {
        let harness = try WriterHarness(cacheBytes: 0)
        for user in ["bad", "good"] {
            for text in ["/subscribe 09:00 UTC", "/next", "/later 20h", "/next", "an answer", "3"] {
                _ = try await harness.say(text, as: user)
            }
        }
        await run(harness) { batch in
            let person = try #require(try batch.transaction.identity(bridge: "chat", user: "bad")).person
            try batch.transaction.run("PRAGMA ignore_check_constraints = 1")
            try batch.transaction.run(damage, person)
            try batch.transaction.run("PRAGMA ignore_check_constraints = 0")
        }
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-03T09:00:00Z")))
        #expect(try await harness.pushes().contains { $0.object["user"] as? String == "good" })
        for text in ["/stats", "/plan", "/streak", "/history", "/search answer", "/export", "/subscriptions"] {
            _ = try await harness.say(text, as: "bad")
        }
        for text in ["/next", "another answer", "3"] { _ = try await harness.say(text, as: "bad") }
        #expect(try await harness.say("/stats", as: "good").isOK)
        await run(harness) { batch in #expect(batch.state.damaged.reasons.count == 1) }
    }

    @Test("what waits for somebody who is held takes no place in a window from others")
    func heldPlaces() async throws {
        let harness = try WriterHarness(cacheBytes: 0)
        for user in ["bad", "good"] { _ = try await harness.say("/subscribe 09:00 UTC", as: user) }
        harness.port.bridgeClosed(harness.connection)
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:00Z")))
        _ = try await harness.pushes()
        await run(harness) { batch in
            let person = try #require(try batch.transaction.identity(bridge: "chat", user: "bad")).person
            try batch.transaction.run("UPDATE person SET calendar = 'Mars' WHERE id = ?", person)
        }
        let narrow = BridgeConnection(
            id: ConnectionID(number: 2), address: PeerAddress(text: "test", isLoopback: true),
            hello: BridgeHello(bridge: "chat", token: "", window: 1), wake: {})
        harness.port.bridgeOpened(narrow)
        for _ in 1...2 { _ = try await harness.say("/whoami", as: "nobody") }
        let pushed = try narrow.takeOutgoing().compactMap { item -> String? in
            if case .push(_, let line) = item { try Answer(line()).object["user"] as? String } else { nil }
        }
        #expect(pushed == ["good"])
    }

    @Test("somebody whose zone the system has lost is held, and nobody becomes UTC in silence")
    func lostZone() async throws {
        let harness = try WriterHarness()
        for user in ["bad", "good"] { _ = try await harness.say("/subscribe 09:00 UTC", as: user) }
        await run(harness) { batch in
            let person = try #require(try batch.transaction.identity(bridge: "chat", user: "bad")).person
            try batch.transaction.run("UPDATE subscription SET zone = 'Mars/Olympus' WHERE person = ?", person)
        }
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:00Z")))
        #expect(try await harness.pushes().map { $0.object["user"] as? String } == ["good"])
        await run(harness) { batch in
            #expect(batch.state.damaged.reasons.values.allSatisfy { $0.contains("Mars/Olympus") })
            #expect(batch.state.damaged.reasons.count == 1)
        }
    }

    @Test("what expires together is expired in slices, and none of it is sent")
    func slices() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/subscribe 09:00 UTC")
        await run(harness) { batch in
            let person = try #require(try batch.transaction.identity(bridge: "chat", user: "u")).person
            for number in 0..<1_200 {
                let delivery = Delivery(
                    person: person, subscription: nil, occurrence: nil, kind: .later,
                    address: Address(bridge: "chat", user: "u\(number)"), question: "loss-01", pick: nil,
                    day: Day(number: 20_000), dueAt: batch.now, notBefore: batch.now.advanced(bySeconds: 30),
                    expiresAt: batch.now.advanced(bySeconds: 60))
                _ = try batch.transaction.insert(delivery)
            }
        }
        await run(harness) { batch in
            let later = batch.now.advanced(bySeconds: 60)
            let counts = try (0..<4).map { _ in
                try batch.transaction.expireOverdue(at: later, limit: 500, freeing: []).count
            }
            #expect(counts == [500, 500, 200, 0])
        }
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T08:01:00Z")))
        #expect(try await harness.pushes().isEmpty)
    }

    @Test("a platform that asks for a century is believed for a day")
    func retryAfter() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/subscribe 09:00 UTC")
        _ = try await harness.say("/subscribe 10:00 UTC", as: "other")
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:00Z")))
        let push = try #require(try await harness.pushes().first?.object["d"] as? String)
        await harness.tell(
            .nack(
                BridgeNack(deliveries: [push], code: .rateLimited, retryAfter: 3_000_000_000, scope: .bridge, id: "n")))
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T10:00:00Z")))
        #expect(try await harness.pushes().isEmpty)
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-03T09:00:01Z")))
        #expect(try await !harness.pushes().isEmpty)
    }

    @Test("a freeze that was spent is told with the first reply that is given, not with a refusal")
    func freezeTold() async throws {
        let harness = try WriterHarness(at: "2026-03-02T08:00:00Z")
        _ = try await harness.say("/language en")
        for _ in 0..<7 {
            _ = try await harness.say("/next")
            _ = try await harness.say("an answer")
            #expect(try await harness.say("3").isOK)
            try await harness.advance(hours: 24)
        }
        try await harness.advance(hours: 24)
        #expect(try await harness.say("/rate 3").code == "no_rating_pending")
        #expect(try await harness.say("/topics").texts.contains("kept your streak"))
        #expect(try await !harness.say("/topics").texts.contains("kept your streak"))
        #expect(await harness.differences() == [])
    }

    @Test("a subscription to everything takes the bank as it is when it fires")
    func allTopics() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/topic loss")
        let made = try await harness.say("/subscribe all 09:00 UTC").data("subscriptions")
        let line = (made?["subscriptions"] as? [[String: Any]])?.first
        #expect(line?["topics"] as? [String] == ["all"])
        harness.services.replaceBank(
            Bank(topics: [
                Topic(
                    id: "new", name: Text(zh: "新", en: "New"),
                    questions: [
                        Question(id: "new-01", topic: "new", stars: 5, wording: Text(zh: "新题？", en: "A new one?"))
                    ])
            ]))
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:00Z")))
        let push = try #require(try await harness.pushes().first)
        #expect(push.messages.first?["ref"] as? String == "new-01")
    }

    @Test("the hints of a question count the same in both languages")
    func hints() async throws {
        let question = Question(
            id: "loss-01", topic: "loss", stars: 5, wording: Text(zh: "题？", en: "A question?"),
            chinese: AnswerSheet(keyPoints: ["一", "二", "三"], referenceAnswer: "答", followUps: []),
            english: AnswerSheet(
                keyPoints: ["one", "two", "three", "four", "five"], referenceAnswer: "answer", followUps: []))
        let topic = Topic(id: "loss", name: Text(zh: "损失", en: "Loss"), questions: [question])
        let harness = try WriterHarness(bank: Bank(topics: [topic]))
        _ = try await harness.say("/language zh")
        _ = try await harness.say("/next")
        var last = Answer.none
        for _ in 0..<6 { last = try await harness.say("/hint") }
        #expect(last.data("info")?["shown"] as? Int == 5 && last.data("info")?["points"] as? Int == 5)
        #expect(last.texts.contains("five"))
    }
}

extension Answer {
    /// Nothing yet.
    fileprivate static var none: Answer { (try? Answer(Array("{}".utf8))) ?? Answer(object: [:]) }
}
