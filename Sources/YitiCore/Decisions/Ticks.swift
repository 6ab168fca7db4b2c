/// Ticking: which key points an answer covered, while it waits for its rating (docs/protocol.md, section 12).
extension Decision {
    /// `/points N…`: a list in place of what was ticked; nil is every key point.
    mutating func tick(_ points: [Int]?, _ question: String?) throws(Pending) -> [Message] {
        // Who has just rated is told that it is too late, rather than that nothing waits.
        if question == nil, person.loop.isJustRated(in: room) { throw .refused(.alreadyRated) }
        let named = person.loop.lastWaiting(in: room) == nil ? question ?? person.lastQuestion : question
        let id = try waiting(on: named)
        return try tick(id) { (_) in points }
    }

    /// Ticks key points of an answer; `change` makes the new list of the one there is, nil is every key point.
    mutating func tick(_ id: Int64, _ change: ([Int]?) -> [Int]?) throws(Pending) -> [Message] {
        guard room == nil else { throw .refused(.privateOnly("points")) }
        guard !file.isGuest else { throw .refused(.noRatingPending) }
        guard var answer = try file.answers.get(id, .answer(id)) else { throw .refused(.unknownAnswer(id)) }
        guard answer.rating == nil else { throw .refused(.alreadyRated) }
        let count = pointCount(answer.question)
        guard count > 0 else { throw .refused(.noKeyPoints(answer.question)) }
        restMock(showing: answer.question)
        let list = PointList(change(answer.ticked) ?? Array(1...count))
        guard list.numbers.allSatisfy((1...count).contains) else { throw .refused(.noSuchPoint(of: count)) }
        if list.numbers != answer.ticked {
            let before = answer.ticked.map { PointList($0).text }
            log(.tick, day: answer.day, question: answer.question, subject: id, body: list.text, prior: before)
            file.record(.ticked(answer, list.numbers))
            answer.ticked = list.numbers
        }
        return [try prompt(answer, .judged)]
    }
}
