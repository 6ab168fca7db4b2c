package import YitiCore

/// What decisions ask for and what they do, as queries: the only place that knows both.
extension Transaction {
    /// The next free number of each kind of row that a decision may make.
    package func numbers() throws -> Numbers {
        if let known = cache.numbers { return known }
        let read = Numbers(
            person: try lastNumber("person") + 1, event: try lastNumber("event") + 1,
            subscription: try lastNumber("subscription") + 1)
        cache.numbers = read
        return read
    }

    /// Notes that a row takes a number: its own, or the next free one when it has none.
    func takeNumber(_ kind: WritableKeyPath<Numbers, Int64>, _ own: Int64) throws -> Int64 {
        let free = try numbers()[keyPath: kind]
        let taken = own == 0 ? free : own
        cache.numbers?[keyPath: kind] = max(free, taken + 1)
        return taken
    }

    /// Loads what a decision lacks into a person's file.
    package func load(_ needs: Set<Need>, into file: inout PersonFile) throws {
        let person = file.id
        try reading(of: person) {
            for need in needs where !need.isVolatile { file.merge(try found(need, person)) }
        }
        // These are other people's as well.
        for need in needs where need.isVolatile { file.merge(try found(need, person)) }
    }

    private func found(_ need: Need, _ person: Int64) throws -> LoadedPart {
        switch need {
        case .subscriptions:
            let standing = try subscriptions(of: person)
            return .subscriptions(standing, lastOccurrences: try lastOccurrences(of: standing))
        case .pauses: return .pauses(try pauses(of: person))
        case .schedules: return .schedules(try schedules(of: person), try suspensions(of: person))
        case .card(let question): return .card(question, try card(of: person, question: question))
        case .allCards: return .allCards(try cards(of: person))
        case .underWay(let since): return .underWay(try questionsUnderWay(of: person, since: since))
        case .deliveries(let day): return .deliveries(day, try deliveries(of: person, on: day))
        case .answer(let number): return .answer(number, try answer(number, person: person))
        case .answers(let question):
            return .answers(question, try answers(of: person, question: question, limit: .max).reversed())
        case .text(let number): return .text(number, try text(ofAnswer: number, person: person))
        case .lastStep: return .lastStep(try lastStep(of: person))
        case .laters: return .laters(try laters(of: person))
        case .hasAnswers: return .hasAnswers(try hasAnswers(of: person))
        case .firstAnsweredDay: return .firstAnsweredDay(try firstAnsweredDay(of: person))
        case .settled(let day): return .settled(before: day, try ledgerRow(of: person, before: day))
        case .ratedAnswers(let day):
            return .ratedAnswers(SinceDay(from: day, values: try ratedAnswersByDay(of: person, from: day)))
        case .asked(let day): return .asked(SinceDay(from: day, values: try asked(of: person, from: day)))
        case .changes(let day, let since):
            return .changes(day, try countEvents(of: person, kind: .change, on: day, since: since))
        case .notes(let question): return .notes(question, try notes(of: person, question: question).map(\.text))
        case .bookmarks: return .bookmarks(try bookmarks(of: person))
        case .tickedAnswers: return .tickedAnswers(try tickedAnswers(of: person))
        case .volatile(let need): return .volatile(try found(need, person))
        }
    }

    private func found(_ need: VolatileNeed, _ person: Int64) throws -> VolatileFact {
        switch need {
        case .places: .places(try places(of: person))
        case .answerCount: .answerCount(try countAnswers(of: person))
        case .belongings: .belongings(try belongings(of: person))
        case .codes(let now): .codes(try codes(of: person, at: now))
        case .typedCode(let code, let now): .typedCode(code, try linkCode(code, at: now))
        case .account(let now): .account(try accountFacts(of: person, at: now))
        case .hasEnded(let id): .hasEnded(try subscription(id)?.endedAt != nil)
        case .lastTaken(let id): .lastTaken(subscription: id, try lastTaken(ofSubscription: id))
        case .answerers(let question, let since):
            .answerers(try answerers(of: question, in: person, since: since).map(\.value))
        case .board(let room, let day): .board(try board(of: room, since: day))
        case .written(let question, let limit):
            .written(try writtenAnswers(of: person, question: question, limit: limit))
        case .found(let words, let page): try found(words, page, person)
        case .exportedParts: .exportedParts(try exportedParts(of: person))
        }
    }

    private func found(_ words: String, _ page: Int, _ person: Int64) throws -> VolatileFact {
        let found = try answersFitting(of: person, SearchQuery(words).score) { SearchPage.answers(on: page, of: $0) }
        return .found(count: found.count, found.answers)
    }

    func lastOccurrences(of subscriptions: [Subscription]) throws -> [Int64: Day] {
        var last: [Int64: Day] = [:]
        for subscription in subscriptions {
            last[subscription.id] = try lastOccurrence(ofSubscription: subscription.id)
        }
        return last
    }

    private func hasAnswers(of person: Int64) throws -> Bool {
        try first("SELECT 1 FROM answer WHERE person = ? LIMIT 1", person) { _ in true } ?? false
    }

    /// Writes a change of a kind that is not folded with others: see ``PendingRows``.
    func apply(_ change: Change, person id: Int64, at now: Instant) throws {
        switch change {
        case .becameAccount, .logged, .answered, .rated, .ticked, .answerRemoved, .card: break
        case .settled(let row): try save(row, person: id)
        case .unsettled(let day): try removeLedger(of: id, from: day)
        case .subscribed(let subscription, let schedule):
            try begin(subscription, schedule)
        case .subscription(let subscription): try update(subscription)
        case .scheduled(let schedule): try begin(schedule)
        case .unsubscribed(let subscription):
            try update(subscription)
            try endSchedule(of: subscription.id, at: now)
        case .paused(let from, let until): try addPause(person: id, from: from, until: until)
        case .pauseEnds(let pause, let until): try endPause(pause, until: until)
        case .pendingExpired(let subscription): try expirePending(of: id, subscription: subscription)
        case .pendingReleased(let day): try releasePending(of: id, countingFor: day, at: now)
        case .acknowledged(let delivery): try acknowledge(delivery, at: now)
        case .bookmarked(let question, let at): try addBookmark(person: id, question: question, at: at)
        case .unbookmarked(let question): try removeBookmark(person: id, question: question)
        case .noted(let question, let text, let at): try addNote(person: id, question: question, text: text, at: at)
        case .reported(let question, let text, let at):
            try addReport(person: id, question: question, text: text, at: at)
        case .putOff(let later): try save(later)
        case .putOffEnds(let question): try removeLater(of: id, question: question)
        case .linkCode(let code): try save(code)
        case .webCode(let hash, let expiresAt): try saveWebCode(hash, person: id, expiresAt: expiresAt)
        case .forgetCode(let code, let expiresAt): try saveForgetCode(code, person: id, expiresAt: expiresAt)
        case .keyReplaced(let hash): try replaceLoginKeys(of: id, with: hash, at: now)
        case .heard(let identity): try update(identity)
        case .suspended(let identity, let isLast, let day):
            try suspend(identity, isLast: isLast, since: day, at: now)
        case .reached(let identity, let day): try restore(identity, since: day, at: now)
        case .split(let split): try apply(split, at: now)
        case .answeredInRoom(let answer, let room): try noteAnswer(answer, of: id, in: room)
        case .joinedBoard(let room): try joinBoard(of: room, member: id, at: now)
        case .leftBoard(let room): try leaveBoard(of: room, member: id)
        }
    }
}
