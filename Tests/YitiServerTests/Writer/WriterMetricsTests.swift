import Testing
import YitiCore
import YitiServer
import YitiWire

@Suite("what the writer counts and measures")
struct WriterMetricsTests {
    private let metrics = CountingMetrics()

    private func harness() throws -> WriterHarness { try WriterHarness(metrics: ServiceMetrics(metrics)) }

    private func commands(_ verb: String, _ outcome: CommandOutcome) -> Double {
        metrics.total("yiti_commands_total", ["verb": verb, "outcome": outcome.rawValue])
    }

    @Test("counts commands by verb and outcome, an unknown verb as other")
    func countsCommands() async throws {
        let harness = try harness()
        for text in ["/next", "an answer", "3", "/RATE 3", "/nonsense", "/HISTORY@yiti", "/hint"] {
            _ = try await harness.say(text)
        }
        for _ in 1...2 { _ = try await harness.say("/next", mid: "m") }
        _ = try await harness.press("help")
        #expect(commands("next", .done) == 2)
        #expect(commands("text", .done) == 2)
        #expect(commands("rate", .refused) == 1 && commands("hint", .refused) == 1)
        #expect(commands("other", .refused) == 1)
        #expect(commands("history", .done) == 1)
        #expect(commands("other", .repeated) == 1)
        #expect(metrics.recorded("yiti_command_seconds", ["verb": "next"]) == 2)
    }

    @Test("measures batches, commits and the queue")
    func measuresBatches() async throws {
        let harness = try harness()
        for _ in 1...3 { _ = try await harness.say("/next") }
        #expect(metrics.recorded("yiti_batch_jobs") >= 3)
        #expect(metrics.recorded("yiti_commit_seconds") == metrics.recorded("yiti_batch_jobs"))
        #expect(metrics.last("yiti_queue_depth") == 0)
        #expect((metrics.last("yiti_queue_age_seconds") ?? -1) >= 0)
    }

    @Test("counts pushes by what became of them, how late they were, and those sent again")
    func countsPushes() async throws {
        let harness = try harness()
        for user in ["a", "b", "c"] { _ = try await harness.say("/subscribe 09:00 UTC", as: user) }
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:10Z")))
        let names = try await harness.pushes().compactMap { $0.object["d"] as? String }
        try #require(names.count == 3)
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:40Z")))
        await harness.tell(.ack(BridgeAck(deliveries: [names[0]], id: "1")))
        await harness.tell(.nack(BridgeNack(deliveries: [names[1]], code: .tooLong, id: "2")))
        await harness.tell(.nack(BridgeNack(deliveries: [names[2]], code: .temporary, id: "3")))
        #expect(metrics.total("yiti_pushes_total", ["outcome": "acked"]) == 1)
        #expect(metrics.total("yiti_pushes_total", ["outcome": "dead"]) == 1)
        #expect(metrics.recorded("yiti_push_lag_seconds", ["until": "sent"]) == 3)
        #expect(metrics.last("yiti_push_lag_seconds", ["until": "sent"]) == 10e9)
        #expect(metrics.last("yiti_push_lag_seconds", ["until": "acked"]) == 40e9)
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:10:00Z")))
        #expect(try await harness.pushes().count == 1)
        #expect(metrics.total("yiti_redeliveries_total") == 1)
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-04T09:00:00Z")))
        _ = try await harness.pushes()
        #expect(metrics.total("yiti_pushes_total", ["outcome": "expired"]) == 1)
    }

    @Test("measures how late a push was taken from when it was due, however often it was put off by then")
    func lateReceipts() async throws {
        let harness = try harness()
        _ = try await harness.say("/subscribe 09:00 UTC", as: "a")
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:00:10Z")))
        let names = try await harness.pushes().compactMap { $0.object["d"] as? String }
        await harness.tell(.nack(BridgeNack(deliveries: names, code: .temporary, id: "1")))
        harness.services.clock.move(to: try #require(Instant(text: "2026-03-02T09:10:00Z")))
        #expect(try await harness.pushes().compactMap { $0.object["d"] as? String } == names)
        await harness.tell(.ack(BridgeAck(deliveries: names, id: "2")))
        #expect(metrics.last("yiti_push_lag_seconds", ["until": "acked"]) == 600e9)
    }
}
