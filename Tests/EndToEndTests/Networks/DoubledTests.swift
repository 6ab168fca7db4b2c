import Glibc
import Testing
import YitiTestKit

extension DoubledNetworks {
    /// What holds on every network of which there is a double.
    @Suite(.serialized) struct DoubledTests {
        @Test("shows 3,500 characters with marks and emoji whole and in order", arguments: DoubledNetwork.there)
        func longText(_ network: DoubledNetwork) throws {
            let (server, house) = try DoubledHouse.sandbox(network)
            defer { withExtendedLifetime(server) {} }
            try house.say("/start")
            try house.say("/next")
            try house.say(LongText.text)
            let count = try house.shown(to: 7).count
            try house.write("/history 1")
            try house.double.wait(for: "the whole answer") {
                try house.shown(to: 7).dropFirst(count).map(\.text).joined().contains(LongText.text) ? true : nil
            }
        }

        @Test("ends when another process of its name takes its place", arguments: DoubledNetwork.there)
        func rival(_ network: DoubledNetwork) throws {
            let (server, house) = try DoubledHouse.sandbox(network)
            let rival = try house.rival(server)
            #expect(try house.bridge.waitForExit() == 3)
            #expect(try rival.terminate() == 0)
        }

        /// A server on a disk, and a bridge that it knows.
        private func real(_ network: DoubledNetwork, _ data: Scratch) throws -> (ServerProcess, DoubledHouse) {
            let server = try ServerProcess.real(data: data, port: FreePort.find())
            let made = try Program.run(["token", "create", network.rawValue, "--data", data.path])
            let token = try #require(made.output.split(whereSeparator: \.isWhitespace).first { $0.count > 20 })
            let house = try DoubledHouse(network, port: server.port, token: String(token))
            try house.say("/start")
            return (server, house)
        }

        private func end(_ server: ServerProcess) throws {
            server.kill()
            _ = try server.waitForExit()
        }

        @Test(
            "loses nothing and doubles nothing when the server is killed at any instant",
            arguments: DoubledNetwork.there)
        func serverKills(_ network: DoubledNetwork) throws {
            let data = try Scratch()
            var (server, house) = try real(network, data)
            var words: [String] = []
            for _ in 1...(Program.soaks ? 40 : 3) {
                try house.ask(5, &words)
                usleep(.random(in: 0...400_000))
                try end(server)
                server = try ServerProcess.real(data: data, port: server.port)
            }
            #expect(try house.answers(to: words) == words)
        }

        @Test("goes on with a server that was restored from an older backup", arguments: DoubledNetwork.there)
        func restored(_ network: DoubledNetwork) throws {
            let (data, other) = (try Scratch(), try Scratch())
            var (server, house) = try real(network, data)
            let copy = other.file("copy.sqlite")
            #expect(try Program.run(["backup", copy, "--data", data.path]).status == 0)
            try house.search("word0x")
            try house.await { $0.text.contains("word0x") }
            try end(server)
            try house.search("word1x")
            let new = try Scratch()
            #expect(try Program.run(["restore", copy, "--data", new.path]).status == 0)
            server = try ServerProcess.real(data: new, port: server.port)
            try house.search("word2x")
            let words = ["word0x", "word1x", "word2x"]
            #expect(try house.answers(to: words) == words)
        }

        @Test(
            "shows a push of another database under the same name as one it has shown", arguments: DoubledNetwork.there)
        func otherDatabase(_ network: DoubledNetwork) throws {
            let port = try FreePort.find()
            func serve() throws -> ServerProcess {
                try ServerProcess.sandbox(["--bridge", network.rawValue, "--port", "\(port)"])
            }
            func ask(_ server: ServerProcess, _ house: DoubledHouse) throws {
                try house.say("/subscribe 09:00")
                let count = try house.shown(to: 7).count
                try server.bridge(push: false).advance(to: "2026-03-03T09:00:00Z")
                try house.await(after: count) { $0.text.contains("★") }
            }
            let first = try serve()
            let house = try DoubledHouse(network, port: port, token: first.tokens[network.rawValue] ?? "")
            try ask(first, house)
            #expect(try house.bridge.terminate() == 0)
            try end(first)
            let second = try serve()
            try house.bridge.restart(
                with: ["YITI_\(network.rawValue.uppercased())_TOKEN": second.tokens[network.rawValue] ?? ""])
            try ask(second, house)
        }

        @Test(
            "comes through a proxy with a password, which looks the names up, and loses nothing when that dies",
            arguments: DoubledNetwork.there, ["http", "socks5"])
        func proxy(_ network: DoubledNetwork, _ kind: String) throws {
            let proxy = try ProxyProcess()
            let server = try ServerProcess.sandbox(["--bridge", network.rawValue])
            let house = try DoubledHouse(
                network, port: server.port, token: server.tokens[network.rawValue] ?? "",
                ["proxy": proxy.address(kind)], host: "localhost")
            try house.say("/start")
            #expect(proxy.targets.isSuperset(of: ["localhost:\(server.port)", "localhost:\(house.double.port)"]))
            var words: [String] = []
            for _ in 1...(Program.soaks ? 20 : 2) {
                try house.ask(3, &words)
                usleep(.random(in: 0...200_000))
                try proxy.kill()
                for _ in 1...2 {
                    words.append("word\(words.count)x")
                    try house.search(words.last ?? "")
                }
                try proxy.restart()
            }
            try expectAll(words, house)
        }

        @Test(
            "loses nothing when it is killed at any instant, and doubles only what was under way where there is no key",
            arguments: DoubledNetwork.there)
        func kills(_ network: DoubledNetwork) throws {
            let (server, house) = try DoubledHouse.sandbox(network)
            defer { server.kill() }
            try house.say("/start")
            // At the rate of QQ few kills would meet a message that is on its way, if that were answered at once.
            if network == .onebot { try house.double.people("latency", ["seconds": 0.3]) }
            var words: [String] = []
            var rounds = 0
            repeat {
                rounds += 1
                try house.ask(2, &words)
                try house.bridge.killSoon()
                try house.bridge.restart()
            } while rounds < 6 || Program.soaks && (rounds < 60 || rounds < 400 && !house.bridge.caught.isEnough)
            let doubled = try expectAll(words, house)
            print("\(network): \(rounds) kills; \(house.bridge.caught); doubled \(doubled)")
            #expect(doubled <= house.bridge.caught.sending)
            #expect(!Program.soaks || house.bridge.caught.isEnough)
        }

        /// Expects an answer to each word, once where the network has a key and in their order where it keeps one; how many are there twice.
        @discardableResult
        private func expectAll(_ words: [String], _ house: DoubledHouse) throws -> Int {
            let answers = try house.answers(to: words)
            if house.network.hasKey { #expect(answers == words) }
            // What was under way may be there twice; what is read after the break comes in its order.
            let first = answers.enumerated().filter { answers.firstIndex(of: $1) == $0 }.map(\.element)
            #expect(house.network == .onebot ? Set(first) == Set(words) : first == words)
            return answers.count - words.count
        }

        /// A bank with one question, each of whose wordings is longer than a part of any network.
        private func longBank() throws -> Scratch {
            let family = String(repeating: "👩‍👩‍👧‍👦", count: 380)
            let bank = try Scratch()
            let page = "# 长题 | Long\nid: long\n\n## long-01 ★★★★★\n请说说 \(family)\nWhat is \(family) the end?\n"
            try bank.write(page, to: "01-long.md")
            return bank
        }

        @Test(
            "takes what is written between the parts of a push for an answer to it", arguments: DoubledNetwork.there)
        func betweenParts(_ network: DoubledNetwork) throws {
            let (server, house) = try DoubledHouse.sandbox(
                network, ["chat_burst": "1", "chat_per_second": "0.2"], bank: longBank())
            try house.say("/subscribe 09:00")
            let count = try house.shown(to: 7).count
            try server.bridge(push: false).advance(to: "2026-03-03T09:00:00Z")
            try house.await(after: count) { $0.text.contains("★") }
            try house.write("an answer between the parts")
            #expect(try !house.shown(to: 7).dropFirst(count).contains { $0.text.contains("the end?") })
            let client = try BridgeClient(
                port: server.port, token: server.tokens[network.rawValue] ?? "", bridge: network.rawValue, push: false)
            try house.double.wait(for: "the answer") {
                let history = try client.run("7", "/history 1").text
                return history.contains("an answer between the parts") && history.contains("long-01") ? true : nil
            }
        }

        @Test(
            "asks a room of four once a day, seals the answers, and goes on in private when it is put out",
            arguments: DoubledNetwork.there)
        func roomOfFour(_ network: DoubledNetwork) throws {
            let (server, house) = try DoubledHouse.sandbox(network)
            let (alice, bob, carol, dan) = (11, 12, 13, 14)
            try house.say("/name Carol", by: carol)
            try house.say("/subscribe 10:00", by: carol)
            for (person, line) in [(carol, "/leaderboard join"), (alice, "/subscribe 09:00")] {
                let count = try house.shown(to: nil).count
                try house.write(line, by: person, inRoom: true)
                try house.await(to: nil, after: count)
            }
            try house.write("just talking", by: dan, inRoom: true)
            let clock = try server.bridge(push: false)
            var asked: [String] = []
            for day in 3...(Program.soaks ? 16 : 5) {
                var count = try house.shown(to: nil).count
                try clock.advance(to: "2026-03-\(day < 10 ? "0" : "")\(day)T09:00:00Z")
                let question = try house.await(to: nil, after: count) { $0.text.contains("★") }
                asked.append(question.text)
                for person in [bob, carol] {
                    count = try house.shown(to: nil).count
                    try house.write("what \(person) thinks of it", by: person, inRoom: true, repliesTo: question.id)
                    let answer = try house.await(to: nil, after: count)
                    #expect(answer.text.contains("Received"))
                }
            }
            #expect(Set(asked).count == asked.count)
            // At a day's end the room is told who answered, and only the names of those who joined its board.
            let told = try house.shown(to: nil).map(\.text).filter { $0.contains("Key points of") }
            #expect(told.count == asked.count - 1 && told.allSatisfy { $0.contains("Answered: Carol") })
            try house.putOut()
            let (room, count) = (try house.shown(to: nil).count, try house.shown(to: carol).count)
            try clock.advance(to: "2026-03-20T10:00:00Z")
            try house.await(to: carol, after: count) { $0.text.contains("★") }
            #expect(try house.shown(to: nil).count == room)
        }
    }
}
