import Foundation
import Testing
import YitiCore
import YitiWire
import YitiWords

@Suite struct ServerLineTests {
    private func text(_ line: [UInt8]) -> String { String(decoding: line, as: UTF8.self) }

    @Test("writes every line as the protocol spells it")
    func rows() {
        let bounds = ServerLine.Bounds(line: 131_072, text: 16_384, inflight: 64, window: 32)
        let rows: [([UInt8], String)] = [
            (
                ServerLine.welcome(
                    bridge: "tg", store: "a1", limits: bounds, pending: 3, ping: 60, time: Instant(seconds: 9),
                    note: nil),
                #"{"op":"welcome","v":1,"server":"Yiti 1.0.0","bridge":"tg","store":"a1","limits":{"line":131072,"text":16384,"#
                    + #""inflight":64,"window":32},"pending":3,"ping":60,"time":"1970-01-01T00:00:09Z","note":null}"#
            ),
            (
                ServerLine.push(
                    delivery: "d1", user: "u", chat: nil, attempt: 1, due: Instant(seconds: 0),
                    expires: Instant(seconds: 60),
                    messages: [
                        WireMessage(
                            kind: "question", text: "a\nb", ref: "q1",
                            buttons: [[WireButton(label: "提示", callback: "h:q1")]],
                            data: [
                                Datum.Member("stars", .integer(5)), Datum.Member("recall", .number(0.25)),
                                Datum.Member("list", .list([.bool(true), .null, .object([])])),
                            ])
                    ]),
                #"{"op":"push","d":"d1","user":"u","chat":null,"attempt":1,"due":"1970-01-01T00:00:00Z","#
                    + #""expires":"1970-01-01T00:01:00Z","msgs":[{"kind":"question","text":"a\nb","ref":"q1","#
                    + #""buttons":[[{"label":"提示","cb":"h:q1"}]],"data":{"stars":5,"recall":0.25,"#
                    + #""list":[true,null,{}]}}]}"#
            ),
            (ServerLine.ping(id: "s1"), #"{"op":"ping","id":"s1"}"#), (ServerLine.pong(id: nil), #"{"op":"pong"}"#),
            (ServerLine.note(code: "draining", text: "bye"), #"{"op":"note","code":"draining","text":"bye"}"#),
            (ServerLine.bye(.slowConsumer, text: "x"), #"{"op":"bye","code":"slow_consumer","text":"x"}"#),
            (ServerLine.bye(.replaced, text: "x", by: "i2"), #"{"op":"bye","code":"replaced","by":"i2","text":"x"}"#),
            (ServerLine.bye(nil, text: "x"), #"{"op":"bye","code":null,"text":"x"}"#),
            (
                ServerLine.err(id: nil, .lineTooLong, text: "x"),
                #"{"op":"err","code":"line_too_long","retry":false,"text":"x"}"#
            ),
            (
                ServerLine.err(id: "1", .busy, text: "x", retryAfter: 2),
                #"{"op":"err","id":"1","code":"busy","retry":true,"retry_after":2,"text":"x"}"#
            ),
        ]
        for (line, expected) in rows { #expect(text(line) == expected + "\n") }
    }

    @Test("a body that was stored answers again, and says so")
    func bodies() {
        let silence = ReplyBody(stored: ReplyBody.ok([], warn: ["tz", "ts"]).bytes)
        #expect(
            text(silence.line(id: "1", duplicate: false)) == #"{"op":"ok","id":"1","msgs":[],"warn":["tz","ts"]}"#
                + "\n")
        #expect(
            text(silence.line(id: "2", duplicate: true))
                == #"{"op":"ok","id":"2","msgs":[],"warn":["tz","ts"],"dup":true}"# + "\n")
        let refusal = ReplyBody.err(.noQuestion, text: "无", warn: ["tz"])
        #expect(
            text(refusal.line(id: "3", duplicate: true))
                == #"{"op":"err","id":"3","code":"no_question","retry":false,"text":"无","warn":["tz"],"dup":true}"#
                + "\n")
    }

    @Test("escapes every control and direction mark, and nothing is lost")
    func escapes() throws {
        let all = (1...0xFFFF).compactMap { Unicode.Scalar($0 as UInt32) } + ["\0", "😀", "\u{10FFFF}"]
        let escaped: Set<UInt32> = Set(
            Array(0x00...0x1F) + Array(0x7F...0x9F) + Array(0x200B...0x200F) + Array(0x2028...0x202E)
                + Array(0x2060...0x2069) + [0x22, 0x5C, 0x61C, 0xFEFF])
        for scalar in all {
            let line = ServerLine.note(code: "c", text: "a\(Character(scalar))b")
            let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: String]
            #expect(object?["text"].map { Array($0.unicodeScalars) } == ["a", scalar, "b"], "\(scalar.value)")
            let isRaw = String(decoding: line, as: UTF8.self).unicodeScalars.dropLast().contains { scalar == $0 }
            if escaped.contains(scalar.value) && scalar.value != 0x22 && scalar.value != 0x5C {
                #expect(!isRaw, "U+\(String(scalar.value, radix: 16)) is raw")
            }
        }
    }

    @Test("no line is over 32,768 bytes, whatever the messages hold")
    func fits() throws {
        let long = String(repeating: "\u{7F}题", count: 9_000)
        let datum = [Datum.Member("text", .string(long))]
        for messages in [
            [WireMessage(kind: "info", text: long)], [WireMessage(kind: "info", text: "short", data: datum)],
            [WireMessage](repeating: WireMessage(kind: "info", text: long, data: datum), count: 8),
            [WireMessage](repeating: WireMessage(kind: "info", text: long), count: 60),
        ] {
            let push = ServerLine.push(
                delivery: "d", user: String(repeating: "u", count: 128), chat: String(repeating: "c", count: 128),
                attempt: 1, due: Instant(seconds: 0), expires: Instant(seconds: 0), messages: messages)
            let reply = ReplyBody.ok(messages, warn: ["name", "locale", "tz", "ts"])
                .line(id: String(repeating: "i", count: 64), duplicate: true)
            for line in [push, reply] {
                #expect(line.count <= 32_768)
                _ = try JSONSerialization.jsonObject(with: Data(line))
            }
        }
    }
}
