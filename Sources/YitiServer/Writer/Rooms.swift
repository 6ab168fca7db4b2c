import YitiCore
import YitiStore

/// What is said in a room concerns two files: the member's, and the room's own.
extension Exchange {
    /// The room's file; nil in private, and while the room has subscribed nothing. Whoever speaks there shows that it can be reached.
    private func roomFile() throws -> PersonFile? {
        guard let identity = try roomIdentity else { return nil }
        guard var room = try Decider(batch, address: address, at: at).file(of: identity.person) else { return nil }
        if identity.suspendedAt != nil { try Reachability(batch).restore(identity, &room) }
        return room
    }

    private var roomIdentity: Identity? {
        get throws {
            guard address.chat != nil else { return nil }
            return try transaction.identity(bridge: address.bridge, user: address.identityName)
        }
    }

    /// A room's file, made with the language and the days of whoever speaks.
    private func newRoom() throws -> PersonFile {
        var room = Person.guest(at: batch.now)
        (room.language, room.calendar) = (person.language, person.calendar)
        room = try transaction.insert(room)
        try transaction.addIdentity(
            bridge: address.bridge, user: address.identityName, person: room.id, name: nil, at: batch.now)
        return PersonFile.blank(room, numbers: try transaction.numbers())
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
        guard let room = try roomIdentity?.person else { return }
        for case .prompt(let facts) in messages where facts.occasion == .stored {
            try transaction.noteAnswer(facts.answer, of: person.id, in: room)
            guard try transaction.identity(bridge: address.bridge, user: address.user)?.isPrivate ?? false else {
                continue
            }
            let place = Address(bridge: address.bridge, user: address.user)
            try Dispatcher.write([.keyPoints(of: facts.questionID, to: place, of: person, at: now, zones)], batch)
        }
    }

    /// `/leaderboard`.
    func leaderboard(_ request: BoardRequest) throws -> [Message] {
        guard address.chat != nil else { throw Refusal.roomOnly("leaderboard") }
        let room = try roomFile() ?? newRoom()
        switch request {
        case .show: break
        case .join: try transaction.joinBoard(of: room.person.id, member: person.id, at: now)
        case .leave: try transaction.leaveBoard(of: room.person.id, member: person.id)
        }
        let today = room.person.calendar.day(at: now, zones: zones)
        return [.board(try transaction.board(of: room.person.id, since: today.advanced(byDays: -27)))]
    }
}
