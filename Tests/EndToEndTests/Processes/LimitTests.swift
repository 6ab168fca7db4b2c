import Testing
import YitiTestKit

extension Processes {
    /// Limits in time, made short: the tests wait for what happens at their end and measure nothing.
    @Suite struct LimitTests {
        private func server(_ limits: [String: String]) throws -> ServerProcess {
            let variables = limits.map { ("YITI_LIMITS_" + $0.key.uppercased(), $0.value) }
            return try ServerProcess.sandbox(environment: Dictionary(uniqueKeysWithValues: variables))
        }

        @Test("closes a connection that sends no first line, or half of one", arguments: ["", "/ne", "G"])
        func firstLine(_ start: String) throws {
            let client = try server(["first_line_seconds": "1"]).connect()
            try client.send(start)
            _ = try client.linesToEnd()
        }

        @Test("closes a bridge that begins its first line and does not end it")
        func firstBridgeLine() throws {
            let server = try server(["first_line_bridge_seconds": "1"])
            let client = try BridgeClient(port: server.port)
            try client.socket.send(#"{"op":"hel"#)
            _ = try client.socket.receiveAll()
            // A person is not hurried.
            #expect(try server.connect().ask("/whoami").isDone)
        }

        @Test("closes on a line that was begun and is never ended")
        func partialLines() throws {
            let server = try server(["partial_line_bridge_seconds": "1", "partial_line_human_seconds": "1"])
            let bridge = try server.bridge()
            try bridge.socket.send(#"{"op":"ping""#)
            let person = try server.connect()
            #expect(try person.ask("/whoami").isDone)
            try person.send("/who")
            _ = try bridge.othersToEnd()
            _ = try person.linesToEnd()
        }

        @Test("pings a silent bridge, and closes it when it stays silent")
        func pings() throws {
            let server = try server(["ping_seconds": "1", "ping_timeout_seconds": "3"])
            let alive = try server.bridge(push: false)
            let silent = try server.bridge()
            for _ in 0..<3 {
                #expect(try alive.other()["op"] == "ping")
                try alive.send(["op": "pong"])
            }
            let lines = try silent.othersToEnd()
            #expect(lines.dropLast().allSatisfy { $0["op"] == "ping" })
            #expect(lines.last?["op"] == "bye" && lines.last?["code"] == "ping_timeout")
            try alive.fence()
        }

        @Test("closes a bridge that acknowledges nothing, and sends the push to the next one")
        func ackTimeout() throws {
            let server = try server(["ack_timeout_seconds": "1"])
            let client = try server.bridge()
            try client.run("u", "/subscribe 09:00")
            try client.advance(to: "2026-03-03T09:00:00Z")
            let push = try client.push()
            let last = try client.othersToEnd().last
            #expect(last?["op"] == "bye" && last?["code"] == "ack_timeout")
            let again = try server.bridge().push()
            #expect(again.delivery == push.delivery && again.attempt == 2)
        }

        @Test("closes a person's connection that is idle, later with a subscription")
        func idle() throws {
            let server = try server(["idle_human_seconds": "1", "idle_subscribed_seconds": "3600"])
            let subscribed = try server.connect()
            #expect(try subscribed.ask("/subscribe 09:00").isDone)
            let idle = try server.connect()
            #expect(try idle.ask("/whoami").isDone)
            _ = try idle.linesToEnd()
            #expect(try subscribed.ask("/whoami").isDone)
        }

        @Test("takes every limit from the environment over the file, and from flags over both")
        func precedence() throws {
            let folder = try Scratch()
            try folder.write("limits:\n  text_bytes: 1000\n  line_human_bytes: 300\n  window: 7\n", to: "yiti.yaml")
            let server = try ServerProcess.sandbox(
                ["--config", folder.file("yiti.yaml")],
                environment: ["YITI_LIMITS_TEXT_BYTES": "2000", "YITI_PORT": "1", "YITI_BANK": "/nowhere"])
            let client = try server.bridge(push: false)
            #expect(client.welcome["limits"]["text"] == 2_000)
            #expect(try client.cmd("u", String(repeating: "x", count: 2_001)).code == "text_too_long")
            #expect(try server.connect().ask(String(repeating: "/help ", count: 51)).code == "line_too_long")
            // A wider window than there is gets the widest, and is told so.
            #expect(try server.bridge(push: false, window: 8).welcome["limits"]["window"] == 7)
        }

        @Test("keeps a listener to people or to bridges, where the configuration says so")
        func modes() throws {
            let folder = try Scratch()
            try folder.write("listeners:\n  - port: 0\n    mode: human\n", to: "human.yaml")
            let people = try ServerProcess.sandbox(["--config", folder.file("human.yaml")])
            let brace = try people.connect()
            try brace.send(#"{"op":"hello"}"# + "\n")
            // A bridge's line, and nothing behind it.
            let refusal = try JSON(try brace.socket.receiveAll())
            #expect(refusal["op"] == "err" && refusal["code"] == "forbidden" && refusal["text"].string != nil)
            #expect(try people.connect().ask("/whoami").isDone)
            try folder.write("listeners:\n  - port: 0\n    mode: bridge\n", to: "bridge.yaml")
            let bridges = try ServerProcess.sandbox(["--config", folder.file("bridge.yaml")])
            #expect(try bridges.bridge().cmd("u", "/next").isOK)
            let person = try bridges.connect()
            #expect(try !person.ask("/whoami").isDone)
            #expect(try person.linesToEnd() == [])
        }

        @Test("reads who connects from a proxy's header where one is required, and closes without one")
        func proxy() throws {
            let folder = try Scratch()
            try folder.write("listeners:\n  - port: 0\n    proxy:\n      from: [127.0.0.1/32]\n", to: "proxy.yaml")
            let server = try ServerProcess.sandbox(["--config", folder.file("proxy.yaml")])
            let headers: [[UInt8]] = [
                Array("PROXY TCP4 192.0.2.7 192.0.2.1 4711 7171\r\n".utf8), Array("PROXY UNKNOWN\r\n".utf8),
                [
                    0x0D, 0x0A, 0x0D, 0x0A, 0, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, 0x21, 0x11, 0, 12, 192, 0, 2,
                    7, 192, 0, 2, 1, 18, 103, 28, 3,
                ],
            ]
            for header in headers {
                let client = try LineClient(port: server.port, greeted: false)
                try client.send(header + Array("/whoami\n".utf8))
                #expect(try client.line().hasPrefix("* Yiti "))
                #expect(try client.reply().isDone)
            }
            let refused = [
                "", "PROXY TCP4 192.0.2.7 192.0.2.1 4711 70000\r\n", "PROXY TCP4 ::1 ::1 4711 7171\r\n",
                "\r\n\r\n\0\r\nQUIT\n\u{21}\u{11}\0\u{5}abcde",
            ]
            for header in refused {
                let client = try LineClient(port: server.port, greeted: false)
                try client.send(header + "/whoami\n")
                #expect(try client.linesToEnd().allSatisfy { !$0.hasPrefix("+ ") }, "\(header.debugDescription)")
            }
        }
    }
}
