import Glibc
import Testing
import YitiTestKit

extension Networks {
    /// Kills of everything that takes part in a push on IRC.
    @Suite(.serialized) struct IRCKillTests {
        /// What begins the words of a question, which takes seven lines.
        private static let words = (100...141).map { "w\($0)" }

        private func bank() throws -> Scratch {
            let bank = try Scratch()
            let text = Self.words.map { $0 + "👩‍👩‍👧‍👦👩‍👩‍👧‍👦" }.joined(separator: " ")
            // As many as that none comes back while the others wait.
            let questions = (10...99).map { "## long-\($0) ★★★★★\n说 \($0)\n\(text)\n" }
            try bank.write("# 长题 | Long\nid: long\n\n" + questions.joined(separator: "\n"), to: "01-long.md")
            return bank
        }

        /// What alice has heard of a push: the words as they came, and how often the last line did.
        private struct Heard {
            var words: [String] = []
            var lastLines = 0
            var fence = false

            var isWhole: Bool { lastLines > 0 && Set(words).count == IRCKillTests.words.count }

            /// The words in the order in which they came first.
            var inOrder: [String] {
                var seen: Set<String> = []
                return words.filter { seen.insert($0).inserted }
            }

            mutating func take(_ line: String, fence: String) {
                words += line.split(separator: " ").map { String($0.prefix(4)) }.filter(IRCKillTests.words.contains)
                if line.contains("/skip") { lastLines += 1 }
                if line.contains(fence) { self.fence = true }
            }
        }

        @Test(
            "loses no line of a push when it or the network is killed at any instant, and doubles only what was under way",
            arguments: IRCNetworkKind.there)
        func pushes(_ kind: IRCNetworkKind) throws {
            let server = try ServerProcess.sandbox(bank: bank(), ["--bridge", "irc"])
            let house = try IRCHouse(kind, port: server.port, token: server.tokens["irc"] ?? "")
            var alice = try house.alice()
            try alice.write("!subscribe 09:00")
            _ = try alice.messages(until: "09:00")
            let clock = try server.bridge(push: false)
            var (day, doubled, networkKills) = (0, 0, 0)
            repeat {
                day += 1
                var heard = Heard()
                let fence = "fence\(day)x"
                func hear(while goesOn: (Heard) -> Bool) throws {
                    while goesOn(heard) { heard.take(try alice.message(), fence: fence) }
                }
                try clock.advance(86_400)
                // By turns at any instant at all, between the lines, and about the last one.
                let lines = [0, Int.random(in: 1...6), 9][day % 3]
                if lines == 9 { try hear { $0.lastLines == 0 } }
                if lines < 9 { try hear { $0.words.count < lines * 6 && lines > 0 } }
                usleep(.random(in: 0...(lines == 0 ? 400_000 : lines == 9 ? 6_000 : 3_000)))
                if day.isMultiple(of: 5) {
                    networkKills += 1
                    let before = alice
                    alice = try house.killNetwork()
                    // What had come to her by then she has read, too.
                    while let line = try? before.message() { heard.take(line, fence: fence) }
                } else {
                    try house.bridge.kill()
                    try house.bridge.restart()
                }
                try alice.await("yiti")
                try alice.write("!search \(fence)")
                try hear { !$0.isWhole || !$0.fence }
                #expect(heard.inOrder == Self.words)
                doubled += heard.words.count - Self.words.count > 0 ? 1 : 0
                doubled += heard.lastLines - 1
                try alice.write("!skip")
                try alice.write("!search behind\(day)x")
                _ = try alice.messages(until: "behind\(day)x")
            } while day < 6 || Program.soaks && day < 600 && !house.bridge.caught.isEnoughOfPushes
            let caught = house.bridge.caught
            print("\(kind): \(day) kills, \(networkKills) of the network; \(caught); doubled \(doubled)")
            #expect(doubled <= caught.sending + networkKills)
            #expect(!Program.soaks || caught.isEnoughOfPushes)
        }

        @Test(
            "loses nothing and doubles nothing when the server is killed at any instant",
            arguments: IRCNetworkKind.there)
        func serverKills(_ kind: IRCNetworkKind) throws {
            let data = try Scratch()
            var server = try ServerProcess.real(data: data, port: FreePort.find())
            let made = try Program.run(["token", "create", "irc", "--data", data.path])
            let token = try #require(made.output.split(whereSeparator: \.isWhitespace).first { $0.count > 20 })
            let house = try IRCHouse(kind, port: server.port, token: String(token), ["page_lines": "1000"])
            let alice = try house.alice()
            var (words, heard): ([String], [String]) = ([], [])
            for _ in 1...(Program.soaks ? 40 : 3) {
                // Nobody writes on unread for ever.
                if let read = words.dropLast(20).last, !heard.contains(where: { $0.contains("“\(read)”") }) {
                    heard += try alice.messages(until: "“\(read)”")
                }
                for _ in 1...5 {
                    words.append("word\(words.count)x")
                    try alice.write("!search \(words.last ?? "")")
                }
                usleep(.random(in: 0...400_000))
                server.kill()
                _ = try server.waitForExit()
                server = try ServerProcess.real(data: data, port: server.port)
            }
            try alice.write("!search thelastone")
            heard += try alice.messages(until: "thelastone")
            let answers = heard.compactMap { line in
                words.first { line.contains("“\($0)”") }
            }
            #expect(answers == words)
        }
    }
}
