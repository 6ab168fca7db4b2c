import Testing
import YitiCore

@Suite struct PaceTests {
    private let today = Day(number: 20_000)

    private func pace(_ new: [Int: Int]) -> Double {
        let byDay = Dictionary(uniqueKeysWithValues: new.map { (today.advanced(byDays: -$0.key), $0.value) })
        return Pace.ofLate(byDay, today: today)
    }

    @Test("counts the last fourteen days that are over, and nothing before")
    func fortnight() { #expect(pace([1: 3, 14: 4, 15: 100]) == 0.5) }

    @Test("takes a day that is not over for what it adds, never for what it lacks")
    func todayIsNotOver() {
        #expect(pace([1: 5]) == 5)
        #expect(pace([0: 2, 1: 5]) == 5)
        #expect(pace([0: 9, 1: 5]) == 7)
        #expect(pace([0: 2]) == 2)
        #expect(pace([0: 14, 20: 5]) == 1)
    }

    @Test("counts from the first answer when that is later")
    func sinceTheFirst() { #expect(pace([0: 1, 3: 3]) == 1) }

    @Test("passes over the days of a pause")
    func pauses() {
        let byDay = [today.advanced(byDays: -1): 2, today.advanced(byDays: -30): 12]
        let pace = Pace.ofLate(byDay, today: today) {
            $0 < today.advanced(byDays: -1) && $0 > today.advanced(byDays: -30)
        }
        #expect(pace == 7)
    }

    @Test("is nothing without answers, and without any in the fortnight")
    func nothing() {
        #expect(pace([:]) == 0)
        #expect(pace([30: 5]) == 0)
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
