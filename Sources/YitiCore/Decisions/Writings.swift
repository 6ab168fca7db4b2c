/// What a person has written: nothing is changed, and much may have to be read.
extension Decision {
    /// The answers that `/history [n | ID]` is about, the newest first.
    package func written(for request: HistoryRequest) throws(Pending) -> [WrittenAnswer] {
        let answers = try file.written(of: request.question, limit: request.limit)
        if let id = request.question, answers.isEmpty, catalog.bank.question(id) == nil {
            throw .refused(.unknownQuestion(id, bank: catalog.bank))
        }
        return answers
    }

    /// `/search WORDS [pN]`: the best first, of those that are as good the newest.
    package func search(_ words: String, page number: Int) throws(Pending) -> [Message] {
        let query = SearchQuery(words)
        let questions = catalog.search(query).map { ShelfItem($0) }
        let found = try file.found(words, page: number)
        let page = SearchPage(words, page: number, questions: questions, answersFound: found.count) { _ in
            found.answers.map { written in
                FoundAnswer(
                    answer: written.answer.id, question: written.answer.question, day: written.answer.day,
                    text: query.excerpt(of: written.text))
            }
        }
        guard let page else {
            throw .refused(.noPage(number, of: SearchPage.pages(questions: questions.count, answers: found.count)))
        }
        return [.info(.found(page))]
    }

    /// What `/export` gives, with every day of the ledger.
    package func record() throws(Pending) -> PersonRecord {
        guard !file.isGuest else { throw .refused(.nothingToExport) }
        let parts = try file.exportedParts()
        return PersonRecord(person, parts, days: try ledgerDays(), question: catalog.bank.question)
    }
}
