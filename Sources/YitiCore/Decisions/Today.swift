/// What is pushed: `/today`, and what becomes of a question that has arrived.
extension Decision {
    /// `/today`: a question that arrived today once more, opened when it is not answered; the earliest that waits for an answer first.
    mutating func todaysQuestion() throws(Pending) -> [Message] {
        let arrived = try arrivedToday()
        var unanswered: [Delivery] = []
        for delivery in arrived where try answer(to: delivery) == nil { unanswered.append(delivery) }
        guard let delivery = unanswered.first ?? arrived.last else { return try stillOpen() }
        guard let question = catalog.bank.question(delivery.question) else {
            throw .refused(.questionGone(delivery.question))
        }
        if isWaiting(delivery) { file.record(.acknowledged(delivery.id)) }
        let others = unanswered.dropFirst().map(\.question)
        let rest = others.isEmpty ? [] : [Remark.alsoToday(others)]
        let before = delivery.remark.map { [Remark.stored($0)] } ?? []
        if let answer = try answer(to: delivery) {
            let said = Remark.today(question.id, isAnswered: true, rating: answer.rating)
            return [.question(try facts(question, pick: delivery.pick, remarks: before + [said]))]
        }
        if person.loop.open(question.id, in: room) == nil {
            // One that was put off is open by itself from now on.
            let isPutOff = try file.laters.get(.laters).contains { $0.question == question.id }
            try open(
                question, pick: delivery.pick, source: .pushed(subscription: isPutOff ? nil : delivery.subscription))
        } else {
            file.person.loop.show(question.id, in: room)
        }
        // In a room who has answered is everybody's own business.
        let said = room == nil ? [Remark.today(question.id, isAnswered: false, rating: nil)] : []
        return [.question(try facts(question, pick: delivery.pick, remarks: before + said + rest))]
    }

    /// Nothing arrived today: a question that was pushed before and is still open, the earliest first.
    private mutating func stillOpen() throws(Pending) -> [Message] {
        let pushed = person.loop.open.filter { open in
            if case .pushed = open.source { open.room == room } else { false }
        }
        guard let open = pushed.first else { throw .refused(.nothingToday) }
        guard let question = catalog.bank.question(open.question) else {
            throw .refused(.questionGone(open.question))
        }
        file.person.loop.show(question.id, in: room)
        let rest = pushed.dropFirst().map(\.question)
        return [
            .question(
                try facts(
                    question, pick: open.pick,
                    remarks: [Remark.stillOpen] + (rest.isEmpty ? [] : [Remark.alsoToday(rest)])))
        ]
    }

    /// Opens a question under whose push a button was pressed: it has been seen, whatever the platform says.
    mutating func openIfSeen(_ named: String?) throws(Pending) {
        guard let named, person.loop.open(named, in: room) == nil else { return }
        for delivery in try arrivedToday() where delivery.question == named && delivery.state == .inFlight {
            try arrive(delivery)
        }
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

extension Decision {
    /// Nobody can reach the person from now on.
    package mutating func suspend() throws(Pending) {
        try concerns(today)
        log(.suspend)
    }

    /// The person can be reached again.
    package mutating func restore() { log(.restore) }
}

extension PersonFile {
    /// Whether there is nothing of a guest that is worth keeping.
    package var isUntouched: Bool {
        isGuest && self.cards.known.isEmpty && person == Person.guest(at: person.createdAt)
    }
}
