import Testing
import YitiTestKit

extension People {
    @Suite struct LineTests {
        @Test("ends a line at CR LF, CR NUL, LF and a bare CR", arguments: ["\r\n", "\r\0", "\n", "\r"])
        func lineEnds(_ end: String) throws {
            let client = try Servers.person()
            for _ in 0..<3 {
                try client.send("/help next" + end)
                #expect(try client.reply().isDone)
            }
            try client.send("/whoami" + end)
            #expect(try client.reply().text == Servers.person().ask("/whoami").text)
        }

        @Test("answers a bare CR at once and takes an LF that comes later for its other half")
        func splitLineEnd() throws {
            let client = try Servers.person()
            try client.send("/help next\r")
            let first = try client.reply()
            try client.send("\n/whoami\r\n")
            #expect(first.isDone)
            #expect(try client.reply().text == Servers.person().ask("/whoami").text)
        }

        @Test("gives the same reply for a line that comes byte by byte")
        func byteByByte() throws {
            let client = try Servers.person()
            for byte in Array("/help 下一题\r\n".utf8) { try client.send([byte]) }
            #expect(try client.reply().text == Servers.person().ask("/help 下一题").text)
        }

        @Test(
            "removes one character with BS or DEL, however many bytes it has",
            arguments: [
                "/help 下一\u{8}\u{7F}next", "/help ne\u{301}\u{8}ext", "/help 👨‍👩‍👧\u{7F}next", "/help nextt\u{8}",
                "x\u{8}/help next",
                "\u{8}\u{8}/help next", "/help 🇩🇪\u{8}next",
            ])
        func backspace(_ typed: String) throws {
            let client = try Servers.person()
            #expect(try client.ask(typed).text == Servers.person().ask("/help next").text)
        }

        @Test(
            "drops other control characters",
            arguments: ["/he\u{1}lp\u{7} next", "\u{1B}/help next", "/help\u{0} next"])
        func controlCharacters(_ typed: String) throws {
            let client = try Servers.person()
            #expect(try client.ask(typed).text == Servers.person().ask("/help next").text)
        }

        @Test("takes a line of 4,096 bytes")
        func longestLine() throws {
            let client = try Servers.person()
            let line = "/search " + String(repeating: "x", count: 4_096 - 8)
            #expect(try client.ask(line).code != "line_too_long")
        }

        @Test("refuses a longer line whole, skips to its end and goes on", arguments: [4_097, 20_000, 300_000])
        func tooLong(_ length: Int) throws {
            let client = try Servers.person()
            let refused = try client.ask(String(repeating: "/help ", count: length / 6 + 1))
            #expect(refused.code == "line_too_long")
            #expect(refused.lines == [])
            #expect(try client.ask("/whoami").isDone)
        }

        @Test("counts bytes, not characters, for the longest line")
        func bytesNotCharacters() throws {
            let client = try Servers.person()
            #expect(try client.ask("/search " + String(repeating: "好", count: 1_365)).code == "line_too_long")
            #expect(try client.ask("/search " + String(repeating: "好", count: 1_362)).code != "line_too_long")
        }

        @Test(
            "refuses a line that is no UTF-8 and goes on",
            arguments: [[0xC3, 0x28], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF5, 0x80, 0x80, 0x80], [0xE5, 0xA5]]
                as [[UInt8]])
        func invalidUnicode(_ bytes: [UInt8]) throws {
            let client = try Servers.person()
            try client.send(Array("/help ".utf8) + bytes + Array("\n".utf8))
            #expect(try client.reply().code == "bad_utf8")
            #expect(try client.ask("/whoami").isDone)
        }

        @Test("ends every line with CRLF and writes no control characters and no ANSI codes")
        func plainOutput() throws {
            let client = try Servers.person()
            try client.send("/help\n/next\n/topics\n/why\n/reveal\n/streak\n/stats\n/settings\n")
            client.finishSending()
            let lines = try client.linesToEnd()
            let controls = lines.joined().unicodeScalars.filter {
                ($0.value < 0x20 && $0 != "\t") || (0x7F...0x9F).contains($0.value)
            }
            #expect(controls.isEmpty)
        }
    }
}
