import YitiCore
import YitiStore

/// What is said in a room concerns two files: the member's, and the room's own.
extension Exchange {
    /// Whoever speaks in a room shows that it can be reached, and what is open in the room is open to them.
    mutating func meetRoom() throws {
        guard address.chat != nil else { return }
        var room = try Speaker(address, batch)
        try room.heard(at: address)
        self.room = room
        guard let open = room.file?.person.loop.open, !open.isEmpty else { return }
        try decide { (decision) throws(Pending) in try decision.meet(open) }
    }

    /// The room's file, made with the language and the days of whoever speaks while it is not known.
    private mutating func roomFile() throws -> PersonFile? {
        if let file = room?.file { return file }
        var begun = Person.guest(at: batch.now)
        (begun.language, begun.calendar) = (person.language, person.calendar)
        return try room?.begin(as: begun)
    }

    /// Does something on the room's file in place of the member's; nil where nothing is said in a room.
    private mutating func forRoom<Value>(_ body: (inout Exchange) throws -> Value) throws -> Value? {
        guard let ofRoom = try roomFile() else { return nil }
        let member = file
        file = ofRoom
        defer {
            room?.file = file
            file = member
        }
        return try body(&self)
    }

    /// Carries out a command that is the room's own matter on its file.
    mutating func carryOutForRoom(_ command: Command) throws -> [Message] {
        try forRoom { exchange in
            try exchange.reply { (decision) throws(Pending) in try decision.carryOut(command).messages ?? [] }
        } ?? []
    }

    /// Answers in a room are its day's; the key points go to their author alone, or to the room when its day is over.
    mutating func noteAnswers(_ messages: [Message]) throws {
        guard address.chat != nil else { return }
        for case .prompt(let facts) in messages where facts.occasion == .stored {
            guard let room = try roomFile()?.person.id else { continue }
            try decide { (decision) throws(Pending) in decision.note(facts.answer, in: room) }
            if let points = try keyPoints(after: facts) { try Dispatcher.write([points], batch) }
        }
    }

    private mutating func keyPoints(after facts: PromptFacts) throws -> Delivery? {
        guard !facts.hasPrivateChat else {
            return .keyPoints(of: facts.questionID, to: address.inPrivate, of: person, at: now, zones)
        }
        return try forRoom { exchange in
            try exchange.decide { (decision) throws(Pending) in try decision.keyPointsAtDayEnd(of: facts.questionID) }
        } ?? nil
    }

    /// `/leaderboard`.
    mutating func leaderboard(_ request: BoardRequest) throws -> [Message] {
        guard let room = try roomFile()?.person else { throw Refusal.roomOnly("leaderboard") }
        let since = room.calendar.day(at: now, zones: zones).advanced(byDays: -27)
        try decide { (decision) throws(Pending) in decision.takePart(in: room.id, request) }
        return try reply { (decision) throws(Pending) in try decision.board(of: room.id, since: since) }
    }
}
