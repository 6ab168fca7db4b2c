import NIOCore
import NIOEmbedded
import Testing
import YitiCore
import YitiWire

@testable import YitiServer

/// One bridge's connection on an event loop whose time stands still until it is told.
@Suite struct BridgeHandlerTests {
    private final class Line {
        let channel = EmbeddedChannel()
        let writer: ScriptedWriter
        private var taken: [String] = []

        init(_ writer: ScriptedWriter = ScriptedWriter(), surroundings: ConnectionSurroundings? = nil, id: UInt64 = 1)
            throws
        {
            self.writer = writer
            channel.embeddedEventLoop.advanceTime(by: .hours(1))
            let handler = BridgeHelloHandler(
                id: ConnectionID(number: id), address: PeerAddress(text: "192.0.2.1", isLoopback: false),
                surroundings: surroundings ?? Line.surroundings(writer), firstLineSeen: {})
            try channel.pipeline.syncOperations.addHandler(handler)
            try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        }

        static func surroundings(_ writer: ScriptedWriter) -> ConnectionSurroundings {
            ConnectionSurroundings(writer: writer.port, limits: Limits(), logger: .silent)
        }

        func send(_ text: String) throws {
            try channel.writeInbound(ByteBuffer(string: text))
            channel.embeddedEventLoop.run()
        }

        func hello(push: Bool = true) throws {
            try send(#"{"op":"hello","v":1,"bridge":"b","token":"t","push":\#(push)}"# + "\n")
            #expect(try lines().first?.hasPrefix(#"{"op":"welcome""#) ?? false)
        }

        func reply(_ index: Int, _ line: String) {
            writer.bridgeAsked[index].reply?(Array((line + "\n").utf8))
            channel.embeddedEventLoop.run()
        }

        func advance(_ seconds: Int64) { channel.embeddedEventLoop.advanceTime(by: .seconds(seconds)) }

        /// The lines written since the last look.
        func lines() throws -> [String] {
            var text = ""
            while let buffer = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: buffer) }
            return text.split(separator: "\n").map(String.init)
        }
    }

    private func command(_ id: Int, user: String = "u") -> String {
        #"{"op":"cmd","id":"\#(id)","user":"\#(user)","text":"x"}"# + "\n"
    }

    @Test("a first line that is no hello is refused, and the connection ends")
    func firstLine() throws {
        for (line, code) in [
            ("{\"op\":\"ping\"}", "auth_required"), ("{", "bad_json"),
            (#"{"op":"hello","v":3}"#, "unsupported_version"),
            (#"{"op":"hello","v":1,"bridge":"b","token":"wrong"}"#, "auth_failed"),
        ] {
            let connection = try Line()
            try connection.send(line + "\n")
            connection.advance(0)
            #expect(try connection.lines().first?.contains(#""code":"\#(code)""#) ?? false, "\(line)")
            #expect(!connection.channel.isActive && connection.writer.bridges.isEmpty)
        }
    }

    @Test("pong and the connection's own refusals wait for the answers to what came before")
    func fence() throws {
        let line = try Line()
        try line.hello()
        try line.send(
            command(1) + command(2, user: "v") + "{\"op\":\"ping\",\"id\":\"p\"}\n{\"op\":\"no\",\"id\":\"3\"}\n")
        #expect(try line.lines().isEmpty)
        line.reply(1, "second")
        #expect(try line.lines() == ["second"])
        line.reply(0, "first")
        let lines = try line.lines()
        #expect(lines.prefix(2) == ["first", #"{"op":"pong","id":"p"}"#])
        #expect(lines.last?.contains("unknown_op") ?? false)
    }

    @Test("a user who asks too often is refused, the others are not")
    func rates() throws {
        let line = try Line()
        try line.hello()
        try line.send((1...21).map { command($0) }.joined() + command(22, user: "v"))
        #expect(line.writer.bridgeAsked.count == 21)
        for index in 0..<21 { line.reply(index, "r") }
        #expect(try line.lines().filter { $0.contains("rate_limited") && $0.contains("retry_after") }.count == 1)
    }

    @Test("sixty-four requests in flight stop the reading, and what was read is answered before a stop")
    func inFlight() throws {
        let line = try Line()
        try line.hello()
        try line.send((1...70).map { command($0, user: "u\($0)") }.joined())
        #expect(line.writer.bridgeAsked.count == 64)
        line.channel.pipeline.fireUserInboundEventTriggered(ConnectionEvent.drain)
        for index in 0..<64 { line.reply(index, "r") }
        #expect(line.writer.bridgeAsked.count == 70)
        for index in 64..<70 { line.reply(index, "r") }
        let lines = try line.lines()
        #expect(lines.first?.contains("draining") ?? false)
        #expect(lines.filter { $0 == "r" }.count == 70)
        #expect(lines.last?.contains(#""code":"shutdown""#) ?? false)
        #expect(!line.channel.isActive && line.writer.bridgesClosed == 1)
    }

    @Test("receipts count among the sixty-four, also those that want no reply")
    func receiptFlood() throws {
        let line = try Line()
        try line.hello()
        try line.send(String(repeating: #"{"op":"ack","d":"x"}"# + "\n", count: 70))
        #expect(line.writer.bridgeAsked.count == 64)
        for index in 0..<64 { line.reply(index, "for nobody") }
        #expect(line.writer.bridgeAsked.count == 70)
        #expect(try line.lines().isEmpty)
    }

    @Test("the time of a half-read line starts anew with every line")
    func partialLine() throws {
        let line = try Line()
        try line.hello()
        try line.send("{\"op\":\"po")
        for _ in 0..<12 {
            line.advance(2)
            try line.send("ng\"}\n{\"op\":\"po")
        }
        #expect(line.channel.isActive)
        line.advance(11)
        #expect(!line.channel.isActive)
        #expect(try line.lines().last?.contains(#""code":"idle""#) ?? false)
    }

    @Test("silence is pinged at 60 s and ended at 150 s; any byte is life")
    func silence() throws {
        let line = try Line()
        try line.hello()
        line.advance(59)
        #expect(try line.lines().isEmpty)
        line.advance(1)
        #expect(try line.lines() == [#"{"op":"ping"}"#])
        try line.send("{\"op\":\"pong\"}\n")
        line.advance(149)
        #expect(line.channel.isActive)
        line.advance(2)
        #expect(try line.lines().last?.contains("ping_timeout") ?? false)
        #expect(!line.channel.isActive)
    }

    @Test("pushes without a receipt end the connection after 300 s, and a receipt for something else is none")
    func receipts() throws {
        let line = try Line()
        try line.hello()
        #expect(line.writer.bridges.first?.push(delivery: "d1", line: Array("p\n".utf8)) ?? false)
        line.channel.embeddedEventLoop.run()
        for index in 0..<5 {
            line.advance(50)
            try line.send(#"{"op":"ack","d":"other"}"# + "\n")
            line.reply(index, "for nobody")
        }
        #expect(line.channel.isActive)
        line.advance(51)
        #expect(try line.lines().last?.contains("ack_timeout") ?? false)
    }

    @Test("the newest pushing connection replaces the one before, and a fifth closes the longest silent")
    func replaced() throws {
        let writer = ScriptedWriter()
        let surroundings = Line.surroundings(writer)
        let first = try Line(writer, surroundings: surroundings, id: 1)
        try first.hello()
        try first.send(command(1))
        let second = try Line(writer, surroundings: surroundings, id: 2)
        second.advance(1)
        try second.hello()
        first.channel.embeddedEventLoop.run()
        #expect(try first.lines().isEmpty)
        first.reply(0, "r")
        let lines = try first.lines()
        #expect(lines.first == "r" && lines.last?.contains("replaced") ?? false)
        #expect(!first.channel.isActive)
        var others: [Line] = []
        for number in 3...6 {
            let line = try Line(writer, surroundings: surroundings, id: UInt64(number))
            line.advance(Int64(number))
            try line.hello(push: false)
            others.append(line)
        }
        second.channel.embeddedEventLoop.run()
        #expect(try second.lines().last?.contains(#""code":"limit""#) ?? false)
        #expect(others.allSatisfy { $0.channel.isActive })
    }

    @Test("a line that is no JSON ends the connection after what was asked before it")
    func broken() throws {
        let line = try Line()
        try line.hello()
        try line.send(command(1) + "nonsense\n" + command(2))
        line.reply(0, "r")
        let lines = try line.lines()
        #expect(lines.first == "r" && lines.last?.contains("bad_json") ?? false)
        #expect(line.writer.bridgeAsked.count == 1 && !line.channel.isActive)
    }

    @Test("a line over the cap is skipped and said; the connection goes on")
    func tooLong() throws {
        let line = try Line()
        try line.hello()
        try line.send(String(repeating: "x", count: 131_073) + "\n{\"op\":\"ping\"}\n")
        let lines = try line.lines()
        #expect(lines.first?.hasPrefix(#"{"op":"err","code":"line_too_long""#) ?? false)
        #expect(lines.last == #"{"op":"pong"}"#)
    }

    @Test("bye is answered with bye")
    func bye() throws {
        let line = try Line()
        try line.hello()
        try line.send("{\"op\":\"bye\"}\n")
        #expect(try line.lines().last?.hasPrefix(#"{"op":"bye""#) ?? false)
        #expect(!line.channel.isActive)
    }
}
