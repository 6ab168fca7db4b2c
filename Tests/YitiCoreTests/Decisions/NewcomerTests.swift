import Testing
import YitiCore

@Suite("what is known of somebody who has just come, without a database")
struct NewcomerTests {
    /// What is kept of them after something was said, as the store keeps it between batches.
    private func file(
        after before: PersonFile, _ body: (inout Decision) throws(Pending) -> [Message]
    ) throws -> (PersonFile, [Message]) {
        var decision = try DecisionExamples.decision(before, at: Address(bridge: "tg", user: "7"))
        try decision.settleDays()
        let messages = try body(&decision)
        return (decision.file.written(), messages)
    }

    @Test("answers and their ratings, also a second one to the same question, are decided with nothing looked up")
    func needsNothing() throws {
        var file = PersonFile.blank(DecisionExamples.person(1, daysAgo: 0), numbers: DecisionExamples.numbers)
        var messages: [Message] = []
        let questions = CommandExamples.bank.questions.map(\.id)
        for question in questions + questions.reversed() {
            (file, _) = try self.file(after: file) { (decision) throws(Pending) in
                try decision.text("an answer", rating: nil, replyingTo: .question(question))
            }
            (file, messages) = try self.file(after: file) { (decision) throws(Pending) in
                try decision.text("3", rating: .good, replyingTo: .nothing)
            }
            guard case .rated(let facts)? = messages.first else {
                Issue.record("\(messages) is no rating")
                return
            }
            #expect(facts.question == question)
        }
        #expect(file.person.firstAnswers == questions.count)
    }
}
