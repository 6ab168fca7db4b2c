import YitiCore
import YitiStore

/// Answering: an answer is stored at once, before the reply.
extension Step {
    /// Text that is no command: answers the open question, or goes on with the answer that waits for its rating.
    mutating func text(_ text: String, rating: Rating?, question named: String?) throws -> [Message] {
        if let rating, person.pendingAnswer != nil, try concernsPending(named) {
            return try rate(rating, answer: nil)
        }
        if let named, named != person.open?.question {
            return try concernsPending(named) ? append(text) : answer(text, to: named, open: nil)
        }
        return try answer(text)
    }

    /// `/answer TEXT`, and text without a command.
    mutating func answer(_ text: String) throws -> [Message] {
        if let open = person.open { return try answer(text, to: open.question, open: open) }
        guard person.pendingAnswer != nil else { throw Refusal.noQuestion }
        return try append(text)
    }

    private func concernsPending(_ named: String?) throws -> Bool {
        guard let named else { return true }
        guard let pending = person.pendingAnswer else { return false }
        return try transaction.answer(pending, person: person.id)?.question == named
    }

    private mutating func answer(_ text: String, to id: String, open: OpenQuestion?) throws -> [Message] {
        guard !text.trimmingSpaces().isEmpty else { throw Refusal.emptyAnswer }
        guard text.utf8.count <= services.limits.textBytes else { throw Refusal.textTooLong }
        try requireAccount()
        let hasEarlier = try transaction.hasAnswer(of: person.id, question: id)
        let event = try log(.answer, question: id, body: text)
        let answer = Answer(id: event, question: id, at: at, day: today, revealed: open?.revealed ?? false)
        try transaction.insert(
            answer, person: person.id, offset: zones.zone(person.calendar.period(at: at).zone).offset(at: at))
        if open != nil { person.open = nil }
        person.pendingAnswer = event
        person.lastQuestion = id
        person.lastPick = open?.pick
        return [prompt(answer, appended: false, hasEarlier: hasEarlier)]
    }

    private mutating func append(_ text: String) throws -> [Message] {
        guard let pending = person.pendingAnswer, let answer = try transaction.answer(pending, person: person.id) else {
            throw Refusal.noQuestion
        }
        guard !text.trimmingSpaces().isEmpty else { throw Refusal.emptyAnswer }
        let sofar = try transaction.text(ofAnswer: pending, person: person.id)
        guard sofar.utf8.count + 1 + text.utf8.count <= services.limits.textBytes else {
            throw Refusal.textTooLong
        }
        try log(.append, day: answer.day, question: answer.question, subject: pending, body: text)
        return [prompt(answer, appended: true, hasEarlier: false)]
    }

    private func prompt(_ answer: Answer, appended: Bool, hasEarlier: Bool) -> Message {
        .prompt(
            PromptFacts(
                answer: answer.id, question: catalog.bank.question(answer.question), questionID: answer.question,
                appended: appended, hasEarlierAnswer: hasEarlier, isRoom: address.chat != nil))
    }
}
