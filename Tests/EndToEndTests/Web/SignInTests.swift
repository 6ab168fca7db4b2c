import Testing
import YitiTestKit

extension Web {
    /// What a browser's cookie is good for once somebody signs in with it, or has another key made.
    @Suite struct SignInTests {
        private func visitor() throws -> WebClient { WebClient(port: try Servers.standingStill().webPort) }

        /// Somebody with an account and a key, and the key.
        private func owner() throws -> (client: WebClient, key: String) {
            let client = try visitor()
            _ = try client.say("/name Wei")
            return (client, try key(of: client))
        }

        private func key(of client: WebClient) throws -> String {
            try #require(try client.post("/api/key").json["data"]["key"].string)
        }

        private func code(of client: WebClient) throws -> String {
            String(try #require(try client.say("/web").words.firstMatch(of: /#([0-9a-z]{20,})/)?.output.1))
        }

        /// Another browser with the same cookie.
        private func copy(of client: WebClient) throws -> WebClient {
            let copy = try visitor()
            copy.cookies = client.cookies
            return copy
        }

        private func session(_ client: WebClient) throws -> String {
            try #require(try client.get("/api/state").json["who"]["session"].string)
        }

        enum Way: CaseIterable { case key, link }

        @Test(
            "gives a browser another cookie at every sign-in; the one before is void, and its streams go on",
            arguments: Way.allCases)
        func anotherCookie(_ way: Way) throws {
            let (owner, key) = try owner()
            let browser = try visitor()
            _ = try browser.say("/next")
            // As a guest, and as the person already.
            for _ in 0..<2 {
                let before = try copy(of: browser)
                let stream = try browser.events()
                let reply =
                    switch way {
                    case .key: try browser.say("/login \(key)")
                    case .link: try browser.post("/api/open", ["code": .string(try code(of: owner))])
                    }
                #expect(reply.json["op"] == "ok" && reply.headers["set-cookie"] != nil)
                #expect(browser.cookies != before.cookies && browser.cookies.count == 1)
                #expect(try browser.get("/api/state").json["who"]["name"] == "Wei")
                #expect(try before.get("/api/state").json["who"] == [:])
                _ = try stream.receive(until: Array("event: changed".utf8))
                _ = try owner.say("/quiet 22:00-08:00")
                _ = try stream.receive(until: Array("event: changed".utf8))
            }
        }

        @Test(
            "carries out nothing that was sent before a sign-in and comes after it, says so, and sets no cookie for it")
        func late() throws {
            let (owner, key) = try owner()
            let browser = try visitor()
            _ = try browser.say("/next")
            let before = try copy(of: browser)
            _ = try browser.say("/login \(key)")
            for reply in [
                try before.say("said by a guest", mid: "m"), try before.post("/api/key"),
                try before.post("/api/signout"),
                try before.post("/api/say", ["op": "act", "cb": "settings"]),
            ] {
                #expect(reply.json["code"] == "auth_required" && reply.json["retry"] != true)
                #expect(reply.headers["set-cookie"] == nil)
            }
            // A guest's session would take the place of the cookie that is on its way.
            let begun = try before.post("/api/session")
            #expect(begun.status == 503 && begun.json["retry"] == true && begun.headers["set-cookie"] == nil)
            #expect(try !owner.say("/history").words.contains("said by a guest"))
            #expect(try browser.get("/api/state").json["who"]["name"] == "Wei")
        }

        @Test("signs in again whose answer was lost: by a key, and by the same link")
        func lostAnswer() throws {
            let (owner, key) = try owner()
            let browser = try visitor()
            _ = try browser.say("/next")
            var before = try copy(of: browser)
            _ = try browser.say("/login \(key)")
            #expect(try before.say("/login \(key)").json["op"] == "ok")
            #expect(try before.get("/api/state").json["who"]["name"] == "Wei")
            before = try copy(of: browser)
            let code: JSON = ["code": .string(try code(of: owner))]
            #expect(try browser.post("/api/open", code).json["op"] == "ok")
            #expect(try before.post("/api/open", code).json["op"] == "ok")
            #expect(before.cookies == browser.cookies)
            // Nobody else opens it again.
            #expect(try visitor().post("/api/open", code).json["code"] == "auth_failed")
        }

        @Test("carries out for nobody else what a page takes to be its own person's")
        func named() throws {
            let (owner, _) = try owner()
            let other = try visitor()
            _ = try other.say("/next")
            let (own, foreign) = (try session(owner), try session(other))
            func say(_ client: WebClient, _ name: String) throws -> JSON {
                try client.post("/api/say", ["op": "cmd", "text": "/whoami"], [("Yiti-Session", name)]).json
            }
            #expect(try say(owner, own)["op"] == "ok" && say(owner, own + ";account")["op"] == "ok")
            #expect(try say(owner, "")["op"] == "ok")
            #expect(try say(owner, foreign)["code"] == "auth_required")
            #expect(try owner.post("/api/key", [:], [("Yiti-Session", foreign)]).json["code"] == "auth_required")
            #expect(try say(try visitor(), own)["code"] == "auth_required")
            // The server forgets guests alone, who go on; an account's session that is not known has been ended.
            let name = "yiti_\(try Servers.standingStill().webPort)"
            let unknown = try visitor()
            unknown.cookies[name] = "forgottenlongago0000"
            let forgotten = try copy(of: unknown)
            // The first half of the hash of that cookie.
            let its = "d8fa66e421b8d0140540662aa32f210d"
            #expect(
                try say(unknown, its + ";account")["code"] == "auth_required" && unknown.cookies == forgotten.cookies)
            #expect(try say(unknown, its)["op"] == "ok" && unknown.cookies != forgotten.cookies)
        }

        @Test("signs the person's other browsers out when a key takes another's place, and no connection of theirs")
        func newKey() throws {
            let (owner, key) = try owner()
            let (browser, person) = (try visitor(), try Servers.person())
            _ = try browser.say("/login \(key)")
            _ = try person.ask("/login \(key)")
            let stream = try browser.events()
            let ownStream = try owner.events()
            let before = try copy(of: browser)
            _ = try self.key(of: owner)
            #expect(try browser.get("/api/state").json["who"] == [:])
            #expect(try browser.say("said by whoever has the old key").json["code"] == "auth_required")
            _ = try stream.receive(until: Array("0\r\n\r\n".utf8))
            #expect(browser.cookies == before.cookies)
            // It may begin anew at once: no other cookie is on its way to it.
            #expect(try browser.post("/api/session").json["op"] == "ok" && browser.cookies != before.cookies)
            #expect(try owner.get("/api/state").json["who"]["name"] == "Wei")
            #expect(try person.ask("/whoami").text.contains("Wei"))
            _ = try owner.say("/quiet off")
            _ = try ownStream.receive(until: Array("event: changed".utf8))
        }

        @Test("says of a link whose place a newer one has taken that it may be that")
        func olderLink() throws {
            let (owner, _) = try owner()
            let older = try code(of: owner)
            let newer = try code(of: owner)
            for path in ["/api/code", "/api/open"] {
                let refused = try visitor().post(path, ["code": .string(older)]).json
                #expect(refused["code"] == "auth_failed" && refused["text"].string?.contains("newer") == true)
            }
            #expect(try visitor().post("/api/open", ["code": .string(newer)]).json["op"] == "ok")
        }

        @Test("leaves other browsers signed in when the first key is made")
        func firstKey() throws {
            let (owner, browser) = (try visitor(), try visitor())
            _ = try owner.say("/name Wei")
            _ = try browser.post("/api/open", ["code": .string(try code(of: owner))])
            _ = try key(of: owner)
            #expect(try browser.get("/api/state").json["who"]["name"] == "Wei")
        }
    }
}
