/// What is pushed: `/today`, and what becomes of a question that has arrived.
extension Decision {
    /// `/today`: a pushed question that waits for an answer, the earliest delivered first; when none does, what came today and was put off
    /// opens again, and else it is said what became of the last one.
    mutating func todaysQuestion() throws(Pending) -> [Message] {
        let arrived = try arrivedToday()
        let waiting = try pushesWaiting(arrived)
        if let first = waiting.first { return try show(first, rest: waiting.dropFirst().map(\.question)) }
        for delivery in arrived where try answer(to: delivery) == nil && !isReplaced(delivery, by: arrived) {
            return try show(PushedQuestion(delivery), rest: [])
        }
        guard let last = arrived.last else { throw .refused(.nothingToday) }
        let question = try known(last.question)
        let said = Remark.today(question.id, isAnswered: true, rating: try answer(to: last)?.rating)
        return [.question(try facts(question, pick: last.pick, remarks: remarks(of: last) + [said]))]
    }

    /// A question that was pushed and waits for an answer.
    private struct PushedQuestion {
        var question: String
        var pick: PickRecord?
        /// The delivery that brought it, when that is of today.
        var delivery: Delivery?

        init(_ open: OpenQuestion, _ delivery: Delivery?) {
            (question, pick, self.delivery) = (open.question, open.pick, delivery)
        }

        init(_ delivery: Delivery) { (question, pick, self.delivery) = (delivery.question, delivery.pick, delivery) }
    }

    /// What is open of what was pushed, in the order it opened, then what is on its way.
    private func pushesWaiting(_ arrived: [Delivery]) throws(Pending) -> [PushedQuestion] {
        var waiting: [PushedQuestion] = []
        for open in person.loop.open where open.room == room {
            guard case .pushed = open.source else { continue }
            waiting.append(PushedQuestion(open, arrived.last { $0.question == open.question }))
        }
        for delivery in arrived where delivery.state != .acked {
            guard !waiting.contains(where: { $0.question == delivery.question }) else { continue }
            if try answer(to: delivery) == nil { waiting.append(PushedQuestion(delivery)) }
        }
        return waiting
    }

    /// Whether a later question of the same subscription has taken its place.
    private func isReplaced(_ delivery: Delivery, by arrived: [Delivery]) -> Bool {
        guard let subscription = delivery.subscription else { return false }
        return arrived.contains { $0.subscription == subscription && $0.id > delivery.id }
    }

    private mutating func show(_ pushed: PushedQuestion, rest: [String]) throws(Pending) -> [Message] {
        let question = try known(pushed.question)
        if let delivery = pushed.delivery, isWaiting(delivery) { file.record(.acknowledged(delivery.id)) }
        if person.loop.open(question.id, in: room) != nil {
            file.person.loop.show(question.id, in: room)
        } else {
            // One that was put off is open by itself from now on.
            let isPutOff = try file.laters.get(.laters).contains { $0.question == question.id }
            try open(
                question, pick: pushed.pick,
                source: .pushed(subscription: isPutOff ? nil : pushed.delivery?.subscription))
        }
        let others = (rest.isEmpty ? [] : [Remark.alsoToday(rest)]) + restMock(showing: question.id)
        guard let delivery = pushed.delivery else {
            return [.question(try facts(question, pick: pushed.pick, remarks: [Remark.stillOpen] + others))]
        }
        // In a room who has answered is everybody's own business.
        let said = room == nil ? [Remark.today(question.id, isAnswered: false, rating: nil)] : []
        return [.question(try facts(question, pick: pushed.pick, remarks: remarks(of: delivery) + said + others))]
    }

    private func remarks(of delivery: Delivery) -> [Remark] { delivery.remark.map { [Remark.stored($0)] } ?? [] }

    private func known(_ id: String) throws(Pending) -> Question {
        guard let question = catalog.bank.question(id) else { throw .refused(.questionGone(id)) }
        return question
    }

    /// Opens a question under whose push a button was pressed: it has been seen, whatever the platform says. Says which deliveries of it
    /// are still in flight.
    @discardableResult
    mutating func openIfSeen(_ named: String?) throws(Pending) -> [Delivery] {
        guard let named else { return [] }
        let inFlight = try arrivedToday().filter { $0.question == named && $0.state == .inFlight }
        guard person.loop.open(named, in: room) == nil else { return inFlight }
        for delivery in inFlight { try arrive(delivery) }
        return inFlight
    }

    /// What was put off under its push has arrived: the platform's word for that, which comes later, must not open it again. In a room
    /// others are asked all the same.
    mutating func settle(_ seen: [Delivery]) {
        guard room == nil else { return }
        for delivery in seen { file.record(.acknowledged(delivery.id)) }
    }

    /// The pick of a question that was pushed today.
    func pickOfPush(_ question: String) throws(Pending) -> PickRecord? {
        try arrivedToday().last { $0.question == question }?.pick
    }

    /// The platform took a push, or a person's connection wrote it: the question is open from now on.
    package mutating func arrive(_ delivery: Delivery) throws(Pending) {
        try concerns(delivery.day)
        guard let question = catalog.bank.question(delivery.question) else { return }
        if person.loop.open(question.id, in: room) != nil {
            file.person.loop.touch(question.id, in: room)
        } else if delivery.kind != .nudge, try answer(to: delivery) == nil {
            try open(question, pick: delivery.pick, source: .pushed(subscription: delivery.subscription))
            if room != nil { try rest(question, of: delivery) }
        }
    }

    /// The questions that arrived on this learning day, or wait to be seen, the earliest first.
    private func arrivedToday() throws(Pending) -> [Delivery] {
        let yesterday = try file.deliveries.get(today.advanced(byDays: -1), .deliveries(today.advanced(byDays: -1)))
        let todays = try file.deliveries.get(today, .deliveries(today))
        let questions = ((yesterday ?? []) + (todays ?? [])).filter { $0.kind == .daily || $0.kind == .later }
        return questions.filter(hasArrived).sorted { ($0.ackedAt ?? now, $0.id) < ($1.ackedAt ?? now, $1.id) }
    }

    private func hasArrived(_ delivery: Delivery) -> Bool {
        switch delivery.state {
        case .acked:
            let day = delivery.ackedAt.map { person.calendar.day(at: $0, zones: zones) }
            return delivery.day == today || day == today
        case .inFlight: return true
        case .pending: return isWaiting(delivery)
        case .expired, .dead: return false
        }
    }

    private func isWaiting(_ delivery: Delivery) -> Bool {
        delivery.address.isHuman && delivery.state == .pending && delivery.notBefore <= now
            && delivery.expiresAt > now
    }

    /// The answer to what arrived, if there is one.
    private func answer(to delivery: Delivery) throws(Pending) -> Answer? {
        let answers = try file.answersByQuestion.get(delivery.question, .answers(question: delivery.question)) ?? []
        return answers.last { $0.day >= delivery.day }
    }
}

extension PersonFile {
    /// Whether there is nothing of a guest that is worth keeping.
    package var isUntouched: Bool {
        isGuest && self.cards.countAtMost == 0 && person == Person.guest(at: person.createdAt)
    }
}
