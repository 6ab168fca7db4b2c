import YitiCore
import YitiStore
import YitiWords

/// `/export`: everything about the person, in pages.
extension Step {
    func export(_ format: ExportFormat, page: Int) throws -> [Message] {
        guard person.id != 0 else { throw Refusal.nothingToExport }
        let pages = ExportPages.pages(of: RecordWords(try record()).lines(format).joined(separator: "\n"))
        guard (1...pages.count).contains(page) else { throw Refusal.noPage(page, of: pages.count) }
        return [.info(.exported(pages[page - 1], format: format, page: page, of: pages.count))]
    }

    private func record() throws -> PersonRecord {
        let answers = try transaction.answers(of: person.id, limit: 1_000_000).reversed().map { answer in
            let text = try transaction.text(ofAnswer: answer.id, person: person.id)
            return (answer: answer, question: catalog.bank.question(answer.question), text: text)
        }
        return PersonRecord(
            person: person, answers: answers, days: try ledgerDays(),
            subscriptions: try transaction.allSubscriptions(of: person.id),
            pauses: try transaction.pauses(of: person.id).map { ($0.from, $0.until) },
            notes: try transaction.notes(of: person.id).map { ($0.question, $0.at, $0.text) },
            bookmarks: try transaction.bookmarks(of: person.id))
    }
}
