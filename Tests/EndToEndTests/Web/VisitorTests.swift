import Testing
import YitiTestKit

extension Web {
    @Suite struct VisitorTests {
        private func visitor() throws -> WebClient { WebClient(port: try Servers.standingStill().webPort) }

        @Test("serves the same page to everybody, and no GET sets or takes anything")
        func samePage() throws {
            let client = try visitor()
            let first = try client.get("/")
            #expect(first.status == 200 && first.headers["set-cookie"] == nil)
            #expect(first.headers["content-security-policy"]?.contains("unsafe-inline") == false)
            client.cookies["yiti_1"] = "somebodyelse00000000"
            client.cookies["yiti_\(try Servers.standingStill().webPort)"] = "nobodyknowsthis00000"
            #expect(try client.get("/").body == first.body)
            #expect(try client.get("/api/state").headers["set-cookie"] == nil)
            #expect(try client.get("/api/state").json["who"] == [:])
        }

        @Test("has every file that the page asks for, in less than 64 kB together")
        func files() throws {
            let client = try visitor()
            var paths: Set = ["/"], sizes = [String: Int]()
            while let path = paths.popFirst() {
                let file = try client.get(path)
                #expect(file.status == 200, "\(path)")
                sizes[path] = file.body.count
                let lines = path.hasSuffix(".js") ? file.text.split(separator: "\n") : []
                #expect(!lines.contains { $0.hasPrefix(" ") || $0.hasPrefix("//") || $0.hasPrefix("/*") }, "\(path)")
                for name in file.text.matches(of: /["'](?:\.)?(\/[a-z]+\.(?:js|css|svg))["']/).map({
                    String($0.output.1)
                })
                where sizes[name] == nil { paths.insert(name) }
            }
            #expect(sizes.count >= 12 && sizes.values.reduce(0, +) < 64_000, "\(sizes)")
        }

        @Test("asks a guest a question, makes an account at the answer, and gives the key only when it is asked for")
        func makesAnAccount() throws {
            let client = try visitor()
            let asked = try client.say("/next")
            #expect(asked.headers["set-cookie"]?.contains("HttpOnly; SameSite=Strict") == true)
            #expect(try client.get("/api/state").json["who"]["account"] == false)
            let answered = try client.say("my answer", mid: "a1")
            #expect(answered.json["msgs"][0]["kind"] == "prompt" && !answered.text.contains("key"))
            let state = try client.get("/api/state").json
            #expect(state["who"]["account"] == true && state["who"]["key"] == false)
            #expect(state["msgs"][0]["kind"] == "prompt")
            let key = try #require(try client.post("/api/key").json["data"]["key"].string)
            #expect(key.count >= 22)
            let person = try Servers.person()
            #expect(try person.ask("/login \(key)").isDone)
            #expect(try person.ask("/history").text.contains("my answer"))
            // Another key makes that one void.
            #expect(try client.post("/api/key").json["data"]["key"].string != key)
            #expect(try Servers.person().ask("/login \(key)").code == "auth_failed")
        }

        @Test("gives a repeated message the same reply and makes no second account of it")
        func repeats() throws {
            let client = try visitor()
            let question = try #require(try client.say("/next").json["msgs"][0]["ref"].string)
            let first = try client.say("once", mid: "m", re: question)
            let second = try client.say("once", mid: "m", re: question)
            #expect(second.json["dup"] == true && second.json["msgs"] == first.json["msgs"])
            #expect(try client.say("/history").words.components(of: "once") == 1)
            #expect(try client.say("other", mid: "m", re: question).json["code"] == "edit_unsupported")
        }

        @Test("ignores a cookie that it does not know until a change needs one, and never takes it over")
        func unknownCookie() throws {
            let client = try visitor()
            let name = "yiti_\(try Servers.standingStill().webPort)"
            client.cookies[name] = "chosenbysomebodyelse"
            #expect(try client.say("/next").headers["set-cookie"] != nil)
            #expect(client.cookies[name] != "chosenbysomebodyelse")
        }

        @Test(
            "a first message that comes again under a cookie that nobody knows makes one session, one account and one answer"
        )
        func repeatedFirst() throws {
            let data = try Scratch()
            let port = try FreePort.find()
            let bank = try SmallBank.usual.folder()
            let start = {
                try ServerProcess(
                    ["--data", data.path, "--bank", bank.path, "--http-port", "\(port)"], keeping: [bank])
            }
            var server = try start()
            let cookie = ["yiti_\(port)": "forgottenlongago0000"]
            func say(_ mid: String) throws -> (reply: WebReply, client: WebClient) {
                let client = WebClient(port: port)
                client.cookies = cookie
                return (try client.say("/name Wei", mid: mid), client)
            }
            let first = try say("m")
            let second = try say("m")
            #expect(first.reply.json["op"] == "ok" && second.reply.json["dup"] == true)
            #expect(second.reply.json["msgs"] == first.reply.json["msgs"])
            #expect(second.client.cookies == first.client.cookies && second.client.cookies != cookie)
            // Over a kill, too; and another message is another visitor's.
            server.kill()
            _ = try server.waitForExit()
            server = try start()
            let third = try say("m")
            #expect(third.reply.json["dup"] == true && third.client.cookies == first.client.cookies)
            #expect(try third.client.get("/api/state").json["who"]["name"] == "Wei")
            #expect(try say("n").client.cookies != first.client.cookies)
            #expect(try Program.run(["user", "list", "--data", data.path]).output.split(separator: "\n").count == 2)
        }

        @Test(
            "says of what ends a connection that it is for those, in a mock interview, too",
            arguments: ["/quit", "/exit", "/bye", "／退出"])
        func quits(_ line: String) throws {
            let client = try visitor()
            let said = { try client.say(line).json["text"].string }
            let before = try said()
            #expect(before?.contains("/quit") == true)
            _ = try client.say("/mock 10m")
            #expect(try said() == before)
            // Without its slash it may be the interview that is to end.
            #expect(try client.say("exit").json["text"].string?.contains("/mock stop") == true)
        }

        @Test("signs out: the session is void, the person stays")
        func signsOut() throws {
            let client = try visitor()
            _ = try client.say("/next")
            _ = try client.say("kept")
            let cookies = client.cookies
            let key = try #require(try client.post("/api/key").json["data"]["key"].string)
            #expect(try client.post("/api/signout").status == 200 && client.cookies.isEmpty)
            client.cookies = cookies
            #expect(try client.get("/api/state").json["who"] == [:])
            let other = try visitor()
            #expect(try other.say("/login \(key)", mid: "l").json["op"] == "ok")
            #expect(try other.say("/history").words.contains("kept"))
        }

        @Test("forgets: the session is a guest's again")
        func forgets() throws {
            let client = try visitor()
            _ = try client.say("/next")
            _ = try client.say("gone soon")
            let code = try #require(try client.say("/forget").json["msgs"][0]["data"]["code"].string)
            #expect(try client.say("/forget \(code)").json["op"] == "ok")
            #expect(try client.get("/api/state").json["who"]["account"] == false)
            #expect(try !client.say("/history").words.contains("gone soon"))
        }
    }
}

extension String {
    /// How often a text is in it.
    fileprivate func components(of part: String) -> Int {
        split(separator: part, omittingEmptySubsequences: false).count - 1
    }
}
