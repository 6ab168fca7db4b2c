import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// Pushes to people's own connections: to every connection of the person, or the row waits for the next login.
enum HumanDispatcher {
    /// Sends what may go to the people who are connected.
    static func run(_ batch: WriteBatch) throws {
        let due = batch.state.humanDue.filter { $0.value <= batch.now }
        for personID in due.keys {
            let before = batch.state.humanDue.removeValue(forKey: personID)
            let state = batch.state
            batch.onRollback { if state.server.isConnected(personID) { state.humanDue[personID] = before } }
            try batch.holding(personID) {
                guard var file = try Decider(batch, address: nil).file(of: personID) else { return }
                for delivery in try batch.transaction.waitingDeliveries(human: personID, now: batch.now) {
                    try consider(delivery, &file, batch)
                }
            }
        }
    }

    /// A delivery that did not go is looked at when it may.
    private static func look(at delivery: Delivery, from instant: Instant, _ batch: WriteBatch) {
        let person = delivery.person
        batch.state.humanDue[person] = min(instant, batch.state.humanDue[person] ?? instant)
    }

    private static func consider(_ delivery: Delivery, _ file: inout PersonFile, _ batch: WriteBatch) throws {
        guard delivery.notBefore <= batch.now else { return look(at: delivery, from: delivery.notBefore, batch) }
        guard !batch.state.humanInFlight.contains(delivery.id) else { return }
        let person = file.person
        switch try Dispatcher.fate(of: delivery, &file, batch) {
        case .goes(let messages):
            let opens = delivery.kind == .notice ? nil : delivery.question
            guard show(messages, of: delivery, opens: opens, to: person, batch) else { return }
            batch.afterCommit { [services = batch.state.services] in
                services.metrics.lag(.sent, delivery, services.clock)
            }
        case .waits(let until): look(at: delivery, from: until, batch)
        case .isNotInTheBank:
            look(at: delivery, from: batch.now.advanced(bySeconds: PushFate.otherBanksSeconds), batch)
        case .ends: break
        }
    }

    /// Shows somebody what another server has had acked since they are here, unless it was shown here as well.
    static func catchUp(_ id: Int64, _ batch: WriteBatch) throws {
        let shown = batch.state.shown
        guard let since = shown.since(id, now: batch.now),
            var file = try Decider(batch, address: nil).file(of: id)
        else { return }
        let today = file.person.calendar.day(at: since, zones: batch.state.services.zones)
        let acked = try batch.transaction.ackedDeliveries(
            human: id, since: since, from: today.advanced(byDays: -Delivery.daysUnderWay))
        shown.keep(Set(acked.map(\.id)).union(batch.state.humanInFlight), of: id)
        try batch.holding(id) {
            for delivery in acked
            where !shown.has(delivery.id, of: id) && !batch.state.humanInFlight.contains(delivery.id) {
                let decider = Decider(batch, address: delivery.address)
                let fate = try decider.decide(&file) { (decision) throws(Pending) in try decision.tellAgain(delivery) }
                guard case .goes(let messages) = fate else { continue }
                // It was opened when it was acked: what is open by now the connections are told by themselves.
                show(messages, of: delivery, opens: nil, to: file.person, batch)
            }
        }
    }

    /// Shows a push on every connection of a person; false when there is none.
    @discardableResult
    private static func show(
        _ messages: [Message], of delivery: Delivery, opens: String?, to person: Person, _ batch: WriteBatch
    ) -> Bool {
        let state = batch.state
        let connections = state.server.sessions(of: person.id).map(\.connection)
        guard !connections.isEmpty else { return false }
        let lines = messages.flatMap { MessageWriter(language: person.reads).write($0).lines() }
        let id = delivery.id
        let writer = state.writer
        batch.afterCommit {
            state.humanInFlight.insert(id)
            for connection in connections {
                connection.push(
                    HumanPush(lines: lines, opens: opens) { wasWritten in
                        writer?.settleHumanPush(delivery, wasWritten: wasWritten)
                    })
            }
        }
        return true
    }
}

extension Writer {
    /// A person's connection has written a push, or ended before it could.
    func settleHumanPush(_ delivery: Delivery, wasWritten: Bool) {
        add(
            Job(.receipt) { batch in
                batch.state.humanInFlight.remove(delivery.id)
                // Another connection of theirs may show it.
                guard wasWritten else { return Dispatcher.noteNew(delivery, batch) }
                let owner = try Dispatcher.taken(delivery, batch)
                batch.state.shown.note(delivery.id, of: owner ?? delivery.person)
            })
    }
}
