import Foundation
import Testing
import YitiBankTools
import YitiCore

@Suite struct ShippedBankTests {
    /// `Data/bank` of this checkout.
    static var directory: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../Data/bank")
            .standardizedFileURL.path
    }

    /// What is found in it. Examining it takes seconds, so it is done once.
    private static let examined = Result {
        let pages = try BankLoader.files(directory: directory).map { BankParser.parse($0.bytes, file: $0.path) }
        let findings = try BankCheck.examine(pages, allowed: .beside(directory), zones: ZoneBook()).findings
        return (pages: pages, findings: findings)
    }

    @Test("with its 22 topics the shipped bank has 295 questions, and nothing is missing from any")
    func isComplete() throws {
        let (pages, findings) = try Self.examined.get()
        #expect(pages.count == 22)
        #expect(pages.reduce(0) { $0 + $1.topic.questions.count } == 295)
        #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
    }

    @Test("reading, writing and reading the shipped bank again changes nothing")
    func roundTrips() throws {
        for file in try BankLoader.files(directory: Self.directory) {
            let topic = BankParser.parse(file.bytes, file: file.path).topic
            #expect(BankParser.parse(BankWriter.markdown(topic), file: file.path).topic == topic, "\(file.path)")
        }
    }

    @Test(
        "no clause of the bank that begins with a command word is taken for the command"
    )
    func clauses() throws {
        let bank = try BankLoader.load(directory: Self.directory)
        let parser = CommandParser(bank: bank, zones: try ZoneBook(), isSandbox: false)
        let words = Set(CommandTable.rows.flatMap(\.chinese))
        var clauses: Set<String> = []
        for question in bank.questions {
            let texts = [question.wording.zh, question.chinese.referenceAnswer] + question.chinese.keyPoints
            for clause in texts.joined(separator: "\n").split(whereSeparator: { "，。；：！？、（）\n,;:".contains($0) }) {
                let text = clause.trimmingPrefix { " -*#".contains($0) }
                if words.contains(where: { begins(text, with: $0) }) {
                    clauses.insert(String(text))
                }
            }
        }
        #expect(clauses.count > 100)
        for clause in clauses.sorted() where !words.contains(clause.recognised.withoutEndPunctuation) {
            #expect(parser.parse(clause, today: Day(number: 20_000)) == .text(clause, rating: nil), "\(clause)")
        }
    }

    @Test("no clause of the bank asks for a command in other words than its own")
    func requests() throws {
        let bank = try BankLoader.load(directory: Self.directory)
        let parser = CommandParser(bank: bank, zones: try ZoneBook(), isSandbox: false)
        let words = Set(CommandTable.rows.flatMap(\.chinese))
        let texts = bank.questions.flatMap { question in
            [
                question.wording.zh, question.chinese.referenceAnswer, question.wording.en,
                question.english.referenceAnswer,
            ]
                + question.chinese.keyPoints + question.english.keyPoints
        }
        let clauses = Set(
            texts.joined(separator: "\n").split { "，。；：！？、（）\n,;:.?()".contains($0) }
                .map { String($0.trimmingPrefix { " -*#/".contains($0) }) }
        ).filter { !words.contains($0.recognised.withoutEndPunctuation) && $0.contains { $0.isLetter } }
        #expect(clauses.count > 1_000)
        let taken = clauses.filter { clause in
            if case .command = parser.parse(clause, today: Day(number: 20_000)) { return true }
            return clause.contains(" ") && CommandTable.loneVerb(clause) != nil
        }
        // What follows a command's own word and a space can be read.
        // Said alone, these ask for a command whatever else they may be a piece of.
        #expect(taken == ["查找 x", "Pass ", "怎么用"])
    }

    /// Whether a clause begins with a word and goes on without a space, behind which a command's arguments may stand.
    private func begins(_ text: Substring, with word: String) -> Bool {
        text.hasPrefix(word) && text.dropFirst(word.count).first.map { !$0.isWhitespace } ?? false
    }
}
