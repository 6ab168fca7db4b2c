internal import Logging
import YitiCore
import YitiStore

/// Topics, bookmarks, notes, searches and reports.
extension Step {
    /// `/topics`.
    func topics(remarks: [Remark] = []) throws -> [Message] {
        let cards = person.id == 0 ? [] : try transaction.cards(of: person.id)
        let byID = Dictionary(cards.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first })
        let lines = catalog.bank.topics.map { topic in
            let met = topic.questions.compactMap { byID[$0.id] }.filter { $0.reviews > 0 }
            return TopicsFacts.Line(
                id: topic.id, name: topic.name, total: topic.questions.count, seen: met.count,
                due: met.count { $0.isDue(on: today) }, selected: person.topics?.contains(topic.id) ?? true)
        }
        return [.topics(TopicsFacts(topics: lines, remarks: remarks))]
    }

    /// `/topic NAME… | all`.
    mutating func select(_ topics: [String]?) throws -> [Message] {
        try requireAccount()
        person.topics = topics.map { chosen in catalog.bank.topics.map(\.id).filter(chosen.contains) }
        // What was said of the old selection no longer holds.
        for var subscription in try transaction.subscriptions(of: person.id)
        where subscription.topics == nil && subscription.saidAllSeen {
            subscription.saidAllSeen = false
            try transaction.update(subscription)
        }
        return try self.topics(remarks: [.selected(person.topics?.map(catalog.topicName))])
    }

    /// `/bookmark [ID]`: sets it, or takes it away again.
    mutating func bookmark(_ id: String?) throws -> [Message] {
        let question = try id.map { try named($0) } ?? currentQuestion()
        try requireAccount()
        let isSet = try transaction.addBookmark(person: person.id, question: question.id, at: now)
        if !isSet { try transaction.removeBookmark(person: person.id, question: question.id) }
        return [.info(.bookmarked(question.id, isSet: isSet))]
    }

    /// `/bookmarks`.
    func bookmarks() throws -> [Message] {
        let ids = person.id == 0 ? [] : try transaction.bookmarks(of: person.id)
        return [
            .info(
                .bookmarks(
                    ids.map { catalog.bank.question($0).map { ShelfItem($0) } ?? ShelfItem(question: $0) }))
        ]
    }

    /// `/note TEXT`, on the open or the last question.
    mutating func note(_ text: String) throws -> [Message] {
        let question = try currentQuestion()
        try requireAccount()
        try transaction.addNote(person: person.id, question: question.id, text: text, at: now)
        return [.info(.noted(question.id))]
    }

    /// `/search WORDS`.
    func search(_ text: String) throws -> [Message] {
        let words = text.lowercased().narrowed().split(whereSeparator: \.isWhitespace).map(String.init)
        let questions = catalog.search(words).map { ShelfItem($0) }
        let answers = person.id == 0 ? [] : try transaction.answers(of: person.id, containing: words, limit: 10)
        let found = try answers.map { answer in
            FoundAnswer(
                answer: answer.id, question: answer.question, day: answer.day,
                text: try transaction.text(ofAnswer: answer.id, person: person.id))
        }
        return [.info(.found(text, questions: questions, answers: found))]
    }

    /// `/report TEXT`: to the operator's queue.
    mutating func report(_ text: String) throws -> [Message] {
        let question = person.open?.question ?? person.lastQuestion
        try requireAccount()
        try transaction.addReport(person: person.id, question: question, text: text, at: now)
        let logger = services.logger
        turn.afterCommit {
            logger.notice("a report is in the queue", metadata: ["question": "\(question ?? "none")"])
        }
        return [.info(.reported(question))]
    }

    /// The question with that id, or `not_found`.
    func named(_ id: String) throws -> Question {
        guard let question = catalog.bank.question(id) else { throw Refusal.unknownQuestion(id, bank: catalog.bank) }
        return question
    }
}

extension Card {
    /// Whether it has been rated and is due.
    func isDue(on day: Day) -> Bool { dueDay.map { $0 <= day } ?? false }
}
