import Testing
import YitiCore

@testable import YitiWords

@Suite struct WhyWordsTests {
    private let today = Day(number: 20_000)

    private func why(score: Double) -> Text {
        let pick = PickRecord(reason: "best", recall: 0.5, score: score, gain: 0.2, horizon: today)
        return InfoWords.facts(
            of: .why(
                MessageExamples.question, topicName: Text(zh: "损失", en: "Loss"), pick: pick, interview: today,
                today: today)
        ).text
    }

    @Test("/why says what a later answer would have gained, where that was taken from the score")
    func waiting() {
        let product = Double(MessageExamples.question.stars) * 0.2
        #expect(why(score: product - 0.25).en.contains("− 0.25, what a later answer would gain = "))
        #expect(why(score: product - 0.25).zh.contains("− 0.25（晚点再答能多记住的）= "))
        #expect(!why(score: product).en.contains("later answer"))
    }

    @Test("/plan sets a space between Chinese and a number")
    func plan() {
        let facts = PlanFacts(
            today: today, interview: nil, fiveStars: 50, seen: 9, pace: 2, seenByThen: 30, allSeenByThen: 40,
            neededPace: nil)
        #expect(InfoWords.facts(of: .plan(facts)).text.zh.contains("到 30 天后能见到 30/50"))
    }
}
