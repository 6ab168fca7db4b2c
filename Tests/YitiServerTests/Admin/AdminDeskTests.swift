import Foundation
import Logging
import Testing
import YitiCore
import YitiStore
import YitiWire

@testable import YitiServer

@Suite struct AdminDeskTests {
    /// A desk over a store in memory, and what handles requests there.
    private func withDesk(_ body: (AdminDesk, Store) throws -> Void) throws {
        let store = try Store.inMemory()
        let services = Services(
            bank: Bank(topics: []), zones: try ZoneBook(), clock: Clock(standingAt: Instant(seconds: 1_770_000_000)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let desk = Desk(store: store, services: services)
        desk.start()
        try body(AdminDesk(desk, BackupQueue(store), nil), store)
        desk.stop()
    }

    private func ask(_ desk: AdminDesk, _ request: AdminRequest) -> AdminReply? {
        let answered = DispatchSemaphore(value: 0)
        let kept = Kept()
        desk.handle(request) { reply in
            kept.reply = reply
            answered.signal()
        }
        return answered.wait(timeout: .now() + 20) == .success ? kept.reply : nil
    }

    /// Written before the semaphore is signalled, read after it.
    private final class Kept: @unchecked Sendable { var reply: AdminReply? }

    @Test("has requests done by the desk, and answers what can't be done with its reason")
    func requests() throws {
        try withDesk { desk, _ in
            #expect(ask(desk, AdminRequest(.tokenCreate, name: "tg"))?.lines.count == 1)
            #expect(ask(desk, AdminRequest(.tokenList))?.lines.count == 1)
            #expect(ask(desk, AdminRequest(.tokenCreate, name: "a b"))?.error?.contains("letters") == true)
            #expect(ask(desk, AdminRequest(.userForget, user: "5"))?.error?.contains("nobody") == true)
            #expect(ask(desk, AdminRequest(.health))?.lines.contains("status\tok") == true)
            #expect(ask(desk, AdminRequest(.clockAccept))?.error == nil)
        }
    }

    @Test("copies the database beside the desk")
    func backup() throws {
        try withDesk { desk, _ in
            let path = NSTemporaryDirectory() + "yiti-\(UUID().uuidString).sqlite"
            defer { try? FileManager.default.removeItem(atPath: path) }
            #expect(ask(desk, AdminRequest(.backup, path: path))?.lines == [path])
            #expect(ask(desk, AdminRequest(.backup, path: path))?.error?.contains("exists") == true)
        }
    }

    @Test("names the people who are held, and the bridges that want no pushes for a while")
    func namesWhatIsHeld() throws {
        try withDesk { desk, _ in
            let lines = ask(desk, AdminRequest(.health))?.lines ?? []
            #expect(lines.contains("held_people\t") && lines.contains("held_bridges\t"))
            #expect(lines.contains("subscriptions\t0"))
        }
    }

    @Test("a token that is revoked in the batch in which its bridge says hello lets nobody in")
    func revokesDuringHello() async throws {
        let store = try Store.inMemory()
        let services = Services(
            bank: Bank(topics: []), zones: try ZoneBook(), clock: Clock(standingAt: Instant(seconds: 1_770_000_000)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let desk = Desk(store: store, services: services)
        let hello = BridgeHello(bridge: "tg", token: "secret")
        try store.write { try $0.saveToken(bridge: "tg", hash: Secrets.hash("secret"), at: services.clock.now) }
        let port = DeskPort.port(of: desk, services: services)
        let admin = AdminDesk(desk, BackupQueue(store), nil)
        let connection = BridgeConnection(
            id: ConnectionID(number: 1), address: PeerAddress(text: "test", isLoopback: true), hello: hello, wake: {})
        let outcome = await withCheckedContinuation { continuation in
            // Both wait when the thread starts: they share a batch.
            port.bridgeHello(hello, connection.address) { continuation.resume(returning: $0) }
            admin.handle(AdminRequest(.tokenRevoke, name: "tg")) { _ in }
            desk.start()
        }
        guard case .welcome = outcome else {
            Issue.record("not welcome: \(outcome)")
            return desk.stop()
        }
        port.bridgeOpened(connection)
        desk.stop()
        #expect(!connection.takesPushes)
        #expect(connection.takeOutgoing().contains { if case .close = $0 { true } else { false } })
    }
}
