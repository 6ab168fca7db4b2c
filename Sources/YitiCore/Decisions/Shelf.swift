/// Topics, bookmarks, notes and reports.
extension Decision {
    /// `/topics`.
    func topics(remarks: [Remark] = []) throws(Pending) -> [Message] {
        let cards = try file.cards.all(.allCards)
        let lines = catalog.bank.topics.map { topic in
            let met = topic.questions.compactMap { cards[$0.id] }.filter { $0.reviews > 0 }
            return TopicsFacts.Line(
                id: topic.id, name: topic.name, total: topic.questions.count, seen: met.count,
                due: met.count { $0.isDue(on: today) }, selected: person.topics?.contains(topic.id) ?? true)
        }
        return [.topics(TopicsFacts(topics: lines, remarks: remarks))]
    }

    /// `/topic NAME… | all`.
    mutating func select(_ topics: [String]?) throws(Pending) -> [Message] {
        try requireAccount()
        file.person.topics = topics.map { chosen in catalog.bank.topics.map(\.id).filter(chosen.contains) }
        // What was said of the old selection no longer holds.
        for var subscription in try file.standing.get(.subscriptions)
        where subscription.topics == nil && subscription.saidAllSeen {
            subscription.saidAllSeen = false
            file.record(.subscription(subscription))
        }
        return try self.topics(remarks: [Remark.selected(person.topics?.map(catalog.topicName))])
    }

    /// `/topic +NAME…`, `/topic -NAME…`: of what is selected.
    mutating func changeSelection(adding: [String], removing: [String]) throws(Pending) -> [Message] {
        let all = catalog.bank.topics.map(\.id)
        let chosen = all.filter { id in
            (adding.contains(id) || person.topics?.contains(id) ?? true) && !removing.contains(id)
        }
        guard !chosen.isEmpty else { throw .refused(.lastTopic) }
        return try select(chosen == all ? nil : chosen)
    }

    /// `/bookmarks`; a question that left the bank has its id alone.
    func bookmarks() throws(Pending) -> [Message] {
        let items = try file.bookmarks.get(.bookmarks).map { id in
            catalog.bank.question(id).map { ShelfItem($0) } ?? ShelfItem(question: id)
        }
        return [.info(.bookmarks(items))]
    }

    /// `/bookmark off`: takes it away, if it is there.
    mutating func unbookmark(_ id: String?) throws(Pending) -> [Message] {
        let question = id == nil ? try currentQuestion() : try named(id ?? "")
        guard try file.bookmarks.get(.bookmarks).contains(question.id) else {
            return [.info(.bookmarked(question.id, isSet: false))]
        }
        return try bookmark(question.id)
    }

    /// `/bookmark [ID]`: sets it, or takes it away again.
    mutating func bookmark(_ id: String?) throws(Pending) -> [Message] {
        let question = id == nil ? try currentQuestion() : try named(id ?? "")
        try requireAccount()
        let isSet = try file.bookmarks.get(.bookmarks).contains(question.id)
        file.record(isSet ? .unbookmarked(question: question.id) : .bookmarked(question: question.id, at: now))
        return [.info(.bookmarked(question.id, isSet: !isSet))]
    }

    /// `/note TEXT`, on the open or the last question.
    mutating func note(_ text: String, _ named: String? = nil) throws(Pending) -> [Message] {
        let question = try currentQuestion(named)
        try requireAccount()
        try countKept(text)
        file.record(.noted(question: question.id, text: text, at: now))
        return [.info(.noted(question.id))]
    }

    /// `/report TEXT`: to the operator's queue.
    mutating func report(_ text: String, _ named: String? = nil) throws(Pending) -> [Message] {
        let question = named ?? person.loop.current(in: room)?.question ?? person.lastQuestion
        try requireAccount()
        try countKept(text)
        file.record(.reported(question: question, text: text, at: now))
        return [.info(.reported(question))]
    }

    /// The question with that id, or `not_found`.
    private func named(_ id: String) throws(Pending) -> Question {
        guard let question = catalog.bank.question(id) else {
            throw .refused(.unknownQuestion(id, bank: catalog.bank))
        }
        return question
    }
}
