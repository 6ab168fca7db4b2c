import Testing

/// Commands that reply to something Yiti does not know.
@Suite struct ReferenceTests {
    private let harness: WriterHarness

    init() async throws {
        harness = try WriterHarness()
        for text in ["/language en", "/next", "an answer", "/next"] { _ = try await harness.say(text) }
    }

    @Test("what is done to a question is not done to another when the one replied to is not known")
    func unknown() async throws {
        let lines = [
            "/skip", "/hint", "/reveal", "/later 2h", "/later tomorrow", "/why", "/note mind the sign", "/bookmark",
            "/report a typo", "/rate 3", "/points 1", "/answer a text", "3",
        ]
        for line in lines {
            let refused = try await harness.say(line, re: "d-unknown")
            #expect(refused.code == "not_found", "\(line)")
            #expect(refused.text == "the question you reply to is not known; type /next for one", "\(line)")
        }
        // The question is still open, and the answer before it still waits.
        #expect(try await harness.say("/hint").isOK)
        #expect(try await harness.say("3").data("rated") != nil)
    }

    @Test("what names its question or concerns none is done")
    func done() async throws {
        let question = try #require(try await harness.say("/next").ref)
        for line in ["/settings", "/next", "/bookmark \(question)", "/undo"] {
            #expect(try await harness.say(line, re: "d-unknown").isOK, "\(line)")
        }
    }
}
