import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import Testing
import YitiCore
import YitiWire

@testable import YitiServer

/// One person's connection on an event loop whose time stands still until it is told.
@Suite struct HumanHandlerTests {
    private final class Line {
        let channel = EmbeddedChannel()
        let writer: ScriptedWriter
        let metrics = ServiceMetrics()
        private(set) var firstLines = 0

        init(
            _ writer: ScriptedWriter = ScriptedWriter(), limits: Limits = Limits()
        ) throws {
            self.writer = writer
            channel.embeddedEventLoop.advanceTime(by: .hours(1))
            let handler = HumanHandler(
                id: ConnectionID(number: 1), address: PeerAddress(text: "192.0.2.1", isLoopback: false),
                surroundings: ConnectionSurroundings(
                    writer: writer.port, limits: limits, logger: .silent, metrics: metrics),
                firstLineSeen: { [unowned self] in firstLines += 1 })
            try channel.pipeline.syncOperations.addHandler(handler)
            try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        }

        /// Whether the handler lets the channel read by itself.
        var isReading: Bool {
            channel.options.last { $0.option is ChannelOptions.Types.AutoReadOption }?.value as? Bool ?? true
        }

        func type(_ text: String) throws { try type(Array(text.utf8)) }

        func type(_ bytes: [UInt8]) throws {
            try channel.writeInbound(ByteBuffer(bytes: bytes))
            channel.embeddedEventLoop.run()
        }

        func endInput() {
            channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
            channel.embeddedEventLoop.run()
        }

        func reply(_ reply: HumanReply) {
            writer.reply(reply)
            channel.embeddedEventLoop.run()
        }

        func advance(_ time: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: time) }

        /// What was written since the last look.
        func bytes() throws -> [UInt8] {
            var bytes: [UInt8] = []
            while let buffer = try channel.readOutbound(as: ByteBuffer.self) { bytes += buffer.readableBytesView }
            return bytes
        }

        func text() throws -> String { String(decoding: try bytes(), as: UTF8.self) }
    }

    private let echo: @Sendable (HumanRequest) -> HumanReply? = { request in
        switch request {
        case .line(let line): .done(line, question: "q1")
        case .draft(let text, let question): .done("\(question): \(text.replacing("\n", with: "|"))")
        }
    }

    @Test("opens at the first whole line, and answers one line after the other")
    func order() throws {
        let line = try Line()
        try line.type("/ne")
        #expect(line.writer.opened == 0 && line.firstLines == 0)
        try line.type("xt\r\n/why\r\n")
        #expect(line.writer.opened == 1 && line.firstLines == 1)
        #expect(line.writer.requests == [.line("/next")])
        line.reply(
            HumanReply(lines: ["题目", "b\n\u{202E}"], ending: .done("c"), state: HumanState(openQuestion: "q1")))
        #expect(try line.text() == "- 题目\r\n- b\u{FFFD}<U+202E>\r\n+ c\r\n")
        #expect(line.writer.requests == [.line("/next"), .line("/why")])
        line.reply(HumanReply(ending: .refused(.noQuestion, "no"), state: HumanState()))
        line.reply(.done("twice"))
        #expect(try line.text() == "! no_question: no\r\n")
    }

    @Test("a whole script at once: the draft belongs to the question that the line before it opened")
    func script() throws {
        let line = try Line(ScriptedWriter(script: echo))
        try line.type("/next\nfirst\n/not a command here\n..\n.\n/why\n")
        #expect(
            try line.text() == """
                + /next\r
                - draft opened: "." on a line of its own saves it, /cancel drops it\r
                - it answers q1\r
                + q1: first|/not a command here|.\r
                + /why\r

                """)
    }

    @Test("the end of the input answers the unterminated line, saves the draft, then closes")
    func halfClose() throws {
        let line = try Line(ScriptedWriter(script: echo))
        try line.type("/next\nan answer\nits end")
        line.endInput()
        #expect(try line.text().hasSuffix("+ q1: an answer|its end\r\n"))
        #expect(!line.channel.isActive)
        #expect(line.writer.closed == 1)
        let silent = try Line()
        silent.endInput()
        #expect(!silent.channel.isActive && silent.writer.opened == 0 && silent.writer.closed == 0)
    }

    @Test("a draft that met busy stays open with its text, and a dot tries again")
    func busyDraft() throws {
        let line = try Line()
        try line.type("/next\n")
        line.reply(.done("a", question: "q1"))
        try line.type("first\nsecond\n.\n")
        _ = try line.text()
        line.reply(HumanReply(ending: .refused(.busy, "later"), state: HumanState()))
        #expect(try line.text() == "! busy: later\r\n")
        try line.type(".\n")
        #expect(line.writer.requests.last == .draft("first\nsecond", question: "q1"))
        line.reply(HumanReply(ending: .refused(.busy, "later"), state: HumanState()))
        try line.type("third\n.\n")
        #expect(line.writer.requests.last == .draft("first\nsecond\nthird", question: "q1"))
        line.reply(.done("saved"))
        #expect(try line.text() == "! busy: later\r\n+ saved\r\n")
        try line.type("/why\n")
        #expect(line.writer.requests.last == .line("/why"))
    }

    @Test("a draft that met busy at the end of the input is not tried again: nobody is there to say so")
    func busyAtTheEnd() throws {
        let line = try Line()
        try line.type("/next\n")
        line.reply(.done("a", question: "q1"))
        try line.type("text\n")
        line.endInput()
        line.reply(HumanReply(ending: .refused(.busy, "later"), state: HumanState()))
        #expect(try line.text().hasSuffix("! busy: later\r\n"))
        #expect(!line.channel.isActive && line.writer.requests.count == 2)
    }

    @Test("the input's end waits for the reply that is being made")
    func halfCloseWaits() throws {
        let line = try Line()
        try line.type("/next\n/why")
        line.endInput()
        #expect(line.channel.isActive)
        line.reply(.done("a"))
        #expect(line.writer.requests.count == 2 && line.channel.isActive)
        line.reply(.done("b"))
        #expect(try line.text() == "+ a\r\n+ b\r\n")
        #expect(!line.channel.isActive)
    }

    @Test("a push waits for the end of a reply and of a draft, and opens its question when it is written")
    func pushes() throws {
        let settled = Mutex<[Bool]>([])
        let push = HumanPush(lines: ["one", "two"], opens: "q9") { written in settled.withLock { $0.append(written) } }
        let line = try Line()
        try line.type("/next\n")
        line.writer.connection?.push(push)
        line.channel.embeddedEventLoop.run()
        #expect(try line.text().isEmpty)
        line.reply(.done("a", question: "q1"))
        #expect(try line.text() == "+ a\r\n* one\r\n* two\r\n")
        #expect(settled.withLock { $0 } == [true])
        try line.type("draft\n")
        _ = try line.text()
        line.writer.connection?.push(push)
        try line.type("more\n.\n")
        #expect(try line.text().isEmpty)
        #expect(line.writer.requests.last == .draft("draft\nmore", question: "q9"))
        line.reply(.done("saved"))
        #expect(try line.text() == "+ saved\r\n* one\r\n* two\r\n")
        try line.type("again\n")
        line.writer.connection?.push(push)
        line.channel.embeddedEventLoop.run()
        _ = try line.channel.finish(acceptAlreadyClosed: true)
        #expect(settled.withLock { $0 } == [true, true, false])
        line.writer.connection?.push(push)
        #expect(settled.withLock { $0 } == [true, true, false, false])
    }

    @Test("Ctrl-C drops a draft, and a telnet client hears WONT TIMING-MARK before it")
    func interrupt() throws {
        let line = try Line(ScriptedWriter(script: echo))
        try line.type("/next\ntext\n")
        _ = try line.bytes()
        try line.type([255, 244, 255, 253, 6])
        let bytes = try line.bytes()
        #expect(bytes.starts(with: [255, 252, 6]))
        #expect(String(decoding: bytes.dropFirst(3), as: UTF8.self).hasPrefix("+ draft dropped"))
        try line.type([UInt8]([255, 253, 6]) + [255, 253, 6, 255, 253, 6, 255, 253, 6, 255, 253, 6, 255, 253, 6])
        #expect(try line.bytes().count == 4 * 3)
        line.advance(.seconds(1))
        try line.type([255, 253, 6])
        #expect(try line.bytes() == [255, 252, 6])
    }

    @Test("lines past the burst are late, in order, and none is refused")
    func rate() throws {
        let line = try Line(ScriptedWriter { _ in .done("x") })
        try line.type(String(repeating: "/a\n", count: 12))
        #expect(line.writer.requests.count == 10)
        line.advance(.milliseconds(499))
        #expect(line.writer.requests.count == 10)
        line.advance(.milliseconds(1))
        #expect(line.writer.requests.count == 11)
        line.advance(.milliseconds(500))
        #expect(line.writer.requests.count == 12)
        var limits = Limits()
        limits.rateHumanPerSecond = 0
        let free = try Line(ScriptedWriter { _ in .done("x") }, limits: limits)
        try free.type(String(repeating: "/a\n", count: 300))
        #expect(free.writer.requests.count == 300)
    }

    @Test("sixteen lines wait behind the one being answered, then reading stops until there is state")
    func backPressure() throws {
        let line = try Line()
        try line.type(String(repeating: "/a\n", count: 16))
        #expect(line.isReading)
        try line.type("/b\n/c\n")
        #expect(!line.isReading)
        for _ in 0..<18 { line.reply(.done("x")) }
        for _ in 0..<20 {
            line.advance(.milliseconds(500))
            line.reply(.done("x"))
        }
        #expect(line.isReading)
        #expect(line.writer.requests.suffix(3) == [.line("/a"), .line("/b"), .line("/c")])
    }

    @Test("a web client gets one line and is never opened")
    func web() throws {
        let line = try Line()
        try line.type("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try line.text().hasPrefix("! not_http: "))
        #expect(!line.channel.isActive)
        #expect(line.writer.opened == 0)
    }

    @Test("a first line has a minute, however it trickles in")
    func firstLineTime() throws {
        let line = try Line()
        for _ in 0..<6 {
            line.advance(.seconds(9))
            try line.type("x")
        }
        line.advance(.seconds(5))
        #expect(line.channel.isActive)
        line.advance(.seconds(1))
        #expect(try line.text().hasPrefix("* closed"))
        #expect(!line.channel.isActive && line.writer.opened == 0)
    }

    @Test("silence ends a connection after half an hour, with a subscription after a day")
    func idle() throws {
        let line = try Line(ScriptedWriter { _ in .done("x") })
        try line.type("/a\n")
        line.advance(.minutes(29))
        try line.type("/a\n")
        line.advance(.minutes(29))
        #expect(line.channel.isActive)
        line.advance(.minutes(1))
        #expect(!line.channel.isActive)
        let subscribed = try Line(
            ScriptedWriter { _ in
                HumanReply(ending: .done("x"), state: HumanState(hasSubscription: true))
            })
        try subscribed.type("/a\n")
        subscribed.advance(.hours(23))
        #expect(subscribed.channel.isActive)
        subscribed.advance(.hours(1))
        #expect(!subscribed.channel.isActive)
    }

    @Test("a line that is begun has ten minutes to end, and a request in flight is not silence")
    func partialLine() throws {
        let line = try Line(ScriptedWriter { _ in .done("x") })
        try line.type("/a\nhalf")
        line.advance(.minutes(5))
        try line.type("more")
        line.advance(.seconds(299))
        #expect(line.channel.isActive)
        line.advance(.seconds(1))
        #expect(!line.channel.isActive)
        let slow = try Line()
        try slow.type("/a\n")
        slow.advance(.minutes(45))
        #expect(slow.channel.isActive)
    }

    @Test("failed logins are answered late when they are many; a good one never")
    func failedLogins() throws {
        var limits = Limits()
        limits.rateHumanPerSecond = 0
        let line = try Line(
            ScriptedWriter { request in
                HumanReply(ending: .done("x"), state: HumanState(), isFailedLogin: request == .line("/login wrong"))
            }, limits: limits)
        for _ in 0..<5 { try line.type("/login wrong\n") }
        #expect(try line.text() == String(repeating: "+ x\r\n", count: 5))
        try line.type("/login wrong\n/login right\n")
        #expect(try line.text().isEmpty)
        line.advance(.milliseconds(999))
        #expect(try line.text().isEmpty)
        line.advance(.milliseconds(1))
        #expect(try line.text() == "+ x\r\n+ x\r\n")
        #expect(line.metrics.values.contains { $0 == ("failed_attempts", 6) })
    }

    @Test("a stop finishes what was read, ends the draft, says goodbye and closes")
    func drain() throws {
        let line = try Line()
        try line.type("/next\ntext\n")
        line.channel.pipeline.fireUserInboundEventTriggered(ConnectionEvent.drain)
        #expect(line.channel.isActive)
        line.reply(.done("a", question: "q1"))
        let text = try line.text()
        #expect(text.hasPrefix("+ a\r\n- draft opened"))
        #expect(text.contains("! busy: "))
        #expect(text.hasSuffix("* the server is stopping; see you in a moment\r\n"))
        #expect(!line.channel.isActive)
        let silent = try Line()
        silent.channel.pipeline.fireUserInboundEventTriggered(ConnectionEvent.drain)
        #expect(!silent.channel.isActive)
    }

    @Test("/quit closes after its reply, and what was typed behind it is not carried out")
    func quit() throws {
        let line = try Line()
        try line.type("/quit\n/next\n")
        line.reply(.done("bye", closes: true))
        #expect(try line.text() == "+ bye\r\n")
        #expect(!line.channel.isActive)
        #expect(line.writer.requests.count == 1)
    }

    @Test("a flood of telnet subnegotiation closes")
    func flood() throws {
        let line = try Line()
        try line.type([255, 250] + [UInt8](repeating: 1, count: 2_000))
        #expect(!line.channel.isActive)
    }

    @Test("any chunking of the bytes gives the same conversation")
    func chunking() throws {
        let seed = UInt64.random(in: .min ... .max)
        var limits = Limits()
        limits.rateHumanPerSecond = 0
        let bytes =
            Array("/next\r\nfirst\r\n..\r\0\u{3}/a\nb\n\u{8}\u{8}c\r.\r\n/x".utf8) + [255, 253, 1] + Array("y\n".utf8)
        let whole = try Line(ScriptedWriter(script: echo), limits: limits)
        try whole.type(bytes)
        let expected = try whole.bytes().filter { (0x09..<0xF0).contains($0) }
        var state = seed
        for _ in 0..<50 {
            let line = try Line(ScriptedWriter(script: echo), limits: limits)
            var rest = bytes[...]
            while !rest.isEmpty {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let count = Int(state >> 33) % 6 + 1
                try line.type(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            #expect(try line.bytes().filter { (0x09..<0xF0).contains($0) } == expected, "seed \(seed)")
        }
    }
}
