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

    @Test("a pause that is planned stays when an earlier one is planned after it, and is shown")
    func planned() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/language en")
        #expect(try await harness.say("/subscribe 09:00").isOK)
        #expect(try await harness.say("/pause from 2026-03-07 until 2026-03-09").isOK)
        #expect(try await harness.say("/pause from 2026-03-04 until 2026-03-06").isOK)
        let shown = try await harness.say("/subscriptions").texts
        #expect(shown.contains("from Wed 4 Mar") && shown.contains("from Sat 7 Mar"))
        var days: [String] = []
        try await harness.advance(hours: 2)
        for _ in 0..<7 { days += try await harness.pass(hours: 24).compactMap { $0.object["due"] as? String } }
        #expect(days.map { $0.prefix(10) } == ["2026-03-02", "2026-03-03", "2026-03-06", "2026-03-09"])
        #expect(await harness.differences() == [])
    }

    @Test("one that begins before the end of another takes its place")
    func overlapping() async throws {
        let harness = try WriterHarness()
        #expect(try await harness.say("/subscribe 09:00").isOK)
        #expect(try await harness.say("/pause from 2026-03-04 until 2026-03-09").isOK)
        #expect(try await harness.say("/pause from 2026-03-04 until 2026-03-05").isOK)
        var days: [String] = []
        try await harness.advance(hours: 2)
        for _ in 0..<3 { days += try await harness.pass(hours: 24).compactMap { $0.object["due"] as? String } }
        #expect(days.map { $0.prefix(10) } == ["2026-03-02", "2026-03-03", "2026-03-05"])
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

    @Test("one that takes a repaired day says what the streak is then, and one from a day before names it")
    func overPastDays() async throws {
        let harness = try WriterHarness()
        func answer() async throws {
            for line in ["/next", "an answer", "3"] { #expect(try await harness.say(line).isOK) }
        }
        _ = try await harness.say("/language en")
        try await answer()
        try await harness.advance(hours: 48)
        try await answer()
        try await answer()
        let streak = try await harness.say("/streak").data("streak")?["current"] as? Int
        #expect(streak == 3)
        let paused = try await harness.say("/pause from 2026-03-03 until 2026-03-05").texts
        #expect(paused.contains("Paused from Tue 3 Mar; pushes return on Thu 5 Mar"))
        #expect(paused.contains("Your streak is 2 days now") && !paused.contains("don't touch"))
        #expect(try await harness.say("/streak").data("streak")?["current"] as? Int == 2)
        #expect(await harness.differences() == [])
    }
}
