import YitiCore
import YitiStore
import YitiWire

/// Sends what is due to who is connected. It pulls: the window of each bridge is filled from delivery rows, so nothing is
/// queued in memory that the database does not hold.
enum Dispatcher {
    /// How long after a push the one nudge may come.
    private static let nudgeSeconds: Int64 = 4 * 3600
    /// The most rows looked at for a person's connections in one batch.
    private static let humanLimit = 256

    /// Fills every window that something may go through.
    static func run(_ turn: Turn) throws {
        guard turn.room.pushingNote == nil else { return }
        for (name, post) in turn.room.bridges where post.pushing != nil {
            if post.isDirty || post.nextAt.map({ $0 <= turn.now }) ?? false { try fill(name, post, turn) }
        }
        try HumanDispatcher.run(turn)
    }

    /// A delivery was written: whoever may take it is looked at.
    static func noteNew(_ delivery: Delivery, _ turn: Turn) {
        if delivery.address.isHuman {
            if turn.room.sessionsOfPerson[delivery.person] != nil {
                turn.room.humanDue[delivery.person] = min(
                    delivery.notBefore, turn.room.humanDue[delivery.person] ?? delivery.notBefore)
            }
        } else if let post = turn.room.bridges[delivery.address.bridge] {
            post.isDirty = true
        }
    }

    /// Deliveries have expired: those in flight free their places.
    static func noteExpiries(_ turn: Turn) throws {
        for post in turn.room.bridges.values {
            for id in post.inFlight.keys where try turn.transaction.delivery(id)?.state != .inFlight {
                post.inFlight[id] = nil
                post.isDirty = true
            }
        }
    }

    private static func fill(_ name: String, _ post: BridgePost, _ turn: Turn) throws {
        guard let connection = post.pushing, connection.takesPushes else {
            post.isDirty = false
            return
        }
        if let held = post.heldUntil, held > turn.now {
            post.isDirty = false
            post.nextAt = held
            return
        }
        var users = Set(post.inFlight.values)
        var room = connection.window - post.inFlight.count
        while room > 0 {
            let waiting = try turn.transaction.sendableDeliveries(bridge: name, now: turn.now, limit: room)
            var progress = false
            for delivery in waiting {
                // One unacked push a user; the rows of a batch may hold two.
                guard !users.contains(delivery.address.user) else { continue }
                progress = true
                if try send(delivery, to: connection, post, turn) {
                    users.insert(delivery.address.user)
                    room -= 1
                }
            }
            if waiting.isEmpty || !progress { break }
        }
        post.isDirty = false
        post.nextAt = try turn.transaction.nextSendable(bridge: name, after: turn.now)
    }

    /// Claims a delivery and sends it once the claim is durable; false when it was postponed or ended instead.
    private static func send(
        _ delivery: Delivery, to connection: BridgeConnection, _ post: BridgePost, _ turn: Turn
    ) throws -> Bool {
        guard let person = try turn.transaction.person(delivery.person) else { return false }
        guard try mayGoNow(delivery, person, turn), let messages = try messages(of: delivery, person, turn) else {
            return false
        }
        try turn.transaction.claim(delivery.id)
        let name = DeliveryName.text(delivery.id)
        let line = ServerLine.push(
            delivery: name, user: delivery.address.user, chat: delivery.address.chat, attempt: delivery.attempt + 1,
            due: delivery.dueAt, expires: delivery.expiresAt, messages: messages)
        turn.afterCommit {
            post.inFlight[delivery.id] = delivery.address.user
            _ = connection.push(delivery: name, line: line)
        }
        return true
    }

    /// Looks at quiet hours, at what the person has said since the row was written, and at a nudge whose question has been
    /// answered; moves or ends the row when it may not go.
    static func mayGoNow(_ delivery: Delivery, _ person: Person, _ turn: Turn) throws -> Bool {
        let transaction = turn.transaction
        guard try isStillWanted(delivery, person, turn) else {
            try transaction.end(delivery.id, as: .expired)
            return false
        }
        if delivery.kind == .nudge {
            let answer = try transaction.answers(of: person.id, question: delivery.question, limit: 1).first
            if let answer, answer.at >= delivery.dueAt.advanced(bySeconds: -nudgeSeconds) {
                try transaction.end(delivery.id, as: .expired)
                return false
            }
        }
        let zone = turn.room.services.zones.zone(person.calendar.current.zone)
        guard delivery.kind != .notice, let end = person.quiet?.end(around: turn.now, in: zone) else { return true }
        if end >= delivery.expiresAt {
            try transaction.end(delivery.id, as: .expired)
        } else {
            try transaction.postpone(delivery.id, until: end, failed: false)
        }
        return false
    }

    /// Whether a daily question is still to be sent: not on a day that was paused since, and not once more when its subscription has
    /// ended while it was in flight.
    private static func isStillWanted(_ delivery: Delivery, _ person: Person, _ turn: Turn) throws -> Bool {
        guard delivery.kind == .daily || delivery.kind == .nudge else { return true }
        let today = person.calendar.day(at: turn.now, zones: turn.room.services.zones)
        if try turn.transaction.pauses(of: person.id).contains(where: { $0.covers(today) }) { return false }
        guard delivery.attempt > 0, let id = delivery.subscription else { return true }
        return try turn.transaction.subscription(id)?.endedAt == nil
    }

    /// What a delivery says; nil when its question has left the bank, and then it is ended.
    static func messages(of delivery: Delivery, _ person: Person, _ turn: Turn) throws -> [WireMessage]? {
        let writer = MessageWriter(language: person.reads)
        if delivery.kind == .notice {
            return [writer.write(.info(try notice(delivery, turn)))]
        }
        var step = Step(turn: turn, origin: .bridge(delivery.address), person: person, at: turn.now)
        guard let question = step.catalog.bank.question(delivery.question) else {
            try turn.transaction.end(delivery.id, as: .expired)
            return nil
        }
        let remarks = (delivery.kind == .nudge ? [RemarkWords.nudge] : []) + (delivery.remark.map { [$0] } ?? [])
        let facts = try step.facts(question, pick: delivery.pick, remarks: remarks)
        let preface = try step.freezeNews()
        try step.save()
        return (preface + [.question(facts)]).map(writer.write)
    }

    /// Somebody typed a link code: the words, and a button that confirms.
    private static func notice(_ delivery: Delivery, _ turn: Turn) throws -> InfoFacts {
        guard let code = try turn.transaction.linkCode(issuedBy: delivery.person, at: turn.now),
            let claimant = try code.claimant.flatMap(turn.transaction.person), let place = code.claimantAddress
        else { return InfoFacts(delivery.remark ?? Text(zh: "", en: "")) }
        return AccountWords.linkClaimed(
            name: claimant.name, bridge: place.bridge, user: place.isHuman ? "" : place.user)
    }

    /// The platform took a push, or a person's connection wrote it: the question is open from now on.
    static func taken(_ delivery: Delivery, _ turn: Turn) throws {
        guard try turn.transaction.acknowledge(delivery.id, at: turn.now), delivery.kind != .notice,
            let person = try turn.transaction.person(delivery.person)
        else { return }
        var step = Step(turn: turn, origin: .bridge(delivery.address), person: person, at: turn.now)
        try step.concerns(delivery.day)
        guard let question = step.catalog.bank.question(delivery.question) else { return }
        if person.open?.question != question.id && delivery.kind != .nudge {
            try step.opened(question, pick: delivery.pick)
        }
        try step.save()
        if person.nudge && delivery.kind == .daily { try nudge(delivery, turn) }
    }

    private static func nudge(_ delivery: Delivery, _ turn: Turn) throws {
        let due = turn.now.advanced(bySeconds: nudgeSeconds)
        guard due < delivery.expiresAt else { return }
        let nudge = Delivery(
            person: delivery.person, subscription: nil, occurrence: nil, kind: .nudge, address: delivery.address,
            question: delivery.question, pick: delivery.pick, day: delivery.day, dueAt: due, notBefore: due,
            expiresAt: delivery.expiresAt)
        if let written = try turn.transaction.insert(nudge) { noteNew(written, turn) }
    }
}

/// The wire's name of a delivery: one row, one `d`, for its whole life.
enum DeliveryName {
    /// The `d` of a row's number.
    static func text(_ id: Int64) -> String { "d\(id)" }

    /// The row's number of a `d`, or nil when it is none of ours.
    static func id(_ text: String) -> Int64? {
        guard text.first == "d", text.utf8.count <= 20, text.dropFirst().utf8.allSatisfy({ (48...57).contains($0) })
        else {
            return nil
        }
        return Int64(text.dropFirst())
    }
}
