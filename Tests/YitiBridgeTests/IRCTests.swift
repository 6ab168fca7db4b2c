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
        #expect(
            take(&session, ":x 001 yiti_ :welcome")
                == [
                    .send(IRCMessage("USERHOST", "yiti_")), .send(IRCMessage("JOIN", "#ml")), .ready(nick: "yiti_"),
                ])
        #expect(take(&session, "PING :token").first == .send(IRCMessage("PONG", "token")))
    }

    @Test("reads a text that begins with a mark, which makes one character of itself and the colon before it")
    func marks() {
        let message = IRCMessage(line: ":a!b@c PRIVMSG yiti :\u{301}e \u{308}f")
        #expect(message?.parameters == ["yiti", "\u{301}e \u{308}f"])
    }

    @Test("takes another nickname where its own is held back, and says so where it is none at all")
    func otherNicknames() {
        var session = session { _ in }
        #expect(take(&session, ":x 437 * yiti :held") == [.send(IRCMessage("NICK", "yiti_"))])
        #expect(take(&session, ":x 436 * yiti_ :collides") == [.send(IRCMessage("NICK", "yiti__"))])
        #expect(take(&session, ":x 432 * yiti__ :too long") == [])
        var other = self.session()
        // Services may hold it back: then another one is taken.
        #expect(take(&other, ":x 432 * yiti :erroneous") == [.send(IRCMessage("NICK", "yiti_"))])
        var held = other
        #expect(take(&other, ":x 432 * yiti_ :erroneous") == [.unfit("the network takes no nickname yiti")])
        _ = take(&held, ":x 001 yiti_ :welcome")
        #expect(take(&held, "PING t").last == .send(IRCMessage("NICK", "yiti")))
        #expect(take(&held, ":x 432 yiti_ yiti :held") == [])
    }

    @Test("knows that a line was refused, whichever way the network says it", arguments: ["477", "486", "489", "716"])
    func shut(_ code: String) {
        var session = session { _ in }
        _ = take(&session, ":x 001 yiti :welcome")
        #expect(take(&session, ":x \(code) yiti ada :no") == [.failed(target: "ada", label: nil, .blocked)])
    }

    @Test("hears what is said to it alone, and in a channel what is meant for it")
    func said() {
        var session = session()
        _ = take(&session, ":x 001 yiti :welcome")
        #expect(
            take(&session, "@msgid=7 :Ada!a@h PRIVMSG yiti :!next loss") == [
                .said(text: "/next loss", by: IRCPerson(nick: "Ada", account: nil), to: nil, id: "7")
            ])
        #expect(take(&session, ":Ada!a@h PRIVMSG #ml :hello all") == [])
        #expect(
            take(&session, ":Ada!a@h PRIVMSG #ml :Yiti: an answer") == [
                .said(text: "an answer", by: IRCPerson(nick: "Ada", account: nil), to: "#ml", id: nil)
            ])
        #expect(take(&session, ":Ada!a@h PRIVMSG yiti :\u{1}VERSION\u{1}") == [])
        #expect(take(&session, ":Ada!a@h NOTICE yiti :a bot") == [])
        #expect(take(&session, ":yiti!y@h PRIVMSG #ml :!next") == [])
        #expect(take(&session, ":x 401 yiti Ada :No such nick") == [.failed(target: "Ada", label: nil, .offline)])
    }

    @Test("learns who is logged in to which account, and believes a nickname for seconds only")
    func accounts() {
        var session = session { $0.identity = .account }
        _ = take(&session, ":x CAP * LS * :account-tag", ":x CAP * LS :batch echo-message labeled-response")
        _ = take(&session, ":x CAP * ACK :account-tag batch echo-message labeled-response")
        #expect(session.hasReceipts)
        #expect(take(&session, ":x 001 yiti :welcome").last == .ready(nick: "yiti"))
        #expect(
            take(&session, "@account=Ada :a!a@h PRIVMSG yiti :hi") == [
                .said(text: "hi", by: IRCPerson(nick: "a", account: "Ada"), to: nil, id: nil)
            ])
        #expect(take(&session, ":a!a@h ACCOUNT *") == [.account(nick: "a", nil)])
        #expect(
            take(&session, ":a!a@h JOIN #ml Ada :a person") == [
                .account(nick: "a", "Ada"), .entered(nick: "a", channel: "#ml"),
            ])
        #expect(take(&session, ":a!a@h NICK b") == [.renamed(from: "a", to: "b")])
        #expect(
            take(&session, ":x 354 yiti 7 b Ada") == [.found(token: "7", IRCPerson(nick: "b", account: "Ada"))])
        #expect(take(&session, ":x 354 yiti 7 b 0") == [.found(token: "7", IRCPerson(nick: "b", account: nil))])
        #expect(take(&session, "@label=k-1;msgid=9 :yiti!y@h PRIVMSG b :text") == [.shown(label: "k-1", id: "9")])
        #expect(
            take(&session, "@label=k-2 :x 401 yiti b :No such nick") == [
                .failed(target: "b", label: "k-2", .offline)
            ])
        var people = IRCPeople()
        people.note(IRCPerson(nick: "b", account: "Ada"), now: 100)
        // Where the network does not say who comes and goes, it is asked each time.
        #expect(people.believed("ada", now: 100) == nil)
        #expect(people.watch("b", limit: 2) == [IRCMessage("MONITOR", "+", "b")] && people.watch("B", limit: 2) == [])
        #expect(people.watch("y", limit: 0) == [])
        #expect(people.believed("ada", now: 105) == "b" && people.believed("ada", now: 200) == nil)
        people.rename(from: "B", to: "c")
        #expect(people.candidates(of: "ada") == ["c", "ada"])
        people.forget(nick: "c")
        #expect(people.believed("ada", now: 105) == nil)
        people.note(IRCPerson(nick: "b", account: "Ada"), now: 106)
        #expect(people.believed("ada", now: 107) == "b" && people.remembered(of: "ada") == "b")
        _ = people.watch("x", limit: 2)
        #expect(people.watch("y", limit: 2) == [IRCMessage("MONITOR", "-", "b"), IRCMessage("MONITOR", "+", "y")])
        #expect(people.believed("ada", now: 107) == nil)
    }

    @Test("hears who comes and goes under a nickname that the network watches, and takes its own back")
    func watched() {
        var session = session()
        #expect(take(&session, ":x 005 yiti CHANTYPES=# MONITOR=30 :are supported") == [] && session.maxWatched == 30)
        #expect(take(&session, ":x 730 yiti :a!a@h,b!b@h") == [.changedHands(["a", "b"])])
        #expect(take(&session, ":x 731 yiti :a,b") == [.changedHands(["a", "b"])])
        #expect(take(&session, ":x 734 yiti 30 c :full") == [.unwatched(["c"])])
        _ = take(&session, ":x 433 * yiti :taken", ":x 001 yiti_ :welcome")
        let pong = IRCSession.Action.send(IRCMessage("PONG", "t"))
        #expect(take(&session, "PING t") == [pong, .send(IRCMessage("NICK", "yiti"))])
        #expect(take(&session, ":x 433 yiti_ yiti :taken") == [])
        #expect(take(&session, ":yiti_!y@h NICK yiti", "PING t") == [.ready(nick: "yiti"), pong])
    }

    @Test(
        "asks one by one for what it was refused together, and comes in without its account while nobody looks at passwords"
    )
    func refusedTogether() {
        var session = session { ($0.identity, $0.password) = (.account, "p") }
        func ask(_ name: String) -> IRCSession.Action { .send(IRCMessage("CAP", "REQ", name)) }
        #expect(take(&session, ":x CAP * LS :account-tag batch sasl") == [ask("account-tag batch sasl")])
        #expect(
            take(&session, ":x CAP * NAK :account-tag bat") == [ask("account-tag"), ask("batch"), ask("sasl")])
        #expect(take(&session, ":x CAP * ACK :account-tag", ":x CAP * NAK :batch") == [])
        let end = take(&session, ":x CAP * NAK :sasl")
        #expect(end.count == 2 && end.last == .send(IRCMessage("CAP", "END")))
        guard case .warned? = end.first else { return #expect(Bool(false)) }
        #expect(take(&session, ":x 001 yiti :welcome").last == .ready(nick: "yiti"))
        // Services are back, and then away again.
        #expect(take(&session, ":x CAP yiti NEW :sasl=EXTERNAL,PLAIN other") == [ask("sasl")])
        #expect(take(&session, ":x CAP yiti ACK :sasl") == [.send(IRCMessage("AUTHENTICATE", "PLAIN"))])
        #expect(take(&session, ":x 904 yiti :failed") == [.warned("SASL: failed")])
        #expect(
            take(&session, ":x CAP yiti DEL :sasl account-tag", ":x CAP yiti NEW :account-tag") == [ask("account-tag")])
        #expect(take(&session, ":x CAP yiti NEW :sasl=PLAIN", ":x CAP yiti ACK :account-tag") == [ask("sasl")])
        _ = take(&session, ":x CAP yiti ACK :sasl", "AUTHENTICATE +")
        #expect(take(&session, ":x 903 yiti :ok", ":x CAP yiti NEW :sasl=PLAIN") == [])
    }

    @Test("takes a refusal for a wrong password only when the password was looked at")
    func refusals() {
        func refusal(_ lines: [String]) -> [IRCSession.Action] {
            var session = session { $0.password = "p" }
            _ = take(&session, ":x CAP * LS :sasl", ":x CAP * ACK :sasl")
            return lines.flatMap { take(&session, $0) }.filter { if case .send = $0 { false } else { true } }
        }
        #expect(refusal([":x 904 * :failed"]) == [.away("SASL: failed")])
        #expect(refusal([":x 908 * EXTERNAL,PLAIN :are there", ":x 904 * :failed"]) == [.away("SASL: failed")])
        #expect(refusal(["AUTHENTICATE +", ":x 906 * :aborted"]) == [.away("SASL: aborted")])
        #expect(refusal(["AUTHENTICATE +", ":x 904 * :failed"]) == [.refused("SASL: failed")])
        var unknown = session { $0.identity = .account }
        let lines = [":x CAP * LS :account-tag", ":x CAP * NAK :account-tag", ":x 001 yiti :welcome"]
        guard case .away? = lines.flatMap({ take(&unknown, $0) }).last else { return #expect(Bool(false)) }
        #expect(refusal([":x 902 * :locked"]) == [.refused("SASL: locked")])
        guard case .unfit? = refusal([":x 908 * EXTERNAL :are there"]).first else { return #expect(Bool(false)) }
    }

    @Test("knows what became of a line whichever way the network answers its label")
    func labels() {
        var session = session()
        _ = take(&session, ":x 001 yiti :welcome")
        // To whom is away: the network says so and shows the line, both in one batch, whose lines have no label.
        #expect(
            take(
                &session, "@label=k-1 :x BATCH +b labeled-response", "@batch=b :x 301 yiti ada :out",
                "@batch=b;msgid=9 :yiti!y@h PRIVMSG ada :text", "BATCH -b")
                == [.shown(label: "k-1", id: "9"), .done(label: "k-1")])
        #expect(take(&session, "@batch=b :yiti!y@h PRIVMSG ada :text", ":x BATCH -b") == [])
        #expect(
            take(
                &session, "@label=k-2 :x BATCH +c labeled-response", "@batch=c :x BATCH +d chathistory ada",
                "@batch=c :x BATCH -d", "@batch=c :x 401 yiti ada :No such nick", ":x BATCH -c")
                == [.failed(target: "ada", label: "k-2", .offline), .done(label: "k-2")])
        #expect(take(&session, "@label=k-3 :x ACK") == [.done(label: "k-3")])
        #expect(take(&session, "@label=k-4 :x 301 yiti ada :out") == [.done(label: "k-4")])
        func declined(_ line: String) -> [String] {
            take(&session, line).map { action in
                guard case .failed(_, "k-5", .declined(let why)) = action else { return "\(action)" }
                return why
            }
        }
        #expect(declined("@label=k-5 :x NOTICE yiti :filtered") == ["NOTICE filtered"])
        #expect(declined("@label=k-5 :x FAIL PRIVMSG RATE :no") == ["FAIL no"])
        #expect(declined("@label=k-5 :x 415 yiti ada :no") == ["415 no"])
        #expect(declined(":x NOTICE yiti :hello") == [] && declined(":x 415 yiti ada :no") == [])
    }

    @Test("sees in a channel who is there and who goes, and believes an account for as long")
    func channels() {
        var session = session { $0.identity = .account }
        _ = take(&session, ":x CAP * ACK :account-tag account-notify extended-join", ":x 001 yiti :welcome")
        #expect(
            take(&session, ":yiti!~y@host.example JOIN #ml * :y") == [
                .joined("#ml"), .send(IRCMessage("WHO", "#ml", "%tcna,999")),
            ])
        #expect(
            take(&session, ":x 354 yiti 999 #ml a Ada") == [
                .found(token: "999", IRCPerson(nick: "a", account: "Ada")), .entered(nick: "a", channel: "#ml"),
            ])
        #expect(take(&session, ":a!a@h PART #ml :bye") == [.left(nick: "a", channel: "#ml")])
        #expect(take(&session, ":o!o@h KICK #ml yiti :no") == [.left(nick: "yiti", channel: "#ml")])
        #expect(
            take(&session, ":a!a@h QUIT :bye") == [.left(nick: "a", channel: nil), .account(nick: "a", nil)])
        var people = IRCPeople()
        people.note(IRCPerson(nick: "A", account: "Ada"), now: 100)
        people.enter("a", "#ML")
        #expect(people.believed("ada", now: 10_000) == "A")
        people.rename(from: "A", to: "B")
        #expect(people.believed("ada", now: 10_000) == "B")
        people.leave("b", "#ml")
        #expect(people.believed("ada", now: 105) == nil)
        people.enter("b", "#ml")
        people.loseSight(of: "#ml")
        #expect(people.believed("ada", now: 10_000) == nil)
        people.loseSight()
        #expect(people.believed("ada", now: 105) == nil)
    }

    @Test("believes nobody who takes the nickname of somebody that went unseen")
    func impostors() {
        var people = IRCPeople()
        people.note(IRCPerson(nick: "alice", account: "alice"), now: 100)
        var joined = people
        // In the channel as somebody else, and out of it never seen under the old nickname.
        people.note(IRCPerson(nick: "eve", account: nil), now: 100)
        people.enter("eve", "#ml")
        people.rename(from: "eve", to: "Alice")
        #expect(people.believed("alice", now: 101) == nil)
        joined.note(IRCPerson(nick: "alice", account: "bob"), now: 101)
        joined.enter("alice", "#ml")
        #expect(joined.believed("alice", now: 101) == nil && joined.believed("bob", now: 10_000) == "alice")
        joined.rename(from: "alice", to: "ALICE")
        #expect(joined.believed("bob", now: 10_000) == "ALICE")
        joined.note(IRCPerson(nick: "alice", account: "alice"), now: 102)
        #expect(joined.believed("bob", now: 102) == nil && joined.believed("alice", now: 10_000) == "alice")
        // Out of our sight comes back nobody's channel.
        joined.rename(from: "stranger", to: "alice")
        joined.note(IRCPerson(nick: "alice", account: "alice"), now: 103)
        #expect(joined.believed("alice", now: 10_000) == nil)
    }

    @Test("takes a message's time from the network where it kept it, and not where their clocks differ")
    func skew() {
        #expect(IRCNetwork.kept(since: 100, now: 161) == 100)
        #expect(IRCNetwork.kept(since: 100, now: 105) == nil && IRCNetwork.kept(since: 100, now: 0) == nil)
    }

    @Test("says when something was written where the network tells, also what it kept")
    func times() {
        var session = session()
        _ = take(&session, ":x 001 yiti :welcome")
        #expect(
            take(&session, "@time=2027-01-15T08:00:00.123Z :a!a@h PRIVMSG yiti :hi") == [
                .said(
                    text: "hi", by: IRCPerson(nick: "a", account: nil), to: nil, id: nil, sentAt: 1_800_000_000)
            ])
    }

    @Test("keeps a line with what others see before it within 512 octets, and cuts it where that is long")
    func room() {
        var session = session()
        let part = OutgoingPart(
            place: "#ml", user: "u", key: "k", text: String(repeating: "字", count: 113), isPreformatted: false,
            buttons: [], kind: "info")
        func longest(_ session: IRCSession) -> Int {
            let lines = IRCNetwork.lines(part, to: "#ml", session).filter { $0.command == "PRIVMSG" }
            #expect(lines.compactMap(\.parameters.last).joined() == part.text)
            return lines.map { ":\(session.nick)!\(session.mask ?? "") \($0.line)\r\n".utf8.count }.max() ?? 0
        }
        #expect(IRCNetwork.lines(part, to: "#ml", session).map(\.command) == ["PRIVMSG", "PING"])
        _ = take(&session, ":x 001 yiti :welcome", ":x 302 yiti :yiti=+~y@192.0.2.1")
        #expect(session.mask == "~y@192.0.2.1")
        let cloak = String(repeating: "c", count: 63)
        _ = take(&session, ":x 396 yiti \(cloak) :is now your host")
        #expect(session.mask == "~y@\(cloak)" && longest(session) <= 512)
        let nick = String(repeating: "n", count: 120)
        _ = take(&session, ":yiti!~yiti@\(cloak) NICK \(nick)")
        #expect(longest(session) <= 512)
        #expect(IRCNetwork.lines(part, to: "#ml", session).count == 3)
    }

    @Test("writes half as fast when the network complains, and faster again when it is content")
    func pace() {
        var session = session()
        #expect(take(&session, "ERROR :Closing link: [Excess Flood]") == [.flooded("Closing link: [Excess Flood]")])
        #expect(take(&session, ":x 439 yiti ada :Too fast") == [.failed(target: "ada", label: nil, .hurried)])
        #expect(take(&session, ":x 439 * :Please wait while we process your connection.") == [])
        var pace = IRCPace(RateLimit(burst: 4, perSecond: 2), share: 1, now: 0)
        for _ in 1...100 { #expect(pace.take(now: 0) == nil) }
        // The lines of a burst are complained of one by one.
        for tenth in 0...20 { pace.slow(now: Double(tenth) / 2) }
        #expect(pace.share == 0.25 && pace.take(now: 10) == nil && pace.take(now: 10) == 2)
        for number in 6...504 { #expect(pace.take(now: Double(number * 2)) == nil) }
        #expect(pace.share == 0.3125)
    }

    @Test("refuses to know people by accounts where the network tells none, and proves itself by its certificate")
    func external() {
        var plain = session { $0.identity = .account }
        #expect(
            take(&plain, ":x CAP * LS :sasl", ":x 001 yiti :welcome").contains {
                if case .unfit = $0 { true } else { false }
            })
        var session = session { $0.hasCertificate = true }
        #expect(take(&session, ":x CAP * LS :sasl=PLAIN,EXTERNAL") == [.send(IRCMessage("CAP", "REQ", "sasl"))])
        #expect(take(&session, ":x CAP * ACK :sasl") == [.send(IRCMessage("AUTHENTICATE", "EXTERNAL"))])
        #expect(take(&session, "AUTHENTICATE +") == [.send(IRCMessage("AUTHENTICATE", "+"))])
        var long = self.session { $0.password = String(repeating: "p", count: 290) }
        let sent = take(&long, "AUTHENTICATE +")
        #expect(sent.count == 2 && sent.last == .send(IRCMessage("AUTHENTICATE", "+")))
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
    }

    @Test(
        "takes for one name what the network takes for one",
        arguments: [
            ("", #"k{}|^kä"#), ("CASEMAPPING=rfc1459", #"k{}|^kä"#), ("CASEMAPPING=strict-rfc1459", #"k{}|~kä"#),
            ("CASEMAPPING=rfc1459-strict", #"k{}|~kä"#), ("CASEMAPPING=ascii", #"k[]\~kä"#),
            ("CASEMAPPING=rfc8265", #"k[]\~kä"#),
        ])
    func casing(_ token: String, _ folded: String) {
        var session = session()
        _ = take(&session, ":x 001 yiti :welcome", ":x 005 yiti WHOX \(token) :are supported")
        // The sign for kelvin is no letter of anybody's name.
        #expect(session.casing.folded(#"K[]\~kä"#) == folded && session.casing.folded("\u{212A}") == "\u{212A}")
        #expect(session.same("[A", "{a") == folded.contains("{"))
    }

    @Test("tells two accounts apart that another network would take for one")
    func twoAccounts() {
        var people = IRCPeople()
        people.casing = .ascii
        people.note(IRCPerson(nick: "a", account: "[ada]"), now: 100)
        people.note(IRCPerson(nick: "b", account: "{ada}"), now: 100)
        people.enter("a", "#ml")
        people.enter("b", "#ml")
        #expect(people.believed("[ada]", now: 100) == "a" && people.believed("{ada}", now: 100) == "b")
    }
}
