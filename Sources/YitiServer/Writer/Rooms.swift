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
            try RoomDay.write(facts.questionID, to: place, of: person, at: now, batch)
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

/// What comes of a room's question: the key points, to those who answered in private and to the room when its day ends.
enum RoomDay {
    /// A room's question has arrived: at the end of its day it is told the key points and who answered.
    static func plan(after delivery: Delivery, _ room: Person, _ batch: WriteBatch) throws {
        guard delivery.kind == .daily, delivery.address.chat != nil,
            try batch.transaction.identity(bridge: delivery.address.bridge, user: delivery.address.identityName)?.person
                == room.id
        else { return }
        let end = room.calendar.end(of: delivery.day, zones: batch.state.services.zones)
        try write(delivery.question, to: delivery.address, of: room, at: max(end, batch.now), batch)
    }

    /// Writes that the key points of a question are told to an address at an instant.
    static func write(
        _ question: String, to address: Address, of person: Person, at due: Instant, _ batch: WriteBatch
    ) throws {
        let notice = Delivery(
            person: person.id, subscription: nil, occurrence: nil, kind: .notice, address: address, question: question,
            pick: nil, day: person.calendar.day(at: due, zones: batch.state.services.zones), dueAt: due, notBefore: due,
            expiresAt: due.advanced(bySeconds: 86_400))
        if let written = try batch.transaction.insert(notice) { Dispatcher.noteNew(written, batch) }
    }

    /// What is told; nil when the question is not in the bank, and then the delivery is left to others or ended.
    static func messages(of delivery: Delivery, _ batch: WriteBatch) throws -> [Message]? {
        guard let question = batch.state.services.catalog.bank.question(delivery.question) else {
            try Dispatcher.passOver(delivery, batch)
            return nil
        }
        guard delivery.address.chat != nil else { return [.info(.keyPoints(question))] }
        let since = delivery.dueAt.advanced(bySeconds: -2 * 86_400)
        let answered = try batch.transaction.answerers(of: question.id, in: delivery.person, since: since)
        let names = answered.values.compactMap(\.self).sorted()
        return [.info(.roomDay(question, names: names, others: answered.count - names.count))]
    }
}
