import Testing
import YitiCore

/// Questions that quiet hours keep back.
@Suite struct QuietTests {
    /// Monday, noon; questions come at 23:00.
    private let harness: WriterHarness

    init() async throws {
        harness = try WriterHarness(at: "2026-03-02T12:00:00Z")
        for line in ["/language en", "/quiet 22-8", "/subscribe 23:00", "/next", "an answer", "3"] {
            #expect(try await harness.say(line).isOK, "\(line)")
        }
    }

    private func kinds() async throws -> [String] {
        let days = try await harness.say("/streak").data("streak")?["days"] as? [[String: Any]]
        return days?.compactMap { $0["kind"] as? String } ?? []
    }

    @Test("a day on whose morning last night's question came, and was not answered, is missed")
    func missed() async throws {
        for _ in 1...3 { #expect(try await harness.pass(hours: 24).isEmpty == false) }
        #expect(try await kinds() == ["answered", "missed", "missed", "open"])
        #expect(await harness.differences() == [])
    }

    @Test("what comes at once since they are off counts for the evening on which it came")
    func off() async throws {
        #expect(try await harness.pass(hours: 11).isEmpty)
        try await harness.advance(hours: 1)
        #expect(try await harness.say("/quiet off").isOK)
        #expect(try await harness.pass(hours: 0).count == 1)
        // Tuesday evening's comes at its time.
        #expect(try await harness.pass(hours: 23).count == 1)
        try await harness.advance(hours: 5)
        #expect(try await kinds() == ["answered", "missed", "open"])
        #expect(await harness.differences() == [])
    }

    @Test("what hours of less length would not keep back comes earlier")
    func shorter() async throws {
        #expect(try await harness.pass(hours: 12).isEmpty)
        #expect(try await harness.say("/quiet 22-6").isOK)
        #expect(try await harness.pass(hours: 5).isEmpty)
        #expect(try await harness.pass(hours: 1).count == 1)
        #expect(await harness.differences() == [])
    }

    @Test("what a subscription keeps back is said with its next time, and off is said to be off")
    func says() async throws {
        let kept = "next Mon 2 Mar 23:00, kept by quiet hours until Tue 3 Mar 08:00"
        #expect(try await harness.say("/subscriptions").texts.contains(kept))
        #expect(try await harness.say("/quiet off").texts.contains("Quiet hours: off"))
        #expect(try await !harness.say("/subscriptions").texts.contains("kept by"))
        #expect(try await harness.say("/interview off").texts.contains("Interview: off"))
    }
}
