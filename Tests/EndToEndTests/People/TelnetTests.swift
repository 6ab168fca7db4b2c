import Testing
import YitiTestKit

extension People {
    @Suite struct TelnetTests {
        private static let (dont, do_, wont, will): (UInt8, UInt8, UInt8, UInt8) = (254, 253, 252, 251)

        /// Everything a server says to these bytes until the reply to a `/quit` that follows them.
        private func answers(to bytes: [UInt8]) throws -> [UInt8] {
            let socket = try Socket(port: Servers.standingStill().port)
            _ = try socket.receive(until: Array("\r\n".utf8))
            try socket.send("/whoami\r\n")
            _ = try socket.receive(until: Array("\r\n+ ".utf8))
            try socket.send(bytes + Array("/quit\r\n".utf8))
            return try socket.receiveAll()
        }

        /// The negotiation in what a server said: triples that begin with IAC.
        private func triples(_ bytes: [UInt8]) -> [[UInt8]] {
            bytes.indices.filter { bytes[$0] == 255 && $0 + 2 < bytes.count }.map { Array(bytes[$0...($0 + 2)]) }
        }

        @Test("refuses an option once in each direction")
        func refusesOnce() throws {
            let asked: [UInt8] = [255, Self.will, 24, 255, Self.do_, 24, 255, Self.will, 24, 255, Self.do_, 24]
            #expect(try triples(answers(to: asked)) == [[255, Self.dont, 24], [255, Self.wont, 24]])
        }

        @Test("answers no refusal")
        func answersNoRefusal() throws {
            #expect(try triples(answers(to: [255, Self.wont, 24, 255, Self.dont, 24])) == [])
        }

        @Test("gives at most 64 such replies a connection")
        func atMost64() throws {
            let asked = (UInt8(10)..<110).flatMap { [255, Self.do_, $0] as [UInt8] }
            #expect(try triples(answers(to: asked)).count == 64)
        }

        @Test("always answers DO TIMING-MARK")
        func timingMark() throws {
            let asked: [UInt8] = [255, Self.do_, 6, 255, Self.do_, 6, 255, Self.do_, 6]
            #expect(try triples(answers(to: asked)) == Array(repeating: [255, Self.wont, 6], count: 3))
        }

        @Test("answers TIMING-MARK also when the 64 replies are used up")
        func timingMarkAfterMany() throws {
            let asked = (UInt8(10)..<110).flatMap { [255, Self.do_, $0] as [UInt8] } + ([255, Self.do_, 6] as [UInt8])
            #expect(try triples(answers(to: asked)).last == [255, Self.wont, 6])
        }

        @Test("passes over a subnegotiation inside a line")
        func subnegotiation() throws {
            let socket = try Socket(port: Servers.standingStill().port)
            _ = try socket.receive(until: Array("\r\n".utf8))
            let naws: [UInt8] = [255, 250, 31, 0, 80, 0, 24, 255, 240]
            try socket.send(Array("/who".utf8) + naws + Array("ami\r\n".utf8))
            let reply = try String(decoding: socket.receive(until: Array("\r\n+ ".utf8)), as: UTF8.self)
            #expect(!reply.contains("unknown_command"))
        }

        @Test("closes when a subnegotiation has more than 1,024 bytes")
        func longSubnegotiation() throws {
            let socket = try Socket(port: Servers.standingStill().port)
            _ = try socket.receive(until: Array("\r\n".utf8))
            try socket.sendWhileTaken([255, 250, 24] + [UInt8](repeating: 65, count: 5_000), seconds: 5)
            _ = try socket.receiveAll()
        }

        @Test("cancels a draft at the Ctrl-C of a telnet and answers its timing mark", arguments: [true, false])
        func interrupt(asTelnet: Bool) throws {
            let socket = try Socket(port: Servers.standingStill().port)
            _ = try socket.receive(until: Array("\r\n".utf8))
            try socket.send("/next\r\n")
            _ = try socket.receive(until: Array("\r\n+ ".utf8))
            try socket.send("my answer is\r\n")
            _ = try socket.receive(until: Array("draft opened".utf8))
            try socket.send(asTelnet ? [255, 244, 255, Self.do_, 6] : [3])
            var said = try socket.receive(until: Array("\r\n".utf8))
            if asTelnet, said.firstRange(of: [255, Self.wont, 6]) == nil {
                said += try socket.receive(until: [255, Self.wont, 6])
            }
            try socket.send("/quit\r\n")
            said += try socket.receiveAll()
            let endings = String(decoding: said, as: UTF8.self).split(whereSeparator: \.isNewline)
                .filter { $0.contains("+ ") || $0.contains("! ") }
            // One for the draft, one for /quit.
            #expect(endings.count == 2)
        }

        @Test("goes on after Ctrl-C with no draft open")
        func interruptOutside() throws {
            let client = try Servers.person()
            try client.send([UInt8(3)] + Array("/whoami\r\n".utf8))
            #expect(try client.reply().isDone)
        }
    }
}
