import Testing
import YitiTestKit

extension Pushes {
    @Suite struct ConnectionTests {
        @Test("lets the newer pushing connection win; the older answers what it has read and gets bye")
        func replaced() throws {
            let server = try ServerProcess.sandbox()
            let older = try server.bridge()
            try older.run("u", "/subscribe 09:00")
            try older.advance(to: "2026-03-03T09:00:00Z")
            let push = try older.push()
            for number in 0..<10 {
                try older.send(["op": "cmd", "id": .string("q\(number)"), "user": "v", "text": "/next"])
            }
            let newer = try server.bridge()
            #expect(try newer.push().delivery == push.delivery)
            let last = try older.othersToEnd().last
            #expect(last?["op"] == "bye" && last?["code"] == "replaced")
            // What it had read was answered: a whole beginning of what was sent.
            let answered = Set(older.takeReplies().compactMap { $0.line["id"].string })
            #expect(answered == Set((0..<answered.count).map { "q\($0)" }))
        }

        @Test("names the instance that took the place, and gives each bridge of the sandbox a token")
        func replacedBy() throws {
            let server = try ServerProcess.sandbox(["--bridge", "matrix", "--bridge", "irc"])
            #expect(Set(server.tokens.keys) == ["sandbox", "matrix", "irc"])
            let token = try #require(server.tokens["matrix"])
            let older = try BridgeClient(port: server.port, token: token, bridge: "matrix")
            let newer = try BridgeClient(port: server.port)
            try newer.send([
                "op": "hello", "v": 1, "bridge": "matrix", "token": .string(token), "instance": "second",
            ])
            let last = try older.othersToEnd().last
            #expect(last?["code"] == "replaced" && last?["by"] == "second")
            #expect(try newer.other()["store"] == older.welcome["store"])
        }

        @Test("keeps connections that want no pushes beside the one that does")
        func extra() throws {
            let server = try ServerProcess.sandbox()
            let pushing = try server.bridge()
            let extras = try (0..<3).map { _ in try server.bridge(push: false) }
            for client in extras + [pushing] { try client.fence() }
        }

        @Test("closes the longest silent of a bridge's connections for a fifth")
        func fifth() throws {
            let server = try ServerProcess.sandbox()
            let clients = try (0..<4).map { _ in try server.bridge(push: false) }
            for client in [clients[1], clients[0], clients[3], clients[2]] { try client.fence() }
            let fifth = try server.bridge(push: false)
            let last = try clients[1].othersToEnd().last
            #expect(last?["op"] == "bye" && last?["code"] == "limit")
            for client in [clients[0], clients[2], clients[3], fifth] { try client.fence() }
        }

        @Test("takes an ack from another connection of the same bridge")
        func ackElsewhere() throws {
            let server = try ServerProcess.sandbox()
            let pushing = try server.bridge()
            let other = try server.bridge(push: false)
            try pushing.run("u", "/subscribe 09:00")
            try pushing.advance(to: "2026-03-03T09:00:00Z")
            let push = try pushing.push()
            try other.ack(push.delivery)
            #expect(try other.run("u", "an answer").data("prompt")["question"].string == push.question)
        }

        @Test("pushes to a person's own connection in lines that begin with a star, after the reply")
        func humanPush() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.connect()
            #expect(try client.ask("/subscribe 09:00").isDone)
            #expect(try client.ask("/clock +20h").isDone)
            #expect(client.pushes.isEmpty)
            #expect(try client.ask("/clock 2026-03-03T09:00:00Z").isDone)
            _ = try client.pushLine()
            try client.send("it opened a question\n.\n")
            #expect(try client.reply().isDone)
        }

        @Test("holds a push back while a draft is open, and keeps the draft's question")
        func pushAndDraft() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.connect()
            #expect(try client.ask("/subscribe 09:00").isDone)
            let mover = try server.bridge(push: false)
            try mover.advance(to: "2026-03-03T08:00:00Z")
            #expect(try client.ask("/next").isDone)
            try client.send("I begin\n")
            #expect(try client.line().hasPrefix("- draft opened"))
            try mover.advance(to: "2026-03-03T09:00:00Z")
            _ = try mover.settledPushes()
            try client.send("and I end\n.\n")
            let reply = try client.reply()
            #expect(reply.isDone && client.pushes.isEmpty)
            _ = try client.pushLine()
            #expect(try client.ask("/history").text.contains("and I end"))
        }

        @Test("keeps a question for the next login, and says so first; /today brings it")
        func waiting() throws {
            let server = try ServerProcess.sandbox()
            let first = try server.connect()
            let key = try Key.made(by: first, "/subscribe 09:00")
            first.socket.close()
            let mover = try server.bridge(push: false)
            try mover.advance(to: "2026-03-03T10:00:00Z")
            let second = try server.connect()
            #expect(try second.ask("/login \(key)").isDone)
            let said = try second.pushes.first ?? second.pushLine()
            #expect(said == "1 question waiting - /today")
            #expect(try second.ask("/today").isDone)
            #expect(try second.ask("/answer it was open").isDone)
        }

        @Test("pushes to every connection of a person")
        func everyConnection() throws {
            let server = try ServerProcess.sandbox()
            let first = try server.connect()
            let key = try Key.made(by: first, "/subscribe 09:00")
            let second = try server.connect()
            #expect(try second.ask("/login \(key)").isDone)
            try server.bridge(push: false).advance(to: "2026-03-03T09:00:00Z")
            #expect(try first.pushLine() == second.pushLine())
        }
    }
}
