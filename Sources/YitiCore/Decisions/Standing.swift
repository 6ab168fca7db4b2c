/// Where somebody stands, for a page that is opened: nothing is changed.
extension Decision {
    /// What is told of an account besides; nil for a guest, who has none.
    package func account() throws(Pending) -> AccountFacts? { file.isGuest ? nil : try file.account(at: now) }

    /// What waits for a rating, then what is open, the one that text would go to last: a mock interview's as it asks it just now.
    package mutating func whereTheyStand() throws(Pending) -> [Message] {
        let asked = mockQuestion == nil ? nil : try askedInMock()
        var messages: [Message] = []
        for waiting in person.loop.waiting where waiting.room == room {
            guard let answer = try file.answers.get(waiting.answer, .answer(waiting.answer)) else { continue }
            messages.append(try prompt(answer, .shown))
        }
        for open in person.loop.open.filter({ $0.room == room }).sorted(by: { $0.touched < $1.touched }) {
            guard let question = catalog.bank.question(open.question), asked == nil || !isAskedInMock(question.id)
            else { continue }
            messages.append(.question(try facts(question, pick: open.pick)))
        }
        return (messages + [asked].compactMap(\.self)).suffix(8)
    }
}
