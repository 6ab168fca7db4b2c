import Testing
import YitiCore
import YitiTestKit

extension Processes {
    /// What must not cost memory or keep others from being served. One after the other, so that each reads its own memory.
    @Suite(.serialized) struct HostileTests {
        private static let server = Result {
            let server = try ServerProcess.shipped()
            // Its last line of the start comes a little later than its port.
            try wait { server.log.contains("serving") }
            return server
        }
        private static let megabytes = Program.soaks ? 100 : 10
        /// How much more memory a server may hold afterwards.
        private static let kilobytes = 12_000

        /// Has somebody do something, and expects that memory stays flat, that others are served and that the log says it in so many lines
        /// at most, besides the coming and going of bridges.
        private func expectFlat(
            kilobytes: Int = Self.kilobytes, logLines: Int = .max, _ attack: (ServerProcess) throws -> Void
        ) throws {
            let server = try Self.server.get()
            for _ in 0..<50 { #expect(try server.connect().ask("/topics").isDone) }
            let before = server.residentKilobytes
            let logged = Self.lines(of: server)
            try attack(server)
            #expect(try server.connect().ask("/next").isDone)
            let more = server.residentKilobytes - before
            #expect(more < kilobytes, "\(more) kB more")
            #expect(Self.lines(of: server) - logged <= logLines, "\(server.log.suffix(1_000))")
        }

        private static func lines(of server: ServerProcess) -> Int {
            server.log.split(separator: "\n").count { !$0.contains("a bridge has ") }
        }

        @Test("more connections than descriptors: they wait, all else goes on, and they are served once there is room")
        func moreThanDescriptors() throws {
            let bank = try SmallBank.usual.folder()
            let server = try ServerProcess(["--sandbox", "--bank", bank.path], keeping: [bank], openFiles: 100)
            let bridge = try server.bridge()
            let crowd = try (0..<150).map { _ in try Socket(port: server.port) }
            try wait { server.log.contains("connections can't be taken") }
            // Each is read beside the writer, which opens files.
            for user in ["a", "b", "c", "d"] {
                _ = try bridge.run(user, "/next")
                _ = try bridge.run(user, "/bookmark")
                _ = try bridge.run(user, "/stats")
            }
            #expect(server.openFiles < 90, "\(server.openFiles)")
            crowd.forEach { $0.close() }
            #expect(try server.connect().ask("/next").isDone)
            #expect(try WebClient(port: server.webPort).get("/healthz").status == 200)
            server.terminate()
            #expect(try server.waitForExit(seconds: 12) == 0)
        }

        @Test("megabytes without a line end, from a person")
        func endlessLine() throws {
            try expectFlat(logLines: 1) { server in
                let client = try server.connect()
                #expect(try client.ask("/whoami").isDone)
                let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000)
                for _ in 0..<Self.megabytes { try client.send(chunk) }
                #expect(try server.connect().ask("/next").isDone)
                try client.send("\n/whoami\n")
                #expect(try client.reply().code == "line_too_long")
                #expect(try client.reply().isDone)
            }
        }

        @Test("megabytes without a line end, from a bridge")
        func endlessBridgeLine() throws {
            try expectFlat(logLines: 1) { server in
                let client = try server.bridge(push: false)
                let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000)
                try client.socket.send(#"{"op":"ping","id":"x","pad":""#)
                for _ in 0..<Self.megabytes { try client.socket.send(chunk) }
                try client.socket.send("\"}\n")
                #expect(try client.other()["code"] == "line_too_long")
                try client.fence()
            }
        }

        @Test("megabytes before a first line is whole")
        func endlessFirstLine() throws {
            try expectFlat(logLines: 3) { server in
                for start in ["{", "GET ", "x"] {
                    let socket = try Socket(port: server.port)
                    let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000)
                    try socket.send(start)
                    for _ in 0..<Self.megabytes where try socket.sendWhileTaken(chunk, seconds: 2) < chunk.count {
                        break
                    }
                }
            }
        }

        @Test("megabytes of a telnet subnegotiation that never ends")
        func endlessSubnegotiation() throws {
            try expectFlat(logLines: 1) { server in
                let client = try server.connect()
                #expect(try client.ask("/whoami").isDone)
                try client.send([255, 250, 24])
                let chunk = [UInt8](repeating: 65, count: 1_000_000)
                for _ in 0..<Self.megabytes where try client.socket.sendWhileTaken(chunk, seconds: 2) < chunk.count {
                    break
                }
                _ = try? client.linesToEnd()
            }
        }

        @Test("a person who asks much and never reads")
        func neverReads() throws {
            try expectFlat { server in
                let client = try LineClient(port: server.port, receiveBuffer: 4_096)
                let lines = Array(String(repeating: "/topics\n", count: 20_000).utf8)
                try client.socket.sendWhileTaken(lines, seconds: 1)
                #expect(try server.connect().ask("/next").isDone)
            }
        }

        @Test("a bridge that asks much and never reads")
        func bridgeNeverReads() throws {
            try expectFlat { server in
                let client = try server.bridge(push: false)
                let line = #"{"op":"cmd","id":"x","user":"never-reads","text":"/topics"}"# + "\n"
                try client.socket.sendWhileTaken(Array(String(repeating: line, count: 20_000).utf8), seconds: 1)
                let other = try server.bridge(push: false)
                #expect(try other.cmd("reads", "/next").isOK)
            }
        }

        @Test("a bridge that floods receipts for what it was never sent")
        func receipts() throws {
            try expectFlat { server in
                let flood = try server.bridge(push: false)
                let names = (0..<256).map { "\"\($0)\"" }.joined(separator: ",")
                let line = Array((#"{"op":"ack","d":["# + names + "]}\n").utf8)
                let other = try server.bridge(push: false)
                for _ in 0..<(Program.soaks ? 20 : 1) {
                    // What the server does not read yet, it does not send.
                    let lines = Array(repeatElement(line, count: 10_000).joined())
                    try flood.socket.sendWhileTaken(lines, seconds: 1)
                    #expect(try other.cmd("served", "/whoami").isOK)
                }
            }
        }

        @Test("a great many connections that say nothing, and some that break off in a line")
        func idleConnections() throws {
            let count = Program.soaks ? 15_000 : 400
            // Each costs a little as long as it lasts.
            try expectFlat(kilobytes: Self.kilobytes + count * 6) { server in
                let idle = try (0..<count).map { _ in try server.connect() }
                for client in idle.prefix(100) { try client.send("/ne") }
                for client in idle.prefix(50) { client.socket.close() }
                #expect(try server.connect().ask("/next").isDone)
                #expect(try idle.last?.ask("/next").isDone ?? false)
            }
        }

        @Test("bridges that break off in a line, with a goodbye of TCP's and without one")
        func bridgesBreakOff() throws {
            try expectFlat { server in
                for number in 0..<(Program.soaks ? 1_000 : 100) {
                    let client = try server.bridge(push: number % 2 == 0)
                    try client.run("breaks-off", "/whoami")
                    try client.socket.send(#"{"op":"cmd","id":"x","user":"breaks-off","text":"/na"#)
                    if number % 3 == 0 { client.socket.reset() } else { client.socket.close() }
                }
                #expect(try server.bridge().cmd("reads", "/next").isOK)
            }
        }

        @Test("every octet as a first octet, and as a whole line")
        func everyOctet() throws {
            try expectFlat { server in
                for octet in UInt8.min ... .max {
                    let socket = try Socket(port: server.port)
                    try socket.send([octet, 10])
                    socket.finishSending()
                    _ = try socket.receiveAll()
                }
            }
        }

        @Test("octets in any order", arguments: 0..<8)
        func noise(_ seed: Int) throws {
            try expectFlat { server in
                var chance = SeededRandom(seed: UInt64(seed))
                let socket = try Socket(port: server.port)
                let bytes = (0..<40_000).map { _ in UInt8.random(in: .min ... .max, using: &chance) }
                try socket.sendWhileTaken(bytes, seconds: 2)
                socket.finishSending()
                _ = try? socket.receiveAll()
            }
        }
    }
}
