import Testing
import YitiTestKit

extension Processes {
    @Suite struct LifecycleTests {
        @Test("answers what was asked at SIGTERM, says bye and exits with 0")
        func terminate() throws {
            let service = try Service()
            let client = try service.bridge()
            for number in 0..<60 {
                try client.send(["op": "cmd", "id": .string("q\(number)"), "user": "u", "text": "/whoami"])
            }
            try client.fence()
            try client.send(["op": "cmd", "id": "last", "user": "u", "text": "/next"])
            service.server.terminate()
            let others = try client.othersToEnd()
            #expect(others.map { $0["op"] } == ["note", "bye"])
            #expect(others.first?["code"] == "draining" && others.last?["code"] == "shutdown")
            let answered = Set(client.takeReplies().compactMap { $0.line["id"].string })
            #expect(answered.isSuperset(of: (0..<60).map { "q\($0)" }))
            #expect(try service.server.waitForExit(seconds: 12) == 0)
        }

        @Test("ends at a SIGTERM that comes as soon as it listens", arguments: 0..<4)
        func terminateAtOnce(_: Int) throws {
            let server = try ServerProcess.real(data: Scratch())
            server.terminate()
            #expect(try server.waitForExit(seconds: 12) == 0)
        }

        @Test("closes people's connections at SIGTERM, drafts and all")
        func terminateHumans() throws {
            let server = try ServerProcess.real(data: Scratch())
            let idle = try server.connect()
            let drafting = try server.connect()
            #expect(try drafting.ask("/next").isDone)
            try drafting.send("half an answer\n")
            #expect(try drafting.line().hasPrefix("- draft opened"))
            server.terminate()
            _ = try idle.linesToEnd()
            _ = try drafting.linesToEnd()
            #expect(try server.waitForExit(seconds: 12) == 0)
        }

        @Test("keeps what it had after a stop and a start")
        func restart() throws {
            let service = try Service()
            try service.bridge().answer("u", rating: 4, "kept")
            service.server.terminate()
            #expect(try service.server.waitForExit(seconds: 12) == 0)
            try service.restart()
            let answers = try service.bridge().run("u", "/history").data("history")["answers"]
            #expect(answers[0]["text"] == "kept" && answers[0]["rating"] == 4)
        }

        @Test("reads the bank again at SIGHUP, and keeps the old one when the new one is broken")
        func reload() throws {
            let bank = try SmallBank(.init("alpha", stars: [5, 5])).folder()
            let server = try ServerProcess.sandbox(bank: bank)
            let client = try server.bridge()
            let total = { try client.run("u", "/stats").data("stats")["questions_total"].integer }
            #expect(try total() == 2)
            try SmallBank(.init("alpha", stars: [5, 5, 5])).write(to: bank)
            server.hangUp()
            try wait { try total() == 3 }
            try bank.write("# 坏 | Broken\nid: broken\n\n## broken-01 ★★★★★★★\nno such stars\n", to: "90-broken.md")
            server.hangUp()
            try wait { server.log.contains("90-broken.md") }
            #expect(try total() == 3)
            #expect(try client.run("u", "/next").isOK)
        }

        @Test("warns of a bank that a SIGHUP finds incomplete, as the start does")
        func incomplete() throws {
            let bank = try SmallBank(.init("alpha", stars: [5])).folder()
            let server = try ServerProcess.sandbox(bank: bank)
            #expect(!server.log.contains("the bank is incomplete"))
            try bank.write(
                "# 缺 | Lacking\nid: lacking\n\n## lacking-01 ★★★★★\n问什么？\nWhat is asked?\n", to: "20-lacking.md")
            server.hangUp()
            try wait { server.log.contains("the bank was reloaded") }
            #expect(server.log.contains("the bank is incomplete"))
        }

        @Test("keeps the history of a question that left the bank, and never chooses it")
        func removed() throws {
            let bank = try SmallBank(.init("alpha", stars: [5]), .init("beta", stars: [4])).folder()
            let server = try ServerProcess.sandbox(bank: bank)
            let client = try server.bridge()
            try client.answer("u", rating: 3, "about alpha", topic: "alpha")
            try client.run("u", "/next beta")
            try client.run("u", "about beta")
            try bank.remove("10-alpha.md")
            try bank.remove("11-beta.md")
            try SmallBank(.init("gamma", stars: [5])).write(to: bank)
            server.hangUp()
            try wait { try client.run("u", "/stats").data("stats")["questions_total"] == 1 }
            let texts = try client.run("u", "/history").data("history")["answers"].array?.map { $0["text"] }
            #expect(texts == ["about beta", "about alpha"])
            #expect(try client.run("u", "3").isOK)
            #expect(try client.run("u", "/next").message("question")["ref"] == "gamma-01")
            #expect(try client.run("u", "/streak").data("streak")["current"] == 1)
        }

        @Test("refuses to be the second server on the same data, and harms neither")
        func second() throws {
            let service = try Service()
            let outcome = try Program.run([
                "serve", "--port", "0", "--data", service.data.path, "--bank", Program.shippedBank,
            ])
            #expect(outcome.status != 0 && outcome.output.isEmpty && !outcome.errors.isEmpty)
            #expect(try service.bridge().cmd("u", "/next").isOK)
        }

        @Test("refuses a database that is damaged, says so and leaves it as it is")
        func damaged() throws {
            let service = try Service()
            service.server.terminate()
            _ = try service.server.waitForExit(seconds: 12)
            let database = try #require(service.data.names.first { $0.hasSuffix(".sqlite") })
            try service.data.write(String(repeating: "no database ", count: 1_000), to: database)
            let before = Scratch.text(of: service.data.file(database))
            let outcome = try Program.run([
                "serve", "--port", "0", "--data", service.data.path, "--bank", Program.shippedBank,
            ])
            #expect(outcome.status != 0 && outcome.output.isEmpty && !outcome.errors.isEmpty)
            #expect(Scratch.text(of: service.data.file(database)) == before)
        }

        @Test("refuses a bank with errors at the start, and names the file and the line")
        func brokenBank() throws {
            let bank = try Scratch()
            try bank.write("# 坏 | Broken\nid: broken\n\n## nonsense\n", to: "90-broken.md")
            let outcome = try Program.run(["serve", "--port", "0", "--data", Scratch().path, "--bank", bank.path])
            #expect(outcome.status != 0 && outcome.output.isEmpty)
            #expect(outcome.errors.contains("90-broken.md:4"))
        }
    }
}
