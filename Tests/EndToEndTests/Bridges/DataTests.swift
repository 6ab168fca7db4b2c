import Testing
import YitiTestKit

extension Bridges {
    /// The members of `data` by kind (docs/protocol.md, section 6): always there, null when unknown.
    @Suite struct DataTests {
        private func expect(_ data: JSON, has members: [String]) {
            let missing = members.filter { !data.has($0) }
            #expect(missing == [])
        }

        @Test("question: id, topic, stars, state, recall and reason; its button texts and its callbacks fit")
        func question() throws {
            let client = try Servers.bridge()
            let message = try client.run("data-question", "/next").message("question")
            let data = message["data"]
            expect(data, has: ["question", "topic", "stars", "state", "predicted_recall", "reason"])
            #expect(data["question"] == message["ref"])
            #expect(data["question"].string?.hasPrefix(data["topic"].string ?? "?") == true)
            #expect((1...5).contains(data["stars"].integer ?? 0))
            #expect(data["state"] == "new" && data["predicted_recall"].isNull)
            for row in message["buttons"].array ?? [] {
                for button in row.array ?? [] {
                    #expect(button["label"].string?.isEmpty == false)
                    #expect((1...64).contains(button["cb"].string?.utf8.count ?? 0))
                }
            }
            for member in ["kind", "text", "ref", "buttons", "data"] { #expect(message.has(member)) }
        }

        @Test("prompt and rated: the answer's number, the question, the points, the memory, the streak")
        func promptAndRated() throws {
            let client = try Servers.bridge()
            let question = try client.run("data-rated", "/next").message("question")["ref"]
            let prompt = try client.run("data-rated", "x").data("prompt")
            expect(prompt, has: ["answer", "question", "points"])
            #expect(prompt["question"] == question)
            #expect((3...7).contains(prompt["points"].integer ?? 0))
            let rated = try client.run("data-rated", "3").data("rated")
            expect(rated, has: ["answer", "question", "rating", "due", "stability", "difficulty", "streak", "open"])
            #expect(rated["answer"] == prompt["answer"])
            #expect(rated["rating"] == 3)
            #expect(rated["due"] == "2026-03-04")
            #expect(rated["streak"] == ["current": 1, "longest": 1, "today": true, "freezes": 0])
        }

        @Test("streak: numbers, the learning day, its end and the days, oldest first")
        func streak() throws {
            let client = try Servers.bridge()
            let fresh = try client.run("data-streak", "/streak").data("streak")
            #expect(fresh["days"] == [] && fresh["today"] == false && fresh["current"] == 0)
            try client.answer("data-streak", rating: 2)
            let data = try client.run("data-streak", "/streak").data("streak")
            expect(data, has: ["current", "longest", "today", "freezes", "day", "ends_at", "days"])
            #expect(data["day"] == "2026-03-02")
            #expect(data["ends_at"] == "2026-03-03T04:00:00Z")
            #expect(data["days"] == [["day": "2026-03-02", "kind": "answered"]])
        }

        @Test("stats: totals, retention, topic by topic")
        func stats() throws {
            let client = try Servers.bridge()
            let fresh = try client.run("data-stats", "/stats").data("stats")
            expect(fresh, has: ["answered", "questions_seen", "questions_total", "due", "retention", "by_topic"])
            #expect(fresh["answered"] == 0 && fresh["retention"].isNull && fresh["questions_total"] == 295)
            #expect(fresh["by_topic"].array?.count == 22)
            try client.answer("data-stats", rating: 3, topic: "svm")
            let after = try client.run("data-stats", "/stats").data("stats")
            #expect(after["answered"] == 1 && after["questions_seen"] == 1)
            let topic = after["by_topic"].array?.first { $0["topic"] == "svm" } ?? .null
            expect(topic, has: ["topic", "seen", "total", "due", "mastery"])
            #expect(topic["seen"] == 1 && topic["total"] == 11)
            #expect(try client.run("data-stats", "/stats svm").data("stats")["questions_total"] == 11)
        }

        @Test(
            "stats and streak bring a picture of cells with its words to a bridge that asked for pictures, and to no other"
        )
        func pictures() throws {
            let server = try ServerProcess.sandbox()
            let plain = try server.bridge(push: false)
            let client = try BridgeClient(
                port: server.port, token: server.token, push: false, features: ["image", "no-such-feature"])
            try client.answer("data-picture", rating: 3)
            let (cell, ground) = ("e7e9e4", "ffffff")
            for (command, kind, color) in [("/stats", "stats", "8fcdbf"), ("/streak", "streak", "0f5f58")] {
                let image = try client.run("data-picture", command).message(kind)["image"]
                let picture = image["base64"].string ?? ""
                #expect(image["type"] == "image/png" && picture.utf8.count <= 16_384)
                #expect(try DrawnPicture.fault(in: picture, colors: [ground, cell, color]) == nil)
                #expect(try plain.run("data-picture", command).message(kind).has("image") == false)
            }
            let words = try client.run("data-picture", "/stats").message("stats")["image"]["alt"].string
            #expect(words?.contains("1 answer on 1 day,") == true)
            try client.run("data-picture", "/language zh")
            let chinese = try client.run("data-picture", "/streak").message("streak")["image"]["alt"].string
            #expect(chinese?.contains("四周") == true)
            #expect(try client.run("data-picture", "/topics").message("topics").has("image") == false)
        }

        @Test("topics: names in two languages, totals, which are selected")
        func topics() throws {
            let client = try Servers.bridge()
            let all = try client.run("data-topics", "/topics").data("topics")["topics"]
            expect(all[0], has: ["id", "zh", "en", "total", "seen", "due", "selected"])
            #expect(all[0]["id"] == "loss" && all[0]["zh"] == "损失函数" && all[0]["en"] == "Loss functions")
            #expect(all.array?.allSatisfy { $0["selected"] == true } == true)
            let some = try client.run("data-topics", "/topic loss 优化 10").data("topics")["topics"]
            let selected = some.array?.filter { $0["selected"] == true }.compactMap { $0["id"].string }
            #expect(selected == ["loss", "optimizer", "svm"])
            let again = try client.run("data-topics", "/topic all").data("topics")["topics"]
            #expect(again.array?.allSatisfy { $0["selected"] == true } == true)
        }

        @Test("subscriptions: what was made, changed, paused, resumed and ended")
        func subscriptions() throws {
            let client = try Servers.bridge()
            let user = "data-subscriptions"
            let made = try client.run(user, "/subscribe loss 08:30 mon-fri Europe/Berlin").data("subscriptions")[
                "subscriptions"]
            expect(made[0], has: ["id", "topics", "time", "days", "timezone", "next_at", "paused_until"])
            #expect(made[0]["id"] == 1 && made[0]["topics"] == ["loss"] && made[0]["time"] == "08:30")
            #expect(made[0]["timezone"] == "Europe/Berlin" && made[0]["paused_until"].isNull)
            #expect(made[0]["next_at"] == "2026-03-03T07:30:00Z")
            let changed = try client.run(user, "/change 1 20:00").data("subscriptions")["subscriptions"]
            #expect(changed[0]["next_at"] == "2026-03-02T19:00:00Z")
            let paused = try client.run(user, "/pause until 2026-03-10").data("subscriptions")["subscriptions"]
            #expect(paused[0]["paused_until"] == "2026-03-10" && paused[0]["next_at"] == "2026-03-10T19:00:00Z")
            let resumed = try client.run(user, "/resume").data("subscriptions")["subscriptions"]
            #expect(resumed[0]["paused_until"].isNull && resumed[0]["next_at"] == "2026-03-02T19:00:00Z")
            #expect(try client.run(user, "/unsubscribe 1").data("subscriptions")["subscriptions"] == [])
        }

        @Test("settings: what stands, after every command that changes one")
        func settings() throws {
            let client = try Servers.bridge()
            let user = "data-settings"
            let fresh = try client.run(user, "/settings").data("settings")
            expect(fresh, has: ["timezone", "language", "rollover_hour", "interview", "quiet", "name", "nudge"])
            #expect(fresh["rollover_hour"] == 4 && fresh["interview"].isNull && fresh["quiet"].isNull)
            #expect(try client.run(user, "/timezone berlin").data("settings")["timezone"] == "Europe/Berlin")
            #expect(try client.run(user, "/rollover 3").data("settings")["rollover_hour"] == 3)
            #expect(try client.run(user, "/language zh").data("settings")["language"] == "zh")
            #expect(try client.run(user, "/quiet 22:00-08:00").data("settings")["quiet"] == "22:00-08:00")
            #expect(try client.run(user, "/quiet off").data("settings")["quiet"].isNull)
            #expect(try client.run(user, "/interview 2026-05-01").data("settings")["interview"] == "2026-05-01")
            #expect(try client.run(user, "/interview off").data("settings")["interview"].isNull)
            #expect(try client.run(user, "/name 小明").data("settings")["name"] == "小明")
        }
    }
}
