import Foundation
import Logging
import Testing
import YitiCore
import YitiStore
import YitiWire

@testable import YitiServer

@Suite struct AdminOperationsTests {
    /// A writer over a store in memory, and what handles requests there.
    private func withWriter(_ body: (AdminOperations, Store) throws -> Void) throws {
        let store = try Store.inMemory()
        let services = Services(
            bank: Bank(topics: []), zones: try ZoneBook(), clock: Clock(standingAt: Instant(seconds: 1_770_000_000)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let writer = Writer(store: store, services: services)
        writer.start()
        try body(AdminOperations(writer, BackupQueue(store), nil), store)
        writer.stop()
    }

    private func ask(_ writer: AdminOperations, _ request: AdminRequest) -> AdminReply? {
        let answered = DispatchSemaphore(value: 0)
        let kept = Kept()
        writer.handle(request) { reply in
            kept.reply = reply
            answered.signal()
        }
        return answered.wait(timeout: .now() + 20) == .success ? kept.reply : nil
    }

    /// Written before the semaphore is signalled, read after it.
    private final class Kept: @unchecked Sendable { var reply: AdminReply? }

    @Test("has requests done by the writer, and answers what can't be done with its reason")
    func requests() throws {
        try withWriter { writer, _ in
            #expect(ask(writer, AdminRequest(.tokenCreate, name: "tg"))?.lines.count == 1)
            #expect(ask(writer, AdminRequest(.tokenList))?.lines.count == 1)
            #expect(ask(writer, AdminRequest(.tokenCreate, name: "a b"))?.error?.contains("letters") == true)
            #expect(ask(writer, AdminRequest(.userForget, user: "5"))?.error?.contains("nobody") == true)
            #expect(ask(writer, AdminRequest(.health))?.lines.contains("status\tok") == true)
            #expect(ask(writer, AdminRequest(.clockAccept))?.error == nil)
        }
    }

    @Test("copies the database beside the writer")
    func backup() throws {
        try withWriter { writer, _ in
            let path = NSTemporaryDirectory() + "yiti-\(UUID().uuidString).sqlite"
            defer { try? FileManager.default.removeItem(atPath: path) }
            #expect(ask(writer, AdminRequest(.backup, path: path))?.lines == [path])
            #expect(ask(writer, AdminRequest(.backup, path: path))?.error?.contains("exists") == true)
        }
    }

    @Test("names the people who are held, and the bridges that want no pushes for a while")
    func namesWhatIsHeld() throws {
        try withWriter { writer, _ in
            let lines = ask(writer, AdminRequest(.health))?.lines ?? []
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
        let writer = Writer(store: store, services: services)
        let hello = BridgeHello(bridge: "tg", token: "secret")
        try store.write { try $0.saveToken(bridge: "tg", hash: Secrets.hash("secret"), at: services.clock.now) }
        let port = WriterPort.port(of: writer, services: services)
        let admin = AdminOperations(writer, BackupQueue(store), nil)
        let connection = BridgeConnection(
            id: ConnectionID(number: 1), address: PeerAddress(text: "test", isLoopback: true), hello: hello, wake: {})
        let outcome = await withCheckedContinuation { continuation in
            // Both wait when the thread starts: they share a batch.
            port.bridgeHello(hello, connection.address) { continuation.resume(returning: $0) }
            admin.handle(AdminRequest(.tokenRevoke, name: "tg")) { _ in }
            writer.start()
        }
        guard case .welcome = outcome else {
            Issue.record("not welcome: \(outcome)")
            writer.stop()
            return
        }
        port.bridgeOpened(connection)
        writer.stop()
        #expect(!connection.takesPushes)
        #expect(connection.takeOutgoing().contains { if case .close = $0 { true } else { false } })
    }
}
