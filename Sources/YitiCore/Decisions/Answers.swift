/// What a text replies to.
package enum Reference: Hashable, Sendable {
    case nothing
    case question(String)
    /// Something Yiti does not know, or that is somebody else's.
    case unknown
}

/// Answering: an answer is stored at once, before the reply.
extension Decision {
    /// Text that is no command: a rating, an answer, or a further piece of one (behaviour, section 1).
    package mutating func text(_ text: String, rating: Rating?, replyingTo reference: Reference) throws(Pending)
        -> [Message]
    {
        switch reference {
        case .unknown: throw .refused(.unknownReference)
        case .nothing:
            if let asked = mockQuestion { return try answer(text, to: asked) }
            if person.loop.lastWaiting(in: room) != nil {
                if let rating { return try rate(rating, answer: nil) }
                try refuseMeantAsRating(text)
            }
            return try answer(text)
        case .question(let id):
            if person.loop.open(id, in: room) != nil { return try answer(text, to: id) }
            guard let waiting = person.loop.lastWaiting(in: room, of: id) else { return try answer(text, to: id) }
            if let rating { return try rate(rating, answer: waiting.answer) }
            try refuseMeantAsRating(text)
            return try append(text, to: waiting)
        }
    }

    /// Another digit alone was meant as a rating: it is not an answer, nor a piece of one.
    private func refuseMeantAsRating(_ text: String) throws(Pending) {
        guard RatingText(text) == .invalid else { return }
        throw .refused(Refusal(.invalidRating, .arguments(.noRating, verb: "rate")))
    }

    /// `/answer TEXT`, and text that replies to nothing: goes on with the answer that waits, unless something has opened since; else
    /// answers the question shown or touched last.
    mutating func answer(_ text: String) throws(Pending) -> [Message] {
        if let asked = mockQuestion { return try answer(text, to: asked) }
        if let waiting = person.loop.appendable(in: room) { return try append(text, to: waiting) }
        guard let open = person.loop.current(in: room) else { throw .refused(.noQuestion) }
        return try answer(text, to: open.question)
    }

    /// Answers a question, open or not.
    package mutating func answer(_ text: String, to id: String) throws(Pending) -> [Message] {
        if isAskedInMock(id), let given = person.loop.mock?.current?.answer {
            _ = try append(text, to: given)
            file.person.loop.close(id, in: room)
            return try mockAnswered(given, nil)
        }
        try check(text)
        try requireAccount()
        try countKept(text)
        let open = person.loop.open(id, in: room)
        let earlier = try file.answersByQuestion.get(id, .answers(question: id)) ?? []
        let number = log(.answer, question: id, body: text)
        let answer = Answer(id: number, question: id, at: moment.at, day: today, revealed: open?.revealed ?? false)
        let period = person.calendar.period(at: moment.at)
        file.record(.answered(answer, offset: zones.zone(period.zone).offset(at: moment.at)))
        file.person.loop.close(id, in: room)
        if isAskedInMock(id) { return try mockAnswered(number, open) }
        file.person.loop.wait(
            WaitingAnswer(answer: number, question: id, until: today.advanced(byDays: 1), room: room, pick: open?.pick))
        file.person.lastQuestion = id
        file.person.lastPick = open?.pick
        return [prompt(answer, appended: false, hasEarlier: !earlier.isEmpty)]
    }

    private mutating func append(_ text: String, to waiting: WaitingAnswer) throws(Pending) -> [Message] {
        try append(text, to: waiting.answer)
    }

    private mutating func append(_ text: String, to number: Int64) throws(Pending) -> [Message] {
        guard let answer = try file.answers.get(number, .answer(number)) else { throw .refused(.noQuestion) }
        try check(text)
        let before = try file.texts.get(answer.id, .text(answer: answer.id)) ?? ""
        guard before.utf8.count + 1 + text.utf8.count <= moment.maxTextBytes else { throw .refused(.textTooLong) }
        try countKept(text)
        log(.append, day: answer.day, question: answer.question, subject: answer.id, body: text)
        return [prompt(answer, appended: true, hasEarlier: false)]
    }

    private func check(_ text: String) throws(Pending) {
        guard !text.trimmingSpaces().isEmpty else { throw .refused(.emptyAnswer) }
        guard text.utf8.count <= moment.maxTextBytes else { throw .refused(.textTooLong) }
    }

    /// Counts a text that is about to be kept against what one person may keep.
    mutating func countKept(_ text: String) throws(Pending) {
        let bytes = person.keptBytes + text.utf8.count
        guard moment.maxPersonBytes == 0 || bytes <= moment.maxPersonBytes else { throw .refused(.quotaExceeded) }
        file.person.keptBytes = bytes
    }

    func prompt(_ answer: Answer, appended: Bool, hasEarlier: Bool) -> Message {
        .prompt(
            PromptFacts(
                answer: answer.id, question: catalog.bank.question(answer.question), questionID: answer.question,
                appended: appended, hasEarlierAnswer: hasEarlier, isRoom: room != nil))
    }
}
