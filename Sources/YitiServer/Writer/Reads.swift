import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// What is asked of what a person has written, and changes nothing: history, searches and exports.
struct Reads {
    private let person: Person
    private let today: Day
    private let transaction: Transaction
    private let services: Services
    private var catalog: Catalog { services.catalog }

    /// Reads of what is known of a person on their learning day.
    init(_ person: Person, today: Day, _ transaction: Transaction, _ services: Services) {
        self.person = person
        self.today = today
        self.transaction = transaction
        self.services = services
    }

    /// How many key points of a question the person sees.
    private func pointCount(_ question: String) -> Int {
        catalog.bank.question(question)?.pointCount(in: person.reads) ?? 0
    }

    /// `/history [n | ID]`.
    func history(_ request: HistoryRequest) throws -> [Message] {
        let answers = try transaction.writtenAnswers(of: person.id, question: request.question, limit: request.limit)
        let entries = answers.map(entry)
        let page = request.page
        var missed: [MissedPoint] = []
        if let id = request.question {
            missed = MissedPoint.again(in: answers.map(\.answer), pointCount)
            guard !entries.isEmpty || catalog.bank.question(id) != nil else {
                throw Refusal.unknownQuestion(id, bank: catalog.bank)
            }
        }
        let pages = HistoryPages.pages(of: entries)
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

    /// `/search WORDS [pN]`: the best first, of those that are as good the newest.
    func search(_ words: String, page number: Int) throws -> [Message] {
        let query = SearchQuery(words)
        let questions = catalog.search(query).map { ShelfItem($0) }
        let found = try transaction.answersFitting(of: person.id, query.score) { count in
            SearchPage.answers(on: number, of: count)
        }
        let page = SearchPage(words, page: number, questions: questions, answersFound: found.count) { _ in
            found.answers.map { written in
                FoundAnswer(
                    answer: written.answer.id, question: written.answer.question, day: written.answer.day,
                    text: query.excerpt(of: written.text))
            }
        }
        guard let page else {
            throw Refusal.noPage(number, of: SearchPage.pages(questions: questions.count, answers: found.count))
        }
        return [.info(.found(page))]
    }

    /// `/export`, with every day of the ledger.
    func export(_ format: ExportFormat, page: Int, days: [StreakDay]) throws -> [Message] {
        let record = try transaction.record(of: person, days: days) { catalog.bank.question($0) }
        let text = RecordWords(record).lines(format).joined(separator: "\n")
        let (content, count) = ExportPages.page(page, of: text)
        guard let content else { throw Refusal.noPage(page, of: count) }
        return [.info(.exported(content, format: format, page: page, of: count))]
    }
}
