import Testing

@testable import YitiBridge

@Suite struct EngineTests {
    @Test("stores, asks, and shows the answer in parts, one after the other")
    func loop() throws {
        let harness = try EngineHarness()
        #expect(try harness.connect().written == [])
        let asked = try harness.write("/next", id: "m1")
        #expect(asked.written == ["cmd c1"])
        #expect(asked.lines.first?["mid"] == "m1" && asked.lines.first?["ts"].string != nil)
        let first = try harness.answer("c1", "a question of over twenty letters").shown
        #expect(first.map(\.part.text) == ["a question of over "])
        #expect(first.map(\.part.place) == ["room-u"])
        let second = try harness.take(.finished(part: first[0].id, .shown("n1"))).shown
        #expect(second.map(\.part.text) == ["twenty letters"])
        #expect(try harness.take(.finished(part: second[0].id, .shown("n2"))).isEmpty)
        #expect(try harness.engine.journal.write { try $0.shown(place: "room-u", message: "n2")?.re } == "loss-01")
    }

    @Test("executes what comes twice once, also after a restart")
    func twice() throws {
        try withJournal { path in
            do {
                let harness = try EngineHarness(path: path)
                _ = try harness.connect()
                #expect(try harness.write("/next", id: "m1").written == ["cmd c1"])
                #expect(try harness.write("/next", id: "m1").written == [])
            }
            let again = try EngineHarness(path: path)
            #expect(try again.connect().written == ["cmd c1"])
            #expect(try again.answer("c1", "once").shown.count == 1)
            #expect(try again.write("/next", id: "m1").written == [])
            #expect(try again.engine.journal.write { try $0.meta("position") } == "p-m1")
        }
    }

    @Test(
        "shows a picture with a text that is short enough, else under its own words, and those alone when it is refused"
    )
    func pictures() throws {
        let harness = try EngineHarness(captionLength: 10)
        #expect(try harness.take(.connected).lines.first?["features"] == ["image"])
        _ = try harness.connect()
        let image: JSONValue = ["type": "image/png", "base64": "AAEC", "alt": "a year of cells"]
        let picture = Picture(bytes: [0, 1, 2], description: "a year of cells")
        func reply(_ id: String, _ text: String) throws -> [(id: Int64, part: OutgoingPart)] {
            let message: JSONValue = ["kind": "stats", "text": .string(text), "ref": .null, "image": image]
            return try harness.take(.line(["op": "ok", "id": .string(id), "msgs": [message]])).shown
        }
        _ = try harness.write("/stats", id: "m1")
        let short = try reply("c1", "short")
        #expect(short.map(\.part.picture) == [picture] && short[0].part.text == "short")
        #expect(try harness.take(.finished(part: short[0].id, .shown("n1"))).isEmpty)

        _ = try harness.write("/stats", id: "m2")
        let long = try reply("c2", "not so short")
        #expect(long.map(\.part.picture) == [nil])
        let drawn = try harness.take(.finished(part: long[0].id, .shown("n2"))).shown
        #expect(drawn.map(\.part.picture) == [picture] && drawn[0].part.text == "a year of cells")
        let words = try harness.take(.finished(part: drawn[0].id, .refused("no pictures here"))).shown
        #expect(words.map(\.part.picture) == [nil] && words[0].part.text == "a year of cells")
        #expect(try harness.take(.finished(part: words[0].id, .shown("n3"))).isEmpty)
    }

    @Test("keeps a person's requests in order, and others beside them")
    func order() throws {
        let harness = try EngineHarness()
        _ = try harness.write("one", id: "1")
        _ = try harness.write("two", id: "2")
        _ = try harness.write("other", by: "v", id: "3")
        #expect(try harness.connect().written == ["cmd c1", "cmd c3"])
        #expect(try harness.answer("c1", "a").written == ["cmd c2"])
    }

    @Test("asks again what was busy, after the time that was named")
    func busy() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        _ = try harness.write("one", id: "1")
        #expect(
            try harness.take(.line(["op": "err", "id": "c1", "code": "busy", "retry": true, "retry_after": 5])).isEmpty)
        harness.now += 4
        #expect(try harness.take(.tick).written == [])
        harness.now += 2
        #expect(try harness.take(.tick).written == ["cmd c1"])
        let refusal = try harness.take(.line(["op": "err", "id": "c1", "code": "no_question", "text": "no"]))
        #expect(refusal.shown.map(\.part.text) == ["no"])
    }

    @Test(
        "asks again what came too fast, and shows what is refused until the day is over; what is written after it goes on"
    )
    func tooFast() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        _ = try harness.write("one", id: "1")
        #expect(
            try harness.take(.line(["op": "err", "id": "c1", "code": "rate_limited", "retry_after": 2])).isEmpty)
        harness.now += 3
        #expect(try harness.take(.tick).written == ["cmd c1"])
        let refusal = try harness.take(
            .line(["op": "err", "id": "c1", "code": "rate_limited", "retry_after": 21_950, "text": "five a day"]))
        #expect(refusal.shown.map(\.part.text) == ["five a day"])
        #expect(try harness.write("two", id: "2").written == ["cmd c2"])
    }

    @Test(
        "does not execute what is older than a day and a half, says so once, and passes over what was there before its first start"
    )
    func old() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        #expect(try harness.write("before", id: "0", sentAt: harness.now - 100).isEmpty)
        let sent = harness.now + 1
        harness.now += 37 * 3600
        let told = try harness.write("late", id: "1", sentAt: sent)
        #expect(told.written == [])
        #expect(told.shown.count == 1)
        for number in told.shown { _ = try harness.take(.finished(part: number.id, .shown(nil))) }
        #expect(try harness.write("late", id: "2", sentAt: sent).written == [])
    }

    @Test("does not carry out what waited for the server over a day and a half, says so once, and goes on behind it")
    func waitedTooLong() throws {
        let harness = try EngineHarness()
        _ = try harness.write("one", id: "1")
        _ = try harness.write("two", id: "2")
        harness.now += 37 * 3600
        let told = try harness.write("three", id: "3").shown
        let actions = try harness.connect()
        #expect(told.isEmpty && actions.written == ["cmd c3"])
        #expect(actions.shown.map(\.part.place) == ["room-u"] && harness.engine.inbound.count == 0)
    }

    @Test(
        "asks again what the server was asked once, since it may have carried it out, as long as it still knows that; then it says so once"
    )
    func askedOnce() throws {
        try withJournal { path in
            do {
                let harness = try EngineHarness(path: path)
                _ = try harness.connect()
                #expect(try harness.write("one", id: "1").written == ["cmd c1"])
            }
            // A crash: what was asked is known from the journal.
            let harness = try EngineHarness(path: path)
            let began = harness.now
            harness.now = began + 46 * 3600
            #expect(try harness.connect().written == ["cmd c1"])
            _ = try harness.take(.disconnected)
            harness.now = began + 48 * 3600
            let actions = try harness.connect()
            #expect(actions.written == [])
            #expect(actions.shown.first?.part.text.contains("两天") == true)
            #expect(harness.engine.inbound.count == 0)
        }
    }

    @Test("takes for the time of a message when it came, where the network does not say")
    func noTime() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        let message = InboundMessage(user: "u", place: "room-u", id: "1", text: "hi")
        let line = try harness.take(.received([.message(message)], position: nil, gap: nil)).lines.first
        #expect(line?["ts"] == "2027-01-15T08:00:00Z")
    }

    @Test("asks for others while one person's replies wait for the network, and while pushes do")
    func crowded() throws {
        var limits = EngineLimits()
        (limits.maxUnsentPartsOfUser, limits.maxUnsentPushParts, limits.maxUnsentParts) = (2, 2, 4)
        let harness = try EngineHarness(limits: limits, placeIsUser: true)
        _ = try harness.connect()
        _ = try harness.push("d1", to: "p", "forty letters of question, cut in three.")
        #expect(try harness.push("d2", to: "q", "short").lines.map { $0["code"] } == ["temporary"])
        _ = try harness.write("/help", id: "1")
        let shown = try harness.answer("c1", "a text of over twenty letters").shown
        #expect(try harness.write("/help", id: "2").written == [])
        #expect(try harness.write("/help", by: "v", id: "3").written == ["cmd c3"])
        #expect(try harness.take(.finished(part: shown[0].id, .shown("n"))).written == ["cmd c2"])
    }

    @Test(
        "marks an edit, passes over one that changes nothing, and leaves the times out when the server's clock is another"
    )
    func edit() throws {
        let harness = try EngineHarness()
        _ = try harness.connect(time: "2026-03-02T12:00:00Z")
        _ = try harness.write("good", id: "1")
        _ = try harness.answer("c1")
        #expect(try harness.write("good", id: "1e", edits: "1").isEmpty)
        let line = try #require(try harness.write("better", id: "1f", edits: "1").lines.first)
        #expect(line["edit"] == true && line["ts"] == .null)
        // An edit is as old as what it changes, and is no message that has come too late.
        _ = try harness.answer("c2")
        let sentAt = harness.now
        harness.now += 48 * 3600
        let late = try harness.write("best", id: "1g", sentAt: sentAt, edits: "1")
        #expect(late.lines.contains { $0["edit"] == true } && late.shown.isEmpty)
    }

    @Test("drops what one person sends too much of, with one line")
    func flood() throws {
        var limits = EngineLimits()
        limits.maxInboundOfUser = 3
        let harness = try EngineHarness(limits: limits)
        var shown = 0
        for number in 0..<10 { shown += try harness.write("x", id: "\(number)").shown.count }
        #expect(shown == 1)
        #expect(harness.engine.counts.dropped == 7)
        #expect(harness.engine.inbound.count == 3)
    }

    @Test("begins nothing any more while it is being stopped, since nobody would show it")
    func stopping() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        _ = try harness.write("/next", id: "1")
        harness.engine.beginsParts = false
        #expect(try harness.answer("c1", "a").shown.isEmpty)
        harness.engine.beginsParts = true
        #expect(try harness.take(.tick).shown.count == 1)
    }

    @Test("ends when another process has taken the place, and not for its own older connection")
    func replaced() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        let own = JSONValue.string(harness.engine.instance)
        #expect(try harness.take(.line(["op": "bye", "code": "replaced", "by": own])).stop == nil)
        #expect(try harness.take(.line(["op": "bye", "code": "replaced", "by": "x"])).stop?.code == .replaced)
    }

    @Test("ends when the server does not know its token")
    func token() throws {
        let harness = try EngineHarness()
        _ = try harness.take(.connected)
        #expect(try harness.take(.line(["op": "err", "code": "auth_failed", "text": "no"])).stop?.code == .credentials)
    }

    @Test("refuses a journal of another bridge, network or account, and one that is in use")
    func claim() throws {
        try withJournal { path in
            let journal = try Journal(path: path)
            try journal.claim(network: "matrix", account: "@a:x", bridge: "matrix")
            try journal.claim(network: "matrix", account: "@a:x", bridge: "matrix")
            #expect(throws: BridgeFailure.self) {
                try journal.claim(network: "matrix", account: "@b:x", bridge: "matrix")
            }
            #expect(throws: BridgeFailure.self) { _ = try Journal(path: path) }
        }
    }

    @Test("tells who somebody new is before their first press, and whispers to them what is refused of it in a room")
    func presses() throws {
        let harness = try EngineHarness()
        _ = try harness.connect()
        func press(_ id: String, in chat: String?) throws -> [JSONValue] {
            let press = InboundMessage(
                user: "u", chat: chat, place: chat ?? "u", id: id, name: "Ada", locale: "zh-hans")
            return try harness.take(.received([.press(press, callback: "rate:3:7")], position: id, gap: nil)).lines
        }
        func refuse(_ line: JSONValue?) throws -> OutgoingPart? {
            let shown = try harness.take(
                .line(["op": "err", "id": line?["id"] ?? .null, "code": "not_found", "text": "not yours"])
            ).shown
            for (id, _) in shown { _ = try harness.take(.finished(part: id, .shown(nil))) }
            return shown.first?.part
        }
        let news = try press("q1", in: "room")
        #expect(news.map { $0["op"].string } == ["user"] && news.first?["locale"] == "zh-hans")
        #expect(news.first?["chat"] == .null && news.first?["state"] == .null)
        let acts = try harness.take(.line(["op": "ok", "id": news.first?["id"] ?? .null, "msgs": []])).lines
        #expect(acts.map { $0["op"].string } == ["act"] && acts.first?["chat"] == "room")
        let whisper = try refuse(acts.first)
        #expect(whisper?.isWhisper == true && whisper?.answers == "q1" && whisper?.text == "not yours")
        // The second tells nothing of them, and in private there is nobody else.
        let alone = try press("q2", in: nil)
        #expect(alone.map { $0["op"].string } == ["act"])
        #expect(try refuse(alone.first)?.isWhisper == false)
        let good = try press("q3", in: "room")
        let shown = try harness.answer(good.first?["id"].string ?? "", "done").shown
        #expect(shown.map(\.part.isWhisper) == [false])
    }
}
