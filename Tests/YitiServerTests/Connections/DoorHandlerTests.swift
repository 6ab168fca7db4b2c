import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import Testing
import YitiCore
import YitiWire
import YitiWords

@testable import YitiServer

/// The first moments of a connection, on an event loop whose time stands still until it is told.
@Suite struct DoorHandlerTests {
    private let surroundings = ConnectionSurroundings(
        desk: ScriptedDesk().port, limits: Limits(), logger: .silent, counters: Counters())

    /// A connection that has been greeted, and its door.
    private func greeted() throws -> (EmbeddedChannel, Weak<DoorHandler>) {
        let channel = EmbeddedChannel()
        let stay = try #require(Stay(channel, surroundings))
        channel.closeFuture.assumeIsolated().whenComplete { _ in stay.end() }
        let door = DoorHandler(
            stay: stay, address: PeerAddress(text: "192.0.2.1", isLoopback: false), mode: .auto,
            surroundings: surroundings)
        try channel.pipeline.syncOperations.addHandler(door)
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        return (channel, Weak(door))
    }

    private func text(_ channel: EmbeddedChannel) throws -> String {
        var text = ""
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: buffer) }
        return text
    }

    private var openConnections: Int { surroundings.counters.openConnections.load(ordering: .relaxed) }

    @Test("says goodbye to whoever says nothing")
    func silence() throws {
        let (channel, _) = try greeted()
        #expect(try text(channel) == DoorWords.greeting(ServerName.text) + "\r\n")
        channel.embeddedEventLoop.advanceTime(by: .seconds(Int64(surroundings.limits.firstLineSeconds)))
        #expect(try text(channel).hasPrefix("* nothing was said"))
        #expect(!channel.isActive)
        #expect(openConnections == 0)
    }

    @Test("waits no longer once the first octet has come")
    func firstOctet() throws {
        let (channel, door) = try greeted()
        _ = try text(channel)
        try channel.writeInbound(ByteBuffer(string: "/help\r\n"))
        channel.embeddedEventLoop.advanceTime(by: .seconds(Int64(surroundings.limits.firstLineSeconds) + 1))
        #expect(channel.isActive)
        #expect(openConnections == 1)
        #expect(door.value == nil)
        try channel.close().wait()
    }

    @Test("keeps nothing of a connection that ends before its first octet")
    func goneAtOnce() throws {
        let (channel, door) = try greeted()
        #expect(openConnections == 1)
        try channel.close().wait()
        channel.embeddedEventLoop.run()
        #expect(openConnections == 0)
        #expect(door.value == nil)
    }

    private struct Weak<Object: AnyObject> {
        weak var value: Object?

        init(_ value: Object) { self.value = value }
    }
}
