import Synchronization
import Testing
import YitiWire

@testable import YitiServer

@Suite struct OutboxTests {
    @Test("wakes once for everything that gathers until it is taken")
    func wakesOnce() {
        let wakes = Atomic<Int>(0)
        let outbox = Outbox<Int> { wakes.add(1, ordering: .relaxed) }
        for number in 1...3 { #expect(outbox.append(number)) }
        #expect(wakes.load(ordering: .relaxed) == 1)
        #expect(outbox.take() == [1, 2, 3])
        #expect(outbox.append(4))
        #expect(wakes.load(ordering: .relaxed) == 2)
        #expect(outbox.end() == [4])
        #expect(!outbox.append(5))
        #expect(outbox.take().isEmpty)
    }

    @Test("a connection that was replaced takes no more pushes")
    func replaced() {
        let hello = BridgeHello(bridge: "telegram", token: "secret")
        let connection = BridgeConnection(
            id: ConnectionID(number: 1), address: PeerAddress(text: "127.0.0.1", isLoopback: true), hello: hello,
            wake: {})
        #expect(connection.push(delivery: "1", line: []))
        connection.close(.replaced, saying: "a newer connection takes the pushes")
        #expect(!connection.push(delivery: "2", line: []))
        #expect(connection.takeOutgoing().count == 2)
    }
}
