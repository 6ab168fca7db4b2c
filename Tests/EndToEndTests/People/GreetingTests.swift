import Testing
import YitiTestKit

extension People {
    @Suite struct GreetingTests {
        @Test("greets at once with one line of at most 200 bytes")
        func greets() throws {
            let client = try Servers.person()
            let greeting = try #require(client.greeting)
            #expect(greeting.hasPrefix("* Yiti 1."))
            #expect(greeting.hasSuffix(" ready 每日一题 - /help, or a JSON hello"))
            #expect(greeting.utf8.count + 2 <= 200)
            let reply = try client.ask("/whoami")
            #expect(reply.isDone)
            #expect(client.pushes.isEmpty)
        }

        @Test("takes later lines that begin with a brace for text, once the first line did not")
        func bracesAreText() throws {
            let client = try Servers.person()
            #expect(try client.ask("/next").isDone)
            try client.send(#"{"op":"hello","v":1}"# + "\n")
            #expect(try client.line().hasPrefix("- draft opened"))
            try client.send(".\n")
            #expect(try client.reply().isDone)
        }

        @Test("closes on a TLS hello without a word")
        func closesOnTLS() throws {
            let client = try Servers.person()
            try client.send([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC])
            #expect(try client.linesToEnd() == [])
        }

        @Test(
            "answers a first line that looks like HTTP with one error line and closes",
            arguments: ["GET / HTTP/1.1", "POST /hook HTTP/1.0", "HEAD /x?y=z HTTP/1.1", "PUT /a HTTP/1.1"])
        func closesOnHTTP(_ request: String) throws {
            let client = try Servers.person()
            try client.send(request + "\r\nHost: localhost\r\n\r\n")
            let lines = try client.linesToEnd()
            #expect(lines.count == 1)
            #expect(lines.first?.hasPrefix("! not_http: ") == true)
        }

        @Test("takes a connection that begins with telnet negotiation for a person's")
        func telnetIsAPerson() throws {
            let socket = try Socket(port: Servers.standingStill().port)
            _ = try socket.receive(until: Array("\r\n".utf8))
            try socket.send([255, 253, 3])
            try socket.send("/whoami\r\n")
            let bytes = try socket.receive(until: Array("\r\n+ ".utf8) + [])
            #expect(bytes.starts(with: [255, 252, 3]))
        }

        @Test("answers and ends for printf | nc -N, with and without a line end", arguments: ["/next\n", "/next"])
        func oneShot(_ input: String) throws {
            let client = try Servers.person()
            try client.send(input)
            client.finishSending()
            let lines = try client.linesToEnd()
            #expect(lines.count > 1)
            #expect(lines.dropLast().allSatisfy { $0.hasPrefix("- ") || $0 == "-" })
            #expect(lines.last?.hasPrefix("+ ") == true)
        }

        @Test("answers everything that was asked before a half-close, then closes")
        func halfClose() throws {
            let client = try Servers.person()
            try client.send("/next\n/hint\n/why\n/topics\n/whoami\n")
            client.finishSending()
            let endings = try client.linesToEnd().filter { $0.hasPrefix("+ ") || $0.hasPrefix("! ") }
            #expect(endings.count == 5)
        }

        @Test("ends when a client closes without a line")
        func silentHalfClose() throws {
            let client = try Servers.person()
            client.finishSending()
            #expect(try client.linesToEnd() == [])
        }
    }
}
