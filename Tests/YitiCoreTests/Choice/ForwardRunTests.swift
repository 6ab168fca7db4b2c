import Testing
import YitiTestKit

@testable import YitiCore

@Suite struct ForwardRunTests {
    private let today = ChoiceExamples.today

    /// Somebody who goes on at a pace and recalls as the model expects, by another chance than the run's.
    private func really(_ picker: Picker, _ start: PickRequest, until day: Day, pace: Int, seed: UInt64) -> Int {
        var request = start
        var cards = Dictionary(uniqueKeysWithValues: start.cards.map { ($0.question, $0) })
        var random = SeededRandom(seed: seed)
        while request.today < day {
            for _ in 0..<pace {
                request.cards = Array(cards.values)
                let first = FirstAnswers(request.cards)
                (request.firstAnswers, request.firstPasses) = (first.count, first.passes)
                guard case .picked(let pick) = picker.pick(request) else { break }
                let chance = pick.record.recall ?? request.passChance
                let passed = Double(random.below(1_000_000)) < chance * 1e6
                let id = pick.question.id
                let grade = random.below(1_000)
                let rating: Rating = !passed ? .again : grade < 224 ? .hard : grade < 855 ? .good : .easy
                var card = (cards[id] ?? Card(question: id)).reviewed(rating, on: request.today, model: .standard)
                card.shownDay = request.today
                cards[id] = card
                request.previousTopic = pick.question.topic
            }
            request.today = request.today.advanced(byDays: 1)
        }
        return cards.values.count { $0.memory != nil }
    }

    @Test(
        "what the plan says will have been seen is what the choice shows at that pace, where reviews wait and where they don't",
        arguments: [1, 3, 6], [FSRS6.standard, MemoryTerms.standard.chooser])
    func plan(pace: Int, outlook: FSRS6) {
        let bank = ChoiceExamples.bank((1...8).map { ("t\($0)", [5, 5, 4, 5, 3, 5, 5, 5, 4, 5, 5, 5, 5, 5, 5]) })
        let picker = Picker(bank: bank, model: .standard)
        let day = today.advanced(byDays: 35)
        let cards = (1...9).map {
            ChoiceExamples.card(BankIds.question("t1", $0), $0 % 3 == 0 ? .good : .again, daysAgo: $0)
        }
        let request = PickRequest(
            person: 7, today: today, interview: day, cards: cards, firstAnswers: 9, firstPasses: 3,
            outlook: outlook)
        let plan = picker.plan(request, pace: Double(pace), answeredToday: 0)
        let seen = (1...24).map { really(picker, request, until: day, pace: pace, seed: $0) }
        let mean = Double(seen.reduce(0, +)) / 24
        #expect(abs(Double(plan.allSeenByThen) - mean) <= max(3, mean / 20), "\(plan) \(seen)")
    }

    @Test("the pace that is needed shows every question of five stars by the day, and a lower one does not")
    func neededPace() throws {
        let bank = ChoiceExamples.bank((1...4).map { ("t\($0)", Array(repeating: 5, count: 15)) })
        let picker = Picker(bank: bank, model: .standard)
        let request = PickRequest(person: 7, today: today, interview: today.advanced(byDays: 10))
        let needed = try #require(picker.plan(request, pace: 1, answeredToday: 0).neededPace)
        #expect(needed >= 6)
        #expect(picker.plan(request, pace: Double(needed), answeredToday: 0).seenByThen == 60)
        #expect(picker.plan(request, pace: Double(needed) / 2, answeredToday: 0).seenByThen < 60)
    }
}
