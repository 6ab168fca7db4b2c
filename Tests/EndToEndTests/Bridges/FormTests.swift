import Testing
import YitiTestKit

extension Bridges {
    @Suite struct FormTests {
        @Test(
            "closes with bad_json on what is no flat JSON object, since framing can't be trusted",
            arguments: [
                "[]", "hello", #"{"op":"ping""#, #"{"op":"ping","op":"pong"}"#, #"{"op":"ping","id":"1","id":"1"}"#,
                "\u{FEFF}" + #"{"op":"ping"}"#, "{\"op\":\"cmd\",\"text\":\"a\tb\"}", "{\"op\":\u{1}\"ping\"}",
                #"{"op":"ping"} {}"#,
                #"{"op":"ping",}"#, #"{"op":'ping'}"#, #"{"op":"ping","x":01}"#, #"{"op":"ping","x":NaN}"#,
                #"{"op":"\x"}"#,
                String(repeating: "[", count: 65_536), #"{"op":"ping","x":[[[[[[[[1]]]]]]]]}"#,
            ])
        func badJSON(_ line: String) throws {
            let client = try Servers.bridge()
            try client.send(raw: line)
            let lines = try client.othersToEnd()
            #expect(lines.first?["op"] == "err")
            #expect(lines.first?["code"] == "bad_json")
        }

        @Test(
            "closes with bad_utf8 on what is no UTF-8",
            arguments: [[0xC3, 0x28], [0xED, 0xA0, 0x80], [0xFF], [0xC0, 0x80], [0xF0, 0x9F]] as [[UInt8]])
        func badUnicode(_ bytes: [UInt8]) throws {
            let client = try Servers.bridge()
            let line = Array(#"{"op":"cmd","id":"1","user":"u","text":""#.utf8) + bytes + Array("\"}\n".utf8)
            try client.socket.send(line)
            #expect(try client.othersToEnd().first?["code"] == "bad_utf8")
        }

        @Test(
            "skips a line over 131,072 bytes to its end, says so without an id, and stays",
            arguments: [131_073, 400_000])
        func tooLong(_ length: Int) throws {
            let client = try Servers.bridge()
            try client.send(raw: #"{"op":"ping","id":"x","pad":""# + String(repeating: "x", count: length) + #""}"#)
            let refused = try client.other()
            #expect(refused["code"] == "line_too_long")
            #expect(!refused.has("id"))
            try client.fence()
        }

        @Test("takes a line of exactly 131,072 bytes, and a CR before its LF")
        func longest() throws {
            let client = try Servers.bridge()
            let start = #"{"op":"ping","id":"long","pad":""#
            try client.send(raw: start + String(repeating: "x", count: 131_072 - start.utf8.count - 3) + #""}"#)
            #expect(try client.other()["id"] == "long")
            try client.socket.send(#"{"op":"ping","id":"cr"}"# + "\r\n")
            #expect(try client.other()["id"] == "cr")
        }

        private static let badRequests: [(line: String, id: String?)] = [
            (#"{"op":"cmd","id":"a","text":"x"}"#, "a"), (#"{"op":"cmd","id":"b","user":"u"}"#, "b"),
            (#"{"op":"cmd","id":"c","user":"two words","text":"x"}"#, "c"),
            (#"{"op":"cmd","id":"d","user":"用户","text":"x"}"#, "d"),
            (#"{"op":"cmd","id":"e","user":"","text":"x"}"#, "e"),
            (#"{"op":"cmd","id":"f","user":"u\\v","text":"x"}"#, "f"),
            (#"{"op":"cmd","id":"g","user":"u\"v","text":"x"}"#, "g"),
            (#"{"op":"cmd","id":"h","user":"u","text":7}"#, "h"),
            (#"{"op":"cmd","id":"i","user":"u","text":"a\u0000b"}"#, "i"),
            (#"{"op":"cmd","id":"j","user":"u","text":"x","mid":""}"#, "j"),
            (#"{"op":"act","id":"k","user":"u"}"#, "k"), (#"{"op":"user","id":"l"}"#, "l"),
            (#"{"op":"user","id":"m","user":"u","state":"asleep"}"#, "m"), (#"{"op":"ack","id":"n"}"#, "n"),
            (#"{"op":"nack","id":"o","d":"d1","code":"whatever"}"#, "o"), (#"{"op":"clock","id":"p"}"#, "p"),
            (#"{"op":"cmd","user":"u","text":"x"}"#, nil), (#"{"op":"cmd","id":"a b","user":"u","text":"x"}"#, nil),
            (#"{"op":"cmd","id":"","user":"u","text":"x"}"#, nil), (#"{"op":"cmd","id":5,"user":"u","text":"x"}"#, nil),
        ]

        @Test("refuses what lacks its form with bad_request and stays", arguments: badRequests)
        func badRequest(_ line: String, _ id: String?) throws {
            let client = try Servers.bridge()
            try client.send(raw: line)
            if let id {
                #expect(try client.reply(to: id).code == "bad_request")
            } else {
                let refused = try client.other()
                #expect(refused["code"] == "bad_request")
                #expect(!refused.has("id"))
            }
            try client.fence()
        }

        @Test("refuses members longer than they may be")
        func lengths() throws {
            let client = try Servers.bridge()
            let long = String(repeating: "x", count: 129)
            #expect(try client.cmd(long, "/next").code == "bad_request")
            #expect(try client.cmd("u", "/next", mid: long).code == "bad_request")
            #expect(try client.cmd("u", "/next", ["chat": .string(long)]).code == "bad_request")
            #expect(try client.act("u", String(repeating: "c", count: 65)).code == "bad_request")
            try client.send([
                "op": "cmd", "id": .string(String(repeating: "i", count: 65)), "user": "u", "text": "/next",
            ])
            #expect(try client.other()["code"] == "bad_request")
            let many = JSON.array((0..<257).map { .string("d\($0)") })
            #expect(try client.request(["op": "ack", "d": many]).code == "bad_request")
        }

        @Test("takes values eight deep")
        func depth() throws {
            let client = try Servers.bridge()
            try client.send(raw: #"{"op":"ping","id":"deep","x":[[[[[[[1]]]]]]]}"#)
            #expect(try client.other()["id"] == "deep")
        }

        @Test("names an unknown operation and stays")
        func unknownOperation() throws {
            let client = try Servers.bridge()
            #expect(try client.request(["op": "dance"]).code == "unknown_op")
            #expect(try client.request(["user": "u"]).code != nil)
            try client.fence()
        }

        @Test("takes a text of 16,384 bytes and refuses one more")
        func textLimit() throws {
            let client = try Servers.bridge()
            try client.run("form-text", "/next")
            #expect(try client.cmd("form-text", String(repeating: "x", count: 16_385)).code == "text_too_long")
            #expect(try client.cmd("form-text", String(repeating: "好", count: 5_462)).code == "text_too_long")
            #expect(try client.cmd("form-text", String(repeating: "x", count: 16_384)).isOK)
        }

        @Test("takes bytes in any chunks")
        func chunks() throws {
            let client = try Servers.bridge()
            for byte in Array(#"{"op":"ping","id":"字"}"#.utf8) + [10] { try client.socket.send([byte]) }
            #expect(try client.other()["op"].string != nil)
            for byte in Array(#"{"op":"ping","id":"slow"}"#.utf8) + [10] { try client.socket.send([byte]) }
            #expect(try client.other()["id"] == "slow")
        }
    }
}
