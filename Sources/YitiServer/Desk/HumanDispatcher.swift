import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// Pushes to people's own connections: to every connection of the person, or the row waits for the next login.
enum HumanDispatcher {
    /// Sends what may go to the people who are connected.
    static func run(_ turn: Turn) throws {
        let due = turn.room.humanDue.filter { $0.value <= turn.now }
        for personID in due.keys {
            let before = turn.room.humanDue.removeValue(forKey: personID)
            let room = turn.room
            turn.onRollback { if room.sessionsOfPerson[personID] != nil { room.humanDue[personID] = before } }
            guard let person = try turn.transaction.person(personID) else { continue }
            try turn.holding(personID) {
                for delivery in try turn.transaction.waitingDeliveries(human: personID, now: turn.now) {
                    try consider(delivery, person, turn)
                }
            }
        }
    }

    private static func consider(_ delivery: Delivery, _ person: Person, _ turn: Turn) throws {
        let room = turn.room
        guard delivery.notBefore <= turn.now else {
            room.humanDue[person.id] = min(delivery.notBefore, room.humanDue[person.id] ?? delivery.notBefore)
            return
        }
        guard !room.humanInFlight.contains(delivery.id) else { return }
        guard try Dispatcher.mayGoNow(delivery, person, turn) else {
            if let moved = try turn.transaction.delivery(delivery.id), moved.state == .pending {
                room.humanDue[person.id] = min(moved.notBefore, room.humanDue[person.id] ?? moved.notBefore)
            }
            return
        }
        guard let messages = try Dispatcher.messages(of: delivery, person, turn) else { return }
        let connections = (room.sessionsOfPerson[person.id] ?? []).sorted().compactMap { room.sessions[$0]?.connection }
        guard !connections.isEmpty else { return }
        let lines = messages.flatMap { MessageWriter(language: person.reads).write($0).lines() }
        let opens = delivery.kind == .notice ? nil : delivery.question
        let id = delivery.id
        let desk = room.desk
        turn.afterCommit {
            room.humanInFlight.insert(id)
            for connection in connections {
                connection.push(
                    HumanPush(lines: lines, opens: opens) { wasWritten in
                        desk?.settleHumanPush(id, wasWritten: wasWritten)
                    })
            }
        }
    }
}

extension Desk {
    /// A person's connection has written a push, or ended before it could.
    func settleHumanPush(_ id: Int64, wasWritten: Bool) {
        add(
            Job(.receipt) { turn in
                turn.room.humanInFlight.remove(id)
                if wasWritten, let delivery = try turn.transaction.delivery(id) {
                    try Dispatcher.taken(delivery, turn)
                }
            })
    }
}
