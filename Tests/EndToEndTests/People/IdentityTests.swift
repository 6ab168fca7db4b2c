import Testing
import YitiTestKit

extension People {
    @Suite struct IdentityTests {
        @Test(
            "makes an account at the first answer, subscription or setting and shows its key once",
            arguments: ["/answer x", "/subscribe 08:30", "/timezone Europe/Berlin", "/name Wei", "/language zh"])
        func makesAnAccount(_ line: String) throws {
            let client = try Servers.person()
            #expect(try Key.key(in: client.ask("/next").text) == nil)
            let key = try Key.made(by: client, line)
            // At least 128 bits, whatever the alphabet.
            #expect(key.count >= 22)
            #expect(try Key.key(in: client.ask("/whoami").text) == nil)
            #expect(try Key.key(in: client.ask("/name Wei Wei").text) == nil)
        }

        @Test("makes no account at a wrong link code")
        func wrongLinkCode() throws {
            let client = try Servers.person()
            let reply = try client.ask("/link aaaa-bbbb-ccccc")
            #expect(reply.code == "not_found" || reply.code == "auth_failed")
            #expect(try client.ask("/whoami").text.contains("guest"))
            // The key is shown when there is an account.
            #expect(try !Key.made(by: client, "/name Wei").isEmpty)
        }

        @Test("gets an account back on any connection with its key")
        func login() throws {
            let first = try Servers.person()
            #expect(try first.ask("/next").isDone)
            let key = try Key.made(by: first, "/answer remember me")
            #expect(try first.ask("/name 小明").isDone)
            let second = try Servers.person()
            #expect(try !second.ask("/history").text.contains("remember me"))
            #expect(try second.ask("/login \(key)").isDone)
            #expect(try second.ask("/history").text.contains("remember me"))
            #expect(try second.ask("/whoami").text.contains("小明"))
        }

        @Test("makes a rating on one connection count on the other")
        func sharedState() throws {
            let first = try Servers.person()
            #expect(try first.ask("/next").isDone)
            let key = try Key.made(by: first, "/answer x")
            let second = try Servers.person()
            #expect(try second.ask("/login \(key)").isDone)
            #expect(try second.ask("3").isDone)
            #expect(try first.ask("/rate 3").code == "no_rating_pending")
        }

        @Test("refuses a wrong key and never echoes it")
        func wrongKey() throws {
            let reply = try Servers.person().ask("/login abcdefghjkmnpqrstvwxyz0123456789")
            #expect(reply.code == "auth_failed")
            #expect(!reply.description.contains("abcdefghjkmnpqrstvwxyz"))
        }

        @Test("logs no key and no text of a person's")
        func logsNothing() throws {
            let server = try Servers.standingStill()
            let client = try server.connect()
            #expect(try client.ask("/next").isDone)
            let key = try Key.made(by: client, "/answer confidential-words-of-a-person")
            _ = try server.connect().ask("/login \(key)")
            _ = try server.connect().ask("/login wrong-\(key)")
            #expect(!server.log.contains(key))
            #expect(!server.log.contains("confidential-words-of-a-person"))
        }

        @Test("keeps a guest's open question with the connection")
        func guests() throws {
            let first = try Servers.person()
            let second = try Servers.person()
            #expect(try first.ask("/next").isDone)
            #expect(try second.ask("/answer x").code == "no_question")
            #expect(try first.ask("/answer x").isDone)
        }

        @Test("shows bidirectional controls in what people wrote by their names, and no control characters")
        func outputFilter() throws {
            let client = try Servers.person()
            #expect(try client.ask("/next").isDone)
            #expect(try client.ask("/answer left\u{202E}right \u{9B}31mred\u{85}next \u{2066}x\u{2069}").isDone)
            let said = try client.ask("/history").text
            #expect(said.contains("left<U+202E>right"))
            #expect(said.contains("<U+2066>x<U+2069>"))
            #expect(!said.unicodeScalars.contains { (0x7F...0x9F).contains($0.value) || $0.value == 0x202E })
        }

        @Test("forgets a person only with the code, and then everything")
        func forget() throws {
            let client = try Servers.person()
            #expect(try client.ask("/next").isDone)
            let key = try Key.made(by: client, "/answer to be forgotten")
            let offer = try client.ask("/forget").text
            let code = offer.split { $0.isWhitespace }.drop { !$0.hasSuffix("/forget") }.dropFirst().first
            #expect(try client.ask("/forget nonsense").isDone == false)
            let given = try #require(code).filter { $0.isLetter || $0.isNumber || $0 == "-" }
            #expect(try client.ask("/forget \(given)").isDone)
            #expect(try !client.ask("/history").text.contains("to be forgotten"))
            #expect(try Servers.person().ask("/login \(key)").code == "auth_failed")
        }
    }
}
