import Foundation
import NIOCore
import NIOPosix
import Synchronization
import Testing
import YitiServer
import YitiStore

@Suite struct AdminListenerTests {
    /// Runs `body` with a listener in a folder of its own that answers with what it was asked, or never.
    private func withListener(isMute: Bool = false, _ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "yiti-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        // A socket file that a dead server has left.
        try Data().write(to: URL(fileURLWithPath: folder + "/other"))
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let path = folder + "/yiti.sock"
        let listener = try AdminListener.open(path: path, group: group) { request, reply in
            if isMute { return }
            reply(AdminReply(["\(request.operation.rawValue) \(request.name ?? "-")"], next: request.after))
        }
        try body(path)
        listener.close()
        #expect(!FileManager.default.fileExists(atPath: path))
        try group.syncShutdownGracefully()
    }

    @Test("answers requests, and only its owner may open it")
    func answers() throws {
        try withListener { path in
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let reply = try AdminClient.ask(AdminRequest(.tokenCreate, name: "tg", after: 7), at: path)
            #expect(reply?.lines == ["token_create tg"] && reply?.next == 7)
        }
    }

    @Test("leaves the umask of the process alone: what others write meanwhile is theirs")
    func umaskStays() throws {
        let masks = Mutex<Set<String>>([])
        let isOver = Atomic(false)
        let watched = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            while !isOver.load(ordering: .relaxed) {
                let status = String(
                    decoding: FileManager.default.contents(atPath: "/proc/self/status") ?? Data(), as: UTF8.self)
                let mask = status.split(separator: "\n").first { $0.hasPrefix("Umask:") } ?? ""
                masks.withLock { _ = $0.insert(String(mask)) }
            }
            watched.signal()
        }
        for _ in 0..<100 { try withListener { _ in } }
        isOver.store(true, ordering: .relaxed)
        watched.wait()
        #expect(masks.withLock { $0.count == 1 && $0.first?.hasPrefix("Umask:") ?? false })
    }

    @Test("answers what is no request with an error, in the order of the lines, however they arrive in pieces")
    func order() throws {
        try withListener { path in
            let text = "nonsense\n{\"op\":\"health\"}\n{\"op\":\"fly\"}\n{\"op\":\"token_list\",\"name\":\"x\"}\n"
            let replies = try Self.talk(Array(text.utf8), chunk: 7, at: path, lines: 4)
            let decoded = try replies.map { try JSONDecoder().decode(AdminReply.self, from: Data($0.utf8)) }
            #expect(decoded.map { $0.error != nil } == [true, false, true, false])
            #expect(decoded[1].lines == ["health -"] && decoded[3].lines == ["token_list x"])
        }
    }

    @Test("closes on a line that has no end")
    func endless() throws {
        try withListener { (path: String) throws in
            #expect(try Self.talk([UInt8](repeating: 0x61, count: 100_000), chunk: 100_000, at: path, lines: 1).isEmpty)
            #expect(try AdminClient.ask(AdminRequest(.health), at: path) != nil)
        }
    }

    @Test("nobody listens where there is no socket, and a name can be too long for one")
    func nobody() throws {
        #expect(try AdminClient.ask(AdminRequest(.health), at: "/nonexistent/yiti.sock") == nil)
        let long = "/" + String(repeating: "a", count: 200)
        #expect(throws: AdminRefusal.self) { try AdminClient.ask(AdminRequest(.health), at: long) }
    }

    @Test("a server that never answers is given up, and said to be silent")
    func mute() throws {
        try withListener(isMute: true) { path in
            let refusal = #expect(throws: AdminRefusal.self) {
                try AdminClient.ask(AdminRequest(.health), at: path, patience: 1)
            }
            #expect(refusal.map { "\($0)" }?.contains("has not answered within 1 s;") == true)
        }
    }

    /// Says octets in pieces and reads lines until so many have come or the other side closes.
    private static func talk(_ bytes: [UInt8], chunk: Int, at path: String, lines: Int) throws -> [String] {
        let descriptor = try #require(connected(to: path))
        defer { close(descriptor) }
        var start = 0
        while start < bytes.count {
            let end = min(start + chunk, bytes.count)
            let piece = Array(bytes[start..<end])
            if send(descriptor, piece, piece.count, Int32(MSG_NOSIGNAL)) < 0 { break }
            start = end
        }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while received.count(where: { $0 == 0x0A }) < lines {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            received += buffer[..<count]
        }
        return String(decoding: received, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func connected(to path: String) -> Int32? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, length) }
        }
        return result == 0 ? descriptor : nil
    }
}

@Suite struct AdminAccessTests {
    private func withConfiguration(_ body: (Configuration) throws -> Void) throws {
        var configuration = Configuration()
        configuration.data = NSTemporaryDirectory() + "yiti-\(UUID().uuidString.prefix(8))"
        defer { try? FileManager.default.removeItem(atPath: configuration.data) }
        try body(configuration)
    }

    @Test("without a server, makes the database for a token, and for nothing else")
    func withoutServer() throws {
        try withConfiguration { configuration in
            #expect(throws: AdminRefusal.self) { try AdminAccess.perform(AdminRequest(.tokenList), on: configuration) }
            #expect(!FileManager.default.fileExists(atPath: configuration.data))
            _ = try AdminAccess.perform(AdminRequest(.tokenCreate, name: "tg"), on: configuration)
            #expect(try AdminAccess.perform(AdminRequest(.tokenList), on: configuration).lines.count == 1)
            let mode = try FileManager.default.attributesOfItem(atPath: configuration.data)[.posixPermissions] as? Int
            #expect(mode == 0o700)
        }
    }

    @Test("leaves a database alone whose lock another process holds")
    func locked() throws {
        try withConfiguration { configuration in
            try DataFolder.make(configuration.data)
            let store = try Store.open(path: configuration.databasePath)
            #expect(throws: StoreFailure.self) {
                try AdminAccess.perform(AdminRequest(.tokenCreate, name: "tg"), on: configuration)
            }
            try store.close()
        }
    }

    @Test("backs a database up while it is open, to an absolute path only, and never over a file")
    func backup() throws {
        try withConfiguration { configuration in
            try DataFolder.make(configuration.data)
            let store = try Store.open(path: configuration.databasePath)
            try store.write { try $0.setMeta("a", "b") }
            let copy = configuration.data + "/copy.sqlite"
            #expect(
                try AdminAccess.backUp(AdminRequest(.backup, path: copy)) { try store.backUp(to: $0) }.lines == [copy])
            #expect(throws: StoreFailure.self) {
                try AdminAccess.backUp(AdminRequest(.backup, path: copy)) { try store.backUp(to: $0) }
            }
            #expect(throws: AdminRefusal.self) {
                try AdminAccess.backUp(AdminRequest(.backup, path: "copy.sqlite")) { try store.backUp(to: $0) }
            }
            try store.close()
            let restored = configuration.data + "/restored.sqlite"
            try Store.restore(from: copy, to: restored)
            let opened = try Store.open(path: restored)
            #expect(try opened.write { try $0.meta("a") } == "b")
            try opened.close()
        }
    }
}
