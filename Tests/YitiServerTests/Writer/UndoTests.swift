import Testing
import YitiCore
import YitiServer
import YitiStore
import YitiTestKit

@Suite("taking steps back")
struct UndoTests {
    /// What is known of somebody, as far as a step that was taken back must leave no trace in it.
    struct State: Equatable, Sendable {
        var person: Person
        var answers: [WrittenAnswer]
        var cards: [Card]
        var days: [LedgerRow]

        init(_ transaction: Transaction, _ id: Int64) throws {
            var person = try #require(try transaction.person(id))
            // Texts stay counted, and what was told stays told.
            person.keptBytes = 0
            person.freezeAnnounced = nil
            person.untoldFreezes = []
            self.person = person
            answers = try transaction.writtenAnswers(of: id, limit: .max)
            cards = try transaction.cards(of: id).filter { $0 != Card(question: $0.question) }.sorted {
                $0.question < $1.question
            }
            days = try transaction.ledgerRows(of: id, from: Day(number: .min))
        }

        /// The questions that are open, the one shown last as the last; hints and all, but for the count of touches.
        var open: [OpenQuestion] {
            person.loop.open.sorted { $0.touched < $1.touched }.map { question in
                var open = question
                open.touched = 0
                return open
            }
        }
    }

    private func state(_ harness: WriterHarness) async throws -> State {
        try await harness.read { transaction in
            let id = try #require(try transaction.identity(bridge: "chat", user: "u")).person
            return try State(transaction, id)
        }
    }

    /// Compares what an undo left with what there was; what it frees waits last, and what it opens again is shown last.
    private func expect(_ after: State, isLike before: State, _ comment: String) {
        #expect(after.answers == before.answers, "\(comment)")
        #expect(after.cards == before.cards, "\(comment)")
        #expect(after.days == before.days, "\(comment)")
        let names = { (state: State) in Set(state.person.loop.waiting.map(\.answer)) }
        #expect(names(after).isSuperset(of: names(before)), "\(comment)")
        var (left, right) = (after.person, before.person)
        left.loop = LoopState()
        right.loop = LoopState()
        right.lastQuestion = left.lastQuestion
        right.lastPick = left.lastPick
        #expect(left == right, "\(comment)")
    }

    @Test("any step and its undo leave everything as it was")
    func property() async throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededRandom(seed: seed)
        let harness = try WriterHarness()
        _ = try await harness.say("/subscribe 08:00 loss")
        _ = try await harness.say("/subscribe 20:00 svm")
        for round in 0..<160 {
            let before = try await state(harness)
            let last = before.person.loop.waiting.last?.answer ?? 0
            let closed = "tree-0\(Int.random(in: 1...9, using: &random))"
            let texts = [
                "an answer", "more", "1 2", "2 3", "/points 1", "/points none", "3", "1", "4", "想起来了",
                "/rate 2 \(last)", "/next",
                "/hint", "/reveal", "/skip", "/later 3h", "/undo", "re", "wait", "wait",
            ]
            let text = texts.randomElement(using: &random) ?? ""
            if text == "wait" {
                try await harness.pass(hours: Int64.random(in: 1...15, using: &random))
                // What is over is let go of with the next command: not with the one that is looked at.
                _ = try await harness.say("/subscriptions")
                continue
            }
            let reply = try await text == "re" ? harness.say("by reply", re: closed) : harness.say(text)
            let steps = ["prompt", "rated"]
            guard reply.isOK, text != "/undo", reply.kinds.contains(where: steps.contains) else { continue }
            if Bool.random(using: &random) { continue }
            let done = try await state(harness)
            // What was ticked already is no step.
            if done.answers == before.answers { continue }
            let undone = try await harness.say("/undo")
            #expect(undone.isOK, "seed \(seed), round \(round): \(text)")
            let after = try await state(harness)
            let comment = "seed \(seed), round \(round): \(text) \(undone.data("info")?["step"] ?? "")"
            expect(after, isLike: before, comment)
            if undone.data("info")?["step"] as? String != "answer" {
                #expect(after.open == before.open, "\(comment)")
            } else if let question = undone.ref, before.person.loop.open(question) != nil {
                let others = before.open.filter { $0.question != question }
                #expect(after.open == others + before.open.filter { $0.question == question }, "\(comment)")
            } else {
                #expect(after.open.dropLast() == before.open[...], "\(comment)")
            }
        }
        #expect(await harness.differences() == [], "seed \(seed)")
    }

    @Test("takes back answers, pieces, ticks and ratings one by one, far more than ten")
    func manySteps() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/name Ada")
        let before = try await state(harness)
        var expected: [String] = []
        for _ in 1...4 {
            for text in ["/next", "one", "more", "1 3", "3"] { #expect(try await harness.say(text).isOK) }
            expected = ["rating", "tick", "piece", "answer"] + expected
        }
        var steps: [String] = []
        for _ in expected { steps.append(try await harness.say("/undo").data("info")?["step"] as? String ?? "none") }
        #expect(steps == expected)
        #expect(try await harness.say("/undo").code == "nothing_to_undo")
        let after = try await state(harness)
        #expect(after.answers.isEmpty && after.days == before.days && after.person.firstAnswers == 0)
        #expect(after.cards.allSatisfy { $0.reviews == 0 })
        #expect(await harness.differences() == [])
    }

    @Test("a question whose answer is taken back is open again with its hints, and shown last")
    func reopens() async throws {
        let harness = try WriterHarness()
        let first = try #require(try await harness.say("/next").ref)
        _ = try await harness.say("/hint")
        _ = try await harness.say("an answer")
        let second = try #require(try await harness.say("/next").ref)
        let undone = try await harness.say("/undo")
        #expect(undone.ref == first)
        #expect(try await harness.say("/hint").data("info")?["shown"] as? Int == 2)
        let again = try await harness.say("another answer")
        #expect(again.data("prompt")?["question"] as? String == first)
        #expect(try await harness.say("1 2 3").data("prompt")?["suggested"] as? Int == 3)
        _ = try await harness.say("3")
        #expect(try await harness.say("for the other").data("prompt")?["question"] as? String == second)
    }

    @Test("text after a freed answer goes on with it, or to what has opened since")
    func textAfterUndo() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/next")
        let answer = try await harness.say("an answer").data("prompt")?["answer"] as? Int
        _ = try await harness.say("3")
        _ = try await harness.say("/undo")
        #expect(try await harness.say("a piece").data("prompt")?["answer"] as? Int == answer)
        _ = try await harness.say("3")
        let second = try #require(try await harness.say("/next").ref)
        _ = try await harness.say("/undo")
        #expect(try await harness.say("a new one").data("prompt")?["question"] as? String == second)
        #expect(try await harness.say("2").data("rated")?["question"] as? String == second)
    }

    @Test("the rating of the only day there is can be taken back the day after, and given anew")
    func onlyDay() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/next")
        _ = try await harness.say("an answer")
        _ = try await harness.say("3")
        try await harness.advance(hours: 24)
        #expect((try await harness.say("/undo").data("info")?["streak"] as? [String: Any])?["current"] as? Int == 0)
        #expect((try await harness.say("2").data("rated")?["streak"] as? [String: Any])?["longest"] as? Int == 1)
        #expect(await harness.differences() == [])
    }

    @Test("a piece that was taken back is in no text any more: history, search, export")
    func pieces() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/next")
        for text in ["gradient", "saturation", "likelihood"] { _ = try await harness.say(text) }
        _ = try await harness.say("/undo")
        for command in ["/history", "/export md", "/search gradient"] {
            let reply = try await harness.say(command)
            #expect(reply.texts.contains("gradient") && !reply.texts.contains("likelihood"), "\(command)")
        }
        #expect((try await harness.say("/search likelihood").data("search")?["answers"] as? [Any])?.isEmpty == true)
        #expect(await harness.differences() == [])
    }
}
