/// A bank and what is prepared from it once: the parser of commands, the picker, the words that `/search` looks through.
package struct Catalog: Sendable {
    /// The bank.
    package let bank: Bank
    /// Reads what people type.
    package let parser: CommandParser
    /// Chooses questions.
    package let picker: Picker
    private let haystacks: [String]

    package init(bank: Bank, zones: ZoneBook, model: MemoryModel, isSandbox: Bool) {
        self.bank = bank
        parser = CommandParser(bank: bank, zones: zones, isSandbox: isSandbox)
        picker = Picker(bank: bank, model: model)
        haystacks = bank.questions.map { Self.haystack($0, topic: bank.topic($0.topic)) }
    }

    /// The topic's name, or its id when the bank has lost it.
    package func topicName(_ id: String) -> Text { bank.topic(id)?.name ?? Text(zh: id, en: id) }

    /// The questions of these topics in the bank's order; of all for nil.
    package func questions(in topics: [String]?) -> [Question] {
        guard let topics else { return bank.questions }
        return bank.questions.filter { topics.contains($0.topic) }
    }

    /// Questions that have all of these words, lower-cased, somewhere in what they say: in the wording first, then elsewhere.
    package func search(_ words: [String]) -> [Question] {
        let found = zip(bank.questions, haystacks).filter { pair in words.allSatisfy { pair.1.contains($0) } }.map(\.0)
        let inWording = found.filter { question in
            let wording = (question.wording.zh + " " + question.wording.en).lowercased()
            return words.allSatisfy { wording.contains($0) }
        }
        let firstIDs = Set(inWording.map(\.id))
        return inWording + found.filter { !firstIDs.contains($0.id) }
    }

    private static func haystack(_ question: Question, topic: Topic?) -> String {
        let names = [question.id, topic?.name.zh ?? "", topic?.name.en ?? "", question.wording.zh, question.wording.en]
        let sheets = [question.chinese, question.english].flatMap { $0.keyPoints + [$0.referenceAnswer] }
        return (names + sheets).joined(separator: "\n").lowercased()
    }
}
