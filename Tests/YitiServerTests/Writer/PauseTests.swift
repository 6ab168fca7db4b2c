import Testing

@Suite struct PauseTests {
    @Test(
        "after a flight pushes return on the day a pause named, as the new zone has it, also where a subscription has its own zone"
    )
    func flight() async throws {
        let harness = try WriterHarness()
        #expect(try await harness.say("/timezone Pacific/Honolulu").isOK)
        #expect(try await harness.say("/subscribe 11:30 UTC").isOK)
        // In Honolulu that day begins at 14:00 UTC, too late for this subscription; on Kiritimati, a day earlier.
        #expect(try await harness.say("/pause until 2026-03-03").isOK)
        #expect(try await harness.say("/timezone Pacific/Kiritimati").isOK)
        try await harness.advance(hours: 28)
        #expect(try await harness.pushes().map { $0.object["due"] as? String } == ["2026-03-03T11:30:00Z"])
    }

    @Test("a day in a pause has no deadline, nor words that alarm")
    func namesNoDeadline() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/next loss")
        _ = try await harness.say("my answer")
        _ = try await harness.say("3")
        #expect(try await harness.say("/pause").isOK)
        try await harness.advance(hours: 48)
        let paused = try await harness.say("/streak").texts
        #expect(paused.contains("is paused") && !paused.contains("open until"))
        #expect(try await harness.say("/resume").isOK)
        try await harness.advance(hours: 24)
        #expect(try await harness.say("/streak").texts.contains("open until"))
    }
}
