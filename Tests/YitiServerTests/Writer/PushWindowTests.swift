import Testing
import YitiCore
import YitiWire

@testable import YitiServer

@Suite("the window of a bridge")
struct PushWindowTests {
    private static func address(_ number: Int) -> Address { Address(bridge: "chat", user: "u\(number)") }

    /// A window of so many places.
    private static func window(of places: Int) -> PushWindow {
        let window = PushWindow()
        _ = window.begin(
            with: BridgeConnection(
                id: ConnectionID(number: 1), address: PeerAddress(text: "test", isLoopback: true),
                hello: BridgeHello(bridge: "chat", token: "", window: places), wake: {}))
        return window
    }

    private static func delivery(_ id: Int64, to address: Address) -> Delivery {
        var delivery = Delivery(
            person: id, subscription: nil, occurrence: nil, kind: .daily, address: address, question: "q", pick: nil,
            day: Day(number: 1), dueAt: Instant(seconds: 1), notBefore: Instant(seconds: 1),
            expiresAt: Instant(seconds: 2))
        delivery.id = id
        return delivery
    }

    @Test("many who take places at once get no more than there are")
    func placesAreCounted() async {
        let window = Self.window(of: 8)
        let taken = await withTaskGroup(of: Int.self) { group in
            for thread in 0..<4 {
                group.addTask { (0..<64).count { window.reserve(Self.address(thread * 64 + $0)) } }
            }
            return await group.reduce(0, +)
        }
        #expect(taken == 8 && window.places == 0)
    }

    @Test("of many who would push to one address at once one may")
    func oneEach() async {
        let window = Self.window(of: 8)
        let taken = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 { group.addTask { window.reserve(Self.address(1)) } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(taken == 1 && window.places == 7)
    }

    @Test("a place is free again when nothing comes of it, and when its push is acked")
    func placesComeBack() {
        let window = Self.window(of: 1)
        let address = Self.address(1)
        #expect(window.reserve(address) && !window.reserve(Self.address(2)))
        window.giveBack(address)
        #expect(window.reserve(Self.address(2)))
        window.take(Self.delivery(7, to: Self.address(2)))
        #expect(!window.reserve(address))
        window.release(7)
        #expect(window.places == 1 && window.reserve(address))
    }
}
