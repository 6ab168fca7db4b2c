import Foundation
import Testing
import YitiTestKit

extension Web {
    @Suite struct SafetyTests {
        private func visitor(_ name: String = "127.0.0.1") throws -> WebClient {
            WebClient(port: try Servers.standingStill().webPort, name: name)
        }

        @Test("serves no other name than the listener's and this machine's")
        func otherNames() throws {
            #expect(try visitor("evil.example").get("/").status == 421)
            #expect(try visitor("127.0.0.1.evil.example").get("/healthz").status == 421)
            // What stands behind a colon is a port or nothing that is known.
            #expect(try visitor("127.0.0.1:80.evil.example").get("/").status == 421)
            #expect(try visitor("localhost").get("/").status == 200)
        }

        @Test(
            "closes behind the last request of a connection",
            arguments: [
                "GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n",
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: TE, Close\r\n\r\n",
            ])
        func lastRequest(_ request: String) throws {
            let socket = try Socket(port: try Servers.standingStill().webPort)
            try socket.send(request)
            #expect(String(decoding: try socket.receiveAll(), as: UTF8.self).hasPrefix("HTTP/1.1 200 "))
        }

        @Test("a request that names two hosts is for neither")
        func twoHosts() throws {
            let socket = try Socket(port: try Servers.standingStill().webPort)
            try socket.send("GET / HTTP/1.1\r\nHost: localhost\r\nhost: evil.example\r\nConnection: close\r\n\r\n")
            #expect(String(decoding: try socket.receiveAll(), as: UTF8.self).hasPrefix("HTTP/1.1 400 "))
        }

        @Test(
            "takes a change only from the page itself",
            arguments: ["https://evil.example", "http://127.0.0.1:1", "null", ""])
        func otherOrigins(_ origin: String) throws {
            let client = try visitor()
            #expect(try client.post("/api/say", ["op": "cmd", "text": "/next"], origin: origin).status == 403)
            #expect(client.cookies.isEmpty)
        }

        @Test("says in the page's own format where it came from and where it should, in the reader's language")
        func saysWhere() throws {
            let client = try visitor()
            func text(_ origin: String, _ language: String) throws -> String {
                let reply = try client.post("/api/session", origin: origin, [("Accept-Language", language)])
                #expect(reply.status == 403 && reply.json["op"] == "err" && reply.json["code"] == "forbidden")
                return reply.json["text"].string ?? ""
            }
            // The same machine and port under another name is another origin, as it is for a browser: whoever listens there may be another.
            for origin in ["https://yiti.example", "http://localhost:\(client.host.split(separator: ":")[1])"] {
                for language in ["en", "zh-CN,zh;q=0.9"] {
                    let text = try text(origin, language)
                    #expect([origin, "http://\(client.host)", "http.public_url"].allSatisfy(text.contains), "\(text)")
                }
            }
            #expect(try text("null", "en").contains("http://\(client.host)"))
            #expect(try text("null", "zh").contains("请"))
        }

        @Test("shows what is somebody's only to their own page, whatever cookie a request has")
        func otherPages() throws {
            let client = try visitor()
            for (site, status) in [("same-origin", 200), ("none", 200), ("same-site", 403), ("cross-site", 403)] {
                #expect(try client.get("/api/state", [("Sec-Fetch-Site", site)]).status == status, "\(site)")
            }
            #expect(try client.get("/api/events", [("Sec-Fetch-Site", "same-site")]).status == 403)
            #expect(try client.get("/", [("Sec-Fetch-Site", "cross-site")]).status == 200)
        }

        @Test("carries out no edited message, and says which hints it can't read")
        func edits() throws {
            let client = try visitor()
            let edited = try client.post("/api/say", ["op": "cmd", "text": "/next", "edit": true])
            #expect(edited.json["code"] == "edit_unsupported")
            let hinted = try client.post("/api/say", ["op": "cmd", "text": "/whoami", "locale": 7, "tz": "Nowhere"])
            #expect(hinted.json["warn"] == ["locale", "tz"])
        }

        @Test("takes a change only as JSON, and no larger one than a message can be")
        func bodies() throws {
            let client = try visitor()
            let large = JSON.string(String(repeating: "a", count: 200_000))
            #expect(try client.post("/api/say", ["op": "cmd", "text": large]).status == 413)
            let long = JSON.string(String(repeating: "a", count: 20_000))
            #expect(try client.post("/api/say", ["op": "cmd", "text": long]).json["code"] == "text_too_long")
            #expect(try client.post("/api/say", ["op": "hello"]).status == 400)
            for (type, status) in [("Application/JSON; charset=utf-8", 200), ("application/jsonp", 415)] {
                let headers = [("Origin", "http://\(client.host)"), ("Content-Type", type)]
                #expect(try client.post("/api/say", ["op": "cmd", "text": "/help"], typed: headers).status == status)
            }
        }

        @Test(
            "takes JSON with white space wherever JSON has it",
            arguments: [
                " \n{\"op\":\"cmd\",\"text\":\"/help\"}", "{\"op\":\"cmd\",\"text\":\"/help\"}\r\n\t ",
                "\t{\n\t\"op\" : \"cmd\" ,\r\n \"text\"\t:\n\"/help\",\n\"x\": [ 1,\n2 ]\n}",
            ])
        func whiteSpace(_ body: String) throws {
            let reply = try visitor().post("/api/say", raw: body)
            #expect(reply.status == 200 && reply.json["op"] == "ok", "\(reply.text)")
            // Within a string it is none.
            let raw = try visitor().post("/api/say", raw: "{\"op\":\"cmd\",\"text\":\"/help\n\"}")
            #expect(raw.status == 400 && raw.json["code"] == "bad_json")
        }

        @Test(
            "refuses what is no JSON, whatever is asked for, and begins nothing for it",
            arguments: ["[", "", "{}{}", "null"])
        func noJSON(_ body: String) throws {
            for path in ["/api/session", "/api/say", "/api/key", "/api/code", "/api/open", "/api/signout"] {
                let client = try visitor()
                let reply = try client.post(path, raw: body)
                #expect(reply.status == 400 && reply.json["code"] == "bad_json", "\(path) \(reply.text)")
                #expect(client.cookies.isEmpty)
            }
        }

        @Test("cuts off a request whose body does not come, and serves others on")
        func slowBody() throws {
            let server = try ServerProcess.sandbox(environment: ["YITI_LIMITS_HTTP_REQUEST_SECONDS": "1"])
            let socket = try Socket(port: server.webPort)
            try socket.send(Self.message(to: server, length: 100, "") + "{\"op\":")
            #expect(String(decoding: try socket.receiveAll(), as: UTF8.self).hasPrefix("HTTP/1.1 408 "))
            #expect(try WebClient(port: server.webPort).say("/help").status == 200)
        }

        @Test("asks whoever waits for that to go on with a body, unless it is refused anyway")
        func continues() throws {
            let server = try Servers.standingStill()
            let body = "{\"op\":\"cmd\",\"text\":\"/help\"}"
            let socket = try Socket(port: server.webPort)
            try socket.send(Self.message(to: server, length: body.utf8.count, "Expect: 100-continue\r\n"))
            let wish = try socket.receive(until: Array("\r\n\r\n".utf8))
            #expect(String(decoding: wish, as: UTF8.self) == "HTTP/1.1 100 Continue\r\n\r\n")
            try socket.send(body)
            let reply = try socket.receive(until: Array("\r\n\r\n".utf8))
            #expect(String(decoding: reply, as: UTF8.self).hasPrefix("HTTP/1.1 200 "))
            let other = try Socket(port: server.webPort)
            try other.send(Self.message(to: server, length: 200_000, "Expect: 100-continue\r\n"))
            let refusal = try other.receive(until: Array("\r\n\r\n".utf8))
            #expect(String(decoding: refusal, as: UTF8.self).hasPrefix("HTTP/1.1 413 "))
        }

        /// The head of a message from the page, whose body is so long.
        private static func message(to server: ServerProcess, length: Int, _ more: String) -> String {
            let host = "127.0.0.1:\(server.webPort)"
            return "POST /api/say HTTP/1.1\r\nHost: \(host)\r\nOrigin: http://\(host)\r\n"
                + "Content-Type: application/json\r\nContent-Length: \(length)\r\n\(more)\r\n"
        }

        @Test("says which methods there are where it has not the one that is asked for")
        func methods() throws {
            let client = try visitor()
            for (path, allowed) in [("/", "GET, HEAD"), ("/api/say", "POST"), ("/api/events", "GET")] {
                let reply = try client.ask("DELETE", path)
                #expect(reply.status == 405 && reply.headers["allow"] == allowed, "\(path)")
            }
            for path in ["/", "/healthz", "/api/state"] {
                #expect(try client.ask("POST", path).status == 405, "\(path)")
            }
            let asked = try client.get("/api/say")
            #expect(asked.status == 405 && asked.headers["allow"] == "POST")
            #expect(try client.ask("POST", "/nothing").status == 404)
            let other = try visitor("evil.example").ask("HEAD", "/")
            #expect(other.status == 421 && other.body.isEmpty)
        }

        @Test("counts its connections with all others")
        func connections() throws {
            let server = try ServerProcess.sandbox(environment: ["YITI_LIMITS_CONNECTIONS_TOTAL": "3"])
            let person = try server.connect()
            let pages = try (0..<2).map { _ in try Socket(port: server.webPort) }
            // Whoever is answered has been counted.
            for page in pages {
                try page.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
                _ = try page.receive(until: Array("ok\n".utf8))
            }
            #expect(try Socket(port: server.webPort).receiveAll().isEmpty)
            #expect(try LineClient(port: server.port, greeted: false).linesToEnd().first?.hasPrefix("! busy") == true)
            #expect(try person.ask("/whoami").isDone)
        }

        @Test("is healthy and ready while it serves")
        func health() throws {
            let client = try visitor()
            #expect(try client.get("/healthz").status == 200 && client.get("/readyz").status == 200)
        }

        @Test("asks whoever comes over a proxy too often to wait, loopback or not")
        func rates() throws {
            let server = try ServerProcess.sandbox(environment: [
                "YITI_LIMITS_RATE_USER_PER_SECOND": "1", "YITI_LIMITS_BURST_USER": "3",
            ])
            let client = WebClient(port: server.webPort)
            let forwarded = [("X-Forwarded-For", "192.0.2.7")]
            let replies = try (0..<5).map { _ in try client.get("/api/state", forwarded) }
            #expect(replies.prefix(3).allSatisfy { $0.status == 200 })
            #expect(replies.last?.status == 429 && replies.last?.headers["retry-after"] != nil)
            #expect(try client.figures()["yiti_rate_limited_total"] == Double(replies.count { $0.status == 429 }))
            #expect(try client.get("/api/state").status == 200)
        }

        @Test(
            "counts whoever comes over a listed proxy for one address, whatever port that names with it",
            arguments: ["203.0.113.9:PORT", " 203.0.113.9 ", "[2001:db8::1]:PORT", "[2001:db8::1]", "unknown-PORT", ""])
        func ports(_ entry: String) throws {
            let folder = try Scratch()
            try folder.write("http: {proxy: {from: [127.0.0.1]}}", to: "yiti.yaml")
            let server = try ServerProcess.sandbox(
                ["--config", folder.file("yiti.yaml")],
                environment: ["YITI_LIMITS_RATE_USER_PER_SECOND": "1", "YITI_LIMITS_BURST_USER": "3"])
            let client = WebClient(port: server.webPort)
            let replies = try (1...5).map { number in
                let text = entry.replacingOccurrences(of: "PORT", with: String(40_000 + number))
                return try client.get("/api/state", [("X-Forwarded-For", text)]).status
            }
            #expect(replies.last == 429)
        }

        @Test("serves the machine's addresses where it listens on all of them, and names one that can be reached")
        func everywhere() throws {
            let folder = try Scratch()
            try folder.write("http: {address: '::', insecure: true}", to: "yiti.yaml")
            let server = try ServerProcess.sandbox(["--config", folder.file("yiti.yaml")])
            let socket = try Socket(port: server.webPort, host: "127.0.0.2")
            try socket.send("GET /healthz HTTP/1.1\r\nHost: 127.0.0.2:\(server.webPort)\r\nConnection: close\r\n\r\n")
            let reply = String(decoding: try socket.receiveAll(), as: UTF8.self)
            #expect(reply.hasPrefix("HTTP/1.1 200 "))
            let person = try server.connect()
            #expect(try person.ask("/name Wei").isDone)
            #expect(try person.ask("/web").text.contains("http://[::1]:\(server.webPort)/#"))
        }

        @Test("stops in good order while somebody is in the middle of a request")
        func stop() throws {
            let server = try ServerProcess.real(data: Scratch())
            let socket = try Socket(port: server.webPort)
            let host = "127.0.0.1:\(server.webPort)"
            try socket.send(
                "POST /api/say HTTP/1.1\r\nHost: \(host)\r\nOrigin: http://\(host)\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"op\":")
            // Answered by another connection's thread: the request has been begun by then.
            #expect(try WebClient(port: server.webPort).get("/healthz").status == 200)
            server.terminate()
            #expect(try server.waitForExit(seconds: 12) == 0)
            #expect(!server.log.contains("Cannot schedule tasks"))
        }

        @Test("turns the page off, moves it, and refuses a port that was named and is taken")
        func ports() throws {
            let off = try ServerProcess.sandbox(environment: ["YITI_HTTP": "off"])
            #expect(off.webPort == 0)
            let other = try Servers.standingStill().webPort
            let process = try Program.run([
                "serve", "--sandbox", "--port", "0", "--http-port", String(other), "--bank", Program.shippedBank,
            ])
            #expect(process.status != 0 && process.errors.contains("\(other)"))
        }
    }
}
