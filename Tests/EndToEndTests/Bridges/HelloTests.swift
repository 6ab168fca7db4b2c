import Testing
import YitiTestKit

extension Bridges {
    @Suite struct HelloTests {
        /// What a server says to a first line, until it closes.
        private func refusal(of line: JSON) throws -> JSON {
            let client = try BridgeClient(port: Servers.standingStill().port)
            try client.send(line)
            let lines = try client.othersToEnd()
            guard lines.count == 1, let only = lines.first else {
                throw KitFailure("not one line: \(lines.map(\.text))")
            }
            return only
        }

        private func hello(_ more: [String: JSON]) throws -> JSON {
            let usual: [String: JSON] = try [
                "op": "hello", "v": 1, "bridge": "sandbox", "token": .string(Servers.standingStill().token),
            ]
            return .object(usual.merging(more) { _, given in given }.filter { !$0.value.isNull })
        }

        @Test("welcomes a bridge with everything it has to know")
        func welcome() throws {
            // A server of its own: what others have said in rooms may wait for the end of a day.
            let server = try ServerProcess.shipped()
            let welcome = try server.bridge(push: false).welcome
            #expect(welcome["op"] == "welcome")
            #expect(welcome["v"] == 1)
            #expect(welcome["bridge"] == "sandbox")
            #expect(welcome["server"].string?.isEmpty == false)
            #expect(welcome["limits"]["line"] == 131_072)
            #expect(welcome["limits"]["text"] == 16_384)
            #expect(welcome["limits"]["inflight"] == 64)
            #expect((1...256).contains(welcome["limits"]["window"].integer ?? 0))
            #expect(welcome["pending"] == 0)
            #expect(welcome["ping"] == 60)
            #expect(welcome["time"] == "2026-03-02T12:00:00Z")
        }

        @Test("greets a bridge with the same line as people")
        func greets() throws {
            #expect(try Servers.bridge().greeting.hasPrefix("* Yiti 1."))
        }

        @Test("refuses another first operation", arguments: ["cmd", "ping", "bye", "nonsense"])
        func notHello(_ operation: String) throws {
            let line: JSON = ["op": .string(operation), "id": "1", "user": "u", "text": "/next"]
            let client = try BridgeClient(port: Servers.standingStill().port)
            try client.send(line)
            let others = try client.othersToEnd()
            // The refusal may carry the id that could be read.
            let refusal = client.takeReplies().first?.line ?? others.first
            #expect(refusal?["code"] == "auth_required")
        }

        @Test("refuses another version before it looks at the token")
        func version() throws {
            let refused = try refusal(of: hello(["v": 2, "token": "wrong"]))
            #expect(refused["op"] == "err")
            #expect(refused["code"] == "unsupported_version")
        }

        @Test("says the same for a wrong name and a wrong token")
        func wrongToken() throws {
            let wrongToken = try refusal(of: hello(["token": "abcdefghjkmnpqrstvwxyz0123456789"]))
            let wrongName = try refusal(of: hello(["bridge": "telegram"]))
            #expect(wrongToken["code"] == "auth_failed")
            #expect(wrongName == wrongToken)
        }

        @Test("refuses a hello that lacks what it must have", arguments: ["bridge", "token"])
        func missing(_ member: String) throws {
            #expect(try refusal(of: hello([member: nil]))["code"] == "bad_request")
        }

        @Test("refuses a window that is none", arguments: [0, 257, -1])
        func window(_ window: Int) throws {
            #expect(try refusal(of: hello(["window": .number(Double(window))]))["code"] == "bad_request")
        }

        @Test("takes the widest and the narrowest window", arguments: [1, 256])
        func goodWindow(_ window: Int) throws {
            let client = try Servers.standingStill().bridge(push: false, window: window)
            #expect(client.welcome["op"] == "welcome")
        }

        @Test("ignores members it does not know, at any depth up to 8")
        func unknownMembers() throws {
            let client = try BridgeClient(port: Servers.standingStill().port)
            try client.send(hello(["push": false, "agent": "tests/1", "extra": [["a": [1, [2, [nil, true]]]]]]))
            #expect(try client.other()["op"] == "welcome")
        }

        @Test("takes features it does not know, and refuses what is no list of them")
        func features() throws {
            let client = try BridgeClient(port: Servers.standingStill().port)
            try client.send(hello(["push": false, "features": ["nonsense"], "instance": "one"]))
            let welcome = try client.other()
            #expect(welcome["op"] == "welcome")
            #expect(welcome["store"].string?.count == 32)
            #expect(try refusal(of: hello(["features": 7]))["code"] == "bad_request")
            #expect(try refusal(of: hello(["instance": ""]))["code"] == "bad_request")
        }

        @Test("refuses what is no JSON with bad_json and closes", arguments: ["{hello}", "{", #"{"op":"hello""#])
        func noJSON(_ line: String) throws {
            let client = try BridgeClient(port: Servers.standingStill().port)
            try client.send(raw: line)
            #expect(try client.othersToEnd().map { $0["code"] } == ["bad_json"])
        }

        @Test("answers a hello and what follows it in one packet")
        func pipelined() throws {
            let client = try BridgeClient(port: Servers.standingStill().port)
            let lines = [
                try hello(["push": false]), ["op": "cmd", "id": "a", "user": "hello-pipelined", "text": "/next"],
                ["op": "ping", "id": "p"], ["op": "bye"],
            ]
            try client.socket.send(lines.map { $0.text + "\n" }.joined())
            #expect(try client.other()["op"] == "welcome")
            #expect(try client.reply(to: "a").isOK)
            #expect(try client.othersToEnd().map { $0["op"] } == ["pong", "bye"])
        }
    }
}
