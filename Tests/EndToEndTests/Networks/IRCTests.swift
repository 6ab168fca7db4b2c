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
            _ = try alice.messages(until: "/hint")
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
    }
}
