import Testing
import YitiCore
import YitiServer

@Suite("key points that an answer covered")
struct TickTests {
    private let harness: WriterHarness

    init() async throws {
        harness = try WriterHarness()
        _ = try await harness.say("/language en")
    }

    private func answered(_ text: String = "my answer") async throws -> Int {
        _ = try await harness.say("/next")
        return try #require(try await harness.say(text).data("prompt")?["answer"] as? Int)
    }

    private func prompt(_ text: String) async throws -> (ticked: [Int]?, suggested: Int?, answer: Int?) {
        let data = try await harness.say(text).data("prompt")
        return (data?["ticked"] as? [Int], data?["suggested"] as? Int, data?["answer"] as? Int)
    }

    @Test("a list replaces what was ticked, /points does one and none, and each suggests a rating")
    func lists() async throws {
        let answer = try await answered()
        let rows: [(String, [Int], Int)] = [
            ("1 3", [1, 3], 3), ("1、2、3", [1, 2, 3], 4), ("１，３", [1, 3], 3), ("/points 2", [2], 2),
            ("/points none", [], 1),
            ("①③", [1, 3], 3), ("/points all", [1, 2, 3], 4), ("3 2", [2, 3], 3),
        ]
        for (text, ticked, suggested) in rows {
            let reply = try await prompt(text)
            #expect(reply.ticked == ticked && reply.suggested == suggested && reply.answer == answer, "\(text)")
        }
        let rated = try await harness.say("2").data("rated")
        #expect(
            rated?["ticked"] as? [Int] == [2, 3] && rated?["rating"] as? Int == 2 && rated?["open"] as? [String] == [])
        #expect(await harness.differences() == [])
    }

    @Test("a button adds its point, there is one for each and one for what is suggested")
    func buttons() async throws {
        _ = try await harness.say("/next")
        let prompt = try await harness.say("x")
        let answer = try #require(prompt.data("prompt")?["answer"] as? Int)
        #expect(prompt.data("prompt")?["ticked"] as? [Int] == nil && prompt.data("prompt")?["suggested"] as? Int == nil)
        #expect(prompt.callbacks.filter { $0.hasPrefix("tick:") } == (1...3).map { "tick:\($0):\(answer)" })
        _ = try await harness.press("tick:3:\(answer)")
        let ticked = try await harness.press("tick:1:\(answer)")
        #expect(ticked.data("prompt")?["ticked"] as? [Int] == [1, 3])
        #expect(ticked.callbacks.filter { $0 == "rate:3:\(answer)" }.count == 2)
        #expect(ticked.texts.contains("That speaks for 3, good") && ticked.texts.contains("Missed 2. two"))
        #expect(try await harness.press("tick:1:\(answer)").data("prompt")?["ticked"] as? [Int] == [1, 3])
        #expect(try await harness.press("tick:4:\(answer)").code == "bad_request")
        #expect(try await harness.press("tick:1:99").code == "not_found")
        // Pressed twice is ticked once, so two steps lead back.
        #expect(try await harness.say("/undo").data("prompt")?["ticked"] as? [Int] == [3])
        #expect(try await harness.say("/undo").data("prompt")?["suggested"] as? Int == nil)
    }

    @Test("whoever was hinted or shown the answer is not told that it was easy", arguments: ["/hint", "/reveal"])
    func helped(command: String) async throws {
        _ = try await harness.say("/next")
        _ = try await harness.say(command)
        _ = try await harness.say("x")
        #expect(try await prompt("1 2 3").suggested == 3)
    }

    @Test("other numbers are text")
    func texts() async throws {
        let answer = try await answered("first")
        for text in ["1 1", "1 4", "1.2", "12"] {
            let reply = try await prompt(text)
            #expect(reply.answer == answer && reply.ticked == nil, "\(text)")
        }
        _ = try await harness.say("3")
        #expect(try await harness.say("1 4").code == "no_question")
        let history = try await harness.say("/history").data("history")?["answers"] as? [[String: Any]]
        #expect(history?.first?["text"] as? String == "first\n1 1\n1 4\n1.2\n12")
    }

    @Test("after the rating they come too late, by whatever way")
    func tooLate() async throws {
        let answer = try await answered()
        let question = try await harness.say("/history").data("history")?["answers"] as? [[String: Any]]
        let id = try #require(question?.first?["question"] as? String)
        #expect(try await harness.say("/points 9").code == "bad_request")
        _ = try await harness.say("3")
        #expect(try await harness.say("/points 2").code == "already_rated")
        #expect(try await harness.say("1 2").code == "already_rated")
        #expect(try await harness.press("tick:2:\(answer)").code == "already_rated")
        #expect(try await harness.say("1 3", re: id).code == "already_rated")
        #expect(try await harness.say("/rate 3", re: id).code == "already_rated")
        #expect(try await harness.say("/points", re: id).isOK)
        #expect(try await harness.say("/points 1", as: "somebody new").code == "no_rating_pending")
    }

    @Test("so they do when another question opened before the rating")
    func tooLateBesideAnother() async throws {
        _ = try await answered()
        _ = try await harness.say("/next")
        _ = try await harness.say("3")
        #expect(try await harness.say("1 2").code == "already_rated")
        #expect(try await harness.say("/points 2").code == "already_rated")
    }

    @Test("re names the answer that is ticked and rated, though another began to wait later")
    func references() async throws {
        let first = try await answered("one")
        let history = try await harness.say("/history").data("history")?["answers"] as? [[String: Any]]
        let question = try #require(history?.first?["question"] as? String)
        let second = try await answered("another")
        let ticked = try await harness.say("1 3", re: question)
        #expect(ticked.data("prompt")?["answer"] as? Int == first)
        #expect(ticked.texts.contains("/rate 3 \(first)"))
        #expect(try await harness.say("/points 2", re: question).data("prompt")?["ticked"] as? [Int] == [2])
        #expect(try await prompt("2 3").answer == second)
        #expect(try await harness.say("4", re: question).data("rated")?["answer"] as? Int == first)
        #expect(try await harness.say("3").data("rated")?["answer"] as? Int == second)
    }

    @Test("the next time the reply says what was missed; history and statistics say what is missed again and again")
    func nextTime() async throws {
        let question = "loss-01"
        var prompt: Answer?
        for ticks in ["/points 1", "1 3", "/points none"] {
            prompt = try await harness.say("text", re: question)
            _ = try await harness.say(ticks)
            _ = try await harness.say("1")
            try await harness.advance(hours: 24)
        }
        #expect(prompt?.data("prompt")?["missed"] as? [Int] == [2])
        #expect(prompt?.texts.contains("rated 1, forgot, missed key points 2: /history loss-01") == true)
        prompt = try await harness.say("once more", re: question)
        #expect(prompt?.data("prompt")?["missed"] as? [Int] == [1, 2, 3])
        let history = try await harness.say("/history \(question)")
        #expect(history.texts.contains("Missed again and again:\n2. two (3 times)\n3. three (2 times)"))
        let ticked = (history.data("history")?["answers"] as? [[String: Any]])?.map { $0["ticked"] as? [Int] }
        #expect(ticked == [nil, [], [1, 3], [1]])
        let stats = try await harness.say("/stats").data("stats")
        let missed = stats?["missed"] as? [[String: Any]]
        #expect(missed?.map { $0["point"] as? Int } == [2, 3] && missed?.first?["times"] as? Int == 3)
        let topic = (stats?["by_topic"] as? [[String: Any]])?.first { $0["topic"] as? String == "loss" }
        #expect(topic?["covered"] as? Int == 0 && topic?["points"] as? Int == 3)
    }

    @Test("they are in every export")
    func exports() async throws {
        _ = try await answered()
        _ = try await harness.say("1 3")
        _ = try await harness.say("3")
        for (format, part) in [
            ("md", "Key points covered: 1, 3 / 3"), ("csv", ",my answer,1 3"), ("anki", "rated-3 ticked-1 ticked-3"),
        ] {
            let content = try await harness.say("/export \(format)").data("info")?["content"] as? String
            #expect(content?.contains(part) == true, "\(format): \(content ?? "")")
        }
    }
}
