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
    private let surroundings = Self.surroundings(Limits())

    private static func surroundings(_ limits: Limits) -> ConnectionSurroundings {
        ConnectionSurroundings(writer: ScriptedWriter().port, limits: limits, logger: .silent)
    }

    /// A connection that has been greeted, and its door.
    private func greeted() throws -> (EmbeddedChannel, Weak<DoorHandler>) {
        try greeted(PeerAddress(text: "192.0.2.1", isLoopback: false), surroundings)
    }

    private func greeted(
        _ address: PeerAddress, _ surroundings: ConnectionSurroundings, mode: ListenerMode = .auto
    ) throws -> (EmbeddedChannel, Weak<DoorHandler>) {
        let channel = EmbeddedChannel()
        let stay = try #require(ConnectionLease(channel, surroundings))
        channel.closeFuture.assumeIsolated().whenComplete { _ in stay.end() }
        let door = DoorHandler(
            stay: stay, address: address, mode: mode, surroundings: surroundings)
        try channel.pipeline.syncOperations.addHandler(door)
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 1)).wait()
        return (channel, Weak(door))
    }

    private func text(_ channel: EmbeddedChannel) throws -> String {
        var text = ""
        while let buffer = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: buffer) }
        return text
    }

    private var openConnections: Int {
        surroundings.metrics.values.first { $0.name == "open_connections" }?.value ?? -1
    }

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

    @Test("refuses a bridge on a port for people in JSON, and a person on a port for bridges in a line")
    func modes() throws {
        let here = PeerAddress(text: "127.0.0.1", isLoopback: true)
        for (mode, first, refusal) in [
            (ListenerMode.human, #"{"op":"#, #"{"op":"err","code":"forbidden""#), (.bridge, "/he", "! forbidden: "),
        ] {
            let (channel, _) = try greeted(here, surroundings, mode: mode)
            _ = try text(channel)
            try channel.writeInbound(ByteBuffer(string: first))
            #expect(try text(channel).hasPrefix(refusal), "\(mode)")
            #expect(!channel.isActive, "\(mode)")
        }
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

    @Test("counts IPv6 addresses by the network that their holder has all of, and IPv4 in either form by the address")
    func countsByNetwork() throws {
        var limits = Limits()
        limits.connectionsAddress = 1
        let surroundings = Self.surroundings(limits)
        for (address, isLetIn) in [
            ("2001:db8:0:1::1", true), ("2001:db8:0:1:ffff::2", false), ("2001:db8:0:2::1", true),
            ("::ffff:192.0.2.1", true), ("192.0.2.1", false), ("::ffff:192.0.2.2", true),
        ] {
            let (channel, _) = try greeted(PeerAddress(text: address, isLoopback: false), surroundings)
            #expect(channel.isActive == isLetIn, "\(address)")
        }
    }

    @Test("turns whoever comes away while there are as many connections as there may be, on loopback too")
    func countsAll() throws {
        var limits = Limits()
        limits.connectionsTotal = 2
        let surroundings = Self.surroundings(limits)
        let here = PeerAddress(text: "127.0.0.1", isLoopback: true)
        let first = try greeted(here, surroundings).0
        let second = try greeted(here, surroundings).0
        let third = try greeted(here, surroundings).0
        #expect(first.isActive && second.isActive && !third.isActive)
        #expect(try text(third).hasPrefix("! busy: "))
        for channel in [first, third] {
            _ = try channel.finish(acceptAlreadyClosed: true)
            channel.embeddedEventLoop.run()
        }
        #expect(try greeted(here, surroundings).0.isActive)
    }

    private struct Weak<Object: AnyObject> {
        weak var value: Object?

        init(_ value: Object) { self.value = value }
    }
}
