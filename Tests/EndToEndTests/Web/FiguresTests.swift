import Testing
import YitiTestKit

extension Web {
    /// The figures against what was done.
    @Suite struct FiguresTests {
        @Test("counts exactly what came over a terminal, a bridge and a page, by verb and by what became of it")
        func counts() throws {
            let server = try ServerProcess.sandbox()
            let page = WebClient(port: server.webPort)
            let person = try server.connect()
            for line in ["/next", "/answer it depends", "3", "/rate 9", "/nosuch", "/login wrong"] {
                _ = try person.ask(line)
            }
            let bridge = try server.bridge()
            for line in ["/next", "an answer", "/stats", "/hint", "/subscribe 08:30"] { _ = try bridge.cmd("u", line) }
            let answered = try bridge.answer("v", rating: 4)
            _ = try bridge.act("v", "undo:\(answered["answer"].integer ?? 0)")
            for _ in 1...3 { _ = try bridge.cmd("u", "/streak", mid: "m") }
            for text in ["/next", "an answer", "/topics", "/rate 9"] { _ = try page.say(text) }
            for _ in 1...2 { _ = try page.say("/stats", mid: "s") }
            _ = try page.post("/api/say", ["op": "act", "cb": "help"])
            _ = try page.post("/api/open", ["code": "wrong"])

            let figures = try page.figures()
            #expect(
                figures.all("yiti_commands_total") == [
                    "outcome=\"done\",verb=\"next\"": 4, "outcome=\"done\",verb=\"text\"": 5,
                    "outcome=\"done\",verb=\"answer\"": 1,
                    "outcome=\"refused\",verb=\"rate\"": 2, "outcome=\"refused\",verb=\"other\"": 1,
                    "outcome=\"refused\",verb=\"login\"": 1, "outcome=\"done\",verb=\"stats\"": 2,
                    "outcome=\"refused\",verb=\"hint\"": 1, "outcome=\"done\",verb=\"subscribe\"": 1,
                    "outcome=\"done\",verb=\"button\"": 2, "outcome=\"done\",verb=\"streak\"": 1,
                    "outcome=\"done\",verb=\"topics\"": 1, "outcome=\"repeated\",verb=\"other\"": 3,
                ])
            #expect(
                figures.all("yiti_requests_total") == [
                    "kind=\"line\"": 6, "kind=\"cmd\"": 17, "kind=\"act\"": 2,
                ])
            #expect(figures.all("yiti_lines_total") == ["kind=\"human\"": 6, "kind=\"bridge\"": 13])
            #expect(figures["yiti_connections_accepted_total"] == 2)
            #expect(figures.all("yiti_connections") == ["kind=\"human\"": 1, "kind=\"bridge\"": 1])
            #expect(figures["yiti_failed_attempts_total"] == 2)
            #expect(figures["yiti_choice_seconds_count"] == 4)
            #expect(figures["yiti_command_seconds_count{verb=\"next\"}"] == 4)
            #expect(
                figures.all("yiti_bank_info").values.allSatisfy { $0 == 1 } && figures.all("yiti_bank_info").count == 1)
        }

        @Test("counts every push from being due to its end, what is under way, and how long what could go has waited")
        func pushes() throws {
            let server = try ServerProcess.sandbox()
            let page = WebClient(port: server.webPort)
            // Two have no connection at all when theirs is due, one a page, and three a bridge.
            for client in [WebClient(port: server.webPort), WebClient(port: server.webPort), page] {
                #expect(try client.say("/subscribe 08:30").json["op"] == "ok")
            }
            var bridge = try server.bridge()
            for user in ["a", "b", "c"] { try bridge.run(user, "/subscribe 08:30") }
            let stream = try page.events()
            #expect(try page.figures().all("yiti_connections") == ["kind=\"bridge\"": 1, "kind=\"web\"": 1])
            #expect(try page.figures()["yiti_store_pushes_pending"] == 0)
            try bridge.advance(24 * 3600)
            _ = try stream.receive(until: Array("event: push".utf8))
            let names = try (0..<3).map { _ in try bridge.push().delivery }
            try wait { try page.figures()["yiti_pushes_total{outcome=\"acked\"}"] == 1 }
            #expect(try page.figures()["yiti_push_lag_seconds_count{until=\"sent\"}"] == 4)
            #expect(try page.figures()["yiti_store_pushes_pending"] == 5)
            #expect(try page.figures()["yiti_pushes_written_total"] == 4)
            try bridge.ack(names[0])
            try bridge.nack(names[1], "too_long")
            #expect(
                try page.figures().all("yiti_pushes_total") == ["outcome=\"acked\"": 2, "outcome=\"dead\"": 1])
            #expect(try page.figures()["yiti_store_pushes_pending"] == 3)
            // Whoever only has to come is not late; the bridge that is gone is.
            #expect(try page.figures()["yiti_store_push_overdue_seconds"] == 0)
            bridge = try server.bridge(push: false)
            try wait { try page.figures()["yiti_store_push_overdue_seconds"] == 3.5 * 3600 }
            try bridge.advance(24 * 3600)
            try wait { try page.figures()["yiti_pushes_total{outcome=\"expired\"}"] == 3 }
            try wait { try page.figures()["yiti_pushes_total{outcome=\"acked\"}"] == 3 }
            #expect(try page.figures()["yiti_store_pushes_pending"] == 5)
            let code = try bridge.run("a", "/forget").data("info")["code"].string ?? ""
            try bridge.run("a", "/forget \(code)")
            #expect(try page.figures()["yiti_store_pushes_pending"] == 4)
        }

        @Test("counts what waits anew after a kill")
        func restart() throws {
            let data = try Scratch()
            let create = try Program.run(["token", "create", "tg", "--data", data.path])
            let token = try #require(create.output.split(separator: "\n").first.map(String.init))
            var server = try ServerProcess.real(data: data)
            let bridge = try BridgeClient(port: server.port, token: token, bridge: "tg")
            try bridge.run("u", "/next")
            try bridge.run("u", "/later 10m")
            server.kill()
            _ = try server.waitForExit()
            server = try ServerProcess.real(data: data)
            let page = WebClient(port: server.webPort)
            // It has a token and has not come back.
            #expect(try page.figures()["yiti_bridge_connections{bridge=\"tg\"}"] == 0)
            #expect(try page.figures()["yiti_store_pushes_pending"] == 0)
            #expect(try Program.run(["token", "revoke", "tg", "--data", data.path]).status == 0)
            #expect(try page.figures()["yiti_bridge_connections{bridge=\"tg\"}"] == nil)
        }

        @Test("measures fits, once there are enough answers for one")
        func fits() throws {
            let server = try ServerProcess.sandbox()
            let bridge = try server.bridge(push: false)
            let page = WebClient(port: server.webPort)
            for _ in 1...30 { try bridge.answer("u", rating: 3) }
            #expect(try page.figures()["yiti_calibration_seconds_count"] == 0)
            try bridge.advance(24 * 3600)
            try bridge.answer("u", rating: 3)
            #expect(try page.figures()["yiti_calibration_seconds_count"] == 1)
            #expect(try page.figures()["yiti_choice_seconds_count"] == 31)
        }

        @Test("leaves out what it does not know, which alerts would take for a full disk")
        func unknown() throws {
            let sandbox = try WebClient(port: Servers.standingStill().webPort).get("/metrics").text
            #expect(!sandbox.contains("yiti_disk_free_bytes") && !sandbox.contains("yiti_store_bytes"))
            let server = try ServerProcess.real(data: Scratch())
            let figures = try WebClient(port: server.webPort).figures()
            #expect((figures["yiti_disk_free_bytes"] ?? 0) > 0 && (figures["yiti_store_bytes"] ?? 0) > 0)
        }

        @Test("answers at an address of their own what may be asked there, and nothing else")
        func methods() throws {
            let port = try FreePort.find()
            let server = try ServerProcess.sandbox(environment: ["YITI_HTTP_METRICS": "127.0.0.1:\(port)"])
            #expect(server.webPort != port)
            let scraper = WebClient(port: port)
            #expect(try scraper.get("/metrics").status == 200)
            for method in ["POST", "PUT", "DELETE"] {
                let reply = try scraper.ask(method, "/metrics")
                #expect(reply.status == 405 && reply.headers["allow"] == "GET, HEAD")
            }
            // Two requests on one connection: a body would be read as the head of the second reply.
            for path in ["/metrics", "/nothing"] {
                let socket = try Socket(port: port)
                let head = "HEAD \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n"
                try socket.send(head + "\r\n" + head + "Connection: close\r\n\r\n")
                let text = String(decoding: try socket.receiveAll(), as: UTF8.self)
                let replies = text.split(separator: "\r\n\r\n")
                #expect(replies.count == 2 && replies.allSatisfy { $0.hasPrefix("HTTP/1.1 ") }, "\(text)")
            }
        }

        @Test("counts a browser's session until it is signed out")
        func sessions() throws {
            let server = try ServerProcess.sandbox()
            let clients = (0..<3).map { _ in WebClient(port: server.webPort) }
            for client in clients { _ = try client.say("/name Wei") }
            #expect(try clients[0].figures()["yiti_web_sessions"] == 3)
            _ = try clients[0].post("/api/signout")
            #expect(try clients[0].figures()["yiti_web_sessions"] == 2)
        }

        @Test("names the bank that is served, and no other once it is another")
        func bank() throws {
            let bank = try SmallBank.usual.folder()
            let server = try ServerProcess.sandbox(bank: bank)
            let page = WebClient(port: server.webPort)
            let before = try page.figures().all("yiti_bank_info").keys
            try SmallBank(.init("alpha", stars: [5])).write(to: bank)
            server.hangUp()
            try wait { try page.figures().all("yiti_bank_info").keys != before }
            #expect(try page.figures().all("yiti_bank_info").count == 1)
        }
    }
}
