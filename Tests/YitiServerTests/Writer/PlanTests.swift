import Testing
import YitiCore
import YitiStore

@testable import YitiServer

/// `/plan` and the readiness in `/stats` tell the same story as the choice.
@Suite struct PlanTests {
    /// Eight topics of eighteen questions, most of them with five stars.
    private static let bank = Bank(
        topics: (1...8).map { place in
            let topic = "t\(place)"
            let questions = (1...18).map { number in
                Question(
                    id: BankIds.question(topic, number), topic: topic, stars: number % 6 == 0 ? 3 : 5,
                    wording: Text(zh: "问题", en: "Question"))
            }
            return Topic(id: topic, name: Text(zh: topic, en: topic), questions: questions)
        })

    /// Answers so many questions, of which one in three is known.
    private func answer(_ harness: WriterHarness, _ count: Int) async throws {
        for number in 0..<count {
            guard try await harness.say("/next").isOK else { return }
            _ = try await harness.say("my answer")
            _ = try await harness.say(number % 3 == 0 ? "3" : "1")
        }
    }

    private func plan(_ harness: WriterHarness) async throws -> [String: Any] {
        try #require(try await harness.say("/plan").data("plan"))
    }

    private func seen(_ harness: WriterHarness) async throws -> Int {
        try #require(try await harness.say("/stats").data("stats")?["questions_seen"] as? Int)
    }

    @Test("what the plan says in the morning is what the choice shows by the day at that pace", arguments: [1, 2, 9])
    func morning(day: Int) async throws {
        let harness = try WriterHarness(bank: Self.bank)
        _ = try await harness.say("/interview in 20 days")
        var said = 0
        for today in 0..<20 {
            if today == day {
                let plan = try await plan(harness)
                #expect(plan["pace"] as? Double == 6)
                said = try #require(plan["all_seen_by_then"] as? Int)
            }
            try await answer(harness, 6)
            try await harness.advance(hours: 24)
        }
        let seen = try await seen(harness)
        #expect(abs(said - seen) <= max(3, seen / 20), "said \(said), seen \(seen)")
    }

    /// Answers four questions a day, and forgets what is asked again, until that has been fitted.
    private func learnUntilFitted(_ harness: WriterHarness) async throws -> Person {
        for _ in 0..<40 {
            for _ in 0..<4 {
                let asked = try await harness.say("/next").data("question")
                _ = try await harness.say("my answer")
                _ = try await harness.say(asked?["state"] as? String == "review" ? "1" : "3")
            }
            let person = try #require(try await harness.read { try $0.person(1) })
            if person.memory.latest.reviews != nil { return person }
            try await harness.advance(hours: 24)
        }
        throw WriterHarness.Failure(text: "nothing was fitted in forty days")
    }

    @Test("the plan goes by what was fitted today, which holds from tomorrow on")
    func fittedToday() async throws {
        let harness = try WriterHarness(bank: Self.bank)
        _ = try await harness.say("/interview in 60 days")
        let person = try await learnUntilFitted(harness)
        let today = try #require(person.memory.periods.last?.from).advanced(byDays: -1)
        #expect(person.memory.terms(on: today).reviews == nil)
        let cards = try await harness.read { try $0.cards(of: 1) }
        var differences = 0
        for days in [10, 20, 30, 40, 60] {
            _ = try await harness.say("/interview in \(days) days")
            let said = try #require(try await plan(harness)["all_seen_by_then"] as? Int)
            let expected = [person.memory.latest, person.memory.terms(on: today)].map { terms in
                var request = PickRequest(person, today: today, topics: nil, cards: cards)
                request.interview = today.advanced(byDays: days)
                request.terms = terms
                return harness.services.catalog.picker.plan(request, pace: 4, answeredToday: 4).allSeenByThen
            }
            #expect(said == expected[0], "\(days): \(said), \(expected)")
            differences += expected[0] == expected[1] ? 0 : 1
        }
        #expect(differences > 0)
    }

    @Test("the plan leaves out a pause that is ahead; one without an end tells nothing of the days ahead")
    func pause() async throws {
        let harness = try WriterHarness(bank: Self.bank)
        _ = try await harness.say("/interview in 12 days")
        for _ in 0..<2 {
            try await answer(harness, 4)
            try await harness.advance(hours: 24)
        }
        #expect(try await plan(harness)["all_seen_by_then"] as? Int == 48)
        #expect(try await harness.say("/pause from tomorrow until in 8 days").isOK)
        // Today, and the two days before the interview: 8 have been seen.
        #expect(try await plan(harness)["all_seen_by_then"] as? Int == 20)
        #expect(try await harness.say("/resume").isOK)
        #expect(try await harness.say("/pause").isOK)
        #expect(try await plan(harness)["all_seen_by_then"] as? Int == 48)
    }

    @Test("says on the day that it is today, with readiness, and afterwards that it is over")
    func theDay() async throws {
        let harness = try WriterHarness(bank: Self.bank)
        _ = try await harness.say("/language en")
        _ = try await harness.say("/interview tomorrow")
        try await answer(harness, 4)
        try await harness.advance(hours: 24)
        let plan = try await harness.say("/plan")
        #expect(plan.texts.contains("The interview is today") && !plan.texts.contains("a day"))
        #expect(plan.data("plan")?["days_left"] as? Int == 0)
        #expect(plan.data("plan")?["seen_by_then"] as? Int == plan.data("plan")?["seen"] as? Int)
        let stats = try await harness.say("/stats")
        #expect(stats.texts.contains("Interview today, readiness"))
        let readiness = try #require(stats.data("stats")?["readiness"] as? [String: Any])
        #expect(readiness["now"] as? Double == readiness["expected"] as? Double)
        try await harness.advance(hours: 24)
        #expect(try await harness.say("/plan").texts.contains("The interview was yesterday"))
        #expect(try await harness.say("/stats").data("stats")?["readiness"] is [String: Any] == false)
    }

    @Test("what raises readiness most is what /next shows, one after the other")
    func next() async throws {
        let harness = try WriterHarness(bank: Self.bank)
        _ = try await harness.say("/interview in 20 days")
        try await answer(harness, 5)
        try await harness.advance(hours: 24)
        // One that is still open a day later is not chosen again.
        let open = try #require(try await harness.say("/next").data("question")?["question"] as? String)
        try await harness.advance(hours: 24)
        let readiness = try await harness.say("/stats").data("stats")?["readiness"] as? [String: Any]
        let named = try #require(readiness?["next"] as? [String])
        #expect(named.count == 3 && !named.contains(open))
        var shown: [String] = []
        for _ in 0..<3 {
            shown.append(try #require(try await harness.say("/next").data("question")?["question"] as? String))
            _ = try await harness.say("/skip")
        }
        #expect(named == shown)
    }

    @Test("names the topics that are known least with the weakest first, and of those never seen the heaviest")
    func weakest() async throws {
        let topics = Self.bank.topics.enumerated().map { place, topic in
            Topic(id: topic.id, name: topic.name, questions: Array(topic.questions.prefix(place + 4)))
        }
        let harness = try WriterHarness(bank: Bank(topics: topics))
        _ = try await harness.say("/language en")
        _ = try await harness.say("/interview in 20 days")
        let stats = try await harness.say("/stats")
        let readiness = stats.data("stats")?["readiness"] as? [String: Any]
        #expect(readiness?["weakest"] as? [String] == ["t8", "t7", "t6"])
        #expect(stats.texts.contains("- t8\n- t7\n- t6"))
    }

    @Test("what a subscription with topics of its own shows is what the plan and readiness are of")
    func ownTopics() async throws {
        let harness = try WriterHarness(bank: Self.bank)
        _ = try await harness.say("/language en")
        _ = try await harness.say("/subscribe t3 09:00")
        _ = try await harness.say("/interview in 40 days")
        for day in 0..<4 {
            _ = try await harness.pass(hours: 24)
            _ = try await harness.say("my answer")
            _ = try await harness.say(day % 3 == 0 ? "3" : "1")
        }
        let said = try await plan(harness)
        #expect(said["five_stars"] as? Int == 15 && said["seen"] as? Int == 4)
        #expect(said["all_seen_by_then"] as? Int == 18)
        let stats = try await harness.say("/stats")
        #expect(stats.texts.contains("readiness in t3 "))
        let readiness = stats.data("stats")?["readiness"] as? [String: Any]
        #expect(readiness?["weakest"] as? [String] == ["t3"])
        let next = try #require(readiness?["next"] as? [String])
        #expect(next.count == 3 && next.allSatisfy { $0.hasPrefix("t3") })
        // What is selected is prepared, too; a subscription that follows the selection is of what that is.
        _ = try await harness.say("/topic t4")
        #expect(try await plan(harness)["five_stars"] as? Int == 30)
        #expect(try await harness.say("/stats").texts.contains("readiness in 2 of 8 topics "))
        _ = try await harness.say("/topic all")
        _ = try await harness.say("/subscribe 12:00")
        #expect(try await plan(harness)["five_stars"] as? Int == 120)
    }

    @Test("says of topics without a question of five stars that they have none, and not that all is well")
    func noFiveStars() async throws {
        let topics = ["low", "high"].map { topic in
            Topic(
                id: topic, name: Text(zh: topic, en: topic),
                questions: (1...4).map { number in
                    Question(
                        id: BankIds.question(topic, number), topic: topic, stars: topic == "low" ? 3 : 5,
                        wording: Text(zh: "问题", en: "Question"))
                })
        }
        let harness = try WriterHarness(bank: Bank(topics: topics))
        for text in ["/language en", "/topic low", "/interview in 15 days"] { _ = try await harness.say(text) }
        for _ in 0..<2 {
            let plan = try await harness.say("/plan")
            #expect(plan.texts.contains("no 5★ questions") && !plan.texts.contains("seen them all"))
            #expect(!plan.texts.contains("on track"))
            #expect(plan.data("plan")?["on_track"] is Bool == false)
            #expect(plan.data("plan")?["needed_pace"] is Int == false)
            try await answer(harness, 1)
        }
        #expect(try await harness.say("/plan").texts.contains("you will have seen 4 questions"))
    }

    @Test("the readiness of a topic that is asked for is that topic's")
    func readinessOfTopic() async throws {
        let harness = try WriterHarness(bank: Self.bank)
        for text in ["/language en", "/interview in 20 days"] { _ = try await harness.say(text) }
        for _ in 0..<18 {
            for text in ["/next t1", "my answer", "4"] { _ = try await harness.say(text) }
        }
        let stats = try await harness.say("/stats t1")
        #expect(stats.texts.contains("readiness in t1 ") && !stats.texts.contains("weakest"))
        let one = stats.data("stats")?["readiness"] as? [String: Any]
        let all = try await harness.say("/stats").data("stats")?["readiness"] as? [String: Any]
        #expect(try #require(one?["expected"] as? Double) > 0.8)
        #expect(try #require(all?["expected"] as? Double) < 0.8)
        #expect(all?["weakest"] as? [String] != ["t1"])
    }

    @Test("what was failed first after a reveal is no review", arguments: [("3", 1.0), ("1", 0.0)])
    func retention(rating: String, expected: Double) async throws {
        let bank = Bank(
            topics: Self.bank.topics.prefix(1).map {
                Topic(id: $0.id, name: $0.name, questions: Array($0.questions.prefix(1)))
            })
        let harness = try WriterHarness(bank: bank)
        for text in ["/next", "/reveal", "my answer", "1"] { _ = try await harness.say(text) }
        #expect(try await harness.say("/stats").data("stats")?["retention"] is Double == false)
        try await harness.advance(hours: 24)
        for text in ["/next", "my answer", rating] { _ = try await harness.say(text) }
        #expect(try await harness.say("/stats").data("stats")?["retention"] as? Double == expected)
        #expect(try await harness.say("/stats t1").data("stats")?["retention"] as? Double == expected)
    }
}
