import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import YitiServer

/// How long a request may take to come, on a clock of the test's own.
@Suite struct RequestTimerTests {
    private static let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n"

    private func connection() throws -> EmbeddedChannel {
        let channel = EmbeddedChannel()
        let pipeline = channel.pipeline.syncOperations
        try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: false, withErrorHandling: false)
        try RequestTimer.add(to: pipeline, limit: .seconds(30))
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        return channel
    }

    private func send(_ text: String, _ channel: EmbeddedChannel) throws {
        try channel.writeInbound(ByteBuffer(string: text))
    }

    /// Everything that was answered by now.
    private func answer(_ channel: EmbeddedChannel) throws -> String {
        var text = ""
        while let bytes = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
        return text
    }

    /// Answers a request, or begins to.
    private func respond(_ channel: EmbeddedChannel, isWhole: Bool = true) throws {
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["Content-Length": "0"])
        try channel.writeOutbound(HTTPServerResponsePart.head(head))
        if isWhole { try channel.writeOutbound(HTTPServerResponsePart.end(nil)) }
    }

    @Test(
        "cuts a request off that has not come in time, in whatever pieces it comes",
        arguments: [
            "P", "POST / HTTP/1.1\r\nHost: ", head + "\r\n", head + "\r\n{", head + "Expect: 100-continue\r\n\r\n",
        ])
    func slow(_ beginning: String) throws {
        let channel = try connection()
        try send(beginning, channel)
        let isDripping = beginning.hasSuffix("{")
        for _ in 0..<9 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(3))
            if isDripping { try send("1", channel) }
        }
        channel.embeddedEventLoop.advanceTime(by: .seconds(2))
        #expect(try answer(channel).isEmpty && channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(try answer(channel).hasPrefix("HTTP/1.1 408 "))
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test("gives each request of a connection its own time, and none to silence between them")
    func several() throws {
        let channel = try connection()
        for _ in 0..<3 {
            channel.embeddedEventLoop.advanceTime(by: .hours(1))
            try send(Self.head + "\r\n", channel)
            channel.embeddedEventLoop.advanceTime(by: .seconds(29))
            try send("12345678901234567890", channel)
            try respond(channel)
            #expect(try answer(channel).hasPrefix("HTTP/1.1 200 "))
        }
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
    }

    @Test("says nothing of its own where an answer has begun, and closes", arguments: [true, false])
    func answered(_ isWhole: Bool) throws {
        let channel = try connection()
        try send(Self.head + "\r\n", channel)
        try respond(channel, isWhole: isWhole)
        channel.embeddedEventLoop.advanceTime(by: .seconds(30))
        #expect(try answer(channel).ranges(of: "HTTP/1.1 ").count == 1 && !channel.isActive)
    }

    @Test("lets an answer take as long as it likes once the request has come")
    func slowAnswer() throws {
        let channel = try connection()
        try send("GET /api/events HTTP/1.1\r\nHost: a\r\n\r\n", channel)
        try respond(channel, isWhole: false)
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
    }

    @Test("asks for a body once, and only who waits for that")
    func wish() throws {
        func ask(_ text: String) throws -> String {
            let channel = try connection()
            try send(text, channel)
            for _ in 0..<2 { channel.triggerUserOutboundEvent(RequestTimer.BodyIsWanted(), promise: nil) }
            return try answer(channel)
        }
        let waiting = Self.head + "Expect: 100-Continue\r\n\r\n"
        #expect(try ask(waiting) == "HTTP/1.1 100 Continue\r\n\r\n")
        #expect(try ask(waiting + "{") == "")
        #expect(try ask(Self.head + "\r\n") == "")
        #expect(try ask(waiting.replacing("HTTP/1.1", with: "HTTP/1.0")) == "")
    }
}
