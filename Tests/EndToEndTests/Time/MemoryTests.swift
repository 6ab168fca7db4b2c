import Testing
import YitiTestKit

extension Time {
    @Suite struct MemoryTests {
        private func near(_ value: JSON, _ expected: Double) -> Bool {
            guard let number = value.number else { return false }
            return abs(number - expected) <= 1e-9 * abs(expected)
        }

        @Test("brings a question back on the days that the reference gives", arguments: MemoryVectors.histories.indices)
        func vectors(_ index: Int) throws {
            let bank = try SmallBank(.init("only", stars: [5])).folder()
            let server = try ServerProcess.sandbox(at: "2026-01-05T12:00:00Z", bank: bank)
            let client = try server.bridge(push: false)
            for review in MemoryVectors.histories[index] {
                if review.gap > 0 { try client.advance(review.gap * 86_400) }
                let rated = try client.answer("u", rating: review.rating)
                let today = try #require(client.run("u", "/streak").data("streak")["day"].string)
                #expect(near(rated["stability"], review.stability))
                #expect(near(rated["difficulty"], review.difficulty))
                #expect(rated["due"].string == (try Dates.date(today, plus: review.days)))
            }
        }

        @Test("counts learning days, not stretches of 24 hours")
        func learningDays() throws {
            let bank = try SmallBank(.init("only", stars: [5])).folder()
            let server = try ServerProcess.sandbox(at: "2026-03-02T09:30:00Z", bank: bank)
            let client = try server.bridge(push: false)
            try client.answer("u", rating: 3)
            // Twenty minutes less than a day, and one learning day.
            try client.advance(86_400 - 1_200)
            let question = try client.run("u", "/next").message("question")
            #expect(question["data"]["state"] == "review")
            let recall = try #require(question["data"]["predicted_recall"].number)
            #expect(abs(recall - 0.94684749938) < 1e-6)
        }

        @Test("shows a question that was rated once as a review with its recall")
        func state() throws {
            let bank = try SmallBank(.init("only", stars: [5])).folder()
            let server = try ServerProcess.sandbox(bank: bank)
            let client = try server.bridge(push: false)
            #expect(try client.run("u", "/next").data("question")["state"] == "new")
            try client.answerOpen("u", rating: 3)
            try client.advance(86_400)
            let data = try client.run("u", "/next").data("question")
            #expect(data["state"] == "review")
            #expect((0.0...1.0).contains(data["predicted_recall"].number ?? -1))
        }

        @Test("counts what is due and what was recalled")
        func statistics() throws {
            let bank = try SmallBank(.init("only", stars: [5])).folder()
            let server = try ServerProcess.sandbox(bank: bank)
            let client = try server.bridge(push: false)
            try client.answer("u", rating: 3)
            #expect(try client.run("u", "/stats").data("stats")["due"] == 0)
            try client.advance(2 * 86_400)
            #expect(try client.run("u", "/stats").data("stats")["due"] == 1)
            try client.answer("u", rating: 3)
            #expect(try client.run("u", "/stats").data("stats")["retention"] == 1)
            try client.advance(30 * 86_400)
            try client.answer("u", rating: 1)
            let data = try client.run("u", "/stats").data("stats")
            #expect(data["retention"] == 0.5 && data["answered"] == 3 && data["questions_seen"] == 1)
        }

        @Test("rates in the order of the answers, whatever order the ratings come in, and takes a rating back exactly")
        func undo() throws {
            let bank = try SmallBank(.init("only", stars: [5])).folder()
            let server = try ServerProcess.sandbox(bank: bank)
            let client = try server.bridge(push: false)
            let first = try client.answer("u", rating: 3)
            try client.advance(2 * 86_400)
            let second = try client.answer("u", rating: 1)
            try client.run("u", "/undo")
            let again = try client.run("u", "1").data("rated")
            #expect(again["stability"] == second["stability"] && again["due"] == second["due"])
            try client.run("u", "/undo")
            try client.run("u", "/undo")
            let history = try client.run("u", "/history").data("history")["answers"]
            #expect(history.array?.count == 1 && history[0]["answer"] == first["answer"] && history[0]["rating"] == 3)
        }

        @Test("counts a rating for the day of its answer")
        func dayOfTheAnswer() throws {
            let diary = try Diary(at: "2026-03-03T03:50:00Z")
            try diary.client.run("u", "/next")
            try diary.client.run("u", "an answer")
            try diary.client.advance(1_200)
            try diary.client.run("u", "3")
            let streak = try diary.streak()
            #expect(streak["day"] == "2026-03-03" && streak["today"] == false && streak["current"] == 1)
            #expect(try diary.kinds() == ["answered", "open"])
        }
    }
}
