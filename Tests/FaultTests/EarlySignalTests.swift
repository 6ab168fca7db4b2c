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

    /// Whether a process takes or ignores a signal that would end it, which has its bit among those.
    private func minds(_ signal: Int32, _ process: pid_t) -> Bool {
        let lines = Scratch.text(of: "/proc/\(process)/status").split(separator: "\n")
        return lines.filter { $0.hasPrefix("SigIgn:") || $0.hasPrefix("SigCgt:") }.contains { line in
            let mask = UInt64(line.dropFirst("SigIgn:".count).filter(\.isHexDigit), radix: 16) ?? 0
            return mask & 1 << UInt64(signal - 1) != 0
        }
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
                try wait { minds(SIGHUP, starting) }
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
