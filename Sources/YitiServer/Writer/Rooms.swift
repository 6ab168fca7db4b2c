import YitiCore
import YitiStore

/// What is said in a room concerns two files: the member's, and the room's own.
extension Exchange {
    /// The room's file; nil in private, and while the room has subscribed nothing. Whoever speaks there shows that it can be reached.
    private func roomFile() throws -> PersonFile? {
        guard address.chat != nil, let identity = try batch.identity(at: address),
            var room = try Decider(batch, address: address, at: at).file(of: identity.person)
        else { return nil }
        if identity.suspendedAt != nil { try Reachability(batch).restore(identity, &room) }
        return room
    }

    /// A room's file, made with the language and the days of whoever speaks.
    private func newRoom() throws -> PersonFile {
        var room = Person.guest(at: batch.now)
        (room.language, room.calendar) = (person.language, person.calendar)
        return try transaction.welcome(room, bridge: address.bridge, user: address.identityName, at: batch.now)
    }

    /// What is open in the room is open to whoever speaks in it.
    mutating func meetRoom() throws {
        guard let open = try roomFile()?.person.loop.open, !open.isEmpty else { return }
        try decide { (decision) throws(Pending) in try decision.meet(open) }
    }

    /// Carries out a command that is the room's own matter on its file.
    mutating func carryOutForRoom(_ command: Command) throws -> [Message] {
        let member = file
        file = try roomFile() ?? newRoom()
        defer { file = member }
        return try reply { (decision) throws(Pending) in try decision.carryOut(command) ?? [] }
    }

    /// Answers in a room are its day's; the key points go to their author, alone.
    func noteAnswers(_ messages: [Message]) throws {
        guard address.chat != nil, let room = try batch.identity(at: address)?.person else { return }
        for case .prompt(let facts) in messages where facts.occasion == .stored {
            try transaction.noteAnswer(facts.answer, of: person.id, in: room)
            let place = Address(bridge: address.bridge, user: address.user)
            guard try batch.identity(at: place)?.isPrivate ?? false else { continue }
            try Dispatcher.write([.keyPoints(of: facts.questionID, to: place, of: person, at: now, zones)], batch)
        }
    }

    /// `/leaderboard`.
    func leaderboard(_ request: BoardRequest) throws -> [Message] {
        guard address.chat != nil else { throw Refusal.roomOnly("leaderboard") }
        let room = try roomFile() ?? newRoom()
        let since = room.person.calendar.day(at: now, zones: zones).advanced(byDays: -27)
        return [.board(try transaction.board(of: room.person.id, request, by: person.id, at: now, since: since))]
    }
}
