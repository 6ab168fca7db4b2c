import Testing
import YitiCore
import YitiServer
import YitiWire

/// What is shown again of two daily questions, and what is not.
@Suite("questions that were pushed")
struct TodayTests {
    /// Monday, seven in the morning; questions come at eight and at twenty.
    private let harness: WriterHarness

    init() async throws {
        harness = try WriterHarness(at: "2026-03-02T07:00:00Z")
        _ = try await harness.say("/language en")
        _ = try await harness.say("/subscribe 08:00 loss")
        _ = try await harness.say("/subscribe 20:00 svm")
    }

    private func pushed(after hours: Int64) async throws -> String {
        try #require(try await harness.pass(hours: hours).first?.ref)
    }

    @Test("yesterday's that is still open comes before today's, and is shown once today's is done")
    func yesterdays() async throws {
        _ = try await pushed(after: 1)
        _ = try await harness.say("an answer")
        _ = try await harness.say("3")
        let evening = try await pushed(after: 12)
        let morning = try await pushed(after: 12)
        let shown = try await harness.say("/today")
        #expect(shown.ref == evening && shown.texts.contains(morning))
        _ = try await harness.say("an answer", re: morning)
        _ = try await harness.say("3", re: morning)
        #expect(try await harness.say("/today").ref == evening)
    }

    @Test("one that another has replaced is not opened again")
    func replaced() async throws {
        // The service was away until Wednesday at seven: the latest of each comes late, and at eight the next of the first.
        _ = try await pushed(after: 48)
        let arrived = try await harness.pushes()
        let evening = try #require(arrived.first?.ref)
        try await harness.ack(arrived)
        let later = try await pushed(after: 1)
        let shown = try await harness.say("/today")
        #expect(shown.ref == evening && shown.texts.contains(later))
        _ = try await harness.say("an answer", re: evening)
        #expect(try await harness.say("/today").ref == later)
    }

    @Test("what was skipped comes after what is open")
    func skipped() async throws {
        let morning = try await pushed(after: 1)
        _ = try await harness.say("/skip")
        let evening = try await pushed(after: 12)
        let shown = try await harness.say("/today")
        #expect(shown.ref == evening && !shown.texts.contains(morning))
    }

    @Test(
        "what was put off before the platform's word that it arrived stays put off", arguments: ["/skip", "/later 12h"])
    func putOffBeforeItsAck(command: String) async throws {
        try await harness.advance(hours: 1)
        let arrived = try await harness.pushes()
        let push = try #require(arrived.first)
        let name = try #require(push.object["d"] as? String)
        #expect(try await harness.say("/why", re: name).texts.contains("Answering it"))
        #expect(try await harness.say(command, re: name).isOK)
        try await harness.ack(arrived)
        #expect(try await harness.say("a text").code == "no_question")
        #expect(await harness.differences() == [])
        // The place in the window is free again: the evening's comes.
        #expect(try await harness.pass(hours: 12).isEmpty == false)
    }

    @Test("nobody is reminded of what was put off", arguments: ["/skip", "/later 12h"])
    func putOff(command: String) async throws {
        _ = try await harness.say("/nudge on")
        _ = try await pushed(after: 1)
        #expect(try await harness.say(command).isOK)
        for _ in 0..<6 { #expect(try await harness.pass(hours: 1).isEmpty) }
    }

    @Test(
        "a piece goes to the newest answer that waits, also when an older one waits again since its rating was taken back"
    )
    func pieces() async throws {
        _ = try await pushed(after: 1)
        let first = try await harness.say("A").data("prompt")?["answer"] as? Int
        let evening = try await pushed(after: 12)
        _ = try await harness.say("B")
        _ = try await harness.press("rate:1:\(try #require(first))")
        #expect(try await harness.say("/undo").isOK)
        let more = try await harness.say("more of B")
        #expect(more.data("prompt")?["question"] as? String == evening)
    }
}
