import Testing
import YitiCore

/// Today is Wednesday, 2026-11-25.
@Suite("Two steps in one message") struct StepsInTurnTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    @Test(
        "a rating and the next question are both done, however they are parted",
        arguments: [
            "3 下一题", "3，再来一题", "3 next", "3 /next", "good, next", "想起来了，下一题", "3\n下一题", "3\n/next", "3下一题", "三，下一题吧",
            "3. Next please", "good next question", "3 another question", "３，下一題",
        ])
    func ratesAndAsks(line: String) {
        #expect(examples.command(line) == .first(.rate(.good, answer: nil), then: .next(topic: nil)), "\(line)")
        #expect(examples.parser.isCommand(line), "\(line)")
    }

    @Test(
        "so are a skip and the next question",
        arguments: ["跳过，下一题", "跳过 下一题", "skip, next", "略过，再来一题", "pass, next question"])
    func skipsAndAsks(line: String) {
        #expect(examples.command(line) == .first(.skip(question: nil), then: .next(topic: nil)), "\(line)")
    }

    @Test("with a topic it is a question of that")
    func asksOfTopic() {
        #expect(examples.command("3 /next svm") == .first(.rate(.good, answer: nil), then: .next(topic: "svm")))
    }

    @Test(
        "another command behind a rating is refused with the two to send",
        arguments: ["3 /stats", "3\n/undo", "good, /hint"])
    func oneAtATime(line: String) {
        guard case .command(.oneAtATime(_, let second)) = examples.refusal(line)?.reason else {
            Issue.record("\(line): \(examples.parse(line))")
            return
        }
        #expect(line.hasSuffix(second))
        #expect(examples.refusal(line)?.orAnswer != nil)
    }

    @Test("a digit that is no rating is refused with it")
    func noRating() { #expect(examples.refusal("5 下一题")?.code == .invalidRating) }

    @Test(
        "with anything else in it such a message is text",
        arguments: [
            "3 下一题的梯度", "again next token", "3 /n", "3 /log 5", "3、连续", "2 3 next", "the next word",
            "softmax, next", "好的回答，下一题",
            "a / next", "3 layers, then the next", "next", "1/next_token",
        ])
    func staysText(line: String) {
        guard case .text = examples.parse(line) else {
            Issue.record("\(line): \(examples.parse(line))")
            return
        }
    }
}
