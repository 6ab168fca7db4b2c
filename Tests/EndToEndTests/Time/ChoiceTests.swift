import Testing
import YitiTestKit

extension Time {
    @Suite struct ChoiceTests {
        private func scene(_ topics: SmallBank.Topic...) throws -> (ServerProcess, BridgeClient) {
            let bank = try topics.count == 1 ? SmallBank(topics[0]).folder() : SmallBank(topics[0], topics[1]).folder()
            let server = try ServerProcess.sandbox(bank: bank)
            return (server, try server.bridge(push: false))
        }

        private func next(_ client: BridgeClient, _ command: String = "/next") throws -> String {
            try client.run("u", command).message("question")["ref"].string ?? ""
        }

        @Test("shows no question twice on one learning day, then says that there is none left")
        func onceADay() throws {
            let (server, client) = try scene(.init("alpha", stars: [5, 4, 3, 2, 1]))
            let shown = try (0..<5).map { _ in try next(client) }
            #expect(Set(shown).count == 5)
            let refused = try client.cmd("u", "/next")
            #expect(refused.code == "not_found" && !refused.text.isEmpty)
            try client.advance(86_400)
            #expect(try shown.contains(next(client)))
            #expect(server.port > 0)
        }

        @Test("prefers more stars among questions of which nothing else is known")
        func stars() throws {
            let (server, client) = try scene(.init("alpha", stars: [1, 5, 3, 2, 4]))
            #expect(
                try (0..<5).map { _ in try next(client) } == [
                    "alpha-02", "alpha-05", "alpha-03", "alpha-04", "alpha-01",
                ])
            #expect(server.port > 0)
        }

        @Test("changes the topic when another has something nearly as good")
        func alternates() throws {
            let (server, client) = try scene(.init("alpha", stars: [5, 5, 5]), .init("beta", stars: [5, 5, 5]))
            let topics = try (0..<6).map { _ in try String(next(client).prefix { $0 != "-" }) }
            for (earlier, later) in zip(topics, topics.dropFirst()) { #expect(earlier != later) }
            #expect(server.port > 0)
        }

        @Test("stays with a topic that is better by more than a fifth")
        func stays() throws {
            let (server, client) = try scene(.init("alpha", stars: [5, 5, 5]), .init("beta", stars: [3, 3, 3]))
            let topics = try (0..<6).map { _ in try String(next(client).prefix { $0 != "-" }) }
            #expect(topics == ["alpha", "alpha", "alpha", "beta", "beta", "beta"])
            #expect(server.port > 0)
        }

        @Test("keeps to the selection, and to the topic of /next")
        func selection() throws {
            let (server, client) = try scene(.init("alpha", stars: [5, 5]), .init("beta", stars: [3, 3]))
            #expect(try next(client, "/next beta").hasPrefix("beta"))
            try client.run("u", "/topic beta")
            #expect(try next(client).hasPrefix("beta"))
            #expect(try client.cmd("u", "/next").code == "not_found")
            #expect(try next(client, "/next alpha").hasPrefix("alpha"))
            #expect(server.port > 0)
        }

        @Test("puts a skipped question off for at least a day")
        func skip() throws {
            let (server, client) = try scene(.init("alpha", stars: [5]))
            _ = try next(client)
            try client.run("u", "/skip")
            #expect(try client.cmd("u", "/next").code == "not_found")
            try client.advance(86_399)
            #expect(try client.cmd("u", "/next").code == "not_found")
            try client.advance(2 * 86_400)
            #expect(try next(client) == "alpha-01")
            let stats = try client.run("u", "/stats").data("stats")
            #expect(stats["questions_seen"] == 0 && stats["answered"] == 0)
            #expect(server.port > 0)
        }

        @Test("says why a question was chosen, with the numbers")
        func why() throws {
            let (server, client) = try scene(.init("alpha", stars: [5, 4]))
            let data = try client.run("u", "/next").data("question")
            #expect(data["reason"].string?.isEmpty == false)
            let text = try client.run("u", "/why").text
            #expect(text.contains("alpha-01"))
            #expect(text.contains(where: \.isNumber) && text.contains("5"))
            #expect(server.port > 0)
        }

        @Test("prefers what is forgotten to what is remembered, among questions that were seen")
        func forgotten() throws {
            let (server, client) = try scene(.init("alpha", stars: [5, 5]))
            let first = try next(client)
            try client.answerOpen("u", rating: 1)
            _ = try next(client)
            try client.answerOpen("u", rating: 4)
            try client.advance(86_400)
            #expect(try next(client) == first)
            #expect(server.port > 0)
        }

        @Test("says once when everything of the selection has been seen, and goes on with reviews")
        func allSeen() throws {
            let bank = try SmallBank(.init("alpha", stars: [5, 5])).folder()
            let server = try ServerProcess.sandbox(bank: bank)
            let client = try server.bridge()
            for _ in 0..<2 { try client.answer("u", rating: 3) }
            try client.run("u", "/subscribe 09:00")
            var texts: [String] = []
            for day in 3...5 {
                try client.advance(to: "2026-03-0\(day)T09:00:00Z")
                let push = try client.push()
                texts.append(push.messages.compactMap { $0["text"].string }.joined())
                try client.ack(push.delivery)
            }
            // The first says more than the wording of a review.
            #expect(texts[0].count > texts[1].count && texts[0].count > texts[2].count)
        }

        @Test("turns on the readiness line with an interview, and off again")
        func interview() throws {
            let (server, client) = try scene(.init("alpha", stars: [5, 5]))
            try client.answer("u", rating: 3)
            let without = try client.run("u", "/stats").text
            try client.run("u", "/interview 2026-03-20")
            let with = try client.run("u", "/stats").text
            #expect(with != without && with.count > without.count)
            let plan = try client.run("u", "/plan").text
            try client.run("u", "/interview off")
            #expect(try client.run("u", "/stats").text == without)
            #expect(try client.run("u", "/plan").text != plan)
            #expect(server.port > 0)
        }

        @Test("leaves the newer question alone when an old question's buttons are pressed")
        func oldButtons() throws {
            let (server, client) = try scene(.init("alpha", stars: [5, 5, 5]))
            let old = try client.run("u", "/next").message("question")
            let open = try next(client)
            for button in (old["buttons"].array ?? []).flatMap({ $0.array ?? [] }) {
                _ = try client.act("u", button["cb"].string ?? "")
            }
            #expect(try client.run("u", "an answer").data("prompt")["question"].string == open)
            #expect(server.port > 0)
        }
    }
}
