import Testing
import YitiCore

@Suite struct PlanTests {
    private let today = ChoiceExamples.today

    private func plan(daysAhead: Int, unseen: Int, new: [Int: Int]) -> Plan {
        let newByDay = Dictionary(uniqueKeysWithValues: new.map { (today.advanced(byDays: -$0.key), $0.value) })
        return Plan(
            interview: today.advanced(byDays: daysAhead), today: today, total: 40, unseen: unseen, newByDay: newByDay)
    }

    @Test("says when a pace is enough and when the last one will have been seen")
    func enough() {
        let plan = plan(daysAhead: 20, unseen: 10, new: [0: 1, 1: 1, 2: 1, 3: 1])
        #expect(plan.pace == 1 && plan.isEnough && plan.daysLeft == 20)
        #expect(plan.doneOn == today.advanced(byDays: 9))
        #expect(plan.text.en.contains("keep going") && plan.text.zh.contains("保持"))
    }

    @Test("says how many will have been seen at a pace that is not enough, and what is enough")
    func tooSlow() {
        let plan = plan(daysAhead: 10, unseen: 25, new: [0: 1, 13: 6, 14: 50])
        #expect(plan.pace == 0.5 && !plan.isEnough && plan.seenByThen == 5 && plan.needed == 3)
        #expect(plan.text.en.contains("3 new questions a day will do"))
        #expect(plan.doneOn == today.advanced(byDays: 49))
    }

    @Test("needs everything today when the interview is today or tomorrow, and nothing when all are seen")
    func edges() {
        #expect(plan(daysAhead: 0, unseen: 7, new: [:]).needed == 7)
        #expect(plan(daysAhead: 1, unseen: 7, new: [:]).needed == 7)
        let none = plan(daysAhead: 5, unseen: 0, new: [:])
        #expect(none.isEnough && none.doneOn == today && none.needed == 0)
        #expect(plan(daysAhead: 5, unseen: 3, new: [:]).doneOn == nil)
    }

    @Test("counts the five-star questions of the selection and those without a rating")
    func topStars() {
        let bank = ChoiceExamples.bank([("loss", [5, 5, 4]), ("svm", [5])])
        let picker = Picker(bank: bank, model: .standard)
        let cards = [
            ChoiceExamples.card("loss-01", .again, daysAgo: 3), ChoiceExamples.card("svm-01", .again, daysAgo: 3),
            Card(question: "loss-02"),
        ]
        let counts = picker.topStars(topics: ["loss"], cards: cards)
        #expect(counts.total == 2 && counts.unseen == 1)
    }
}
