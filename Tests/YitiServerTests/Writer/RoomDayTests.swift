import Foundation
import Testing
import YitiCore
import YitiServer
import YitiStore
import YitiWire

@Suite("a room that subscribes")
struct RoomDayTests {
    private func room(_ harness: WriterHarness) async throws {
        let reply = try await harness.say("/subscribe svm 09:00", as: "ann", in: "#club")
        #expect(reply.kinds == ["subscriptions"])
    }

    private func chat(_ push: Answer) -> String? { push.object["chat"] as? String }

    @Test("has one subscription of its own, which is nobody's beside it, and any member changes it")
    func subscribes() async throws {
        let harness = try WriterHarness()
        try await room(harness)
        #expect(try await harness.say("/subscribe svm 09:00", as: "ben", in: "#club").kinds == ["subscriptions"])
        #expect(try await harness.say("/subscribe 10:00", as: "ben", in: "#club").code == "too_many_subscriptions")
        let own = try await harness.say("/subscriptions", as: "ann").data("subscriptions")?["subscriptions"] as? [Any]
        #expect(own?.isEmpty == true)
        #expect(try await harness.say("/change 1 10:00", as: "ben", in: "#club").isOK)
        #expect(try await harness.pass(hours: 1).isEmpty)
        #expect(try await harness.pass(hours: 1).map(chat) == ["#club"])
        #expect(try await harness.say("/unsubscribe", as: "cy", in: "#club").isOK)
        #expect(try await harness.pass(hours: 48).allSatisfy { $0.kinds == ["info"] })
    }

    @Test("every member answers and rates the room's question for themselves, whether or not it is named")
    func answers() async throws {
        let harness = try WriterHarness()
        try await room(harness)
        let push = try #require(try await harness.pass(hours: 25).first)
        let named = push.object["d"] as? String
        for (user, re) in [("ann", named), ("ben", push.ref), ("cy", nil)] {
            let answer = try await harness.say("mine, says \(user)", as: user, in: "#club", re: re)
            #expect(answer.kinds == ["prompt"] && answer.ref == push.ref && !answer.texts.contains("one"), "\(user)")
            let rated = try await harness.say("3", as: user, in: "#club")
            #expect(rated.kinds == ["rated"], "\(user)")
            #expect(rated.data("rated")?["streak"] is NSNull && rated.data("rated")?["due"] is NSNull, "\(user)")
            let history = try await harness.say("/history", as: user).data("history")?["answers"] as? [[String: Any]]
            #expect(history?.compactMap { $0["text"] as? String } == ["mine, says \(user)"])
            let streak = try await harness.say("/streak", as: user).data("streak")
            #expect(streak?["current"] as? Int == 1, "\(user)")
        }
        #expect(try await harness.say("again", as: "cy", in: "#club").code == "no_question")
        #expect(await harness.differences() == [])
    }

    @Test("the same message again is answered as before and is one answer; an edit is none; its ts counts for its day")
    func repeats() async throws {
        let harness = try WriterHarness()
        try await room(harness)
        _ = try await harness.pass(hours: 25)
        let first = try await harness.say("mine", as: "ben", mid: "7", in: "#club")
        let again = try await harness.say("mine", as: "ben", mid: "7", in: "#club")
        #expect(again.object["dup"] as? Bool == true && again.texts == first.texts)
        #expect(
            try await harness.say("other", as: "ben", mid: "7", in: "#club", isEdit: true).code == "edit_unsupported")
        try await harness.advance(hours: 22)
        let sent = Instant(text: "2026-03-03T20:00:00Z")
        #expect(try await harness.say("late", as: "cy", in: "#club", sentAt: sent).kinds == ["prompt"])
        let history = try await harness.say("/history", as: "cy").data("history")?["answers"] as? [[String: Any]]
        #expect(history?.first?["day"] as? String == "2026-03-03")
    }

    @Test(
        "key points go to who has a private chat at once, and to the room at its day's end with the names on the board")
    func seals() async throws {
        let harness = try WriterHarness()
        try await room(harness)
        _ = try await harness.say("/name Ben", as: "ben")
        let push = try #require(try await harness.pass(hours: 25).first)
        for user in ["ann", "ben", "cy"] { _ = try await harness.say("mine", as: user, in: "#club") }
        #expect(try await harness.say("/leaderboard join", as: "ben", in: "#club").texts.contains("Ben · 0 days"))
        #expect(try await harness.say("/leaderboard", as: "ben").code == "forbidden")
        let alone = try await harness.pushes()
        #expect(alone.map { $0.object["user"] as? String } == ["ben"])
        #expect(alone.first?.texts.contains("one") == true && alone.first.flatMap(chat) == nil)
        try await harness.ack(alone)
        #expect(try await harness.pass(hours: 18).isEmpty)
        let end = try await harness.pass(hours: 1)
        #expect(end.map(chat) == ["#club"] && end.first?.ref == push.ref)
        #expect(end.first?.data("info")?["names"] as? [String] == ["Ben"])
        #expect(end.first?.data("info")?["others"] as? Int == 2)
        #expect(end.first?.texts.contains("one") == true)
        _ = try await harness.say("/leaderboard leave", as: "ben", in: "#club")
        #expect(try await harness.say("/leaderboard", as: "ben", in: "#club").texts.contains("Nobody"))
    }

    @Test("a room that is gone is suspended alone, until somebody speaks in it")
    func gone() async throws {
        let harness = try WriterHarness()
        try await room(harness)
        _ = try await harness.say("/subscribe svm 09:00", as: "ann")
        try await harness.advance(hours: 25)
        var pushes = try await harness.pushes()
        #expect(Set(pushes.map(chat)) == [nil, "#club"])
        let inRoom = pushes.filter { chat($0) != nil }.compactMap { $0.object["d"] as? String }
        await harness.tell(
            .nack(BridgeNack(deliveries: inRoom, code: .gone, retryAfter: nil, scope: .user, text: nil, id: "n")))
        try await harness.ack(pushes.filter { chat($0) == nil })
        #expect(try await harness.pass(hours: 24).map(chat) == [nil])
        _ = try await harness.say("/subscriptions", as: "ben", in: "#club")
        pushes = try await harness.pass(hours: 24)
        #expect(Set(pushes.map(chat)) == [nil, "#club"])
        _ = try await harness.ask(.user(BridgeUser(id: "1", user: "ann", chat: "#club", state: .left)))
        #expect(try await harness.pass(hours: 24).map(chat) == [nil])
    }

    @Test("a fortnight with a restart each day brings the room a new question a day, and each member their own streak")
    func fortnight() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yiti-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("yiti.sqlite").path
        var asked: [String] = []
        for day in 0..<14 {
            let at = Instant(text: "2026-03-02T10:00:00Z")?.advanced(bySeconds: Int64(day) * 86_400).text ?? ""
            let harness = try WriterHarness(at: at, inFile: path)
            if day == 0 {
                _ = try await harness.say("/subscribe 09:00", as: "ann", in: "#club")
                _ = try await harness.say("/name Ben", as: "ben")
                _ = try await harness.say("/leaderboard join", as: "ben", in: "#club")
                _ = try await harness.say("/leaderboard join", as: "cy", in: "#club")
            }
            var arrived = try await harness.pass(hours: 23)
            // One push at a time: the question comes when what was told of the day before was taken.
            while case let more = try await harness.pass(hours: 0), !more.isEmpty { arrived += more }
            asked += arrived.filter { $0.kinds == ["question"] }.compactMap(\.ref)
            // Ben answers every day, Cy every other, Ann never; Dee forgets everything on the third.
            for user in ["ben", "cy", "dee"] where user != "cy" || day.isMultiple(of: 2) {
                _ = try await harness.say("mine", as: user, mid: "\(day)", in: "#club")
                _ = try await harness.say("3", as: user, mid: "\(day)r", in: "#club")
            }
            if day == 2 {
                let code = try await harness.say("/forget", as: "dee").data("info")?["code"] as? String
                #expect(try await harness.say("/forget \(code ?? "")", as: "dee").isOK)
            }
            if day == 13 {
                let board = try await harness.say("/leaderboard", as: "ann", in: "#club").texts
                #expect(board.contains("Ben · 14 days") && board.contains("7 days"))
                let streaks = [("ben", 14), ("ann", 0), ("dee", 11)]
                for (user, days) in streaks {
                    #expect(
                        try await harness.say("/streak", as: user).data("streak")?["current"] as? Int == days, "\(user)"
                    )
                }
                #expect(await harness.differences() == [])
            }
            harness.stop()
            try harness.store.close()
        }
        #expect(asked.count == 14 && Set(asked).count == 14)
    }

    @Test(
        "key points of what a member was asked in a room come there at the day's end, once, where nobody can be told alone"
    )
    func withoutPrivateChat() async throws {
        let harness = try WriterHarness()
        var asked: [String: String] = [:]
        for user in ["ann", "cy", "dee"] {
            if user == "dee" { _ = try await harness.say("/language en", as: user) }
            let topic = user == "dee" ? "svm" : "loss"
            asked[user] = try await harness.say("/next \(topic)", as: user, in: "#club").ref
            let answer = try await harness.say("mine", as: user, in: "#club")
            #expect(
                answer.texts.contains(user == "dee" ? "come in private" : "come here when the day is over"), "\(user)")
        }
        let again = try await harness.say("late", as: "ben", in: "#club", re: asked["ann"])
        #expect(again.kinds == ["prompt"])
        let alone = try await harness.pass(hours: 0)
        #expect(alone.map { $0.object["user"] as? String } == ["dee"])
        #expect(try await harness.pass(hours: 19).isEmpty)
        var end: [Answer] = []
        while case let more = try await harness.pass(hours: end.isEmpty ? 2 : 0), !more.isEmpty { end += more }
        #expect(end.allSatisfy { chat($0) == "#club" && $0.texts.contains("one") })
        let told = Dictionary(end.map { ($0.ref ?? "", $0.data("info")?["others"] as? Int) }) { first, _ in first }
        #expect(
            end.count == Set([asked["ann"], asked["cy"]]).count
                && told[asked["ann"] ?? ""] == (asked["cy"] == asked["ann"] ? 3 : 2))
        #expect(try await harness.pass(hours: 48).isEmpty)
        #expect(await harness.differences() == [])
    }

    @Test("who is only spoken of has written nothing in private")
    func spokenOf() async throws {
        let harness = try WriterHarness()
        _ = try await harness.ask(
            .user(BridgeUser(id: "1", user: "ann", hints: BridgeHints(name: "Ann", locale: "en"))))
        _ = try await harness.say("/next", as: "ann", in: "#club")
        #expect(try await harness.say("mine", as: "ann", in: "#club").texts.contains("when the day is over"))
        #expect(try await harness.pass(hours: 0).isEmpty)
    }

    @Test(
        "after /unlink the name on a room's board goes with who is in the room, and topics go along with subscriptions")
    func unlinked() async throws {
        let at = try #require(Instant(text: "2026-03-02T08:00:00Z"))
        let service = try SimulatedService(at: at)
        func say(_ text: String, as user: String, on bridge: String, in chat: String? = nil) async throws -> Answer {
            try await service.ask(
                .command(BridgeCommand(id: "1", user: user, text: text, chat: chat, hints: BridgeHints(name: "Ada"))),
                on: bridge)
        }
        _ = try await say("/leaderboard join", as: "ada", on: "tg", in: "-100")
        let code = try await say("/link", as: "ada", on: "tg").data("info")?["code"] as? String
        _ = try await say("/link \(code ?? "")", as: "1001", on: "qq")
        _ = try await say("/link confirm", as: "ada", on: "tg")
        #expect(try await say("/whoami", as: "ada", on: "tg").data("info")?.count == 3)
        _ = try await say("/topic svm", as: "1001", on: "qq")
        _ = try await say("/subscribe 9:00", as: "ada", on: "tg")
        #expect(try await say("/unlink", as: "ada", on: "tg").isOK)
        let topics = try await say("/topics", as: "ada", on: "tg").data("topics")?["topics"] as? [[String: Any]]
        #expect(topics?.filter { $0["selected"] as? Bool == true }.compactMap { $0["id"] as? String } == ["svm"])
        let left = try await say("/leaderboard leave", as: "ada", on: "tg", in: "-100")
        #expect((left.data("board")?["board"] as? [Any])?.isEmpty == true)
        let differences = try await service.inspect { [services = service.services] transaction in
            try transaction.people(after: 0, limit: 100).flatMap { id -> [String] in
                guard let person = try transaction.person(id) else { return [] }
                return try Verification(transaction.record(of: person), zones: services.zones)
                    .differences(now: services.clock.now)
            }
        }
        #expect(differences == [])
    }
}
