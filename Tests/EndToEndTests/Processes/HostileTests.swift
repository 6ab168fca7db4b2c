import Testing
import YitiTestKit

extension Processes {
    /// What must not cost memory or keep others from being served. One after the other, so that each reads its own memory.
    @Suite(.serialized) struct HostileTests {
        private static let server = Result { try ServerProcess.shipped() }
        private static let megabytes = Program.soaks ? 100 : 10
        /// How much more memory a server may hold afterwards.
        private static let kilobytes = 12_000

        /// Has somebody do something, and expects that memory stays flat and others are served.
        private func expectFlat(_ attack: (ServerProcess) throws -> Void) throws {
            let server = try Self.server.get()
            for _ in 0..<50 { #expect(try server.connect().ask("/topics").isDone) }
            let before = server.residentKilobytes
            try attack(server)
            #expect(try server.connect().ask("/next").isDone)
            #expect(server.residentKilobytes - before < Self.kilobytes)
        }

        @Test("megabytes without a line end, from a person")
        func endlessLine() throws {
            try expectFlat { server in
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
            try expectFlat { server in
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
            try expectFlat { server in
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
            try expectFlat { server in
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

        @Test("hundreds of connections that say nothing, and some that break off in a line")
        func idleConnections() throws {
            try expectFlat { server in
                let idle = try (0..<400).map { _ in try server.connect() }
                for client in idle.prefix(100) { try client.send("/ne") }
                for client in idle.prefix(50) { client.socket.close() }
                #expect(try server.connect().ask("/next").isDone)
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
                var chance = Chance(seed: UInt64(seed))
                let socket = try Socket(port: server.port)
                let bytes = (0..<40_000).map { _ in UInt8.random(in: .min ... .max, using: &chance) }
                try socket.sendWhileTaken(bytes, seconds: 2)
                socket.finishSending()
                _ = try? socket.receiveAll()
            }
        }
    }
}
