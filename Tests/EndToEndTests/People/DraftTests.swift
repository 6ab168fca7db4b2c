import Testing
import YitiTestKit

extension People {
    @Suite struct DraftTests {
        /// A connection with an open question.
        private func asked() throws -> LineClient {
            let client = try Servers.person()
            let reply = try client.ask("/next")
            guard reply.isDone else { throw KitFailure("no question: \(reply)") }
            return client
        }

        /// The texts of the answers, newest first.
        private func history(_ client: LineClient) throws -> String { try client.ask("/history").text }

        @Test("opens a draft at a text and says so in so many words")
        func opens() throws {
            let client = try asked()
            try client.send("It is a loss\n")
            let opening = #"- draft opened: "." on a line of its own saves it, /cancel drops it"#
            #expect(try client.line() == opening)
            #expect(try client.line().hasPrefix("- it answers "))
        }

        @Test("saves the lines of a draft as one answer, and answers none of them but the last")
        func saves() throws {
            let client = try asked()
            try client.send("first line\n\n  second line\n3\n/next\n.\n")
            let reply = try client.reply()
            #expect(reply.lines.first?.hasPrefix("draft opened") == true)
            #expect(reply.isDone)
            #expect(try client.ask("3").isDone)
            let said = try history(client)
            for line in ["first line", "  second line", "/next"] { #expect(said.contains(line)) }
        }

        @Test("takes a line of n dots for n − 1 dots")
        func dots() throws {
            let client = try asked()
            try client.send("dots:\n..\n.....\n.\n")
            #expect(try client.reply().isDone)
            let lines = try history(client).split(separator: "\n").map { $0.drop { $0 == " " || $0 == ">" } }
            #expect(lines.contains("."))
            #expect(lines.contains("...."))
            #expect(!lines.contains("....."))
        }

        @Test("drops a draft at /cancel and leaves the question open")
        func cancels() throws {
            let client = try asked()
            try client.send("never mind\n/cancel\n")
            _ = try client.reply()
            #expect(try client.ask("/answer the real one").isDone)
            let said = try history(client)
            #expect(said.contains("the real one"))
            #expect(!said.contains("never mind"))
        }

        @Test("saves a draft at half-close")
        func halfClose() throws {
            let client = try asked()
            try client.send("line one\nline two")
            client.finishSending()
            let endings = try client.linesToEnd().filter { $0.hasPrefix("+ ") || $0.hasPrefix("! ") }
            #expect(endings.count == 1)
            #expect(endings.first?.hasPrefix("+ ") == true)
        }

        @Test("takes 200 lines and refuses 201, saving nothing")
        func mostLines() throws {
            let client = try asked()
            try client.send(String(repeating: "x\n", count: 200) + ".\n")
            #expect(try client.reply().isDone)
            let other = try asked()
            try other.send(String(repeating: "x\n", count: 201))
            #expect(try other.reply().code == "text_too_long")
            #expect(try other.ask("/answer short").isDone)
        }

        @Test("refuses more than 16,384 bytes")
        func mostBytes() throws {
            let client = try asked()
            try client.send(String(repeating: String(repeating: "y", count: 4_000) + "\n", count: 5))
            #expect(try client.reply().code == "text_too_long")
            #expect(try client.ask("/answer short").isDone)
        }

        @Test("is dropped when the connection breaks, and the question stays open")
        func breaks() throws {
            let first = try asked()
            let key = try Key.made(by: first, "/name Wei")
            try first.send("half an ans\n")
            #expect(try first.line().hasPrefix("- draft opened"))
            first.socket.reset()
            let second = try Servers.person()
            #expect(try second.ask("/login \(key)").isDone)
            #expect(try second.ask("/answer whole").isDone)
            #expect(try !history(second).contains("half an ans"))
        }

        @Test("keeps the question that was open at its first line")
        func keepsItsQuestion() throws {
            let first = try asked()
            let key = try Key.made(by: first, "/name Wei")
            try first.send("for the first question\n")
            #expect(try first.line().hasPrefix("- draft opened"))
            let second = try Servers.person()
            #expect(try second.ask("/login \(key)").isDone)
            #expect(try second.ask("/next").isDone)
            try first.send(".\n")
            #expect(try first.reply().isDone)
            // The second question is still there to be answered.
            #expect(try second.ask("/answer for the second question").isDone)
            let said = try history(second)
            #expect(said.contains("for the first question") && said.contains("for the second question"))
        }

        @Test("is not opened without an open question", arguments: ["hello there", "// x", "/* x", "/usr/bin", "7"])
        func noQuestion(_ text: String) throws {
            #expect(try Servers.person().ask(text).code == "no_question")
        }

        @Test(
            "is opened by text that begins like a command",
            arguments: ["// a comment", "/* x", "/usr/bin/env", "5", "3"])
        func startsWithSlash(_ text: String) throws {
            let client = try asked()
            try client.send(text + "\n")
            #expect(try client.line().hasPrefix("- draft opened"))
        }
    }
}
