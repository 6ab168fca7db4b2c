import Testing

@testable import YitiBridge

@Suite struct IRCTests {
    private func session(_ more: (inout IRCSession.Login) -> Void = { _ in }) -> IRCSession {
        var login = IRCSession.Login(nick: "yiti", channels: ["#ml"])
        more(&login)
        return IRCSession(login)
    }

    private func take(_ session: inout IRCSession, _ lines: String...) -> [IRCSession.Action] {
        lines.flatMap { line in IRCMessage(line: line).map { session.take($0) } ?? [] }
    }

    @Test("comes in, with a password where it has one, and another nickname where its own is taken")
    func login() {
        var session = session { $0.password = "p" }
        #expect(session.greeting.map(\.command) == ["CAP", "NICK", "USER"])
        #expect(
            take(&session, ":x CAP * LS :sasl=PLAIN server-time other") == [
                .send(IRCMessage("CAP", "REQ", "sasl server-time"))
            ])
        #expect(take(&session, ":x CAP * ACK :sasl server-time") == [.send(IRCMessage("AUTHENTICATE", "PLAIN"))])
        #expect(take(&session, "AUTHENTICATE +") == [.send(IRCMessage("AUTHENTICATE", "eWl0aQB5aXRpAHA="))])
        #expect(take(&session, ":x 903 yiti :ok") == [.send(IRCMessage("CAP", "END"))])
        #expect(take(&session, ":x 433 * yiti :taken") == [.send(IRCMessage("NICK", "yiti_"))])
        #expect(take(&session, ":x 001 yiti_ :welcome") == [.send(IRCMessage("JOIN", "#ml")), .ready(nick: "yiti_")])
        #expect(take(&session, "PING :token") == [.send(IRCMessage("PONG", "token"))])
    }

    @Test("hears what is said to it alone, and in a channel what is meant for it")
    func said() {
        var session = session()
        _ = take(&session, ":x 001 yiti :welcome")
        #expect(
            take(&session, "@msgid=7 :Ada!a@h PRIVMSG yiti :!next loss") == [
                .said(text: "/next loss", by: "Ada", to: nil, id: "7")
            ])
        #expect(take(&session, ":Ada!a@h PRIVMSG #ml :hello all") == [])
        #expect(
            take(&session, ":Ada!a@h PRIVMSG #ml :Yiti: an answer") == [
                .said(text: "an answer", by: "Ada", to: "#ml", id: nil)
            ])
        #expect(take(&session, ":Ada!a@h PRIVMSG yiti :\u{1}VERSION\u{1}") == [])
        #expect(take(&session, ":Ada!a@h NOTICE yiti :a bot") == [])
        #expect(take(&session, ":yiti!y@h PRIVMSG #ml :!next") == [])
        #expect(take(&session, ":x 401 yiti Ada :No such nick") == [.failed(target: "Ada", .offline)])
    }

    @Test("lets nothing end a line before its end")
    func lines() {
        #expect(IRCMessage("PRIVMSG", "ada", "a\r\nQUIT :x\0").line == "PRIVMSG ada :a  QUIT :x ")
        #expect(IRCMessage("PRIVMSG", "ada", ":)").line == "PRIVMSG ada ::)")
        #expect(
            IRCMessage(line: "@a=b\\sc;d :s CMD p :")
                == {
                    var message = IRCMessage("CMD", "p", "")
                    message.tags = ["a": "b c", "d": ""]
                    message.source = "s"
                    return message
                }())
        #expect(IRCName.folded("Ada[1]") == "ada{1}")
    }
}
