import Testing
import YitiBankTools
import YitiCore
import YitiTestKit

@Suite struct BankWriterTests {
    @Test("writes the example as it was read")
    func writesTheExample() {
        let topic = BankParser.parse(BankExamples.page, file: "a.md").topic
        #expect(BankWriter.markdown(topic) == BankExamples.page)
    }

    @Test("a program with fences in it gets a longer fence around it")
    func fencesFences() {
        let code = "text = \"\"\"\n```\n````\n\"\"\"\nassert text"
        let question = Question(id: "a-01", topic: "a", stars: 1, wording: Text(zh: "问", en: "Ask"), code: code)
        let page = BankParser.parse(
            BankWriter.markdown(Topic(id: "a", name: Text(zh: "甲", en: "A"), questions: [question])), file: "a.md")
        #expect(page.findings.isEmpty)
        #expect(page.topic.questions.first?.code == code)
    }

    @Test("what it writes is read back the same, whatever stands in it")
    func roundTrips() {
        for seed in UInt64(1)...200 {
            var generator = TopicGenerator(seed: seed)
            let topic = generator.topic()
            let page = BankParser.parse(BankWriter.markdown(topic), file: "a.md")
            #expect((page.topic == topic) as Bool, "seed \(seed)")
            #expect(page.findings.isEmpty, "seed \(seed): \(page.findings)")
        }
    }
}

/// Topics with everything the grammar can hold: half-empty questions, marks inside texts, fences that hold headings.
struct TopicGenerator {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func topic() -> Topic {
        let names = [
            Text(zh: "损失", en: "Loss"), Text(zh: "KNN", en: ""), Text(zh: "甲", en: "A | B"), Text(zh: "聚类", en: ""),
        ]
        let questions = (1...(1 + random.below(5))).map { question(number: $0) }
        return Topic(id: "loss", name: names[random.below(names.count)], questions: questions)
    }

    private mutating func question(number: Int) -> Question {
        var question = Question(
            id: BankIds.question("loss", number), topic: "loss", stars: 1 + random.below(5),
            wording: Text(zh: "", en: ""))
        if random.below(4) > 0 { question.wording.zh = "问" + line() }
        if random.below(4) > 0 {
            question.wording.en =
                "Ask" + "." + line().filter { !String($0).containsChinese }.replacing("  ", with: " ") + "?"
        }
        question.related = (0..<random.below(3)).map { BankIds.question("other", $0 + 1) }
        if random.below(3) == 0 {
            question.change = QuestionChange(
                day: Day(number: 20_000 + random.below(1_000)), note: Text(zh: "改了", en: "It is new"))
        }
        question.chinese = sheet()
        question.english = sheet()
        if random.below(3) == 0 { question.code = fenced() + "\nassert True" }
        return question
    }

    private mutating func sheet() -> AnswerSheet {
        AnswerSheet(
            keyPoints: (0..<random.below(4)).map { _ in line() + "." }, referenceAnswer: answer(),
            followUps: (0..<random.below(3)).map { _ in line() + "?" })
    }

    private mutating func answer() -> String {
        let parts = (0..<random.below(4)).map { _ in random.below(4) == 0 ? "```\n\(fenced())\n```" : "T" + line() }
        return parts.joined(separator: random.below(2) == 0 ? "\n\n" : "\n")
    }

    private mutating func fenced() -> String {
        let lines = ["## loss-99 ★", "### 要点", "# x", "", "    indented  ", "~~~", "``", "id: x", "1. y"]
        return (0..<(1 + random.below(4))).map { _ in random.pick(lines) }.joined(separator: "\n")
    }

    private mutating func line() -> String {
        let words = [
            "#", "##", "```", "~~~", "1.", "-", "★", "|", "损失", "−Σ yᵢ", "related:", "\"", "<b>", "👨‍👩‍👧", "a, b", "\\",
        ]
        return (0...random.below(5)).map { _ in random.pick(words) }.joined(separator: " ")
    }
}
