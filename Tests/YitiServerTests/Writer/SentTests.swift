import Testing
import YitiCore
import YitiServer
import YitiWire

@Suite("when something was sent, and what was edited")
struct SentTests {
    private let harness: WriterHarness

    init() throws { harness = try WriterHarness(at: "2026-03-04T08:00:00Z") }

    private func instant(_ text: String) -> Instant { Instant(text: text) ?? Instant(seconds: 0) }

    private func warnings(_ answer: Answer) -> [String] { answer.object["warn"] as? [String] ?? [] }

    @Test("a zone that can't be read is named, also of whoever leaves and in a room")
    func zoneOfWhoLeaves() async throws {
        for (chat, state) in [(nil, BridgeUser.State.left), ("room", nil), ("room", .left)] {
            let hints = BridgeHints(tz: "Asia/Nowhere")
            let news = BridgeUser(id: "1", user: "u", chat: chat, hints: hints, state: state)
            let said = try await harness.ask(.user(news))
            #expect(said.isOK && warnings(said) == ["tz"])
        }
    }

    @Test("what was written while the bridge was away counts for its own day, up to 36 hours back")
    func sent() async throws {
        let question = try await harness.say("/next", sentAt: instant("2026-03-02T20:00:00Z"))
        #expect(warnings(question) == [])
        _ = try await harness.say("an answer", sentAt: instant("2026-03-02T20:05:00Z"))
        let rated = try await harness.say("3", sentAt: instant("2026-03-02T20:06:00Z")).data("rated")
        #expect(rated?["due"] as? String == "2026-03-04")
        #expect(warnings(try await harness.say("/why", as: "v", sentAt: instant("2026-03-02T19:59:59Z"))) == ["ts"])
        #expect(warnings(try await harness.say("/why", sentAt: instant("2026-03-04T08:00:01Z"))) == ["ts"])
        let history = try await harness.say("/history").data("history")?["answers"] as? [[String: Any]]
        #expect(
            history?.first?["day"] as? String == "2026-03-02"
                && history?.first?["at"] as? String == "2026-03-02T20:05:00Z")
        let days = try await harness.say("/streak").data("streak")?["days"] as? [[String: Any]]
        #expect(days?.map { $0["day"] as? String } == ["2026-03-02", "2026-03-03", "2026-03-04"])
        #expect(days?.first?["kind"] as? String == "answered")
        #expect(await harness.differences() == [])
    }

    @Test("nothing is put before the last thing that is known of the person")
    func order() async throws {
        _ = try await harness.say("/next")
        _ = try await harness.say("an answer", sentAt: instant("2026-03-04T07:00:00Z"))
        let early = try await harness.say("a piece", sentAt: instant("2026-03-04T06:59:59Z"))
        #expect(warnings(early) == ["ts"] && early.isOK)
        // The piece counted for now, so nothing earlier counts.
        #expect(warnings(try await harness.say("3", sentAt: instant("2026-03-04T07:30:00Z"))) == ["ts"])
        #expect(warnings(try await harness.say("/next", as: "another", sentAt: instant("2026-03-04T06:00:00Z"))) == [])
    }

    @Test("an edited message is never carried out, whether or not it was read before")
    func edits() async throws {
        _ = try await harness.say("/next")
        #expect(try await harness.say("an answer", mid: "1", isEdit: true).code == "edit_unsupported")
        _ = try await harness.say("an answer", mid: "2")
        for (text, mid) in [("an answer", "2"), ("another", "2"), ("3", nil), ("/forget", nil)] as [(String, String?)] {
            let reply = try await harness.say(text, mid: mid, isEdit: true)
            #expect(reply.code == "edit_unsupported" && reply.object["dup"] == nil, "\(text)")
        }
        #expect(try await harness.say("/next", as: "nobody yet", isEdit: true).code == "edit_unsupported")
        let history = try await harness.say("/history").data("history")?["answers"] as? [[String: Any]]
        #expect(history?.count == 1 && history?.first?["text"] as? String == "an answer")
    }
}
