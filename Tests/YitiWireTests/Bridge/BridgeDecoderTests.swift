import Testing
import YitiCore
import YitiTestKit
import YitiWire

@Suite struct BridgeDecoderTests {
    private let decoder = BridgeDecoder()

    private func request(_ line: String) -> BridgeLine { decoder.request(Array(line.utf8)) }

    @Test("reads every operation with all its members")
    func operations() {
        let rows: [(String, BridgeRequest)] = [
            (
                #"{"op":"cmd","id":"a.1_:-","user":"42","text":"/next","mid":"m 1","chat":"-100","re":"d7","name":"小明","#
                    + #""locale":"zh-Hans-CN","tz":"Asia/Shanghai","ts":"2026-03-08T07:30:00Z"}"#,
                .command(
                    BridgeCommand(
                        id: "a.1_:-", user: "42", text: "/next", mid: "m 1", chat: "-100", re: "d7",
                        hints: BridgeHints(name: "小明", locale: "zh-Hans-CN", tz: "Asia/Shanghai"),
                        sentAt: Instant(text: "2026-03-08T07:30:00Z")))
            ),
            (
                #"{"op":"cmd","id":"1","user":"u","text":"x","edit":true}"#,
                .command(BridgeCommand(id: "1", user: "u", text: "x", isEdit: true))
            ),
            (
                #" { "text" : "a\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00" , "user" : "u" , "id" : "1" , "op" : "cmd" } "#,
                .command(BridgeCommand(id: "1", user: "u", text: "a\"\\/\u{8}\u{C}\n\r\té😀"))
            ),
            (
                #"{"op":"act","id":"1","user":"u","cb":"r:3","mid":null}"#,
                .act(BridgeAct(id: "1", user: "u", callback: "r:3"))
            ),
            (
                #"{"op":"user","id":"1","user":"u","state":"blocked","name":"N"}"#,
                .user(BridgeUser(id: "1", user: "u", hints: BridgeHints(name: "N"), state: .blocked))
            ),
            (#"{"op":"ack","d":"d1"}"#, .ack(BridgeAck(deliveries: ["d1"]))),
            (#"{"op":"ack","d":["d1","\u0064\u0032"],"id":"7"}"#, .ack(BridgeAck(deliveries: ["d1", "d2"], id: "7"))),
            (
                #"{"op":"nack","d":"d1","code":"rate_limited","retry_after":1.5,"scope":"bridge","text":"slow"}"#,
                .nack(
                    BridgeNack(deliveries: ["d1"], code: .rateLimited, retryAfter: 2, scope: .bridge, text: "slow"))
            ),
            (
                #"{"op":"nack","d":"d1","code":"temporary","retry_after":1e25}"#,
                .nack(BridgeNack(deliveries: ["d1"], code: .temporary, retryAfter: 3_155_760_000))
            ),
            (
                #"{"op":"nack","d":"d1","code":"gone","text":"\#(String(repeating: "好", count: 10_000))"}"#,
                .nack(BridgeNack(deliveries: ["d1"], code: .gone, text: String(repeating: "好", count: 10_000)))
            ),
            (#"{"op":"ping"}"#, .ping(id: nil)), (#"{"op":"pong","id":"x"}"#, .pong(id: "x")),
            (
                #"{"op":"clock","id":"1","advance":90000}"#,
                .clock(BridgeClock(id: "1", request: .advance(seconds: 90_000)))
            ),
            (
                #"{"op":"clock","id":"1","to":"1970-01-01T00:00:09Z"}"#,
                .clock(BridgeClock(id: "1", request: .to(Instant(seconds: 9))))
            ),
            (#"{"o\u0070":"bye","unknown":[{"a":[1,-0.5e+3,true,false,null]}],"":{}}"#, .bye),
        ]
        for (line, expected) in rows { #expect(request(line) == .request(expected), "\(line)") }
    }

    @Test("reads a hello with its defaults, and refuses in the order JSON, hello, version, members")
    func hello() {
        let rows: [(String, BridgeLine)] = [
            (
                #"{"op":"hello","v":1,"bridge":"tg","token":"t"}"#,
                .request(.hello(BridgeHello(bridge: "tg", token: "t", push: true, window: 32)))
            ),
            (
                #"{"op":"hello","v":1.0,"bridge":"tg","token":"t","agent":"x/1","push":false,"window":256}"#,
                .request(.hello(BridgeHello(bridge: "tg", token: "t", agent: "x/1", push: false, window: 256)))
            ),
            (#"{"v":1}"#, .refused(.authRequired, "the first line has to be a hello", id: nil)),
            (#"{"op":"ping","id":"p"}"#, .refused(.authRequired, "the first line has to be a hello", id: "p")),
            (#"{"op":"hello","v":2}"#, .refused(.unsupportedVersion, "v: this server speaks version 1", id: nil)),
            (#"{"op":"hello","bridge":"tg","token":"t"}"#, .refused(.badRequest, "v: required, 1", id: nil)),
            (#"{"op":"hello","v":1,"token":"t"}"#, .refused(.badRequest, "bridge: required, 1 to 128 bytes", id: nil)),
            (
                #"{"op":"hello","v":1,"bridge":"b","token":"t","window":257}"#,
                .refused(.badRequest, "window: 1 to 256", id: nil)
            ),
            (
                #"{"op":"hello","v":1,"bridge":"b","token":"t","push":1}"#,
                .refused(.badRequest, "push: true or false", id: nil)
            ),
            (
                #"{"op":"hello","v":1,"bridge":"b","token":"t","features":["image"]}"#,
                .request(.hello(BridgeHello(bridge: "b", token: "t", features: ["image"])))
            ),
        ]
        for (line, expected) in rows { #expect(decoder.hello(Array(line.utf8)) == expected, "\(line)") }
    }

    @Test(
        "a member of a wrong type is refused by its name, whatever it could be taken for",
        arguments: [
            ("bridge", "1"), ("bridge", #"["b"]"#), ("token", "1"), ("agent", "[]"), ("agent", "1"),
            ("push", #""true""#),
            ("window", #""32""#), ("window", "[32]"), ("window", "1.5"), ("features", #""image""#), ("features", "{}"),
            ("features", "[1]"), ("features", #"[["image"]]"#), ("features", "true"), ("instance", "7"),
        ])
    func wrongTypes(member: String, value: String) {
        var members = ["op": #""hello""#, "v": "1", "bridge": #""b""#, "token": #""t""#]
        members[member] = value
        let line = "{" + members.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
        guard case .refused(.badRequest, let text, id: nil) = decoder.hello(Array(line.utf8)) else {
            Issue.record("\(line) is taken")
            return
        }
        #expect(text.hasPrefix("\(member): "), "\(text)")
    }

    @Test("malformed hints are ignored and named")
    func hints() {
        let line = #"{"op":"cmd","id":"1","user":"u","text":"x","name":"","locale":"zh_CN","tz":"../etc","ts":"today"}"#
        let hints = BridgeHints(warn: ["name", "locale", "tz", "ts"])
        #expect(request(line) == .request(.command(BridgeCommand(id: "1", user: "u", text: "x", hints: hints))))
        for blank in ["  ", "\u{200B}", "\u{3164}\u{3164}", "\u{202E}"] {
            let named = #"{"op":"cmd","id":"1","user":"u","text":"x","name":"\#(blank)"}"#
            let unnamed = BridgeCommand(id: "1", user: "u", text: "x", hints: BridgeHints(warn: ["name"]))
            #expect(request(named) == .request(.command(unnamed)))
        }
        let numbers = #"{"op":"user","id":"1","user":"u","name":1,"locale":[],"tz":{}}"#
        #expect(
            request(numbers)
                == .request(
                    .user(BridgeUser(id: "1", user: "u", hints: BridgeHints(warn: ["name", "locale", "tz"])))))
    }

    @Test("what is not one sound JSON object breaks the connection")
    func broken() {
        let nine = String(repeating: "[", count: 8) + String(repeating: "]", count: 8)
        let rows = [
            "", " ", "x", "[]", "1", #""op""#, "{", #"{"op""#, #"{"op":}"#, #"{"op":"bye"}x"#, #"{"op":"bye"}{}"#,
            #"{"op":"bye",}"#, #"{,"op":"bye"}"#, #"{'op':'bye'}"#, #"{"op":"bye"]"#, #"{"op":"b\x"}"#,
            #"{"op":"\u12G4"}"#, #"{"op":"\u12"#, #"{"op":"bye","n":01}"#, #"{"op":"bye","n":+1}"#,
            #"{"op":"bye","n":.5}"#, #"{"op":"bye","n":5.}"#, #"{"op":"bye","n":1e}"#, #"{"op":"bye","n":NaN}"#,
            #"{"op":"bye","n":tru}"#, "{\"op\":\"a\tb\"}", "{\t\"op\":\"bye\"}", "{\"op\":\"a\u{0}\"}",
            "\u{FEFF}{\"op\":\"bye\"}", #"{"op":"bye","op":"bye"}"#, #"{"op":null,"o\u0070":"bye"}"#,
            #"{"op":"bye","x":1,"\u0078":2}"#, #"{"op":"bye","x":[{"a":1,"a":2}]}"#, #"{"op":"bye","x":\#(nine)}"#,
            "{\u{0}\"\u{0}o\u{0}", "{\"op\":\"bye\"}\r",
        ]
        for line in rows {
            guard case .broken(.badJson, _) = request(line) else {
                Issue.record("\(line) is \(request(line))")
                continue
            }
        }
        #expect(request(#"{"op":"bye","x":[[[[[[[]]]]]]]}"#) == .request(.bye))
    }

    @Test(
        "invalid UTF-8 breaks the connection",
        arguments: [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE4, 0xBD], [0x80],
        ] as [[UInt8]])
    func badUTF8(bytes: [UInt8]) {
        let line = Array(#"{"op":"ping","id":""#.utf8) + bytes + Array(#""}"#.utf8)
        #expect(decoder.request(line) == .broken(.badUtf8, "not UTF-8"))
    }

    @Test("names that differ only in normal form are two names")
    func normalForms() {
        #expect(request("{\"op\":\"bye\",\"\u{E9}\":1,\"e\u{301}\":2}") == .request(.bye))
    }

    @Test("one person's message never breaks the connection")
    func refusals() {
        let many = (0...256).map { "\"d\($0)\"" }.joined(separator: ",")
        let rows: [(String, RefusalCode, String?)] = [
            (#"{"op":"cmd","id":"1","user":"u","text":"a\u0000b"}"#, .badRequest, "1"),
            (#"{"op":"cmd","id":"1","user":"u","text":"\ud800"}"#, .badRequest, "1"),
            (#"{"op":"cmd","id":"1","user":"u","text":"\udc00\ud800"}"#, .badRequest, "1"),
            (#"{"op":"cmd","id":"1","user":"u","text":"x","other":["\u0000"]}"#, .badRequest, "1"),
            (#"{"op":"cmd","id":"1","user":"u"}"#, .badRequest, "1"),
            (#"{"op":"cmd","id":"1","user":"u","text":7}"#, .badRequest, "1"),
            (#"{"op":"cmd","id":"1","text":"x"}"#, .badRequest, "1"),
            (#"{"op":"cmd","id":"1","user":"a b","text":"x"}"#, .badRequest, "1"),
            (#"{"op":"cmd","id":"1","user":"a\"","text":"x"}"#, .badRequest, "1"),
            (#"{"op":"cmd","id":"1","user":"小","text":"x"}"#, .badRequest, "1"),
            (#"{"op":"cmd","id":"1","user":"u","text":"x","chat":""}"#, .badRequest, "1"),
            (#"{"op":"cmd","id":"1","user":"u","text":"x","mid":"\u0007"}"#, .badRequest, "1"),
            (#"{"op":"cmd","id":1,"user":"u","text":"x"}"#, .badRequest, nil),
            (#"{"op":"cmd","id":"a b","user":"u","text":"x"}"#, .badRequest, nil),
            (#"{"op":"cmd","id":"\#(String(repeating: "i", count: 65))","user":"u","text":"x"}"#, .badRequest, nil),
            (#"{"op":"act","id":"1","user":"u","cb":"\#(String(repeating: "c", count: 65))"}"#, .badRequest, "1"),
            (#"{"op":"act","id":"1","user":"u","cb":""}"#, .badRequest, "1"),
            (#"{"op":"user","id":"1","user":"u","state":"gone"}"#, .badRequest, "1"),
            (#"{"op":"ack","d":[],"id":"1"}"#, .badRequest, "1"),
            (#"{"op":"ack","d":["a",1],"id":"1"}"#, .badRequest, "1"),
            (#"{"op":"ack","d":[\#(many)],"id":"1"}"#, .badRequest, "1"),
            (#"{"op":"ack"}"#, .badRequest, nil),
            (#"{"op":"nack","d":"a","id":"1"}"#, .badRequest, "1"),
            (#"{"op":"nack","d":"a","code":"no","id":"1"}"#, .badRequest, "1"),
            (#"{"op":"nack","d":"a","code":"gone","retry_after":-1,"id":"1"}"#, .badRequest, "1"),
            (#"{"op":"nack","d":"a","code":"gone","scope":"all","id":"1"}"#, .badRequest, "1"),
            (#"{"op":"clock","id":"1"}"#, .badRequest, "1"),
            (#"{"op":"clock","id":"1","advance":1,"to":"1970-01-01T00:00:09Z"}"#, .badRequest, "1"),
            (#"{"op":"clock","id":"1","advance":1.5}"#, .badRequest, "1"),
            (#"{"op":"clock","id":"1","advance":1e400}"#, .badRequest, "1"),
            (#"{"id":"1"}"#, .badRequest, "1"),
            (#"{"op":["cmd"],"id":"1"}"#, .badRequest, "1"),
            (#"{"op":"hello","v":1,"bridge":"b","token":"t","id":"1"}"#, .badRequest, "1"),
            (#"{"op":"dance","id":"1"}"#, .unknownOp, "1"),
            (#"{"op":"dance"}"#, .unknownOp, nil),
            (
                #"{"op":"cmd","id":"1","user":"u","text":"\#(String(repeating: "x", count: 16_385))"}"#,
                .textTooLong, "1"
            ),
        ]
        for (line, code, id) in rows {
            guard case .refused(code, _, id: id) = request(line) else {
                Issue.record("\(line.prefix(80)) is \(request(line))")
                continue
            }
        }
        let whole = #"{"op":"cmd","id":"1","user":"u","text":"\#(String(repeating: "x", count: 16_384))"}"#
        #expect(
            request(whole)
                == .request(
                    .command(BridgeCommand(id: "1", user: "u", text: String(repeating: "x", count: 16_384)))))
        let full = #"{"op":"ack","d":[\#(many.dropLast(7))]}"#
        #expect(request(full) == .request(.ack(BridgeAck(deliveries: (0...255).map { "d\($0)" }))))
    }

    @Test("any bytes at all come to something, and twice to the same")
    func anyBytes() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededRandom(seed: seed)
        let sound = Array(#"{"op":"cmd","id":"1","user":"u","text":"a\u00e9\n小","x":[1,{"y":null}],"ts":"2026"}"#.utf8)
        for _ in 0..<2_000 {
            var line = sound
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<line.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: line[index] = UInt8.random(in: 0...255, using: &random)
                case 1: line.remove(at: index)
                default: line.insert(sound[Int.random(in: 0..<sound.count, using: &random)], at: index)
                }
            }
            #expect(decoder.request(line) == decoder.request(line), "seed \(seed)")
            _ = decoder.hello(line)
        }
    }
}
