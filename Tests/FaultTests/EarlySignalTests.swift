import Dispatch
import Foundation
import GRDB
import Synchronization
import Testing
import YitiTestKit

/// Signals that come before a server is there.
@Suite struct EarlySignalTests {
    /// The process whose command line has a word.
    private func process(with word: String) -> pid_t? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.lazy.compactMap { pid_t($0) }.first { Scratch.text(of: "/proc/\($0)/cmdline").contains(word) }
    }

    /// Whether a process has a file open.
    private func hasOpen(_ path: String, _ process: pid_t) -> Bool {
        let folder = "/proc/\(process)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.contains {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + $0)) == path
        }
    }

    @Test("a SIGHUP before the configuration is read ends nothing")
    func hangUpAtOnce() throws {
        let data = try DataFolder.make()
        let bank = try SmallBank.usual.folder()
        let file = data.file("yiti.yaml")
        // Whoever opens it for reading waits for its writer.
        try #require(mkfifo(file, 0o600) == 0)
        let started = Mutex<ServerProcess?>(nil)
        let failures = Apart.run(2) { number in
            guard number == 0 else {
                let server = try ServerProcess(
                    ["--data", data.path, "--bank", bank.path, "--config", file], keeping: [data, bank])
                return started.withLock { $0 = server }
            }
            var descriptor: Int32 = -1
            try wait {
                descriptor = open(file, O_WRONLY | O_NONBLOCK)
                return descriptor >= 0
            }
            let starting = try #require(process(with: data.path))
            kill(starting, SIGHUP)
            let configuration = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try configuration.write(contentsOf: Data("log_level: info\n".utf8))
            try configuration.close()
        }
        #expect(failures == [])
        let server = try #require(started.withLock { $0 })
        #expect(try server.connect().ask("/next").isDone)
    }

    @Test("a SIGHUP in the middle of a start ends nothing: the bank is read again once the server is there")
    func hangUp() throws {
        let data = try DataFolder.make()
        let queue = try DatabaseQueue(path: data.file("yiti.sqlite"))
        let started = Mutex<ServerProcess?>(nil)
        let isHeld = DispatchSemaphore(value: 0)
        let failures = Apart.run(2) { number in
            guard number == 0 else {
                isHeld.wait()
                let server = try ServerProcess.real(data: data)
                return started.withLock { $0 = server }
            }
            // The start waits for whoever writes.
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "BEGIN IMMEDIATE")
                defer { try? database.execute(sql: "ROLLBACK") }
                isHeld.signal()
                try wait { process(with: data.path) != nil }
                let starting = try #require(process(with: data.path))
                // The bank has been read by then.
                try wait { hasOpen(data.file("yiti.sqlite.lock"), starting) }
                kill(starting, SIGHUP)
            }
        }
        try queue.close()
        #expect(failures == [])
        let server = try #require(started.withLock { $0 })
        try wait { server.log.contains("the bank was reloaded") }
        #expect(try server.connect().ask("/next").isDone)
    }
}
