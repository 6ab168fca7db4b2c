import Glibc
import Testing
import YitiTestKit

extension Processes {
    /// A log that can't be written costs the log and nothing else.
    @Suite struct LogTests {
        /// Has the server say more than a pipe of one page holds, and expects that it serves and stops in good order.
        private func expectService(_ server: ServerProcess) throws {
            for _ in 0..<100 {
                let client = try server.connect()
                try client.send("GET / HTTP/1.1\n")
                #expect(try client.reply().code == "not_http")
            }
            #expect(try server.bridge().cmd("u", "/whoami").isOK)
            server.terminate()
            #expect(try server.waitForExit(seconds: 12) == 0)
        }

        /// `F_SETPIPE_SZ` of linux/fcntl.h, which Glibc keeps for itself.
        private static let setPipeSize: Int32 = 1_031

        /// The reading end of a new named pipe of one page.
        private func pipe(_ path: String) throws -> Int32 {
            #expect(mkfifo(path, 0o600) == 0)
            let reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
            #expect(fcntl(reader, Self.setPipeSize, 4_096) > 0)
            return reader
        }

        @Test("says once for each line that is refused for its bytes that it was, and nothing of what it said")
        func refusedLines() throws {
            let server = try ServerProcess.sandbox()
            let person = try server.connect()
            #expect(try person.ask(String(repeating: "a", count: 5_000)).code == "line_too_long")
            try person.send([0xC3, 0x28, 0x0A])
            #expect(try person.reply().code == "bad_utf8")
            let bridge = try server.bridge()
            try bridge.socket.send(String(repeating: "b", count: 140_000) + "\n")
            try bridge.fence()
            // Lines are written beside what is served.
            try wait { server.log.contains("a bridge's line was too long") }
            let lines = server.log.split(separator: "\n")
            #expect(lines.count { $0.contains("a person's line was refused") } == 2)
            #expect(lines.count { $0.contains("a bridge's line was too long") } == 1)
            #expect(!server.log.contains("aaaa") && !server.log.contains("bbbb"))
        }

        @Test("goes on when standard error is on a full disk")
        func fullDisk() throws { try expectService(ServerProcess.sandbox(log: "/dev/full")) }

        @Test("goes on when nobody is there any more to read standard error")
        func closedPipe() throws {
            let folder = try Scratch()
            let reader = try pipe(folder.file("log"))
            let server = try ServerProcess.sandbox(log: folder.file("log"))
            close(reader)
            try expectService(server)
        }

        @Test("goes on while nobody reads standard error")
        func fullPipe() throws {
            let folder = try Scratch()
            let reader = try pipe(folder.file("log"))
            defer { close(reader) }
            try expectService(ServerProcess.sandbox(log: folder.file("log")))
        }
    }
}
