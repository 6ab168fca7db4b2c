import Testing
import YitiCore
import YitiStore

@Suite struct WrittenAnswersTests {
    @Test("finds what was appended to each of many answers without a walk through the log", arguments: Engine.all)
    func findsAppended(on engine: Engine) throws {
        let store = try engine.store()
        try store.write { transaction in
            let people = try (0..<2).map { _ in try Self.person(transaction) }
            for round in 0..<40 {
                for person in people {
                    let answer = try Self.event(.answer, "text \(round) of \(person)", person, transaction)
                    try transaction.insert(
                        Answer(
                            id: answer, question: "loss-0\(round % 4)", at: Instant(seconds: 0), day: Day(number: 1),
                            revealed: false),
                        person: person, offset: 0)
                    for piece in 0..<round % 3 { try Self.event(.append, "\(piece)", person, transaction, to: answer) }
                }
            }
            for person in people {
                let written = try transaction.writtenAnswers(of: person, limit: 7)
                #expect(written.map(\.text) == (33..<40).reversed().map { Self.expected($0, person) })
                let ofQuestion = try transaction.writtenAnswers(of: person, question: "loss-01", limit: 3)
                #expect(ofQuestion.map(\.text) == [37, 33, 29].map { Self.expected($0, person) })
                #expect(try transaction.text(ofAnswer: written[0].answer.id, person: person) == written[0].text)
            }
        }
        #expect(store.statementsThatWalked() == [])
    }

    private static func expected(_ round: Int, _ person: Int64) -> String {
        (["text \(round) of \(person)"] + (0..<round % 3).map(String.init)).joined(separator: "\n")
    }

    private static func person(_ transaction: Transaction) throws -> Int64 {
        let calendar = LearningCalendar(zone: "UTC")
        return try transaction.insert(Person(id: 0, createdAt: Instant(seconds: 0), calendar: calendar)).id
    }

    @discardableResult
    private static func event(
        _ kind: EventKind, _ text: String, _ person: Int64, _ transaction: Transaction, to answer: Int64? = nil
    ) throws -> Int64 {
        try transaction.append(
            Event(
                person: person, kind: kind, at: Instant(seconds: 0), zone: "UTC", offset: 0, day: Day(number: 1),
                question: "loss-00", subject: answer, body: text))
    }
}
