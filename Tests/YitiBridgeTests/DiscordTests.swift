import Foundation
import Synchronization
import Testing

@testable import YitiBridge

@Suite struct DiscordTests {
    @Test("begins a session, takes up another, and knows when nobody is there")
    func session() {
        var fresh = DiscordSession(token: "t", intents: 5, known: nil)
        let hello: JSONValue = ["op": 10, "d": ["heartbeat_interval": 45_000]]
        let begun = fresh.take(hello, now: 0)
        #expect(begun.first == .beat(everySeconds: 45))
        guard case .send(let identify)? = begun.last else { return #expect(Bool(false)) }
        #expect(identify["op"] == 2 && identify["d"]["intents"] == 5 && identify["d"]["token"] == "t")
        let ready: JSONValue = [
            "op": 0, "t": "READY", "s": 1,
            "d": [
                "session_id": "s", "resume_gateway_url": "wss://g", "user": ["id": "9"],
                "guilds": [["id": "1", "unavailable": true]],
            ],
        ]
        var position = DiscordPosition(session: "s", gateway: "wss://g", heardAt: 7)
        position.sequence = 1
        #expect(fresh.take(ready, now: 7) == [.began(position, bot: "9", guilds: ["1"])])
        #expect(DiscordPosition(position.text) == position)
        #expect(fresh.beat() == .send(["op": 1, "d": 1]))
        // Where not all that came was read the answer may be in it.
        #expect(fresh.beat(wasHeard: false) == .send(["op": 1, "d": 1]) && fresh.beat() == .dead)
        _ = fresh.take(["op": 11], now: 8)
        #expect(fresh.beat() != .dead)
        #expect(fresh.take(["op": 1], now: 9) == [.send(["op": 1, "d": 1])])
        var other = DiscordSession(token: "t", intents: 5, known: position)
        guard case .send(let resume)? = other.take(hello, now: 9).last else { return #expect(Bool(false)) }
        #expect(resume["op"] == 6 && resume["d"]["seq"] == 1 && resume["d"]["session_id"] == "s")
        #expect(other.take(["op": 0, "t": "RESUMED", "s": 2, "d": [:]], now: 9) == [.resumed])
        #expect(other.take(["op": 7], now: 9) == [.reconnect(resumes: true)])
        #expect(other.take(["op": 9, "d": false], now: 9) == [.reconnect(resumes: false)])
    }

    @Test("tells the ends that no repetition mends from those that lose the session and the others")
    func ends() {
        #expect(
            DiscordSession.failure(4004)?.code == .credentials && DiscordSession.failure(4014)?.code == .configuration)
        #expect([4000, 4007, 4009, 1006].allSatisfy { DiscordSession.failure($0) == nil })
        #expect([4007, 4009].allSatisfy { DiscordSession.endsSession($0) })
        #expect([1000, 1001, 4000].allSatisfy { !DiscordSession.endsSession($0) })
    }

    private func answer(_ status: Int, _ headers: [(String, String)] = [], _ body: JSONValue = [:]) -> HTTPAnswer {
        HTTPAnswer(status: status, headers: headers, body: Array(body.text.utf8))
    }

    @Test("counts a limit by its bucket and channel, and stops everything for one of all")
    func limits() {
        var limits = DiscordLimits()
        let one = DiscordRoute("POST", ["channels", "11", "messages"])
        let other = DiscordRoute("POST", ["channels", "12", "messages"])
        #expect(one.template == other.template && one.major != other.major)
        let used = [("X-RateLimit-Bucket", "b"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset-After", "2.5")]
        limits.take(answer(200, used), of: one, now: 100)
        #expect(limits.wait(for: one, now: 101) == DiscordError.Limit(seconds: 1.5, isGlobal: false))
        #expect(limits.wait(for: one, now: 103) == nil && limits.wait(for: other, now: 101) == nil)
        limits.take(answer(429, [], ["retry_after": 4, "global": true]), of: one, now: 200)
        #expect(limits.wait(for: other, now: 201) == DiscordError.Limit(seconds: 3, isGlobal: true))
    }

    @Test("says what it is in a server's channel for news, or in its topmost one of text")
    func welcome() {
        let channels: JSONValue = [
            ["id": "1", "type": 2, "position": 0], ["id": "2", "type": 0, "position": 5],
            ["id": "3", "type": 0, "position": 1],
        ]
        #expect(DiscordNetwork.welcomeChannel(of: ["system_channel_id": "9", "channels": channels]) == "9")
        #expect(DiscordNetwork.welcomeChannel(of: ["system_channel_id": .null, "channels": channels]) == "3")
        #expect(DiscordNetwork.welcomeChannel(of: ["id": "7"]) == nil)
    }

    @Test("takes a session up where sessions begin when the gateway that it had is no more")
    func lostGateway() async throws {
        let seen = Mutex<HomeserverDouble.Asked?>(nil)
        try await withNetwork { _, asked in
            seen.withLock { $0 = asked }
            return ["url": "ws://127.0.0.1:1"]
        } _: { network, inbox in
            let position = DiscordPosition(session: "s", gateway: "ws://127.0.0.1:1/resumed", heardAt: 7)
            try await inbox.store([network.remember([])], position: position.text)
            await #expect(throws: (any Error).self) { try await network.receive(inbox) }
            #expect(seen.withLock { $0?.count("/gateway/bot") } == 1)
            let after = try await inbox.position()
            #expect(after.flatMap(DiscordPosition.init) == position)
        }
    }

    @Test("says nothing in a server that was away for a while")
    func outage() async throws {
        try await withNetwork { _, _ in
            [:]
        } _: { network, _ in
            var guilds: Set<String> = []
            let away: JSONValue = ["id": "1", "unavailable": true]
            #expect(network.events("GUILD_DELETE", away, &guilds).isEmpty)
            #expect(network.events("GUILD_CREATE", ["id": "1", "system_channel_id": "5"], &guilds).isEmpty)
            #expect(network.events("GUILD_DELETE", ["id": "1"], &guilds).isEmpty)
            #expect(network.events("GUILD_CREATE", ["id": "1", "system_channel_id": "5"], &guilds).count == 1)
        }
    }

    @Test("answers a slash command in its place only once Discord has heard that an answer comes")
    func unconfirmed() async throws {
        let interaction = DiscordInteraction(
            json: [
                "id": "6", "type": 2, "channel_id": "5", "token": "t", "user": ["id": "7"], "data": ["name": "next"],
            ])
        let part = OutgoingPart(
            place: "5", user: "7", key: "k-1", text: "an answer", isPreformatted: false, buttons: [], answers: "i6",
            kind: "info")
        try await withNetwork { _, _ in
            ["id": "8"]
        } _: { network, inbox in
            _ = try await network.signIn(inbox)
            try await network.take(interaction, inbox)
            // As while the confirmation is on its way.
            network.state.withLock { $0.unconfirmed.formUnion(["i6"]) }
            #expect(await network.show(part) == .later(seconds: 0.2, everywhere: false))
            network.state.withLock { $0.unconfirmed = [] }
            #expect(await network.show(part) == .shown("8"))
        }
    }

    @Test("says to whoever pressed alone what is refused, as long as their press can be answered, then in the channel")
    func whispers() async throws {
        let press = DiscordInteraction(
            json: [
                "id": "6", "type": 3, "channel_id": "5", "guild_id": "1", "token": "t", "member": ["user": ["id": "7"]],
                "data": ["custom_id": "rate:3:1"],
            ])
        var part = OutgoingPart(
            place: "5", user: "7", key: "k-1", text: "not yours", isPreformatted: false, buttons: [], answers: "i6",
            kind: "error")
        #expect(DiscordContent.whisper(part)["flags"] == 68)
        try await withNetwork { _, _ in
            ["id": "8"]
        } _: { network, inbox in
            _ = try await network.signIn(inbox)
            try await network.take(press, inbox)
            // What is not refused is for all.
            #expect(await network.show(part) == .shown("8"))
            part.isWhisper = true
            network.state.withLock { $0.unconfirmed.formUnion(["i6"]) }
            #expect(await network.show(part) == .later(seconds: 0.2, everywhere: false))
            network.state.withLock { $0.unconfirmed = [] }
            #expect(await network.show(part) == .shown(nil))
            network.state.withLock { $0.presses = [:] }
            #expect(await network.show(part) == .shown("8"))
        }
    }

    /// A network whose API answers as it is told.
    private func withNetwork(
        _ answer: @escaping @Sendable (String, HomeserverDouble.Asked) -> JSONValue?,
        _ body: (DiscordNetwork, Inbox) async throws -> Void
    ) async throws {
        let double = try await HomeserverDouble(answer)
        let path = NSTemporaryDirectory() + "yiti-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "api: http://127.0.0.1:\(double.port)\n".write(toFile: path, atomically: true, encoding: .utf8)
        let configuration = try BridgeConfiguration(
            network: "discord", path: path, environment: ["YITI_DISCORD_BOT_TOKEN": "t"])
        let connector = try Connector()
        let network = try DiscordNetwork(configuration, connector)
        let engine = try Engine(
            journal: Journal(path: nil), identity: EngineIdentity(bridge: "test", token: "t"), traits: network.traits,
            now: 0)
        try await body(network, Inbox(runner: EngineRunner(engine) { _, _ in }))
        await connector.shutDown()
        try await double.close()
    }

    @Test("knows what a refusal means for who was to get the message")
    func outcomes() {
        func outcome(_ status: Int, _ code: Int) -> ShowOutcome {
            DiscordError(answer(status, [], ["code": .integer(code), "message": "m"])).outcome
        }
        #expect(outcome(403, 50_007) == .blocked("403 50007 m") && outcome(403, 50_278) == .blocked("403 50278 m"))
        #expect(outcome(404, 10_003) == .gone("404 10003 m") && outcome(400, 50_035) == .refused("400 50035 m"))
        #expect(outcome(400, 40_003) == .later(seconds: 600, everywhere: false))
        #expect(outcome(502, 0) == .failed("502 0 m"))
        // A page of a proxy's is no word of Discord's.
        for status in [400, 401, 403, 404] {
            #expect(DiscordError(answer(status, [], "<html>")).outcome == .failed("\(status) 0 "))
        }
    }

    @Test("reads messages, commands and presses as what people mean by them")
    func messages() {
        func message(_ more: [String: JSONValue]) -> DiscordMessage {
            let plain: [String: JSONValue] = [
                "id": "175928847299117063", "channel_id": "5", "author": ["id": "7", "username": "ada"], "type": 0,
                "content": "hello",
            ]
            return DiscordMessage(json: .object(plain.merging(more) { _, new in new }), bot: "9")
        }
        #expect(message([:]).inbound(isPrivate: true)?.sentAt == 1_462_015_105.796)
        #expect(message([:]).inbound(isPrivate: false) == nil)
        #expect(message(["content": "!next"]).inbound(isPrivate: false)?.text == "/next")
        #expect(
            message(["content": "<@9>, an answer", "mentions": [["id": "9"]]]).inbound(isPrivate: false)?.text
                == "an answer")
        let end = message(["content": "an answer <@9>", "mentions": [["id": "9"]]])
        #expect(end.inbound(isPrivate: false)?.text == "an answer")
        #expect(message(["content": "/usr/local/bin is missing"]).inbound(isPrivate: false) == nil)
        let picture = message(["content": "", "attachments": [["id": "1"]]])
        #expect(picture.inbound(isPrivate: true) == nil && picture.wordless(isPrivate: true)?.user == "7")
        #expect(picture.wordless(isPrivate: false) == nil && message([:]).wordless(isPrivate: true) == nil)
        #expect(message(["author": ["id": "8", "bot": true]]).inbound(isPrivate: true) == nil)
        #expect(message(["type": 7]).inbound(isPrivate: true) == nil)
        let edit = message(["edited_timestamp": "2026-01-01T00:00:00+00:00"]).inbound(isPrivate: true)
        #expect(edit?.edits == "175928847299117063" && edit?.id != edit?.edits)
        let command = DiscordInteraction(
            json: [
                "id": "6", "type": 2, "channel_id": "5", "guild_id": "1", "member": ["user": ["id": "7"]],
                "data": ["name": "next", "options": [["name": "text", "value": "loss"]]], "locale": "zh-CN",
            ])
        func chat(_ more: [String: JSONValue]) -> String? {
            let given: [String: JSONValue] = [
                "id": "6", "type": 3, "channel_id": "5", "user": ["id": "7"], "data": ["custom_id": "next"],
            ]
            guard case .press(let press, _) = DiscordInteraction(json: .object(given.merging(more) { $1 })).event else {
                return "no press"
            }
            return press.chat
        }
        #expect(chat([:]) == nil && chat(["context": 1, "channel": ["id": "5", "type": 1]]) == nil)
        #expect(chat(["context": 2]) == "5" && chat(["channel": ["id": "5", "type": 3]]) == "5")
        #expect(DiscordCommands.all.elements.allSatisfy { $0["contexts"] == [0, 1] })
        guard case .message(let inbound)? = command.event else { return #expect(Bool(false)) }
        #expect(inbound.text == "/next loss" && inbound.chat == "5" && inbound.locale == "zh-CN" && inbound.id == "i6")
    }

    @Test("shows a text as it is, and no part is over Discord's limit")
    func content() {
        func part(_ text: String, _ kind: String = "info", pre: Bool = false) -> OutgoingPart {
            OutgoingPart(place: "5", user: "7", key: "k-1", text: text, isPreformatted: pre, buttons: [], kind: kind)
        }
        #expect(DiscordContent.text(of: part("a*b* <@7> https://x/a_b")) == "a\\*b\\* \\<\\@7\\> https://x/a_b")
        #expect(DiscordContent.text(of: part("Points\n1. one|two\nmore", "prompt")) == "Points\n||1. one\\|two||\nmore")
        #expect(DiscordContent.text(of: part("1  2\n```", pre: true)).hasPrefix("```\n1  2\n`\u{200B}"))
        let splitter = TextSplitter(limit: 1_980, unit: .markdown)
        let text = String(repeating: "1. *损失*||e\u{301}👩‍👩‍👧‍👦。\n", count: 400)
        let pieces = splitter.pieces(of: text)
        #expect(pieces.joined() == text)
        for piece in pieces { #expect(DiscordContent.text(of: part(piece, "prompt")).utf16.count <= 2_000) }
        #expect(DiscordCommands.all.elements.allSatisfy { ($0["description"].string?.count ?? 101) <= 100 })
    }

    @Test("keeps where a slash command is answered until it is over")
    func commandTokens() {
        var token = DiscordToken(token: "abc", at: 100)
        token.part = "k-1"
        #expect(DiscordToken(token.text) == token && DiscordToken("x") == nil)
        #expect(!token.isOver(now: 200) && token.isOver(now: 1_000))
    }
}
