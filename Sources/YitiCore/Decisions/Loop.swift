/// The loop: a question opens, is answered, shown and put off (docs/protocol.md, section 12).
extension Decision {
    /// `/next`: chooses a question and opens it.
    mutating func next(topic: String?) throws(Pending) -> [Message] {
        var pick = try choose(topics: topic.map { [$0] } ?? person.topics)
        if topic != nil { pick.record.reason = "asked" }
        try open(pick.question, pick: pick.record, source: .asked(today))
        let remarks = restMock(showing: pick.question.id)
        return [.question(try facts(pick.question, pick: pick.record, remarks: remarks))]
    }

    /// A button's `/next`: a question that is open stays and is shown again.
    mutating func nextUnlessOpen() throws(Pending) -> [Message] {
        guard let open = person.loop.current(in: room), let question = catalog.bank.question(open.question) else {
            return try next(topic: nil)
        }
        file.person.loop.show(question.id, in: room)
        let remarks = [Remark.stillOpen] + restMock(showing: question.id)
        return [.question(try facts(question, pick: open.pick, remarks: remarks))]
    }

    /// Chooses from these topics (nil: all). Throws `not_found` with the reason when there is no candidate.
    /// With `only`, of these alone; with `day`, for another learning day than today.
    package func choose(
        topics: [String]?, only: Set<String>? = nil, on day: Day? = nil
    ) throws(Pending) -> Pick {
        var request = try pickRequest(topics: topics, on: day ?? today)
        if let only {
            request.excluded.formUnion(catalog.bank.questions.lazy.map(\.id).filter { !only.contains($0) })
        }
        switch moment.timed({ catalog.picker.pick(request) }) {
        case .picked(let pick): return pick
        case .none(let reason): throw .refused(reason.refusal)
        }
    }

    /// What a choice from these topics follows from.
    func pickRequest(topics: [String]?, on day: Day) throws(Pending) -> PickRequest {
        let cards = try file.cards.all(.allCards)
        var excluded = Set(try file.underWay.get(.underWay(since: day.advanced(byDays: -Delivery.daysUnderWay))))
        excluded.formUnion(person.loop.open.map(\.question) + person.loop.waiting.map(\.question))
        return PickRequest(person, today: day, topics: topics, cards: Array(cards.values), excluded: excluded)
    }

    /// Opens a question beside those that are open.
    mutating func open(
        _ question: Question, pick: PickRecord?, source: OpenQuestion.Source
    ) throws(Pending) {
        file.person.loop.begin(
            OpenQuestion(question: question.id, at: moment.at, pick: pick, source: source, room: room))
        file.person.lastQuestion = question.id
        file.person.lastPick = pick
        file.person.openings += 1
        file.person.lastTopic = question.topic
        var card = try card(question.id)
        card.shownDay = today
        file.record(.card(card))
    }

    /// Opens a question that was shown before it was known to whom; nil when the person's answer to it waits already.
    package mutating func bring(_ asked: OpenQuestion) throws(Pending) -> String? {
        guard let question = catalog.bank.question(asked.question),
            person.loop.lastWaiting(of: question.id) == nil
        else { return nil }
        if person.loop.open(question.id) == nil {
            try open(question, pick: asked.pick, source: asked.source)
        } else {
            file.person.loop.show(question.id)
        }
        return question.id
    }

    /// A question as it is shown. `isNew` says whether it was never rated, when that is known already.
    package func facts(
        _ question: Question, pick: PickRecord?, remarks: [Remark] = [], isNew: Bool? = nil
    ) throws(Pending) -> QuestionFacts {
        let isUnrated: Bool
        if let isNew { isUnrated = isNew } else { isUnrated = try card(question.id).reviews == 0 }
        return QuestionFacts(
            question: question, topicName: catalog.topicName(question.topic), pick: pick, isNew: isUnrated,
            remarks: remarks, isRoom: room != nil)
    }

    /// The open question that is meant: the one named, or the one shown or touched last; `no_question` when it isn't open.
    func openQuestion(_ named: String?) throws(Pending) -> (open: OpenQuestion, question: Question) {
        let found = named.map { person.loop.open($0, in: room) } ?? person.loop.current(in: room)
        guard let found else {
            if named != nil { throw .refused(.isOldQuestion) }
            throw .refused(person.loop.lastWaiting(in: room).map { .answerWaits($0.question) } ?? .noQuestion)
        }
        guard let question = catalog.bank.question(found.question) else {
            throw .refused(.questionGone(found.question))
        }
        return (found, question)
    }

    /// The question that is open, or was open or answered last; `no_question` when there is none.
    func currentQuestion(_ named: String? = nil) throws(Pending) -> Question {
        guard let id = named ?? person.loop.current(in: room)?.question ?? person.lastQuestion else {
            throw .refused(.noLastQuestion)
        }
        guard let question = catalog.bank.question(id) else { throw .refused(.questionGone(id)) }
        return question
    }

    /// `/hint`: one key point more.
    mutating func hint(_ named: String?) throws(Pending) -> [Message] {
        try openIfSeen(named)
        let (open, question) = try openQuestion(named)
        let points = max(question.chinese.keyPoints.count, question.english.keyPoints.count)
        let shown = min(open.hints + 1, max(points, 1))
        file.person.loop.touch(question.id, in: room) { $0.hints = shown }
        restMock(showing: question.id)
        return [.info(.hint(question, number: shown))]
    }

    /// `/reveal`: the reference answer; before answering it marks the answer as revealed first.
    mutating func reveal(_ named: String?) throws(Pending) -> [Message] {
        if let named, catalog.bank.question(named) == nil { return try reveal(nil) }
        try openIfSeen(named)
        let question = try currentQuestion(named)
        let isOpen = person.loop.open(question.id, in: room) != nil
        let earlier = try earlier(question.id)
        let notes = try file.notes.get(question.id, .notes(question: question.id)) ?? []
        file.person.loop.touch(question.id, in: room) { $0.revealed = true }
        if isOpen { restMock(showing: question.id) }
        return [.info(.reveal(question, notes: notes, isBeforeAnswer: isOpen, earlier: isOpen ? earlier : nil))]
    }

    /// `/skip`: puts the open question off for at least a day.
    mutating func skip(_ named: String?) throws(Pending) -> [Message] {
        let seen = try openIfSeen(named)
        let (_, question) = try openQuestion(named)
        let isInMock = isAskedInMock(question.id)
        if isInMock, person.loop.mock?.current?.answer != nil {
            file.person.loop.close(question.id, in: room)
            return try mockSkipped()
        }
        var card = try card(question.id)
        // Two learning days on: tomorrow's may begin within hours.
        card.awayUntil = today.advanced(byDays: 2)
        card.shownDay = today
        file.record(.card(card))
        file.person.loop.close(question.id, in: room)
        guard !isInMock else { return try mockSkipped() }
        settle(seen)
        return [.info(.skipped(question.id))]
    }

    /// `/later`: the open question comes back after a while.
    mutating func later(seconds: Int64, _ named: String? = nil) throws(Pending) -> [Message] {
        if named == nil, person.loop.current(in: room) == nil { throw .refused(try nothingToPutOff()) }
        let seen = try openIfSeen(named)
        let (open, question) = try openQuestion(named)
        let others = try file.laters.get(.laters).filter { $0.question != question.id }
        guard others.count < Self.maxLaters else { throw .refused(.tooManyLaters) }
        try requireAccount()
        // What is on its way has to be loaded anew once a question is put off: the interview goes on before.
        let asked = isAskedInMock(question.id) ? try mockSkipped() : []
        let fireAt = now.advanced(bySeconds: seconds)
        file.record(
            .putOff(
                LaterRecord(
                    person: person.id, question: open.question, pick: open.pick, address: address, fireAt: fireAt)))
        file.person.loop.close(question.id, in: room)
        settle(seen)
        return [.info(.later(question.id, back: try comesBack(at: fireAt).map(local)))] + asked
    }

    /// How many questions may wait by `/later`.
    private static let maxLaters = 8

    /// No question is open to put off: what waits for a rating instead, and what is put off already.
    func nothingToPutOff() throws(Pending) -> Refusal {
        // What has left the bank meanwhile does not come back.
        let standing = try file.laters.get(.laters).filter { catalog.bank.question($0.question) != nil }
        let laters = standing.map { LaterFacts(question: $0.question, back: local($0.fireAt)) }
        return .nothingToPutOff(waiting: person.loop.lastWaiting(in: room)?.question, laters: laters)
    }

    /// `/why`: the numbers behind the choice.
    func why(_ named: String? = nil) throws(Pending) -> [Message] {
        let question = try currentQuestion(named)
        let open = person.loop.open(question.id, in: room)
        let last = question.id == person.lastQuestion ? person.lastPick : nil
        let waiting = person.loop.judged(in: room, of: question.id)?.pick
        let pushed = open == nil && last == nil && waiting == nil && named != nil ? try pickOfPush(question.id) : nil
        let pick = open?.pick ?? last ?? waiting ?? pushed
        let card = try card(question.id)
        return [
            .info(
                .why(
                    question, topicName: catalog.topicName(question.topic), pick: pick, interview: person.interview,
                    today: today, own: ownForgetting, isLasting: card.reviews > 0 ? card.isLasting : nil))
        ]
    }
}
