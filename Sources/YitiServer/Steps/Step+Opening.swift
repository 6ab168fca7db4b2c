import YitiCore
import YitiStore

/// How questions open.
extension Step {
    /// `/next`: chooses a question and opens it.
    mutating func next(topic: String?) throws -> [Message] {
        var pick = try choose(topics: topic.map { [$0] } ?? person.topics)
        if topic != nil { pick.record.reason = "asked" }
        return [.question(try open(pick.question, pick: pick.record))]
    }

    /// A button's `/next`: a question that is open stays and is shown again.
    mutating func nextUnlessOpen() throws -> [Message] {
        guard let open = person.open, let question = catalog.bank.question(open.question) else {
            return try next(topic: nil)
        }
        return [.question(try facts(question, pick: open.pick, remarks: [.stillOpen]))]
    }

    /// Chooses from these topics (nil: all). Throws `not_found` with the reason when there is no candidate.
    func choose(topics: [String]?) throws -> Pick {
        let cards = person.id == 0 ? [] : try transaction.cards(of: person.id)
        let recently = today.advanced(byDays: -Delivery.daysUnderWay)
        let underWay = person.id == 0 ? [] : try transaction.questionsUnderWay(of: person.id, since: recently)
        var excluded = Set(underWay)
        if case .human(let session) = origin { excluded.formUnion(session.shown.filter { $0.value == today }.keys) }
        let outcome = catalog.picker.pick(
            PickRequest(
                person: person.id, today: today, topics: topics, interview: person.interview, cards: cards,
                excluded: excluded, opening: person.openings + 1, previousTopic: person.lastTopic,
                firstAnswers: person.firstAnswers, firstPasses: person.firstPasses))
        switch outcome {
        case .picked(let pick): return pick
        case .none(let reason): throw reason.refusal
        }
    }

    /// Opens a question in place of the one that was open, and says how it is shown.
    mutating func open(_ question: Question, pick: PickRecord?, remarks: [Remark] = []) throws -> QuestionFacts {
        try opened(question, pick: pick)
        return try facts(question, pick: pick, remarks: remarks)
    }

    /// Notes that a question is open from now on, in place of the one that was open.
    mutating func opened(_ question: Question, pick: PickRecord?) throws {
        person.open = OpenQuestion(question: question.id, at: at, pick: pick)
        person.pendingAnswer = nil
        person.lastQuestion = question.id
        person.lastPick = pick
        person.openings += 1
        person.lastTopic = question.topic
        try shown(question.id)
    }

    /// A question as it is shown. `isNew` says whether it was never rated, when that is known already.
    func facts(
        _ question: Question, pick: PickRecord?, remarks: [Remark] = [], isNew: Bool? = nil
    ) throws -> QuestionFacts {
        QuestionFacts(
            question: question, topicName: catalog.topicName(question.topic), pick: pick,
            isNew: try isNew ?? (reviews(of: question) == 0), remarks: remarks)
    }

    private func reviews(of question: Question) throws -> Int {
        person.id == 0 ? 0 : try transaction.card(of: person.id, question: question.id)?.reviews ?? 0
    }

    /// `/today`: the question pushed today once more, opened when it has no answer yet.
    mutating func todaysQuestion() throws -> [Message] {
        let pushed = person.id == 0 ? [] : try transaction.deliveries(of: person.id, on: today)
        let arrived = pushed.filter { delivery in
            delivery.kind != .notice
                && (delivery.state == .acked || delivery.state == .inFlight || isWaiting(delivery))
        }
        guard let delivery = arrived.last else { throw Refusal.nothingToday }
        guard let question = catalog.bank.question(delivery.question) else {
            throw Refusal.questionGone(delivery.question)
        }
        for waiting in arrived where isWaiting(waiting) { _ = try transaction.acknowledge(waiting.id, at: now) }
        let remarks = delivery.remark.map { [Remark.stored($0)] } ?? []
        if let answer = try transaction.answers(of: person.id, question: question.id, limit: 1).first,
            answer.day >= delivery.day
        {
            let said = Remark.today(question.id, isAnswered: true, rating: answer.rating)
            return [.question(try facts(question, pick: delivery.pick, remarks: remarks + [said]))]
        }
        let said = Remark.today(question.id, isAnswered: false, rating: nil)
        if person.open?.question == question.id {
            return [.question(try facts(question, pick: delivery.pick, remarks: remarks + [said]))]
        }
        return [.question(try open(question, pick: delivery.pick, remarks: remarks + [said]))]
    }

    private func isWaiting(_ delivery: Delivery) -> Bool {
        delivery.address.isHuman && delivery.state == .pending && delivery.notBefore <= now
            && delivery.expiresAt > now
    }

    /// The open question, or `no_question`.
    func openQuestion() throws -> (open: OpenQuestion, question: Question) {
        guard let open = person.open else { throw Refusal.noQuestion }
        guard let question = catalog.bank.question(open.question) else { throw Refusal.questionGone(open.question) }
        return (open, question)
    }

    /// The question that is open, or was open or answered last; `no_question` when there is none.
    func currentQuestion() throws -> Question {
        guard let id = person.open?.question ?? person.lastQuestion else { throw Refusal.noLastQuestion }
        guard let question = catalog.bank.question(id) else { throw Refusal.questionGone(id) }
        return question
    }

    /// `/hint`: one key point more.
    mutating func hint(_ question: String?) throws -> [Message] {
        try requireOpen(question)
        let (open, current) = try openQuestion()
        let points = current.answers(in: person.reads).keyPoints.count
        let shown = min(open.hints + 1, max(points, 1))
        person.open?.hints = shown
        return [.info(.hint(current, number: shown))]
    }

    /// `/reveal`: the reference answer; before answering it marks the answer as revealed first.
    mutating func reveal(_ question: String?) throws -> [Message] {
        if let question, question != person.open?.question, let named = catalog.bank.question(question) {
            return [.info(.reveal(named, notes: try notes(on: named), isBeforeAnswer: false))]
        }
        let current = try currentQuestion()
        let isOpen = person.open?.question == current.id
        if isOpen { person.open?.revealed = true }
        return [.info(.reveal(current, notes: try notes(on: current), isBeforeAnswer: isOpen))]
    }

    private func notes(on question: Question) throws -> [String] {
        person.id == 0 ? [] : try transaction.notes(of: person.id, question: question.id).map(\.text)
    }

    /// `/skip`: puts the open question off for at least a day.
    mutating func skip(_ question: String?) throws -> [Message] {
        try requireOpen(question)
        let (open, current) = try openQuestion()
        if person.id != 0 {
            var card = try transaction.card(of: person.id, question: open.question) ?? Card(question: open.question)
            // Two learning days on: tomorrow's may begin within hours.
            card.awayUntil = today.advanced(byDays: 2)
            card.shownDay = today
            try transaction.save(card, person: person.id)
        }
        person.open = nil
        return [.info(.skipped(current.id))]
    }

    /// `/later`: the open question comes back after a while.
    mutating func later(seconds: Int64) throws -> [Message] {
        let (open, current) = try openQuestion()
        try requireAccount()
        let fireAt = now.advanced(bySeconds: seconds)
        try transaction.save(
            LaterRecord(
                person: person.id, question: open.question, pick: open.pick, address: address, fireAt: fireAt))
        person.open = nil
        return [.info(.later(current.id, at: fireAt, offset: offset(at: fireAt)))]
    }

    /// `/why`: the numbers behind the choice.
    func why() throws -> [Message] {
        let current = try currentQuestion()
        let pick = person.open == nil ? person.lastPick : person.open?.pick
        return [
            .info(
                .why(
                    current, topicName: catalog.topicName(current.topic), pick: pick, interview: person.interview,
                    today: today))
        ]
    }

    /// A button of a question that is no longer open does nothing.
    private func requireOpen(_ question: String?) throws {
        if let question, question != person.open?.question { throw Refusal.isOldQuestion }
    }
}
