import Testing
import YitiCore

@Suite("what is told of all that was answered, decided without a database")
struct ProgressDecisionTests {
    private let today: Day

    init() throws { today = try DecisionExamples.decision(DecisionExamples.file(1)).today }

    private func card(_ question: String, reviews: Int, lapses: Int = 0, dueIn days: Int) -> Card {
        var card = Card(question: question)
        card.memory = MemoryState(stability: 5, difficulty: 5)
        (card.reviews, card.lapses, card.firstRating) = (reviews, lapses, .good)
        card.reviewedDay = today.advanced(byDays: -5)
        card.dueDay = today.advanced(byDays: days)
        return card
    }

    private func decision(_ parts: [LoadedPart]) throws -> Decision {
        try DecisionExamples.decision(DecisionExamples.file(1, parts))
    }

    private func needs(_ body: () throws(Pending) -> [Message]) -> Set<Need> {
        do throws(Pending) { _ = try body() } catch { if case .needs(let needs) = error { return needs } }
        return []
    }

    @Test("statistics ask for the cards first, and count what they tell of: reviews, lapses, what is due and when")
    func stats() throws {
        let blank = try decision([])
        #expect(needs { () throws(Pending) in try blank.stats(topic: nil) } == [.allCards])
        let cards = [
            card("loss-01", reviews: 3, lapses: 1, dueIn: -2), card("svm-01", reviews: 1, dueIn: 4),
            Card(question: "knn-01"),
        ]
        let counts = SinceDay(from: Day(number: .min), values: [today: 2, today.advanced(byDays: -400): 9])
        let known = try decision([
            .allCards(cards), .volatile(.answerCount(7)), .ratedAnswers(counts), .tickedAnswers([]),
        ])
        guard case .stats(let facts)? = try known.stats(topic: nil).first else {
            Issue.record("nothing is told")
            return
        }
        #expect(facts.answered == 7 && facts.questionsSeen == 2 && facts.due == 1 && facts.retention == 0.5)
        #expect(facts.dueByDay == [today: 1, today.advanced(byDays: 4): 1] && facts.answersByDay == [today: 2])
        guard case .stats(let ofTopic)? = try known.stats(topic: "svm").first else {
            Issue.record("nothing is told")
            return
        }
        #expect(ofTopic.answered == 1 && ofTopic.questionsSeen == 1 && ofTopic.retention == nil)
    }

    @Test(
        "a plan asks for days, pauses, cards and what is under way, and goes on at the pace of days that were not paused"
    )
    func plan() throws {
        let every = Day(number: .min)
        let blank = try decision([])
        #expect(needs { () throws(Pending) in try blank.plan() } == [.ratedAnswers(from: every)])
        let counts = SinceDay(from: every, values: [today.advanced(byDays: -2): 4])
        let pause = PauseRecord(id: 1, from: today.advanced(byDays: -1), until: today)
        let paces = try [[], [pause]].map { pauses in
            let known = try decision([
                .ratedAnswers(counts), .pauses(pauses), .allCards([]), .underWay([]),
                .subscriptions([], lastOccurrences: [:]),
            ])
            guard case .info(.plan(let facts))? = try known.plan().first else { return 0.0 }
            return facts.pace
        }
        #expect(paces == [2, 4])
    }
}
