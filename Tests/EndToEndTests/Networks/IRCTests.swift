import Glibc
import Testing
import YitiTestKit

extension Networks {
    @Suite(.serialized, .enabled(if: NetworkServer.ngircd.isThere, "ngircd could not be fetched")) struct IRCTests {
        private func bridge(
            _ server: ServerProcess, _ network: IRCServer, _ more: [String: String] = [:],
            hasShippedLimits: Bool = Program.soaks
        ) throws -> BridgeProcess {
            let keys = [
                "server": "127.0.0.1:\(server.port)", "irc": "127.0.0.1:\(network.port)", "identity": "nick",
                "channels": "\"#ml\"",
            ]
            return try BridgeProcess(
                "irc", keys.merging(more) { _, new in new },
                environment: ["YITI_IRC_TOKEN": server.tokens["irc"] ?? ""], hasShippedLimits: hasShippedLimits)
        }

        @Test("says once in one line what it is, and answers in a channel what is meant for it, and nothing else")
        func channel() throws {
            let server = try ServerProcess.sandbox(["--bridge", "irc"])
            let network = try IRCServer()
            let alice = try IRCPerson("alice", on: network)
            try alice.send("JOIN #ml")
            let bridge = try bridge(server, network, hasShippedLimits: true)
            #expect(try alice.messages(until: "/next").count == 1)
            try alice.write("hello all", to: "#ml")
            try alice.write("!whoami", to: "#ml")
            #expect(try alice.messages(until: "private").count == 1)
            try alice.write("yiti: !next", to: "#ml")
            _ = try alice.messages(until: "★")
            #expect(try bridge.terminate() == 0)
            try bridge.restart()
            _ = try alice.line { $0.contains(":yiti!") && $0.contains(" JOIN ") }
            try alice.write("!whoami", to: "#ml")
            #expect(try !alice.messages(until: "private").contains { $0.contains("I am Yiti") })
        }

        @Test("shows 3,500 characters with marks and emoji whole and in order, page by page")
        func longText() throws {
            let server = try ServerProcess.sandbox(["--bridge", "irc"])
            let network = try IRCServer()
            let bridge = try bridge(server, network)
            let alice = try IRCPerson("alice", on: network)
            try bridge.started()
            try alice.await("yiti")
            let client = try BridgeClient(
                port: server.port, token: server.tokens["irc"] ?? "", bridge: "irc", push: false)
            try client.run("alice", "/next")
            try client.run("alice", LongText.text)
            try alice.write("!history 1")
            var shown = ""
            while !shown.contains(LongText.text) {
                shown += try alice.messages(until: "more lines: write more").dropLast().joined()
                try alice.write("more")
                if shown.contains("。x损"), LongText.text.utf8.count - shown.utf8.count < 3_000 {
                    shown += try alice.messages(until: "/history ID").joined()
                }
            }
        }

        @Test("ends when another process of its name takes its place")
        func rival() throws {
            let server = try ServerProcess.sandbox(["--bridge", "irc"])
            let network = try IRCServer()
            let older = try bridge(server, network)
            try older.started()
            let newer = try bridge(server, network)
            #expect(try older.waitForExit() == 3)
            #expect(try newer.terminate() == 0)
        }

        @Test("loses no push when it is killed at any instant, and doubles only lines that were under way")
        func pushKills() throws {
            let server = try ServerProcess.sandbox(["--bridge", "irc"])
            let network = try IRCServer()
            let bridge = try bridge(server, network)
            let alice = try IRCPerson("alice", on: network)
            try bridge.started()
            try alice.await("yiti")
            try alice.write("!subscribe 09:00")
            _ = try alice.messages(until: "09:00")
            let clock = try server.bridge(push: false)
            var (days, doubled) = (0, 0)
            repeat {
                days += 1
                // What the network has brought on this day: the first lines of questions.
                var ledger: [String] = []
                func hear(until word: String) throws {
                    ledger += try alice.messages(until: word).filter { $0.contains("★") }
                }
                try clock.advance(86_400)
                try bridge.killSoon()
                try bridge.restart()
                try alice.await("yiti")
                try hear(until: "★")
                try alice.write("!skip")
                try alice.write("!search fence\(days)x")
                try hear(until: "fence\(days)x")
                #expect(Set(ledger).count == 1)
                doubled += ledger.count - 1
            } while days < 5 || Program.soaks && days < 100 && !bridge.caught.isEnough
            #expect(doubled <= bridge.caught.sending)
        }

        @Test("takes what is written between the lines of a push for an answer to it")
        func betweenLines() throws {
            let server = try ServerProcess.sandbox(["--bridge", "irc"])
            let network = try IRCServer()
            let bridge = try bridge(server, network, ["chat_burst": "1", "chat_per_second": "0.5"])
            let alice = try IRCPerson("alice", on: network)
            try bridge.started()
            try alice.await("yiti")
            let client = try BridgeClient(
                port: server.port, token: server.tokens["irc"] ?? "", bridge: "irc", push: false)
            try client.run("alice", "/subscribe 09:00")
            let clock = try server.bridge(push: false)
            try clock.advance(to: "2026-03-03T09:00:00Z")
            let id = try #require(try alice.messages(until: "★").last?.split(separator: " ").first)
            try alice.write("an answer between the lines")
            #expect(try !alice.heard().contains { $0.contains("/skip") })
            try wait {
                let history = try client.run("alice", "/history 1").text
                return history.contains("an answer between the lines") && history.contains(id)
            }
        }

        @Test("asks a channel of four once a day, seals the answers, and names who joined its board")
        func roomOfFour() throws {
            let server = try ServerProcess.sandbox(["--bridge", "irc"])
            let network = try IRCServer()
            let people = try ["alice", "bob", "carol", "dan"].map { try IRCPerson($0, on: network) }
            for person in people { try person.send("JOIN #ml") }
            let (alice, bob, carol) = (people[0], people[1], people[2])
            let bridge = try bridge(server, network)
            _ = try carol.messages(until: "/next")
            try bridge.started()
            try carol.write("!name Carol")
            _ = try carol.messages(until: "Carol")
            try carol.write("!leaderboard join", to: "#ml")
            _ = try carol.messages(until: "Carol")
            try alice.write("!subscribe 09:00", to: "#ml")
            _ = try carol.messages(until: "Subscribed")
            let clock = try server.bridge(push: false)
            var told: [String] = []
            for day in 3...5 {
                try clock.advance(to: "2026-03-0\(day)T09:00:00Z")
                told += try carol.messages(until: "★")
                for person in [bob, carol] {
                    try person.write("yiti: what is thought of it", to: "#ml")
                    told += try carol.messages(until: "Received")
                }
            }
            #expect(told.count { $0.contains("★") } == 3)
            let ends = told.filter { $0.contains("Answered:") }
            #expect(ends.count == 2 && ends.allSatisfy { $0.contains("Carol") && !$0.contains("bob") })
        }

        @Test("says that a nickname proves nobody, and when its own is taken")
        func refusals() throws {
            let server = try ServerProcess.sandbox(["--bridge", "irc"])
            let network = try IRCServer()
            let unsafe = try bridge(server, network, ["identity": ""])
            #expect(try unsafe.waitForExit() == 78)
            #expect(unsafe.log.contains("nickname"))
            let bridge = try bridge(server, network)
            let alice = try IRCPerson("alice", on: network)
            try bridge.started()
            try alice.await("yiti")
            let check = try bridge.second(["--check"])
            #expect(check.status == 78 && check.output.contains("taken"))
        }

        @Test(
            "shows a long text by pages, and an answer once when it is killed or the network is, but for what was under way"
        )
        func kills() throws {
            let server = try ServerProcess.sandbox(["--bridge", "irc"])
            let network = try IRCServer()
            let bridge = try bridge(server, network, ["page_lines": "4"])
            var alice = try IRCPerson("alice", on: network)
            try bridge.started()
            try alice.await("yiti")
            try alice.write("!help")
            _ = try alice.messages(until: "more lines: write more")
            try alice.write("more")
            _ = try alice.messages(until: "more lines: write more")
            var round = 0
            repeat {
                round += 1
                let words = (1...3).map { "word\(round)x\($0)x" }
                for word in words { try alice.write("!search \(word)") }
                if round.isMultiple(of: 3) {
                    usleep(.random(in: 0...200_000))
                    try network.killAndRestart()
                    alice = try IRCPerson("alice", on: network)
                } else {
                    try bridge.killSoon()
                    try bridge.restart()
                }
                try alice.await("yiti")
                // Whatever was in the journal is shown before this.
                try alice.write("!search fence\(round)x")
                let answers = try alice.messages(until: "“fence\(round)x”").filter { $0.contains("“word\(round)x") }
                // What was under way may be there twice, and what the network did not bring is not there.
                #expect(answers.count <= words.count + 1)
                let found = answers.compactMap { answer in words.first { answer.contains("“\($0)”") } }
                #expect(found == found.sorted() && found.count == answers.count)
            } while round < (Program.soaks ? 60 : 6)
        }
    }

    @Suite(.serialized, .enabled(if: NetworkServer.inspircd.isThere, "inspircd could not be fetched"))
    struct IRCAccountTests {
        @Test("knows people by their accounts, whatever their nicknames, and pushes to nobody else")
        func accounts() throws {
            let server = try ServerProcess.sandbox(["--bridge", "irc"])
            let network = try IRCServices()
            let owner = try IRCPerson("yiti", port: network.port)
            try owner.register()
            try owner.send("QUIT")
            var alice = try IRCPerson("alice", port: network.port)
            let keys = [
                "server": "127.0.0.1:\(server.port)", "irc": "127.0.0.1:\(network.port)", "channels": "\"#ml\"",
            ]
            let bridge = try BridgeProcess(
                "irc", keys,
                environment: [
                    "YITI_IRC_TOKEN": server.tokens["irc"] ?? "", "YITI_IRC_PASSWORD": "secretpassword",
                ])
            try bridge.started()
            try alice.await("yiti")
            try alice.write("!whoami")
            _ = try alice.messages(until: "NickServ")
            try alice.register()
            try alice.write("!subscribe 09:00")
            _ = try alice.messages(until: "09:00")
            // She comes back under another nickname, and somebody else takes hers.
            try alice.send("QUIT")
            alice = try IRCPerson("wanderer", port: network.port)
            try alice.identify(as: "alice")
            let impostor = try IRCPerson("alice", port: network.port)
            try alice.write("!subscriptions")
            _ = try alice.messages(until: "09:00")
            let clock = try server.bridge(push: false)
            try clock.advance(to: "2026-03-03T09:00:00Z")
            _ = try alice.messages(until: "/skip")
            try impostor.write("!subscriptions")
            try alice.write("!whoami")
            _ = try alice.messages(until: "wanderer")
            #expect(try impostor.heard().isEmpty)
            // To whom is away the network says two things of each line, and each line is shown once all the same.
            try alice.send("AWAY :out")
            try alice.write("!help")
            let help = try alice.messages(until: "more")
            #expect(Set(help).count == help.count)
            try alice.send("AWAY")
            // Whoever takes no messages from strangers is asked nothing until they write again.
            try alice.send("MODE wanderer +g")
            try alice.write("!skip")
            _ = try alice.line { $0.contains(" 718 ") }
            try clock.advance(to: "2026-03-04T09:00:00Z")
            try wait { bridge.log.contains("was given back: blocked") }
            try alice.send("ACCEPT yiti")
            try alice.write("!next")
            _ = try alice.messages(until: "/skip")
            let wrong = try BridgeProcess(
                "irc", keys, environment: ["YITI_IRC_TOKEN": "x", "YITI_IRC_PASSWORD": "wrong"])
            #expect(try wrong.waitForExit() == 77)
        }

        @Test(
            "gives nothing to who takes somebody's nickname at once, and finds them under another one",
            arguments: [true, false])
        func impostor(_ watches: Bool) throws {
            let server = try ServerProcess.sandbox(["--bridge", "irc"])
            let network = try IRCServices(watches: watches)
            let alice = try IRCPerson("alice", port: network.port)
            let bridge = try BridgeProcess(
                "irc",
                ["server": "127.0.0.1:\(server.port)", "irc": "127.0.0.1:\(network.port)"],
                environment: ["YITI_IRC_TOKEN": server.tokens["irc"] ?? ""])
            try bridge.started()
            try alice.register()
            try alice.await("yiti")
            try alice.write("!subscribe 09:00")
            _ = try alice.messages(until: "09:00")
            // She has just been looked up, and the bot shares no channel with her.
            try alice.send("QUIT")
            _ = try? alice.line { $0.hasPrefix("ERROR") }
            let impostor = try IRCPerson("alice", port: network.port)
            let clock = try server.bridge(push: false)
            try clock.advance(to: "2026-03-03T09:00:00Z")
            var carol = try IRCPerson("carol", port: network.port)
            try carol.register()
            try carol.write("!subscribe 09:00")
            _ = try carol.messages(until: "09:00")
            #expect(try impostor.heard().isEmpty)
            // While the bridge is away she comes back under a nickname that it has never seen.
            try carol.send("QUIT")
            #expect(try bridge.terminate() == 0)
            carol = try IRCPerson("rover", port: network.port)
            try carol.identify(as: "carol")
            try bridge.restart()
            try carol.await("yiti")
            try clock.advance(to: "2026-03-04T09:00:00Z")
            _ = try carol.messages(until: "/skip")
            #expect(try impostor.heard().isEmpty)
        }

        @Test(
            "logs in by its certificate over TLS, and ends when the account does not know it",
            .enabled(if: IRCCertificates.areThere, "no openssl"))
        func certificate() throws {
            let server = try ServerProcess.sandbox(["--bridge", "irc"])
            let certificates = try IRCCertificates()
            let network = try IRCServices(certificates)
            let owner = try IRCPerson("yiti", port: network.port)
            try owner.register()
            let alice = try IRCPerson("alice", port: network.port)
            try alice.register()
            let keys = [
                "server": "127.0.0.1:\(server.port)", "irc": "tls://localhost:\(network.securePort)",
                "authorities": certificates.server, "certificate": certificates.account,
            ]
            let secrets = ["YITI_IRC_TOKEN": server.tokens["irc"] ?? ""]
            #expect(try BridgeProcess("irc", keys, environment: secrets).waitForExit() == 77)
            try owner.write("CERT ADD \(certificates.fingerprint)", to: "NickServ")
            _ = try owner.line {
                $0.contains(":NickServ!") && $0.contains(" NOTICE ") && $0.lowercased().contains("fingerprint")
            }
            try owner.send("QUIT")
            let bridge = try BridgeProcess("irc", keys, environment: secrets)
            try bridge.started()
            try alice.await("yiti")
            try alice.send("WHOIS yiti")
            _ = try alice.line { $0.contains(" 330 ") && $0.contains(" yiti ") }
            try alice.write("!next")
            _ = try alice.messages(until: "/skip")
            #expect(try bridge.terminate() == 0)
        }
    }
}
