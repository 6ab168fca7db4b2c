import Glibc
import Testing
import YitiTestKit

extension Networks {
    @Suite(.serialized, .enabled(if: NetworkServer.ngircd.isThere, "ngircd could not be fetched")) struct IRCTests {
        private func bridge(_ server: ServerProcess, _ network: IRCServer, _ more: [String: String] = [:]) throws
            -> BridgeProcess
        {
            let keys = [
                "server": "127.0.0.1:\(server.port)", "irc": "127.0.0.1:\(network.port)", "identity": "nick",
                "channels": "\"#ml\"",
                "chat_burst": "100", "chat_per_second": "100", "bridge_burst": "100", "bridge_per_second": "100",
            ]
            return try BridgeProcess(
                "irc", keys.merging(more) { _, new in new }, environment: ["YITI_IRC_TOKEN": server.tokens["irc"] ?? ""]
            )
        }

        @Test("answers in a channel what is meant for it, and nothing else")
        func channel() throws {
            let server = try ServerProcess.sandbox(["--bridge", "irc"])
            let network = try IRCServer()
            let bridge = try bridge(server, network)
            let alice = try IRCPerson("alice", on: network)
            try bridge.started()
            try alice.await("yiti")
            try alice.send("JOIN #ml")
            try alice.write("hello all", to: "#ml")
            try alice.write("!whoami", to: "#ml")
            #expect(try alice.messages(until: "private").count == 1)
            try alice.write("yiti: !next", to: "#ml")
            _ = try alice.messages(until: "/skip")
            #expect(try bridge.terminate() == 0)
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
                "chat_burst": "100", "chat_per_second": "100", "bridge_burst": "100", "bridge_per_second": "100",
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
            let wrong = try BridgeProcess(
                "irc", keys, environment: ["YITI_IRC_TOKEN": "x", "YITI_IRC_PASSWORD": "wrong"])
            #expect(try wrong.waitForExit() == 77)
        }
    }
}
