/// What a text replies to.
package enum Reference: Hashable, Sendable {
    case nothing
    case question(String)
    /// Something Yiti does not know, or that is somebody else's.
    case unknown
}

/// Answering: an answer is stored at once, before the reply.
extension Decision {
    /// Text that is no command: a rating, an answer, or a further piece of one (docs/protocol.md, section 12).
    package mutating func text(_ text: String, rating: Rating?, replyingTo reference: Reference) throws(Pending)
        -> [Message]
    {
        switch reference {
        case .unknown: throw .refused(.unknownReference)
        case .nothing:
            try refuseEndOfMock(text)
            if mockQuestion == nil, let waiting = person.loop.lastWaiting(in: room) {
                if let done = try judge(text, rating, waiting.answer) { return done }
            }
            try refuseSecondRating(text)
            try refuseLateTicks(text)
            try refuseMissingSlash(text)
            return try answer(text)
        case .question(let id):
            if person.loop.open(id, in: room) != nil {
                try refuseMissingSlash(text)
                return try answer(text, to: id)
            }
            guard let waiting = person.loop.judged(in: room, of: id) else {
                try refuseJudgedAgain(text, rating, id)
                try refuseMissingSlash(text)
                return try answer(text, to: id)
            }
            if let done = try judge(text, rating, waiting.answer) { return done }
            try refuseMissingSlash(text)
            return try append(text, to: waiting)
        }
    }

    /// What is said of an answer that waits: the key points it covered, or its rating; nil for a text. Another digit alone was meant as a
    /// rating: it is not an answer, nor a piece of one.
    private mutating func judge(_ text: String, _ rating: Rating?, _ answer: Int64) throws(Pending) -> [Message]? {
        guard let answered = try file.answers.get(answer, .answer(answer)) else { return nil }
        if let list = PointList(line: text, of: pointCount(answered.question)) {
            return try tick(answered.id) { (_) in list.numbers }
        }
        if let rating { return try rate(rating, answer: answer) }
        guard RatingText(text) == .invalid else { return nil }
        throw .refused(.meantAsRating(text))
    }

    /// A rating or ticks for a question whose answer has its rating are no new answer to it.
    private func refuseJudgedAgain(_ text: String, _ rating: Rating?, _ question: String) throws(Pending) {
        guard rating != nil || PointList(line: text, of: pointCount(question)) != nil else { return }
        let answers = try file.answersByQuestion.get(question, .answers(question: question)) ?? []
        if answers.last?.rating != nil { throw .refused(.alreadyRated) }
    }

    /// A rating that is sent twice, by a button and a digit or out of impatience, is no answer to the next question.
    private func refuseSecondRating(_ text: String) throws(Pending) {
        guard mockQuestion == nil, person.loop.isJustRated(in: room) else { return }
        let points = person.lastQuestion.map(pointCount) ?? 0
        guard RatingText(text) != .text || PointList(line: text, of: points) != nil else { return }
        throw .refused(.alreadyRated.orAnswering(text))
    }

    /// Ticks that come after their rating, while nothing is open that a text could be for.
    private func refuseLateTicks(_ text: String) throws(Pending) {
        guard mockQuestion == nil, room == nil, !person.loop.takesText(), person.loop.lastWaiting() == nil,
            let last = person.lastQuestion, PointList(line: text, of: pointCount(last)) != nil,
            try earlier(last)?.rating != nil
        else { return }
        throw .refused(.alreadyRated)
    }

    /// Who wants an interview to end does not answer its question with that.
    private func refuseEndOfMock(_ text: String) throws(Pending) {
        guard room == nil, mockQuestion != nil || person.loop.mock?.isRating == true, catalog.parser.endsMock(text)
        else { return }
        throw .refused(.mockRuns.orAnswering(text))
    }

    /// A command that lacks only its slash was meant as the command, whether it would become an answer or be for nothing. In a room people
    /// talk to each other.
    private func refuseMissingSlash(_ text: String) throws(Pending) {
        guard let refusal = catalog.parser.slashMissing(text, today: today) else { return }
        if person.loop.takesText(in: room) { throw .refused(refusal) }
        if room == nil { throw .refused(Refusal(.noQuestion, refusal.reason)) }
    }

    /// `/answer TEXT`, and text that replies to nothing: goes on with the answer that waits, unless something has opened since; else
    /// answers the question shown or touched last.
    mutating func answer(_ text: String) throws(Pending) -> [Message] {
        if let asked = mockQuestion { return try answer(text, to: asked) }
        if let waiting = person.loop.appendable(in: room) { return try append(text, to: waiting) }
        guard let open = person.loop.current(in: room) else {
            throw .refused(nothingOpen)
        }
        return try answer(text, to: open.question)
    }

    /// Why a text is for nothing, where no question is open.
    private var nothingOpen: Refusal {
        if let here = person.loop.lastWaiting(in: room) { return .answerWaits(here.question) }
        guard room == nil, let elsewhere = person.loop.waiting.last else { return .noQuestion }
        return Refusal(.noQuestion, .loop(.answerWaitsInRoom(elsewhere.question, answer: elsewhere.answer)))
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
        // The rating that follows asks for the card: what is asked for together is decided once.
        if !file.answersByQuestion.knows(id) { throw .needs([.answers(question: id), .card(question: id)]) }
        let number = log(
            .answer, question: id, body: text, prior: LoopState(open: open, openings: person.openings).text)
        let answer = Answer(
            id: number, question: id, at: moment.at, day: today, revealed: open?.revealed ?? false,
            hints: open?.hints ?? 0)
        let period = person.calendar.period(at: moment.at)
        file.record(.answered(answer, offset: zones.zone(period.zone).offset(at: moment.at)))
        file.person.loop.close(id, in: room)
        if isAskedInMock(id) {
            // What is on its way has to be loaded anew once a question comes back no more: the interview goes on before.
            let goesOn = try mockAnswered(number, open)
            try endPuttingOff(id, open)
            return goesOn
        }
        try endPuttingOff(id, open)
        restMock(showing: id)
        file.person.loop.wait(
            WaitingAnswer(answer: number, question: id, until: today.advanced(byDays: 1), room: room, pick: open?.pick))
        file.person.lastQuestion = id
        file.person.lastPick = open?.pick
        return [try prompt(answer, .stored)]
    }

    /// What is answered does not come back by `/later`. Only a question that was not open, or opened again by itself, can be put off.
    private mutating func endPuttingOff(_ question: String, _ open: OpenQuestion?) throws(Pending) {
        guard open == nil || open?.source == .pushed(subscription: nil) else { return }
        guard try file.laters.get(.laters).contains(where: { $0.question == question }) else { return }
        file.record(.putOffEnds(question: question))
    }

    private mutating func append(_ text: String, to waiting: WaitingAnswer) throws(Pending) -> [Message] {
        try append(text, to: waiting.answer)
    }

    private mutating func append(_ text: String, to number: Int64) throws(Pending) -> [Message] {
        guard let answer = try file.answers.get(number, .answer(number)) else { throw .refused(.noQuestion) }
        try check(text)
        let before = try file.texts.get(answer.id, .text(answer: answer.id)) ?? ""
        guard before.utf8.count + 1 + text.utf8.count <= moment.maxTextBytes else { throw .refused(tooLong) }
        try countKept(text)
        restMock(showing: answer.question)
        log(.append, day: answer.day, question: answer.question, subject: answer.id, body: text)
        return [try prompt(answer, .appended)]
    }

    private func check(_ text: String) throws(Pending) {
        guard !text.isUnseen, !text.isPunctuation else { throw .refused(.emptyAnswer) }
        guard text.utf8.count <= moment.maxTextBytes else { throw .refused(tooLong) }
    }

    private var tooLong: Refusal { .textTooLong(limit: moment.maxTextBytes) }

    /// Counts a text that is about to be kept against what one person may keep.
    mutating func countKept(_ text: String) throws(Pending) {
        let bytes = person.keptBytes + text.utf8.count
        guard moment.maxPersonBytes == 0 || bytes <= moment.maxPersonBytes else { throw .refused(.quotaExceeded) }
        file.person.keptBytes = bytes
    }

    /// An answer as it waits for its rating.
    func prompt(_ answer: Answer, _ occasion: PromptFacts.Occasion) throws(Pending) -> Message {
        .prompt(
            PromptFacts(
                answer: answer.id, question: catalog.bank.question(answer.question), questionID: answer.question,
                occasion: occasion, earlier: room == nil ? try earlier(answer.question, before: answer.id) : nil,
                ticked: answer.ticked, wasHelped: answer.wasHelped,
                isNext: person.loop.lastWaiting(in: room)?.answer == answer.id, isRoom: room != nil,
                hasPrivateChat: room == nil ? true : try hasPrivateChat()))
    }

    /// The last answer to a question before one of them, or of all.
    func earlier(_ question: String, before answer: Int64 = .max) throws(Pending) -> EarlierAnswer? {
        let answers = try file.answersByQuestion.get(question, .answers(question: question)) ?? []
        guard let last = answers.last(where: { $0.id < answer }) else { return nil }
        return EarlierAnswer(
            day: last.day, rating: last.rating,
            missed: last.ticked.map { PointList($0).missing(of: pointCount(question)) })
    }

    /// How many key points of a question the person sees.
    func pointCount(_ question: String) -> Int {
        catalog.bank.question(question)?.pointCount(in: person.reads) ?? 0
    }
}
