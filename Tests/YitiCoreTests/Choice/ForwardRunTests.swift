import Testing
import YitiTestKit

@testable import YitiCore

@Suite struct ForwardRunTests {
    private let today = ChoiceExamples.today

    /// How many questions the plan says will have been seen, and how many are by people who each have a chance of their own.
    private func compare(_ person: SteadyPerson, _ picker: Picker, until day: Day, pace: Int, people: Int) -> (
        said: Int, seen: Double
    ) {
        let plan = picker.plan(person.request, pace: Double(pace), answeredToday: 0)
        let seen = (1...people).map { number in
            var one = person
            one.goOn(until: day, pace: pace, seed: UInt64(number))
            return one.seen
        }
        return (plan.allSeenByThen, Double(seen.reduce(0, +)) / Double(people))
    }

    @Test(
        "what the plan says will have been seen is what the choice shows at that pace, where reviews wait and where they don't",
        arguments: [1, 3, 6], ["", "0.154,0.05"])
    func plan(pace: Int, common: String) {
        let bank = ChoiceExamples.bank((1...8).map { ("t\($0)", [5, 5, 4, 5, 3, 5, 5, 5, 4, 5, 5, 5, 5, 5, 5]) })
        let picker = Picker(bank: bank, model: .standard)
        let day = today.advanced(byDays: 35)
        var terms = MemoryTerms.standard
        terms.begin(with: CommonForgetting(text: common))
        var person = SteadyPerson(picker, interview: day, terms: terms)
        for number in 1...9 {
            person.answered(BankIds.question("t1", number), number % 3 == 0 ? .good : .again, daysAgo: number)
        }
        let (said, seen) = compare(person, picker, until: day, pace: pace, people: 24)
        #expect(abs(Double(said) - seen) <= max(3, seen / 20), "said \(said), seen \(seen)")
    }

    @Test(
        "where stars differ widely, the plan foresees that forgetting will be fitted, after which more is shown that is new",
        arguments: [(topics: 10, each: 30, days: 45, pace: 4), (8, 15, 45, 4), (8, 15, 30, 5)])
    func wideStars(topics: Int, each: Int, days: Int, pace: Int) {
        let seed: UInt64 = 1
        var random = SeededRandom(seed: seed)
        let bank = ChoiceExamples.bank(
            (1...topics).map { topic in ("t\(topic)", (1...each).map { _ in 1 + random.below(5) }) })
        let picker = Picker(bank: bank, model: .standard)
        let day = today.advanced(byDays: days)
        let person = SteadyPerson(picker, interview: day, terms: .standard)
        let (said, seen) = compare(person, picker, until: day, pace: pace, people: 16)
        #expect(abs(Double(said) - seen) <= max(3, seen / 20), "seed \(seed): said \(said), seen \(seen)")
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
