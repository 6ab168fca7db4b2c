import Testing
import YitiWords

@testable import YitiBridge

@Suite struct PushTests {
    private func known(_ harness: EngineHarness) throws {
        _ = try harness.take(.received([.privatePlace(user: "u", place: "room-u")], position: nil, gap: nil))
    }

    @Test("acks a push after its last part, and a person's later words follow the ack")
    func ack() throws {
        let harness = try EngineHarness()
        try known(harness)
        _ = try harness.connect()
        let first = try harness.push("d1", "a question of over twenty letters")
        #expect(first.shown.map(\.part.place) == ["room-u"])
        // An answer that was typed between the parts belongs to this question.
        #expect(try harness.write("an answer", id: "m1").written == [])
        let second = try harness.take(.finished(part: first.shown[0].id, .shown("n1")))
        #expect(second.written == [])
        #expect(try harness.take(.finished(part: second.shown[0].id, .shown("n2"))).written == ["ack a1"])
        #expect(try harness.take(.line(["op": "ok", "id": "a1"])).written == ["cmd c1"])
    }

    @Test("has everybody's words in a room follow the ack of the question there")
    func roomAck() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        let line: JSONValue = [
            "op": "push", "d": "d1", "user": "u", "chat": "room",
            "msgs": [["kind": "question", "text": "a question of over twenty letters"]],
        ]
        let first = try harness.take(.line(line)).shown
        func say(_ id: String, in chat: String?) throws -> [String] {
            let message = InboundMessage(
                user: id, chat: chat, place: chat ?? id, id: id, text: "text", sentAt: harness.now)
            return try harness.take(.received([.message(message)], position: nil, gap: nil)).written
        }
        #expect(try say("v", in: "room") == [] && say("w", in: "other") == ["cmd c2"])
        let second = try harness.take(.finished(part: first[0].id, .shown("n1"))).shown
        #expect(try harness.take(.finished(part: second[0].id, .shown("n2"))).written == ["ack a1"])
        #expect(try harness.take(.line(["op": "ok", "id": "a1"])).written == ["cmd c1"])
    }

    @Test("says an ack again that the server had no time for, after the time that was named")
    func busyAck() throws {
        let harness = try EngineHarness()
        try known(harness)
        _ = try harness.connect()
        let part = try harness.push("d1", "short").shown[0]
        #expect(try harness.take(.finished(part: part.id, .shown("n1"))).written == ["ack a1"])
        _ = try harness.take(
            .line(["op": "err", "id": "a1", "code": "busy", "retry": true, "retry_after": 2]))
        harness.now += 1
        #expect(try harness.take(.tick).written == [])
        harness.now += 1.5
        #expect(try harness.take(.tick).written == ["ack a1"])
        #expect(try harness.take(.line(["op": "ok", "id": "a1"])).written == [])
        #expect(try harness.write("later words", id: "m1").written == ["cmd c1"])
    }

    @Test("gives a push back for as long as the network names for its chat")
    func limitedChat() throws {
        let harness = try EngineHarness()
        try known(harness)
        _ = try harness.connect()
        let part = try harness.push("d1", "short").shown[0]
        _ = try harness.take(.finished(part: part.id, .later(seconds: 300, everywhere: false)))
        harness.now += 61
        let given = try harness.take(.tick).lines
        #expect(given.map { $0["op"] } == ["nack"] && given.map { $0["retry_after"] } == [239])
    }

    @Test("says that a room is gone where a reply fails, and nothing of who asked there")
    func lostRoom() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        let message = InboundMessage(
            user: "u", chat: "room", place: "room", id: "m1", text: "/next", sentAt: harness.now)
        _ = try harness.take(.received([.message(message)], position: "p1", gap: nil))
        let part = try harness.answer("c1", "text").shown[0]
        let said = try harness.take(.finished(part: part.id, .blocked("put out"))).lines
        #expect(said.map { $0["op"] } == ["user"])
        #expect(said.map { $0["state"] } == ["left"] && said.map { $0["chat"] } == ["room"])
    }

    @Test("resumes the stored parts of a push that comes again, and acks again what was shown")
    func again() throws {
        try withJournal { path in
            do {
                let harness = try EngineHarness(path: path)
                try known(harness)
                _ = try harness.connect()
                let first = try harness.push("d1", "a question of over twenty letters")
                _ = try harness.take(.finished(part: first.shown[0].id, .shown("n1")))
            }
            // The crash came between the network and the journal: the same part again under the same key.
            let harness = try EngineHarness(path: path)
            let resumed = try harness.take(.tick).shown
            _ = try harness.connect()
            #expect(resumed.map(\.part.text) == ["twenty letters"])
            #expect(harness.engine.counts.doubtful == 0)
            #expect(try harness.push("d1", "worded anew", attempt: 2).shown.isEmpty)
            #expect(try harness.take(.finished(part: resumed[0].id, .shown("n2"))).written == ["ack a1"])
            _ = try harness.take(.disconnected)
            #expect(try harness.connect().written == ["ack a1"])
            #expect(try harness.push("d1", "worded anew", attempt: 3).written == ["ack a1"])
        }
    }

    @Test("counts what a crash may have doubled where the network has no key")
    func doubtful() throws {
        try withJournal { path in
            do {
                let harness = try EngineHarness(path: path, keySeconds: 0)
                _ = try harness.connect()
                _ = try harness.write("/next", id: "1")
                #expect(try harness.answer("c1", "text").shown.count == 1)
            }
            // Starts that are killed before it is shown again don't hide it.
            for _ in 1...3 {
                let harness = try EngineHarness(path: path, keySeconds: 0)
                #expect(harness.engine.counts.doubtful == 1 && harness.engine.leftBehind.sending == 1)
            }
            do {
                let harness = try EngineHarness(path: path, keySeconds: 0)
                let shown = try harness.take(.tick).shown
                #expect(shown.count == 1)
                _ = try harness.take(.finished(part: shown.first?.id ?? 0, .shown("n1")))
            }
            #expect(try EngineHarness(path: path, keySeconds: 0).engine.leftBehind == LeftBehind())
        }
    }

    @Test("gives a push back of which the network took nothing for a minute, and no other")
    func notTaken() throws {
        let harness = try EngineHarness()
        try known(harness)
        _ = try harness.connect()
        let first = try harness.push("d1", "short").shown[0]
        let later = ShowOutcome.later(seconds: 60, everywhere: false)
        #expect(try harness.take(.finished(part: first.id, later)).written == [])
        harness.now += 61
        #expect(try harness.take(.tick).written == ["nack d1"])
        let second = try harness.push("d2", "short").shown[0]
        #expect(second.part.triedAt == nil)
        _ = try harness.take(.finished(part: second.id, .failed("nobody knows")))
        harness.now += 61
        let again = try harness.take(.tick)
        // It may be there: it is this push's until it is.
        #expect(again.written == [] && again.shown.map(\.part.triedAt) == [1_800_000_061])
    }

    @Test("waits for who is away no longer than they are")
    func present() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        _ = try harness.write("/next", id: "1")
        let shown = try harness.answer("c1", "text").shown[0]
        _ = try harness.take(.finished(part: shown.id, .later(seconds: 60, everywhere: false)))
        #expect(try harness.take(.tick).shown.isEmpty)
        let back = try harness.take(.received([.present(place: "room-u")], position: nil, gap: nil))
        #expect(back.shown.map(\.part.text) == ["text"])
    }

    @Test("shows a long text a page at a time, acks with the first, and turns the page when asked, once")
    func pages() throws {
        let harness = try EngineHarness(partsOfPage: 2)
        try known(harness)
        _ = try harness.connect()
        var shown = try harness.push("d1", String(repeating: "nineteen letters ok", count: 6)).shown
        var texts: [String] = []
        var written: [String] = []
        func showAll() throws {
            while let (id, part) = shown.first {
                texts.append(part.text)
                let actions = try harness.take(.finished(part: id, .shown("n\(id)")))
                written += actions.written
                shown = actions.shown
            }
        }
        try showAll()
        #expect(texts.count == 3 && texts[2].contains("more") && written == ["ack a1"])
        _ = try harness.take(.line(["op": "ok", "id": "a1"]))
        shown = try harness.write("More", id: "m1").shown
        try showAll()
        #expect(texts.count == 6 && written == ["ack a1"])
        #expect(try harness.write("More", id: "m1").shown.isEmpty)
        shown = try harness.write("more", id: "m2").shown
        try showAll()
        let pieces = texts.filter { !$0.contains("more lines") }
        #expect(pieces.joined() == String(repeating: "nineteen letters ok", count: 6))
        // There is nothing left: that is said, once, and nobody's answer becomes longer by it.
        let none = try harness.write("more", id: "m3")
        #expect(none.written.isEmpty && none.shown.first.map { BridgeWords.noMore.hasPrefix($0.part.text) } == true)
        shown = none.shown
        try showAll()
        #expect(try harness.write("more", id: "m3").isEmpty)
    }

    @Test("forgets the pushes of another database, and keeps its replies")
    func store() throws {
        let harness = try EngineHarness()
        try known(harness)
        _ = try harness.connect()
        let shown = try harness.push("d1", "short").shown
        #expect(try harness.take(.finished(part: shown[0].id, .shown("n"))).written == ["ack a1"])
        _ = try harness.take(.disconnected)
        #expect(try harness.connect(store: "s2").written == [])
        #expect(try harness.push("d1", "another").shown.map(\.part.text) == ["another"])
    }

    @Test(
        "gives a push back when the person has blocked the bot or is gone, and tells the server when a reply meets that"
    )
    func blocked() throws {
        let harness = try EngineHarness()
        try known(harness)
        _ = try harness.connect()
        let push = try harness.push("d1", "a question of over twenty letters").shown
        let nack = try harness.take(.finished(part: push[0].id, .blocked("403")))
        #expect(nack.written == ["nack d1"] && nack.lines.first?["code"] == "blocked" && nack.shown.isEmpty)
        _ = try harness.write("/next", id: "1")
        let reply = try harness.answer("c1", "a question of over twenty letters").shown
        let told = try harness.take(.finished(part: reply[0].id, .gone("404")))
        #expect(told.lines.map { $0["op"] } == ["user"] && told.lines.first?["state"] == "left")
    }

    @Test("finds what answers a push whose private chat was made for it, and shows all of it there")
    func newPlace() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        let first = try harness.push("d1", "a question of over twenty letters").shown
        #expect(first.map(\.part.place) == [nil])
        _ = try harness.take(.received([.privatePlace(user: "u", place: "room-u")], position: nil, gap: nil))
        let second = try harness.take(.finished(part: first[0].id, .shown("n1"))).shown
        #expect(second.map(\.part.place) == ["room-u"])
        _ = try harness.take(.finished(part: second[0].id, .shown("n2")), .line(["op": "ok", "id": "a1"]))
        for (number, message) in ["n1", "n2"].enumerated() {
            let reply = InboundMessage(
                user: "u", place: "room-u", id: message, text: "an answer", repliesTo: message, sentAt: harness.now)
            let asked = try harness.take(.received([.message(reply)], position: nil, gap: nil))
            #expect(asked.lines.map { $0["re"] } == ["loss-02"])
            _ = try harness.answer("c\(number + 1)")
        }
    }

    @Test("finds a message of a chat from its threads, and one of a thread from the chat")
    func threads() throws {
        let harness = try EngineHarness()
        try harness.engine.journal.write { journal in
            try journal.noteShown(place: "!r:s", message: "$1", re: "loss-01", buttons: .array([]), at: 1)
            try journal.noteShown(place: "!r:s:$1", message: "$2", re: "loss-02", buttons: .array([]), at: 1)
            #expect(try journal.shown(place: "!r:s:$1", message: "$1")?.re == "loss-01")
            #expect(try journal.shown(place: "!r:s", message: "$2")?.place == "!r:s:$1")
            #expect(try journal.shown(place: "!r:s2", message: "$1") == nil)
        }
    }

    @Test("forgets after three days the page that nobody turned, and whose sending failed")
    func pruning() throws {
        let harness = try EngineHarness(partsOfPage: 1)
        try known(harness)
        _ = try harness.connect()
        let shown = try harness.push("d1", String(repeating: "nineteen letters ok", count: 3)).shown
        _ = try harness.take(.finished(part: shown[0].id, .failed("away")))
        #expect(harness.engine.laneFailures.count == 1)
        harness.now += 73 * 3600
        let again = try harness.take(.tick).shown
        let last = try harness.take(.finished(part: again[0].id, .shown("n1"))).shown
        _ = try harness.take(.finished(part: last[0].id, .shown("n2")), .line(["op": "ok", "id": "a1"]))
        harness.now += 600
        _ = try harness.take(.tick)
        #expect(harness.engine.laneFailures.isEmpty && harness.engine.laneHolds.isEmpty)
        let none = try harness.write("more", id: "m1").shown
        #expect(none.first.map { BridgeWords.noMore.hasPrefix($0.part.text) } == true)
    }

    @Test("waits out a short limit, and gives pushes back for a long one")
    func limits() throws {
        let harness = try EngineHarness()
        try known(harness)
        _ = try harness.connect()
        let shown = try harness.push("d1", "short").shown
        #expect(try harness.take(.finished(part: shown[0].id, .later(seconds: 5, everywhere: false))).isEmpty)
        harness.now += 6
        let again = try harness.take(.tick).shown
        #expect(again.map(\.part.key) == shown.map(\.part.key))
        _ = try harness.take(.finished(part: again[0].id, .shown("n")))
        _ = try harness.take(.line(["op": "ok", "id": "a1"]))
        _ = try harness.write("/next", by: "v", id: "1")
        let reply = try harness.answer("c1", "text").shown
        _ = try harness.take(.finished(part: reply[0].id, .later(seconds: 300, everywhere: true)))
        #expect(try harness.push("d2", "short").shown.isEmpty)
        harness.now += 61
        let nack = try #require(try harness.take(.tick).lines.first)
        #expect(nack["code"] == "rate_limited" && nack["scope"] == "bridge" && nack["retry_after"] == 239)
        harness.now += 240
        #expect(try harness.take(.tick).shown.map(\.part.text) == ["text"])
    }

    @Test("gives a thousand pushes back that nobody takes, and outlives a limit without end")
    func manyLate() throws {
        let harness = try EngineHarness(placeIsUser: true)
        _ = try harness.connect()
        let shown = try harness.push("d0", to: "p0", "text").shown
        let limit = ShowOutcome.later(seconds: 1e300, everywhere: true)
        _ = try harness.take(.finished(part: shown[0].id, limit))
        for number in 1...1_000 { _ = try harness.push("d\(number)", to: "p\(number)", "text") }
        harness.now += 61
        let nacks = try harness.take(.tick).lines
        #expect(nacks.count == 1_001 && nacks.allSatisfy { $0["code"] == "rate_limited" })
        #expect(nacks.allSatisfy { $0["retry_after"] == .integer(86_400 - 61) })
        #expect(harness.engine.parts.count == 0 && harness.engine.pushes.isEmpty)
    }

    @Test("keeps room for replies while a network is slow to take pushes")
    func roomForReplies() throws {
        let harness = try EngineHarness(placeIsUser: true)
        _ = try harness.connect()
        for number in 1...10 { _ = try harness.push("d\(number)", to: "p\(number)", "push") }
        #expect(harness.engine.parts.countAtWork == 6)
        _ = try harness.write("/next", id: "1")
        #expect(try harness.answer("c1", "reply").shown.map(\.part.text) == ["reply"])
    }

    @Test("looks again when a part may be shown, and no more often than once a second where none may")
    func ticks() throws {
        let harness = try EngineHarness(placeIsUser: true)
        func wait() -> Double { harness.engine.nextTick(now: harness.now) - harness.now }
        _ = try harness.connect()
        #expect(wait() == 1)
        _ = try harness.write("/next", id: "1")
        let shown = try harness.answer("c1", "a text of over twenty letters").shown
        // The second part waits for the first.
        #expect(wait() == 1)
        _ = try harness.take(.finished(part: shown[0].id, .later(seconds: 300, everywhere: false)))
        #expect(wait() == 1)
        harness.now += 299.75
        #expect(try harness.take(.tick).shown.isEmpty && wait() == 0.25)
        harness.now += 1
        #expect(wait() < 0.1)
        _ = try harness.take(.tick)
        for number in 1...10 { _ = try harness.push("d\(number)", to: "p\(number)", "push") }
        #expect(harness.engine.parts.countAtWork == 7 && wait() == 1)
        _ = try harness.write("/next", by: "v", id: "2")
        let second = try harness.answer("c2", "reply").shown
        _ = try harness.take(.finished(part: second[0].id, .later(seconds: 0.5, everywhere: true)))
        #expect(wait() == 0.5)
    }

    @Test("counts no reply for waiting that was given up after three days")
    func givenUp() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        _ = try harness.write("/next", id: "1")
        let shown = try harness.answer("c1", "reply").shown
        _ = try harness.take(.finished(part: shown[0].id, .later(seconds: 80_000, everywhere: false)))
        harness.now += 73 * 3600
        harness.engine.laneHolds["room-u"] = harness.now + 1
        _ = try harness.take(.tick)
        harness.now += 2
        #expect(try harness.take(.tick).shown.isEmpty)
        #expect(harness.engine.replyParts.isEmpty && harness.engine.parts.count == 0)
    }

    @Test("gives a reply up after three days in which somebody was away, however often it was tried")
    func away() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        _ = try harness.write("/next", id: "1")
        var shown = try harness.answer("c1", "reply").shown
        for _ in 1...72 {
            _ = try harness.take(.finished(part: try #require(shown.first).id, .later(seconds: 60, everywhere: false)))
            harness.now += 3600
            shown = try harness.take(.tick).shown
        }
        harness.now += 3600
        _ = try harness.take(.finished(part: try #require(shown.first).id, .later(seconds: 60, everywhere: false)))
        harness.now += 3600
        #expect(try harness.take(.tick).shown.isEmpty && harness.engine.parts.count == 0)
    }

    @Test("shows replies before pushes")
    func repliesFirst() throws {
        var limits = EngineLimits()
        limits.maxShowing = 1
        let harness = try EngineHarness(limits: limits, placeIsUser: true)
        _ = try harness.connect()
        let first = try harness.push("d0", to: "p0", "push").shown
        for number in 1...5 { #expect(try harness.push("d\(number)", to: "p\(number)", "push").shown.isEmpty) }
        _ = try harness.write("/next", id: "1")
        _ = try harness.answer("c1", "reply")
        #expect(try harness.take(.finished(part: first[0].id, .shown("n"))).shown.map(\.part.text) == ["reply"])
    }
}
