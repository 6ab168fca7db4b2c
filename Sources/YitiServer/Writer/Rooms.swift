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
        let place = address
        return try room?.begin(as: begun, at: place)
    }

    /// Carries out a command that is the room's own matter on its file.
    mutating func carryOutForRoom(_ command: Command) throws -> [Message] {
        guard let ofRoom = try roomFile() else { return [] }
        let member = file
        file = ofRoom
        defer {
            room?.file = file
            file = member
        }
        return try reply { (decision) throws(Pending) in try decision.carryOut(command) ?? [] }
    }

    /// Answers in a room are its day's; the key points go to their author, alone.
    mutating func noteAnswers(_ messages: [Message]) throws {
        guard let room = room?.file?.person.id else { return }
        for case .prompt(let facts) in messages where facts.occasion == .stored {
            try decide { (decision) throws(Pending) in decision.note(facts.answer, in: room) }
            guard try batch.identity(at: address.inPrivate)?.isPrivate ?? false else { continue }
            let points = Delivery.keyPoints(of: facts.questionID, to: address.inPrivate, of: person, at: now, zones)
            try Dispatcher.write([points], batch)
        }
    }

    /// `/leaderboard`.
    mutating func leaderboard(_ request: BoardRequest) throws -> [Message] {
        guard let room = try roomFile()?.person else { throw Refusal.roomOnly("leaderboard") }
        let since = room.calendar.day(at: now, zones: zones).advanced(byDays: -27)
        try decide { (decision) throws(Pending) in decision.takePart(in: room.id, request) }
        return try reply { (decision) throws(Pending) in try decision.board(of: room.id, since: since) }
    }
}
