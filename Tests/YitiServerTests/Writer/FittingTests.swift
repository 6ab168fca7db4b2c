import Testing
import YitiCore
import YitiStore

@testable import YitiServer

/// A person's own forgetting: fitted, told, in force from the next learning day on, and replayed.
@Suite struct FittingTests {
    /// Answers three questions a day and forgets everything that was asked before.
    private func learn(_ harness: WriterHarness, days: Int) async throws {
        for _ in 0..<days {
            for _ in 0..<3 {
                let asked = try await harness.say("/next").data("question")
                _ = try await harness.say("my answer")
                _ = try await harness.say(asked?["state"] as? String == "review" ? "1" : "3")
            }
            try await harness.advance(hours: 24)
        }
    }

    @Test(
        "fits a person's forgetting, holds to it from the next day on, tells it, and a replay agrees, also where batches fail",
        arguments: [false, true])
    func fits(isRough: Bool) async throws {
        let harness = try WriterHarness(isRough: isRough)
        #expect(try await harness.say("/stats").data("stats")?["calibrated"] as? Bool == false)
        try await learn(harness, days: 60)
        let stats = try await harness.say("/stats")
        #expect(stats.data("stats")?["calibrated"] as? Bool == true)
        #expect(stats.texts.contains("forget faster than most: intervals ×0."))
        #expect(try await harness.say("/why").texts.contains("By your own reviews, its intervals are ×0."))
        #expect(await harness.differences() == [])
    }

    private func ask(_ harness: WriterHarness, _ operation: AdminOperation) async -> AdminReply {
        let operations = AdminOperations(harness.writer, BackupQueue(harness.store), nil)
        return await withCheckedContinuation { continuation in
            operations.handle(AdminRequest(operation)) { continuation.resume(returning: $0) }
        }
    }

    @Test("an operator sees what people's forgetting is like, and newcomers begin with it once it is set")
    func defaults() async throws {
        let harness = try WriterHarness()
        try await learn(harness, days: 40)
        let seen = await ask(harness, .fit)
        #expect(seen.lines.map { $0.split(separator: "\t").first } == ["factor", "exponent", "lasting"])
        #expect(seen.note?.contains("the reviews of 1 person; yiti fit --apply") == true)
        let set = await ask(harness, .fitApply)
        #expect(set.lines == seen.lines && set.error == nil && set.note?.contains("set: whoever") == true)
        let factor = try #require(
            seen.lines.first?.split(separator: "\t").dropFirst().first.flatMap { Double(String($0)) })
        #expect(factor < 0.95)
        _ = try await harness.say("/next", as: "new")
        _ = try await harness.say("my answer", as: "new")
        let stability = try #require(try await harness.say("1", as: "new").data("rated")?["stability"] as? Double)
        #expect(abs(stability / FSRS6.defaultWeights[0] - factor) < 0.01)
        #expect(await harness.differences() == [])
    }

    @Test("nothing is set where nobody has reviewed anything")
    func nobody() async throws {
        let harness = try WriterHarness()
        try await learn(harness, days: 1)
        let note = try #require(await ask(harness, .fit).note)
        #expect(note.contains("0 people; there is nothing to set") && !note.contains("--apply"))
        #expect(await ask(harness, .fitApply).error?.contains("nothing is set") == true)
    }

    @Test("tells readiness with an interval and what raises it, and what falls due")
    func readiness() async throws {
        let harness = try WriterHarness()
        try await learn(harness, days: 4)
        _ = try await harness.say("/interview in 10 days")
        let stats = try #require(try await harness.say("/stats").data("stats"))
        let readiness = try #require(stats["readiness"] as? [String: Any])
        let numbers = try ["low", "expected", "high"].map { try #require(readiness[$0] as? Double) }
        #expect(numbers == numbers.sorted() && numbers[0] < numbers[2])
        #expect((readiness["next"] as? [String])?.count == 3)
        #expect((readiness["weakest"] as? [String])?.isEmpty == false)
        #expect((stats["heat"] as? [[String: Any]])?.count == 4)
        let due = try #require(stats["due_by_day"] as? [[String: Any]])
        #expect(due.reduce(0) { $0 + ($1["due"] as? Int ?? 0) } == stats["questions_seen"] as? Int)
    }

    /// Five people who answer three questions a day, and fail them all.
    private func learnTogether(_ harness: WriterHarness, days: Int) async throws -> [String] {
        var reasons: [String] = []
        for _ in 0..<days {
            for person in 1...5 {
                for _ in 0..<3 {
                    let asked = try await harness.say("/next", as: "p\(person)").data("question")
                    reasons.append(asked?["reason"] as? String ?? "")
                    _ = try await harness.say("my answer", as: "p\(person)")
                    _ = try await harness.say("1", as: "p\(person)")
                }
            }
            try await harness.advance(hours: 24)
        }
        return reasons
    }

    @Test(
        "what people have in common is found by itself, asked for, told, and begins the choice of each; recall stays",
        arguments: [false, true])
    func common(isRough: Bool) async throws {
        let harness = try WriterHarness(isRough: isRough)
        #expect(harness.services.terms.common == nil)
        let reasons = try await learnTogether(harness, days: 12)
        let common = try #require(harness.services.terms.common)
        // Everything that was asked again was forgotten.
        #expect(common.outlook.exponent > 0.3)
        #expect(reasons.contains("telling"))
        _ = try await harness.say("/whoami", as: "p1")
        let person = try #require(try await harness.read { try $0.person(1) })
        #expect(person.memory.latest.common == common && person.memory.latest.outlook.exponent > 0.3)
        if person.memory.latest.reviews == nil { #expect(person.memory.latest.calibration == .standard) }
        #expect(await harness.differences() == [])
    }

    @Test("nobody has an event of forgetting while nothing is known of it and they have answered little")
    func unknown() async throws {
        let harness = try WriterHarness()
        _ = try await learnTogether(harness, days: 2)
        let early = try #require(try await harness.read { try $0.person(1) })
        #expect(harness.services.terms.common == .unknown && early.memory.periods.isEmpty)
        _ = try await learnTogether(harness, days: 2)
        let later = try #require(try await harness.read { try $0.person(1) })
        #expect(later.memory.latest.common != nil)
    }

    @Test("nothing is shared where the operator does not want it, and by fewer than five")
    func alone() async throws {
        let harness = try WriterHarness(sharesForgetting: false)
        let reasons = try await learnTogether(harness, days: 5)
        #expect(harness.services.terms.common == nil && !reasons.contains("telling"))
        let few = try WriterHarness()
        try await learn(few, days: 12)
        #expect(few.services.terms.common == nil)
    }

    @Test("a changed retention holds from a person's next learning day on, and a replay agrees with both")
    func retention() async throws {
        let harness = try WriterHarness(model: FSRS6(desiredRetention: 0.8))
        _ = try await harness.say("/next loss")
        _ = try await harness.say("my answer")
        let rated = try #require(try await harness.say("4").data("rated"))
        // Eight days to 0.9, three times as many to 0.8.
        #expect(rated["due"] as? String ?? "" > "2026-03-20")
        #expect(await harness.differences() == [])
    }
}
