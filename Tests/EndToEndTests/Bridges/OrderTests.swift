import Testing
import YitiTestKit

extension Bridges {
    @Suite struct OrderTests {
        @Test("answers one user's requests in their order, each exactly once, however many are sent at once")
        func inOrder() throws {
            let client = try Servers.bridge()
            let ids = (0..<300).map { "q\($0)" }
            let lines = ids.map { id in
                JSON.object(["op": "cmd", "id": .string(id), "user": "order-one", "text": "/whoami"]).text + "\n"
            }
            try client.socket.send(lines.joined())
            #expect(try client.repliesInOrder(300).compactMap { $0.line["id"].string } == ids)
        }

        @Test("answers everything before a ping, then the ping")
        func fence() throws {
            let client = try Servers.bridge()
            for number in 0..<40 {
                try client.send([
                    "op": "cmd", "id": .string("f\(number)"), "user": .string("order-\(number % 7)"), "text": "/next",
                ])
            }
            try client.fence()
            #expect(client.takeReplies().count == 40)
        }

        @Test("answers a ping without an id with a pong without one, and a pong not at all")
        func pong() throws {
            let client = try Servers.bridge()
            try client.send(["op": "pong"])
            try client.send(["op": "pong", "id": "x"])
            try client.send(["op": "ping"])
            let pong = try client.other()
            #expect(pong == ["op": "pong"])
        }

        @Test("answers bye with bye after everything that was asked, and closes")
        func bye() throws {
            let client = try Servers.bridge()
            for number in 0..<20 {
                try client.send(["op": "cmd", "id": .string("b\(number)"), "user": "order-bye", "text": "/next"])
            }
            try client.send(["op": "bye"])
            try client.send(["op": "cmd", "id": "late", "user": "order-bye", "text": "/next"])
            #expect(try client.othersToEnd().map { $0["op"] } == ["bye"])
            #expect(client.takeReplies().count == 20)
        }

        @Test("answers everything that was asked before a half-close, then closes")
        func halfClose() throws {
            let client = try Servers.bridge()
            for number in 0..<20 {
                try client.send(["op": "cmd", "id": .string("h\(number)"), "user": "order-half", "text": "/next"])
            }
            client.socket.finishSending()
            _ = try client.othersToEnd()
            #expect(client.takeReplies().count == 20)
        }

        @Test("carries what people write code point for code point")
        func codePoints() throws {
            let client = try Servers.bridge()
            let texts = [
                "a\u{202E}b\u{200B}c\u{FEFF}d\u{2028}e\u{85}f\u{7F}g\u{1}h", "e\u{301} é", "👨‍👩‍👧\u{200D}🇩🇪",
                "tab\there\r\nline\n\n  indented",
                #"quotes " and \ and / and \u0041"#,
            ]
            for (number, text) in texts.enumerated() {
                let user = "order-text-\(number)"
                try client.run(user, "/next")
                try client.run(user, text)
                let kept = try client.run(user, "/history").data("history")["answers"][0]["text"].string
                #expect(kept.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
            }
        }

        @Test("reads every escape of JSON")
        func escapes() throws {
            let client = try Servers.bridge()
            try client.run("order-escapes", "/next")
            let text = #""\u4f60\u597d \ud83d\ude00 \"\\\/\b\f\n\r\t\u007f""#
            try client.send(raw: #"{"op":"cmd","id":"e","user":"order-escapes","text":"# + text + "}")
            #expect(try client.reply(to: "e").isOK)
            let kept = try client.run("order-escapes", "/history").data("history")["answers"][0]["text"].string
            #expect(kept.map { Array($0.unicodeScalars) } == Array("你好 😀 \"\\/\u{8}\u{c}\n\r\t\u{7f}".unicodeScalars))
        }

        @Test("refuses half of a surrogate pair", arguments: [#"\ud83d"#, #"\ude00"#, #"\ud83dx"#])
        func surrogates(_ text: String) throws {
            let client = try Servers.bridge()
            try client.send(raw: #"{"op":"cmd","id":"s","user":"order-surrogate","text":""# + text + #""}"#)
            client.socket.finishSending()
            let others = try client.othersToEnd()
            let refusal = client.takeReplies().first?.line ?? others.first
            #expect(["bad_request", "bad_json", "bad_utf8"].contains(refusal?["code"].string))
        }

        @Test("pages a long history into lines that fit")
        func longHistory() throws {
            let client = try Servers.bridge()
            for number in 0..<4 {
                try client.run("order-long", "/next")
                try client.run("order-long", "answer \(number) " + String(repeating: "长", count: 5_000))
                try client.run("order-long", "3")
            }
            var command: String? = "/history 10"
            var numbers: [Int] = []
            while let next = command {
                let reply = try client.run("order-long", next)
                let page = try reply.data("history")
                numbers += (page["answers"].array ?? []).compactMap { $0["answer"].integer }
                command = reply.messages.compactMap { $0["data"]["next"].string }.first
            }
            #expect(numbers.count == 4)
            #expect(numbers == numbers.sorted(by: >))
        }
    }
}
