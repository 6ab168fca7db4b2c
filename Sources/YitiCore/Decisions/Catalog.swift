/// A bank and what is prepared from it once: the parser of commands, the picker, the words that `/search` looks through. A class, since
/// every decision holds one and none changes it.
package final class Catalog: Sendable {
    /// The bank.
    package let bank: Bank
    /// Reads what people type.
    package let parser: CommandParser
    /// Chooses questions.
    package let picker: Picker
    private let wordings: [FoldedText]
    private let haystacks: [FoldedText]

    package init(bank: Bank, zones: ZoneBook, model: FSRS6, isSandbox: Bool) {
        self.bank = bank
        parser = CommandParser(bank: bank, zones: zones, isSandbox: isSandbox)
        picker = Picker(bank: bank, model: model)
        wordings = bank.questions.map { FoldedText($0.wording.zh + "\n" + $0.wording.en) }
        haystacks = bank.questions.map { Self.haystack($0, topic: bank.topic($0.topic)) }
    }

    /// The topic's name, or its id when the bank has lost it.
    package func topicName(_ id: String) -> Text { bank.topic(id)?.name ?? Text(zh: id, en: id) }

    /// The questions of these topics in the bank's order; of all for nil.
    package func questions(in topics: [String]?) -> [Question] {
        guard let topics else { return bank.questions }
        return bank.questions.filter { topics.contains($0.topic) }
    }

    /// Questions that have all the words somewhere in what they say: in the wording first, then elsewhere; of each those first that have
    /// them together.
    package func search(_ query: SearchQuery) -> [Question] {
        var found: [[Question]] = Array(repeating: [], count: 4)
        for (place, question) in bank.questions.enumerated() {
            guard let anywhere = query.score(haystacks[place]) else { continue }
            let wording = query.score(wordings[place])
            let isTogether = (wording ?? anywhere).isTogether
            found[(wording == nil ? 2 : 0) + (isTogether ? 0 : 1)].append(question)
        }
        return Array(found.joined())
    }

    private static func haystack(_ question: Question, topic: Topic?) -> FoldedText {
        let names = [question.id, topic?.name.zh ?? "", topic?.name.en ?? "", question.wording.zh, question.wording.en]
        let sheets = [question.chinese, question.english].flatMap { $0.keyPoints + [$0.referenceAnswer] }
        return FoldedText((names + sheets).joined(separator: "\n"))
    }
}
