import Testing
import YitiTestKit

extension Pushes {
    @Suite struct LinkTests {
        /// Links two users: `older` gives the code, `younger` types it, `older` confirms.
        private func link(_ client: BridgeClient, _ older: String, _ younger: String) throws {
            let code = try #require(client.run(older, "/link").data("info")["code"].string)
            // 60 bits at least, whatever the alphabet.
            #expect(code.filter { $0.isLetter || $0.isNumber }.count >= 10)
            try client.run(younger, "/link \(code)")
            let notice = try client.push()
            #expect(notice.user == older)
            let buttons = notice.messages.flatMap { $0["buttons"].array ?? [] }.flatMap { $0.array ?? [] }
            let confirm = try #require(buttons.compactMap { $0["cb"].string }.first { $0.contains("link") })
            try client.ack(notice.delivery)
            #expect(try client.act(older, confirm).isOK)
        }

        /// Has `a` and `b` answer, then links them.
        private func linkAfterAnswers(_ client: BridgeClient) throws {
            try client.answer("a", rating: 3, "from a")
            try client.answer("b", rating: 4, "from b")
            try link(client, "a", "b")
        }

        @Test("makes one person of two identities once the side that issued the code confirms")
        func links() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            try linkAfterAnswers(client)
            for user in ["a", "b"] {
                let texts = try client.run(user, "/history").data("history")["answers"].array?.compactMap {
                    $0["text"].string
                }
                #expect(Set(texts ?? []) == ["from a", "from b"])
                #expect(try client.run(user, "/streak").data("streak")["current"] == 1)
            }
        }

        @Test("a question put off comes back to whoever has left with the place it was put off at")
        func putOffAndLeft() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            try linkAfterAnswers(client)
            let question = try client.run("b", "/next").message("question")["ref"].string
            try client.run("b", "/later 1h")
            try client.run("b", "/unlink")
            _ = try client.settledPushes()
            try client.advance(to: "2026-03-02T14:00:00Z")
            let push = try client.push()
            #expect(push.user == "b" && push.question == question)
            try client.ack(push.delivery)
            #expect(try client.run("b", "answered at last").data("prompt")["question"].string == question)
            #expect(try client.cmd("a", "/rate 3").code == "no_rating_pending")
        }

        @Test("does nothing before the confirmation")
        func unconfirmed() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            try client.answer("a", rating: 3, "from a")
            let code = try #require(client.run("a", "/link").data("info")["code"].string)
            try client.run("b", "/link \(code)")
            #expect(try client.run("b", "/history").data("history")["answers"] == [])
        }

        @Test("asks nobody to confirm what is confirmed, however often its code was typed")
        func typedTwice() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            let code = try #require(client.run("a", "/link").data("info")["code"].string)
            for _ in 1...2 { try client.run("b", "/link \(code)") }
            let asked = try client.push()
            try client.run("a", "/link confirm")
            try client.ack(asked.delivery)
            #expect(try client.settledPushes().isEmpty)
        }

        @Test("pushes to linked identities once, where the subscription was made")
        func pushesOnce() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            try client.run("a", "/name Anna")
            try client.run("b", "/subscribe 09:00")
            try link(client, "a", "b")
            _ = try client.settledPushes()
            try client.advance(to: "2026-03-03T09:00:00Z")
            let push = try client.push()
            #expect(push.user == "b")
            try client.ack(push.delivery)
            #expect(try client.settledPushes().isEmpty)
            #expect(try client.run("a", "answered elsewhere").data("prompt")["question"].string == push.question)
        }

        @Test("lists and pauses subscriptions past eight")
        func pastEight() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            for hour in 1...5 {
                try client.run("a", "/subscribe 0\(hour):00")
                try client.run("b", "/subscribe 1\(hour):30")
            }
            try link(client, "a", "b")
            let all = try client.run("a", "/subscriptions").data("subscriptions")["subscriptions"].array ?? []
            #expect(all.count == 10)
            #expect(all.filter { $0["next_at"].isNull }.count == 2)
            #expect(try client.cmd("a", "/subscribe 20:00").code == "too_many_subscriptions")
        }

        @Test("makes a code void after ten minutes, and after five wrong tries of an identity")
        func void() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            let stale = try #require(client.run("a", "/link").data("info")["code"].string)
            try client.advance(601)
            #expect(try !client.cmd("b", "/link \(stale)").isOK)
            let fresh = try #require(client.run("a", "/link").data("info")["code"].string)
            for _ in 0..<5 { #expect(try !client.cmd("c", "/link 0123456789abc").isOK) }
            #expect(try !client.cmd("c", "/link \(fresh)").isOK)
        }

        @Test("can't be typed by the one who issued it, and works once")
        func once() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            let code = try #require(client.run("a", "/link").data("info")["code"].string)
            #expect(try !client.cmd("a", "/link \(code)").isOK)
            try link(client, "c", "d")
            #expect(try !client.cmd("e", "/link zzzzzzzzzzzzz").isOK)
        }

        @Test("separates an identity again with /unlink")
        func unlinks() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            try client.answer("a", rating: 3, "from a")
            try link(client, "a", "b")
            #expect(try client.run("b", "/history").data("history")["answers"].array?.count == 1)
            try client.run("b", "/unlink")
            #expect(try client.run("b", "/history").data("history")["answers"] == [])
            #expect(try client.run("a", "/history").data("history")["answers"].array?.count == 1)
        }
    }
}
