import Testing

@testable import YitiBridge

@Suite struct OneBotTests {
    @Test("reads segments and CQ codes alike, and takes nothing for a code that is a text")
    func codes() {
        let text = "[CQ:reply,id=5][CQ:at,qq=9] a &amp; &#91;CQ:at,qq=all&#93;, b[CQ:image,file=x&#44;y]"
        let read = OneBotMessage(.string(text))
        #expect(read.repliesTo == "5" && read.mentions("9") && !read.mentions("all"))
        #expect(read.text(to: "9") == "a & [CQ:at,qq=all], b")
        #expect(read.segments.last?.data == ["file": "x,y"])
        let segments: JSONValue = [
            ["type": "at", "data": ["qq": 9]], ["type": "text", "data": ["text": " !next [CQ:face,id=1]"]],
        ]
        #expect(OneBotMessage(segments).text(to: "9") == "/next [CQ:face,id=1]")
        #expect(OneBotMessage("[CQ:open").text(to: "9") == "[CQ:open")
    }

    @Test("knows what concerns it in a group, and that a group is no person")
    func events() async throws {
        func events(_ more: [String: JSONValue]) async -> [InboundEvent] {
            let plain: [String: JSONValue] = [
                "post_type": "message", "self_id": 9, "user_id": 7, "message_id": -3, "time": 100,
                "message_type": "group", "group_id": 7, "message": "hi", "sender": ["nickname": "ada", "card": ""],
            ]
            return await OneBotEvent(json: .object(plain.merging(more) { _, new in new })).events { _, id in id == "2" }
        }
        #expect(await events([:]).isEmpty)
        #expect(await events(["user_id": 9, "message": "/next"]).isEmpty)
        #expect(await events(["message": "[CQ:reply,id=1]hi"]).isEmpty)
        let reply = await events(["message": "[CQ:reply,id=2]hi"])
        guard case .message(let message)? = reply.first else { return #expect(Bool(false)) }
        #expect(message.chat == "group:7" && message.user == "7" && message.id == "m-3" && message.name == "ada")
        #expect(await events(["message_type": "private", "sub_type": "friend"]).count == 1)
        #expect(await events(["message_type": "private", "sub_type": "group"]).isEmpty)
    }

    @Test("passes over at once what can't concern it, so that nothing waits behind it")
    func unconcerned() {
        func mayConcern(_ more: [String: JSONValue]) -> Bool {
            let plain: [String: JSONValue] = [
                "post_type": "message", "self_id": 9, "message_type": "group", "group_id": 7, "message": "hi",
            ]
            return OneBotEvent(json: .object(plain.merging(more) { _, new in new })).mayConcern
        }
        #expect(!mayConcern([:]) && !mayConcern(["post_type": "meta_event"]) && !mayConcern(["self_id": .null]))
        let words = ["/next", "!next", "／下一题", "[CQ:at,qq=9]hi", "[CQ:reply,id=2]hi"]
        #expect(words.allSatisfy { mayConcern(["message": .string($0)]) })
        #expect(mayConcern(["message_type": "private"]) && mayConcern(["post_type": "notice"]))
        #expect(mayConcern(["post_type": "request"]))
    }

    @Test("takes numbers that are written as texts, and a history that leaves out what was asked for")
    func otherForms() async throws {
        let event: JSONValue = [
            "post_type": "message", "self_id": "9", "user_id": "7", "message_id": "-3", "time": "100",
            "message_type": "group", "group_id": "55", "message": "/next",
        ]
        let heard = await OneBotEvent(json: event).events { _, _ in false }
        guard case .message(let message)? = heard.first else { return #expect(Bool(false)) }
        #expect(message.user == "7" && message.chat == "group:55" && message.id == "m-3" && message.sentAt == 100)
        let missed: JSONValue = ["message_id": -3, "time": 100, "message": "/next", "sender": ["user_id": 7]]
        let group = await OneBotEvent(missed: missed, in: "group:55", account: "9").events { _, _ in false }
        guard case .message(let other)? = group.first else { return #expect(Bool(false)) }
        #expect(other.user == "7" && other.chat == "group:55")
        #expect(await OneBotEvent(missed: missed, in: "7", account: "9").events { _, _ in false }.count == 1)
        #expect(await OneBotEvent(missed: missed, in: "7", account: "7").events { _, _ in false }.isEmpty)
        let taken: JSONValue = ["status": "ok", "retcode": "0", "data": ["message_id": "5"]]
        #expect(OneBotAnswer(json: taken).outcome == .shown("5"))
    }

    @Test("reads of a history what may have been missed, and nothing that the journal has forgotten")
    func missed() {
        let history: JSONValue = [
            "data": [
                "messages": [["time": 99, "message_id": 1], ["time": "100", "message_id": 2], ["message_id": 3]]
            ]
        ]
        let missed = OneBotEvent.missed(OneBotAnswer(json: history), since: 100)
        #expect(missed.map { $0["message_id"] } == [2, 3])
        let now = 1_800_000_000.0
        #expect(Inbox.oldestMissed(since: now - 3600, now: now) == now - 3600)
        // Rows are kept for longer than what is read again goes back.
        let oldest = Inbox.oldestMissed(since: 0, now: now)
        #expect(oldest > now - EngineLimits().keptSeconds && oldest < now - EngineLimits().maxAgeSeconds)
    }

    @Test("knows an implementation that lets everybody in and then says that the token is none")
    func refusal() {
        let refusal: JSONValue = [
            "status": "failed", "retcode": 1403, "data": .null, "message": "token", "echo": .null,
        ]
        #expect(OneBotEvent(json: refusal).isRefusal)
        #expect(!OneBotEvent(json: ["post_type": "message", "status": "failed", "retcode": 1403]).isRefusal)
        #expect(!OneBotEvent(json: ["status": "failed", "retcode": 1404]).isRefusal)
    }

    @Test("knows what an answer means for a message")
    func outcomes() {
        func outcome(_ code: Int, _ status: String = "failed") -> ShowOutcome {
            OneBotAnswer(
                json: ["retcode": .integer(code), "status": .string(status), "data": ["message_id": 5]]
            ).outcome
        }
        #expect(outcome(0, "ok") == .shown("5") && outcome(1, "async") == .shown("5"))
        #expect(outcome(1200) == .declined("1200 ", seconds: 60) && outcome(1400) == .refused("1400 "))
    }
}
