import YitiCore
import YitiWords

/// Pages of what a person has written: histories and exports.
struct Reads {
    private let person: Person
    private let today: Day
    private let catalog: Catalog

    /// Pages for a person on their learning day.
    init(_ person: Person, today: Day, _ catalog: Catalog) {
        self.person = person
        self.today = today
        self.catalog = catalog
    }

    /// How many key points of a question the person sees.
    private func pointCount(_ question: String) -> Int {
        catalog.bank.question(question)?.pointCount(in: person.reads) ?? 0
    }

    /// `/history [n | ID]`, of the answers that it is about.
    func history(_ request: HistoryRequest, of answers: [WrittenAnswer]) throws -> [Message] {
        let page = request.page
        let missed = request.question == nil ? [] : MissedPoint.again(in: answers.map(\.answer), pointCount)
        let pages = HistoryPages.pages(of: answers.map(entry))
        guard !pages.isEmpty else { return [.history(HistoryFacts(answers: [], next: nil))] }
        guard (1...pages.count).contains(page) else { throw Refusal.noPage(page, of: pages.count) }
        let next = page < pages.count ? "/history \(request.question ?? String(request.limit)) \(page + 1)" : nil
        let shown = pages[page - 1]
        let remarks = changes(since: shown, request) + missedAgain(missed)
        return [.history(HistoryFacts(answers: shown, next: next, remarks: remarks))]
    }

    private func missedAgain(_ points: [MissedPoint]) -> [Remark] {
        guard let question = points.first.flatMap({ catalog.bank.question($0.question) }) else { return [] }
        return [.missedAgain(question, points)]
    }

    /// What was changed in questions since they were answered last: in full for one question, by name for several.
    private func changes(since answers: [HistoryFacts.Entry], _ request: HistoryRequest) -> [Remark] {
        var last: [String: Day] = [:]
        for answer in answers { last[answer.question] = max(last[answer.question] ?? answer.day, answer.day) }
        let changed = last.keys.sorted().compactMap { id in
            catalog.bank.question(id)?.change.flatMap { change in
                last[id].map { $0 < change.day && change.day <= today } ?? false ? (id: id, change: change) : nil
            }
        }
        guard let first = changed.first else { return [] }
        if request.question != nil { return [.questionChanged(first.id, first.change)] }
        return [.questionsChanged(changed.map(\.id))]
    }

    /// One answer as the history shows it.
    private func entry(_ written: WrittenAnswer) -> HistoryFacts.Entry {
        let answer = written.answer
        return HistoryFacts.Entry(
            answer: answer.id, question: answer.question,
            wording: catalog.bank.question(answer.question)?.wording ?? Text(zh: answer.question, en: answer.question),
            at: answer.at, utcOffsetSeconds: written.offset, day: answer.day, rating: answer.rating,
            ticked: answer.ticked, text: written.text)
    }

    /// `/export`, of everything there is.
    func export(_ record: PersonRecord, _ format: ExportFormat, page: Int) throws -> [Message] {
        let text = RecordWords(record).lines(format).joined(separator: "\n")
        let (content, count) = ExportPages.page(page, of: text)
        guard let content else { throw Refusal.noPage(page, of: count) }
        return [.info(.exported(content, format: format, page: page, of: count))]
    }
}
