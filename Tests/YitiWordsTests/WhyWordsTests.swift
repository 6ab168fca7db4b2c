import Testing
import YitiCore

@testable import YitiWords

@Suite struct WhyWordsTests {
    private let today = Day(number: 20_000)

    private func why(score: Double, gain: Double = 0.2) -> Text {
        let pick = PickRecord(reason: "best", recall: 0.5, score: score, gain: gain, horizon: today)
        return InfoWords.facts(
            of: .why(
                MessageExamples.question, topicName: Text(zh: "损失", en: "Loss"), pick: pick, interview: today,
                today: today)
        ).text
    }

    @Test("/why says what a later answer would have gained, where that was taken from the score")
    func waiting() {
        let product = Double(MessageExamples.question.stars) * 0.2
        #expect(why(score: product - 0.25).en.contains("− 0.250, what a later answer would gain = "))
        #expect(why(score: product - 0.25).zh.contains("− 0.250（晚点再答能多记住的）= "))
        #expect(!why(score: product).en.contains("later answer"))
    }

    @Test("/why shows numbers that add up", arguments: [0.0025, 0.2136, 0.1307, 0.9999, 0, -0.0125, 5e-5])
    func addsUp(gain: Double) throws {
        let stars = MessageExamples.question.stars
        for loss in [0, 0.004, 0.0051, 0.3249] {
            let line = try #require(
                why(score: Double(stars) * gain - loss, gain: gain).en.split(separator: "\n").first {
                    $0.hasPrefix("Score")
                })
            let shown = line.matches(of: /-?[0-9]+\.[0-9]+/).compactMap { Double($0.output) }
            let (first, last) = (try #require(shown.first), try #require(shown.last))
            let sum = Double(stars) * first - (shown.count > 2 ? shown[1] : 0)
            #expect(abs(sum - last) < 1e-9, "\(line)")
        }
    }

    @Test("/why says how much an answer gains in whole points, one point, hardly any, or less than none")
    func gains() {
        #expect(why(score: 1).en.contains("adds 20 points to the chance"))
        #expect(why(score: 1, gain: 0.01).en.contains("adds 1 point to the chance"))
        #expect(why(score: 1, gain: 0.004).en.contains("hardly changes the chance"))
        #expect(why(score: 1, gain: -0.03).en.contains("takes 3 points from the chance"))
        #expect(why(score: 1, gain: -0.03).zh.contains("把握少 3 个百分点"))
    }

    @Test("/plan sets a space between Chinese and a number")
    func plan() {
        let facts = PlanFacts(
            today: today, interview: nil, fiveStars: 50, seen: 9, pace: 2, seenByThen: 30, allSeenByThen: 40,
            neededPace: nil)
        let text = InfoWords.facts(of: .plan(facts)).text
        #expect(text.zh.contains("到 30 天后能见到 30/50"))
        #expect(text.en.contains("you will have seen 30 of them in 30 days"))
    }

    @Test("/why says what one's own forgetting makes of this question's interval, /stats of all")
    func ownForgetting() {
        let own = OwnForgetting(learned: 0.2, known: 7.8)
        #expect(ForgettingWords.line(own, isLasting: true).en.contains("×7.8 (you knew it at first sight)"))
        #expect(ForgettingWords.line(own, isLasting: false).en.hasSuffix("its intervals are ×0.2"))
        #expect(ForgettingWords.line(own).en.contains("faster than most: intervals ×0.2, ×7.8 for what you knew"))
        #expect(ForgettingWords.line(own).zh.contains("间隔 ×0.2，一见就会的题 ×7.8"))
        #expect(ForgettingWords.line(OwnForgetting(learned: 1, known: 26.7)).en.contains("intervals ×26.7 for what"))
        #expect(ForgettingWords.line(own, isLasting: nil) == ForgettingWords.line(own))
    }
}
