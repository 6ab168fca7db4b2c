import Foundation
import Testing

@testable import YitiBridge

@Suite struct MatrixTests {
    private static let bot = "@yiti:x"
    private static let room = "!r1:x"

    /// A bridge that knows a room with `@a:x`, and hears of it until the homeserver has nothing more to say.
    private func hear(
        _ before: (Inbox) async throws -> Void,
        _ answer: @escaping @Sendable (String, HomeserverDouble.Asked) -> JSONValue?,
        _ check: (Inbox, EngineRunner, [String]) async throws -> Void
    ) async throws {
        let homeserver = try await HomeserverDouble { request, asked in
            if request.contains("/whoami") { return ["user_id": .string(Self.bot)] }
            return request.contains("/profile/") ? [:] : answer(request, asked)
        }
        let path = NSTemporaryDirectory() + "yiti-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "homeserver: http://127.0.0.1:\(homeserver.port)\nuser: yiti\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        let configuration = try BridgeConfiguration(
            network: "matrix", path: path, environment: ["YITI_MATRIX_ACCESS_TOKEN": "t"])
        let connector = try Connector()
        let network = try MatrixNetwork(configuration, connector)
        let runner = EngineRunner(
            try Engine(
                journal: Journal(path: nil), identity: EngineIdentity(bridge: "test", token: "t"),
                traits: network.traits, now: 0)
        ) { _, _ in }
        let inbox = Inbox(runner: runner)
        let known = try network.remember(MatrixRoom(members: [Self.bot, "@a:x"]), Self.room)
        try await inbox.store([known, .privatePlace(user: "@a:x", place: Self.room)], position: "1")
        try await before(inbox)
        _ = try await network.signIn(inbox)
        await #expect(throws: HTTPFailure.self) { try await network.receive(inbox) }
        try await check(inbox, runner, homeserver.asked.all)
        await connector.shutDown()
        try await homeserver.close()
    }

    @Test("asks out of a private chat that becomes encrypted, and keeps the new one when it leaves the old")
    func encrypted() async throws {
        try await hear { _ in
        } _: { request, asked in
            if request.contains("/createRoom") { return ["room_id": "!r2:x"] }
            guard request.contains("/sync") else { return [:] }
            switch asked.count("/sync") {
            case 1: return Self.sync("2", Self.room, Self.sealing)
            case _ where asked.count("/leave") == 0: return ["next_batch": "2"]
            case _ where asked.count("since=3") == 0:
                return ["next_batch": "3", "rooms": ["leave": .object([Self.room: [:]])]]
            default: return nil
            }
        } _: { inbox, _, asked in
            #expect(asked.count { $0.contains("/createRoom") } == 1)
            #expect(asked.contains { $0.contains("r2") && $0.hasSuffix("/m.room.message/welcome") })
            #expect(asked.contains { $0.contains("r1") && $0.hasSuffix("/leave") })
            let place = try await inbox.place(of: "@a:x")
            #expect(place == "!r2:x")
        }
    }

    /// From now on the room is encrypted.
    private static let sealing: JSONValue = ["type": "m.room.encryption", "state_key": "", "content": [:]]

    /// A sync's answer with events of a room's timeline.
    private static func sync(_ next: String, _ room: String, _ events: JSONValue...) -> JSONValue {
        ["next_batch": .string(next), "rooms": ["join": .object([room: ["timeline": ["events": .array(events)]]])]]
    }

    @Test("takes the room that was made when nobody could note it any more, and invites to it where that is missing")
    func madeBefore() async throws {
        try await hear { _ in
        } _: { request, asked in
            if request.contains("/createRoom") {
                return asked.count("/createRoom") == 1 ? nil : ["errcode": "M_ROOM_IN_USE"]
            }
            if request.contains("/directory/room/") { return ["room_id": "!r2:x"] }
            if request.hasSuffix("r2%3Ax/state") {
                return [["type": "m.room.member", "state_key": .string(Self.bot), "content": ["membership": "join"]]]
            }
            guard request.contains("/sync") else { return [:] }
            if asked.count("/sync") == 1 { return Self.sync("2", Self.room, Self.sealing) }
            return asked.count("/leave") == 0 ? ["next_batch": "2"] : nil
        } _: { inbox, _, asked in
            // The first answer was lost.
            #expect(asked.count { $0.contains("/createRoom") } == 2)
            #expect(asked.count { $0.contains("r2") && $0.hasSuffix("/invite") } == 1)
            let place = try await inbox.place(of: "@a:x")
            #expect(place == "!r2:x")
        }
    }

    @Test("hears on while the homeserver lets it wait for a room")
    func limitOnRooms() async throws {
        try await hear { _ in
        } _: { request, asked in
            if request.contains("/createRoom") {
                return ["errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 3_600_000]
            }
            guard request.contains("/sync") else { return [:] }
            if asked.count("/sync") == 1 { return Self.sync("2", Self.room, Self.sealing) }
            if asked.count("/createRoom") == 0 { return ["next_batch": "2"] }
            let said: JSONValue = [
                "type": "m.room.message", "sender": "@b:x", "event_id": "$1",
                "content": ["msgtype": "m.text", "body": "!next"],
            ]
            return asked.count("since=3") == 0 ? Self.sync("3", "!r3:x", said) : nil
        } _: { _, runner, asked in
            #expect(runner.counts.received == 1 && asked.count { $0.contains("/createRoom") } == 1)
        }
    }

    @Test("enters the room that it was invited to also where the homeserver did not answer at first")
    func invited() async throws {
        try await hear { _ in
        } _: { request, asked in
            if request.hasSuffix("/join") { return asked.count("/join") == 1 ? nil : [:] }
            guard request.contains("/sync") else { return [:] }
            if asked.count("/sync") == 1 {
                return ["next_batch": "2", "rooms": ["invite": ["!r5:x": ["invite_state": ["events": []]]]]]
            }
            return asked.count("/join") < 2 && asked.count("/sync") < 60 ? ["next_batch": "2"] : nil
        } _: { _, _, asked in
            #expect(asked.count { $0.contains("r5") && $0.hasSuffix("/join") } == 2)
        }
    }

    @Test("takes no page of a proxy's for a word of the homeserver's")
    func page() {
        func error(_ status: Int, _ body: JSONValue) -> MatrixError {
            MatrixError(HTTPAnswer(status: status, headers: [], body: Array(body.text.utf8)))
        }
        let own: JSONValue = ["errcode": "M_FORBIDDEN", "error": "no"]
        #expect(error(403, own).outcome == .gone("403 M_FORBIDDEN no") && error(403, own).isLasting)
        for status in [400, 403, 404] {
            let page = error(status, "<html>")
            #expect(page.outcome == .failed("\(status)  ") && !page.isLasting && !page.isRefusal)
        }
        #expect(!error(401, "<html>").isUnknownToken && error(401, ["errcode": "M_UNKNOWN_TOKEN"]).isUnknownToken)
        #expect(error(413, "<html>").outcome == .refused("413  "))
    }

    @Test("reads a gap to its end, also behind an empty page, and hears on where the homeserver does not answer")
    func gap() async throws {
        try await hear { inbox in
            try await inbox.store([], position: "9", gap: MatrixGap(room: Self.room, from: "1", to: "9").text)
        } _: { request, asked in
            if request.contains("/sync") { return asked.count("/sync") == 1 ? ["next_batch": "9"] : nil }
            guard request.contains("/messages") else { return [:] }
            switch asked.count("/messages") {
            case 1: return nil
            case 2: return ["chunk": [], "end": "5"]
            default:
                return [
                    "chunk": [
                        [
                            "type": "m.room.message", "sender": "@a:x", "event_id": "$1",
                            "content": ["msgtype": "m.text", "body": "an answer"],
                        ]
                    ]
                ]
            }
        } _: { inbox, runner, asked in
            #expect(asked.count { $0.contains("/messages") } == 3)
            let gaps = try await inbox.gaps()
            #expect(gaps == [] && runner.counts.received == 1)
        }
    }
}
