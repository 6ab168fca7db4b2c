/// The bank as one person knows it.
extension Decision {
    /// So many questions fit a message with both their wordings.
    private static let questionsOnPage = 40

    /// `/questions [topic] [pN]`.
    func questions(of id: String?, page: Int) throws(Pending) -> [Message] {
        let topics = catalog.bank.topics
        guard let place = id.map({ id in topics.firstIndex { $0.id == id } }) ?? (topics.isEmpty ? nil : 0) else {
            throw .refused(.noQuestion)
        }
        let topic = topics[place]
        let pages = max(1, (topic.questions.count + Self.questionsOnPage - 1) / Self.questionsOnPage)
        guard page <= pages else { throw .refused(.noPage(page, of: pages)) }
        let cards = try file.cards.all(.allCards)
        let shown = topic.questions.dropFirst((page - 1) * Self.questionsOnPage).prefix(Self.questionsOnPage)
        return [
            .questions(
                QuestionListFacts(
                    topic: topic.id, topicName: topic.name, lines: shown.map { line($0, cards[$0.id]) },
                    next: page < pages ? "/questions \(topic.id) p\(page + 1)" : nil))
        ]
    }

    private func line(_ question: Question, _ card: Card?) -> QuestionListFacts.Line {
        let seen = (card?.reviews ?? 0) > 0
        return QuestionListFacts.Line(
            id: question.id, wording: question.wording, stars: question.stars, seen: seen,
            due: seen ? card?.dueDay : nil)
    }
}
