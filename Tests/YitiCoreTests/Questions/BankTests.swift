import Testing
import YitiCore

@Suite struct BankTests {
    @Test("finds a question by its id and knows none by another")
    func looksUpById() {
        let question = Question(id: "loss-01", topic: "loss", stars: 5, wording: Text(zh: "问", en: "Ask"))
        let bank = Bank(topics: [Topic(id: "loss", name: Text(zh: "损失", en: "Loss"), questions: [question])])
        #expect(bank.question("loss-01") == question)
        #expect(bank.question("loss-02") == nil)
    }

    @Test("a wording that is missing falls back to the other language")
    func fallsBack() {
        #expect(Text(zh: "问", en: "Ask").wording(in: .zh) == "问")
        #expect(Text(zh: "问", en: "Ask").wording(in: .both) == "Ask")
        #expect(Text(zh: "问", en: "").wording(in: .en) == "问")
        #expect(Text(zh: "", en: "Ask").wording(in: .zh) == "Ask")
    }
}
