import Testing
import YitiBench
import YitiCore
import YitiTestKit

/// A slice of what `make learning` shows.
@Suite struct LearningTests {
    private let bank: Bank

    init() throws {
        bank = Bank(
            topics: (1...6).map { topic in
                Topic(
                    id: "t\(topic)", name: Text(zh: "题\(topic)", en: "Topic \(topic)"),
                    questions: (1...25).map { number in
                        let sheet = AnswerSheet(keyPoints: ["1"], referenceAnswer: "=", followUps: [])
                        return Question(
                            id: BankIds.question("t\(topic)", number), topic: "t\(topic)",
                            stars: number % 6 == 0 ? 4 : 5, wording: Text(zh: "？", en: "?"), chinese: sheet,
                            english: sheet)
                    })
            })
    }

    @Test(
        "people who learn by the choice recall no less than by the best simple rule, and more once there is time to review"
    )
    func leads() {
        var leads: [Double] = []
        for truth in [LearningTruth.factor, .known] {
            for cell in [LearningCell(days: 30, answersADay: 3), LearningCell(days: 60, answersADay: 5)] {
                let row = LearningTable.row(truth, cell, bank, people: 24, rules: [.yiti, .newFirst, .oneToOne])
                #expect(row.lead.mean + 2 * row.lead.error >= -0.005, "\(truth) \(cell): \(row.lead)")
                leads.append(row.lead.mean)
            }
        }
        #expect(leads.reduce(0, +) / Double(leads.count) >= 0, "\(leads)")
    }

    @Test(
        "what readiness says holds for four people in five, whatever is true of them", arguments: LearningTruth.allCases
    )
    func readiness(truth: LearningTruth) throws {
        let row = LearningTable.row(truth, LearningCell(days: 30, answersADay: 5), bank, people: 60, rules: [.yiti])
        #expect(row.coverage.count == 3)
        // Sixty people: three standard errors are 15 in a hundred.
        #expect(row.coverage.allSatisfy { $0 >= 0.65 }, "\(row.coverage)")
    }

    @Test("the same seed gives the same person and the same outcome")
    func seeds() {
        let cell = LearningCell(days: 20, answersADay: 3)
        let once = LearningTable.row(.candidate, cell, bank, people: 3)
        let again = LearningTable.row(.candidate, cell, bank, people: 3)
        #expect(once.outcomes == again.outcomes)
    }
}
