import Testing
import YitiTestKit

extension Web {
    @Suite struct PushTests {
        @Test("tells an open page of a push, whose question is then open; another page of the same person hears it too")
        func pushes() throws {
            let server = try ServerProcess.sandbox()
            let client = WebClient(port: server.webPort)
            #expect(try client.say("/subscribe 08:30").json["op"] == "ok")
            let (first, second) = (try client.events(), try client.events())
            #expect(try client.say("/clock +24h").json["op"] == "ok")
            for stream in [first, second] { _ = try stream.receive(until: Array("event: push".utf8)) }
            try wait { try client.get("/api/state").json["msgs"][0]["kind"] == "question" }
        }

        @Test("tells every page of a person that something has changed, and a connection of theirs")
        func tells() throws {
            let server = try ServerProcess.sandbox()
            let client = WebClient(port: server.webPort)
            _ = try client.say("/next")
            let stream = try client.events()
            _ = try client.say("an answer")
            _ = try stream.receive(until: Array("event: changed".utf8))
        }

        @Test(
            "tells a page what its person does on another network: an answer, a rating, a push that arrives, a farewell"
        )
        func elsewhere() throws {
            let server = try ServerProcess.sandbox()
            let client = WebClient(port: server.webPort)
            _ = try client.say("/name Wei")
            let bridge = try server.bridge()
            let code = try #require(try client.say("/link").json["msgs"][0]["data"]["code"].string)
            try bridge.run("u", "/link \(code)")
            #expect(try client.say("/link yes").json["op"] == "ok")
            func state(after doing: () throws -> Void) throws -> JSON {
                let stream = try client.events()
                try doing()
                _ = try stream.receive(until: Array("event: changed".utf8))
                stream.reset()
                return try client.get("/api/state").json
            }
            #expect(try state { try bridge.run("u", "/next") }["msgs"][0]["kind"] == "question")
            #expect(try state { try bridge.run("u", "an answer") }["msgs"][0]["kind"] == "prompt")
            #expect(try state { try bridge.run("u", "3") }["msgs"] == [])
            try bridge.run("u", "/subscribe 09:00")
            _ = try bridge.advance(24 * 3600)
            let push = try bridge.push().delivery
            #expect(try state { try bridge.ack(push) }["msgs"][0]["kind"] == "question")
            let goodbye = try bridge.run("u", "/forget").data("info")["code"].string ?? ""
            #expect(try state { try bridge.run("u", "/forget \(goodbye)") }["who"] == [:])
        }

        @Test("tells the page of somebody who becomes one person with another on a network")
        func linked() throws {
            let server = try ServerProcess.sandbox()
            let bridge = try server.bridge(push: false)
            try bridge.run("elder", "/name Elder")
            _ = try bridge.advance(60)
            let client = WebClient(port: server.webPort)
            _ = try client.say("/name Younger")
            let code = try bridge.run("elder", "/link").data("info")["code"].string ?? ""
            #expect(try client.say("/link \(code)").json["op"] == "ok")
            let stream = try client.events()
            try bridge.run("elder", "/link yes")
            _ = try stream.receive(until: Array("event: changed".utf8))
            #expect(try client.get("/api/state").json["who"]["name"] == "Elder")
        }

        @Test("has eight streams for one person at most, and none for nobody")
        func bounds() throws {
            let server = try ServerProcess.sandbox()
            let client = WebClient(port: server.webPort)
            #expect(try client.get("/api/events").status == 204)
            _ = try client.say("/name Wei")
            let streams = try (0..<8).map { _ in try client.events() }
            let ninth = try client.get("/api/events")
            #expect(ninth.status == 429 && ninth.headers["retry-after"].flatMap { Int($0) } ?? 0 > 0)
            streams[0].reset()
            try wait { try client.say("/settings").json["op"] == "ok" && (try? client.events()) != nil }
        }

        @Test("makes room for another page as soon as one is closed")
        func makesRoom() throws {
            let server = try ServerProcess.sandbox()
            let client = WebClient(port: server.webPort)
            _ = try client.say("/name Wei")
            for stream in try (0..<8).map({ _ in try client.events() }) { stream.close() }
            try wait { try client.figures()["yiti_connections{kind=\"web\"}"] == 0 }
            _ = try client.events()
        }

        @Test("bears many streams in little memory, and each gets its push")
        func many() throws {
            let server = try ServerProcess.sandbox()
            let clients = (0..<(Program.soaks ? 1_000 : 200)).map { _ in WebClient(port: server.webPort) }
            for client in clients { #expect(try client.say("/subscribe 08:30").json["op"] == "ok") }
            let before = server.residentKilobytes
            let streams = try clients.map { try $0.events() }
            let kilobytes = (server.residentKilobytes - before) / streams.count
            #expect(kilobytes < 80, "\(kilobytes) kB for each stream")
            #expect(try clients[0].say("/clock +24h").json["op"] == "ok")
            for stream in streams { _ = try stream.receive(until: Array("event: push".utf8)) }
        }

        @Test("ends the streams first when it is asked to stop")
        func drains() throws {
            let server = try ServerProcess.sandbox()
            let client = WebClient(port: server.webPort)
            _ = try client.say("/next")
            let stream = try client.events()
            server.terminate()
            _ = try stream.receiveAll()
            #expect(try server.waitForExit() == 0)
        }

        @Test(
            "keeps a session and what was answered over a kill, and takes an answer for a question that it has forgotten"
        )
        func kills() throws {
            let data = try Scratch()
            var server = try ServerProcess.real(data: data)
            let client = WebClient(port: server.webPort)
            let question = try #require(try client.say("/next").json["msgs"][0]["ref"].string)
            server.kill()
            _ = try server.waitForExit()
            // The guest is gone with the process; the answer names its question.
            server = try ServerProcess.real(data: data)
            let later = WebClient(port: server.webPort)
            #expect(try later.say("still here", mid: "m", re: question).json["msgs"][0]["kind"] == "prompt")
            let cookie = try #require(later.cookies.values.first)
            server.kill()
            _ = try server.waitForExit()
            server = try ServerProcess.real(data: data)
            let last = WebClient(port: server.webPort)
            last.cookies["yiti_\(server.webPort)"] = cookie
            #expect(try last.say("still here", mid: "m", re: question).json["dup"] == true)
            #expect(try last.get("/api/state").json["who"]["account"] == true)
        }

        @Test("opens one's own page from a link, once, and only where the code is posted")
        func link() throws {
            let server = try ServerProcess.sandbox()
            let person = try server.connect()
            _ = try person.ask("/name Wei")
            let link = try #require(try person.ask("/web").text.split(separator: "#").last.map(String.init))
            let client = WebClient(port: server.webPort)
            #expect(try client.post("/api/code", ["code": .string(link)]).json["data"]["name"] == "Wei")
            #expect(try client.post("/api/open", ["code": .string(link)]).json["op"] == "ok")
            #expect(try client.get("/api/state").json["who"]["name"] == "Wei")
            #expect(
                try WebClient(port: server.webPort).post("/api/open", ["code": .string(link)]).json["code"]
                    == "auth_failed")
            let bridge = try server.bridge()
            #expect(try bridge.cmd("u", "/web").code == "forbidden")
        }
    }
}
