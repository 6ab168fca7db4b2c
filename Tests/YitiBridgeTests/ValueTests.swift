import Testing

@testable import YitiBridge

@Suite struct ValueTests {
    @Test(
        "reads where to connect",
        arguments: [
            ("localhost:7171", Endpoint(host: "localhost", port: 7171, usesTLS: false)),
            ("localhost", Endpoint(host: "localhost", port: 99, usesTLS: false)),
            ("tls://[::1]:7172", Endpoint(host: "::1", port: 7172, usesTLS: true)),
            ("https://matrix.example.org/", Endpoint(host: "matrix.example.org", port: 443, usesTLS: true)),
            ("TLS://Example.org:7", Endpoint(host: "Example.org", port: 7, usesTLS: true)),
            ("http://x?a=b:c", Endpoint(host: "x", port: 80, usesTLS: false)),
            ("localhost:0", nil), ("ftp://x:1", nil), (":1", nil), ("::1", nil), ("[::1]7", nil), ("a:b:1", nil),
        ])
    func endpoint(_ text: String, _ endpoint: Endpoint?) {
        #expect(Endpoint(text, port: 99) == endpoint)
    }

    @Test("names a host as addresses have it, without the port that goes without saying")
    func hosts() {
        #expect(Endpoint(host: "::1", port: 8008, usesTLS: false).hostHeader == "[::1]:8008")
        #expect("\(Endpoint(host: "::1", port: 80, usesTLS: false))" == "[::1]:80")
        #expect(Endpoint(host: "::1", port: 443, usesTLS: true).hostHeader == "[::1]")
        #expect(Endpoint(host: "x.org", port: 443, usesTLS: false).hostHeader == "x.org:443")
    }

    @Test("reads the address of an API, with the path it is under")
    func addresses() {
        func read(_ text: String) -> [String]? {
            WebAddress(text, schemes: WebAddress.http).map { ["\($0.endpoint)", $0.base, $0.query] }
        }
        #expect(read("https://x.org") == ["x.org:443", "", ""] && read("HTTP://x.org///") == ["x.org:80", "", ""])
        #expect(read("http://[::1]:8/a/b/?q=1/2#f") == ["[::1]:8", "/a/b", "q=1/2"])
        #expect(read("http://x?q") == ["x:80", "", "q"])
        // What is no beginning of paths stays as it is.
        #expect(WebAddress("ws://x/a/", schemes: WebAddress.webSocket)?.path == "/a/")
        #expect(WebAddress("ws://x", schemes: WebAddress.webSocket)?.path == "/")
        #expect(read("ws://x") == nil && read("x.org") == nil && read("https://") == nil)
    }

    @Test("waits as long as it is told in whichever place and form, and never for ever")
    func retryAfter() {
        func answer(_ body: JSONValue, _ headers: [(String, String)] = []) -> HTTPAnswer {
            HTTPAnswer(status: 429, headers: headers, body: Array(body.text.utf8))
        }
        func telegram(_ body: JSONValue, _ headers: [(String, String)] = []) -> Double? {
            TelegramError(answer(body, headers)).retryAfter
        }
        func matrix(_ body: JSONValue, _ headers: [(String, String)] = []) -> Double? {
            MatrixError(answer(body, headers)).retryAfter
        }
        func discord(_ body: JSONValue, _ headers: [(String, String)] = []) -> Double? {
            DiscordError(answer(body, headers)).retryAfter
        }
        #expect(
            telegram(["parameters": ["retry_after": 3]]) == 3 && telegram(["parameters": ["retry_after": "3"]]) == 3)
        #expect(telegram([:], [("retry-after", "7")]) == 7 && telegram([:]) == 5)
        #expect(matrix(["retry_after_ms": 2500]) == 2.5 && matrix(["retry_after_ms": "2500"]) == 2.5)
        #expect(matrix([:], [("RETRY-AFTER", "7")]) == 7 && matrix([:], [("Retry-After", "soon")]) == 5)
        // A date is meant by the clock of whoever says it.
        let dates = [("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"), ("Date", "Fri, 31 Dec 1999 23:59:29 GMT")]
        #expect(telegram([:], dates) == 30 && telegram([:], Array(dates.prefix(1))) == 0)
        #expect(answer([:], Array(dates.prefix(1))).retryAfter(.null, now: 946_684_789) == 10)
        #expect(discord(["retry_after": .number(1.5)]) == 1.5 && discord([:]) == 5)
        #expect(discord([:], [("retry-after", "7")]) == 7)
        #expect(discord(["retry_after": .number(1e300)]) == 86_400 && matrix(["retry_after_ms": -7]) == 0)
    }

    @Test("asks a network that answers at once no more often than twice a second")
    func longPoll() {
        #expect(LongPoll.pause(after: 0.1, isEmpty: false) == 0 && LongPoll.pause(after: 30, isEmpty: true) == 0)
        #expect(LongPoll.pause(after: 0, isEmpty: true) == 0.5)
    }

    @Test(
        "writes names as the server takes them, and reads them back",
        arguments: [
            ("@alice:localhost", "@alice:localhost"), ("李 \"x\"", "%E6%9D%8E%20%22x%22"), ("50%", "50%25"),
        ])
    func names(_ id: String, _ name: String) {
        #expect(Identifier.escape(id) == name)
        #expect(Identifier.unescape(name) == id)
    }

    @Test("has no name for what is empty or too long")
    func noName() {
        #expect(Identifier.escape("") == nil)
        #expect(Identifier.escape(String(repeating: "字", count: 20)) == nil)
    }

    @Test("lets a burst through, then so many a second, and a clock that steps back gives nothing")
    func bucket() {
        var bucket = RateBucket(RateLimit(burst: 2, perSecond: 1), now: 0)
        bucket.take(now: 0)
        #expect(bucket.readyAt(now: 0) == 0)
        bucket.take(now: 0)
        #expect(bucket.readyAt(now: 0) == 1)
        #expect(bucket.readyAt(now: -50) == -49)
        #expect(bucket.isFull(now: 2))
    }

    @Test("waits longer after each failure, a minute at most")
    func backoff() {
        var backoff = Backoff()
        let waits = (0..<9).map { _ in backoff.next(chance: 1) }
        #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60, 60])
        backoff.reset()
        #expect(backoff.next(chance: 0) == 0.5)
    }

    @Test("shows visibly what a network can't carry")
    func carried() {
        #expect(PartMaker.carried("a\u{0}b\r\nc\rd\u{1B}[0m") == "a\u{FFFD}b\nc\nd\u{FFFD}[0m")
    }

    @Test("reads Matrix' messages as what people mean by them")
    func matrix() {
        func message(_ content: JSONValue) -> MatrixMessage {
            MatrixMessage(
                event: ["type": "m.room.message", "sender": "@a:x", "event_id": "$1", "content": content],
                bot: "@yiti:x",
                botName: "Yiti")
        }
        #expect(message(["msgtype": "m.text", "body": "!next"]).text == "/next")
        #expect(message(["msgtype": "m.text", "body": "!!"]).text == "!!")
        #expect(message(["msgtype": "m.notice", "body": "a bot"]).text == nil)
        #expect(message(["msgtype": "m.text", "body": "Yiti: 下一题"]).text == "下一题")
        #expect(message(["msgtype": "m.text", "body": "yitian"]).text == "yitian")
        let reply: JSONValue = [
            "msgtype": "m.text", "body": "> <@yiti:x> a question\n\nmy answer",
            "m.relates_to": ["m.in_reply_to": ["event_id": "$0"]],
        ]
        #expect(message(reply).text == "my answer" && message(reply).repliesTo == "$0")
        #expect(message(["msgtype": "m.text", "body": "hello all"]).isAddressed == false)
        #expect(message(["msgtype": "m.text", "body": "/next"]).isAddressed)
        #expect(["1️⃣", "4", "3\u{20E3}", "5", "👍", ""].map(MatrixMessage.rating) == [1, 4, 3, nil, nil, nil])
    }

    @Test("takes a chat for private while the bot and one other are in it")
    func rooms() {
        func event(_ member: String, _ membership: String) -> JSONValue {
            ["type": "m.room.member", "state_key": .string(member), "content": ["membership": .string(membership)]]
        }
        var room = MatrixRoom()
        room.take(event("@yiti:x", "join"))
        #expect(room.partner(of: "@yiti:x") == nil)
        room.take(event("@a:x", "join"))
        #expect(room.partner(of: "@yiti:x") == "@a:x")
        room.take(event("@b:x", "join"))
        #expect(room.partner(of: "@yiti:x") == nil)
        room.take(event("@b:x", "leave"))
        #expect(room.partner(of: "@yiti:x") == "@a:x")
    }
}
