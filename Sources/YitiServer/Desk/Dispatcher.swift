import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// Sends what is due to who is connected. It pulls: the window of each bridge is filled from delivery rows, so nothing is
/// queued in memory that the database does not hold.
enum Dispatcher {
    /// How long after a push the one nudge may come.
    private static let nudgeSeconds: Int64 = 4 * 3600

    /// Fills every window that something may go through.
    static func run(_ turn: Turn) throws {
        turn.room.services.pushingNote = turn.room.pushingNote
        turn.room.services.isDiskFull = turn.room.disk.level == .full
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
            post.noteNew(notBefore: delivery.notBefore, now: turn.now)
        }
    }

    /// What waited for a person may go: everybody who may take it is looked at.
    static func noteReleased(_ person: Int64, _ turn: Turn) {
        for post in turn.room.bridges.values { post.isDirty = true }
        if turn.room.sessionsOfPerson[person] != nil { turn.room.humanDue[person] = turn.now }
    }

    /// Deliveries have expired: those in flight free their places.
    static func noteExpiries(_ turn: Turn) throws {
        for post in turn.room.bridges.values {
            for id in post.inFlight.keys where try turn.transaction.delivery(id)?.state != .inFlight {
                post.release(id)
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
        turn.onRollback { post.isDirty = true }
        post.hasWaiting = true
        while post.places > 0 {
            let waiting = try turn.transaction.sendableDeliveries(bridge: name, now: turn.now, limit: post.places)
            var progress = false
            for delivery in waiting {
                // One unacked push a user; the rows of a batch may hold two.
                guard !post.users.contains(delivery.address.user) else { continue }
                guard !turn.room.damaged.people.contains(delivery.person) else { continue }
                progress = true
                try turn.holding(delivery.person) { try send(delivery, through: post, turn) }
            }
            if waiting.isEmpty || !progress {
                post.hasWaiting = false
                break
            }
        }
        post.isDirty = false
        post.nextAt = try turn.transaction.nextSendable(bridge: name, after: turn.now)
    }

    /// Claims a delivery and sends it once the claim is durable, unless it was postponed or ended instead.
    private static func send(_ delivery: Delivery, through post: BridgePost, _ turn: Turn) throws {
        guard let person = try turn.transaction.person(delivery.person), try mayGoNow(delivery, person, turn),
            let messages = try messages(of: delivery, person, turn)
        else { return }
        try turn.transaction.claim(delivery.id)
        push(delivery, attempt: delivery.attempt + 1, messages, in: person.reads, through: post, turn)
    }

    /// The post through which a new daily delivery may go at once: there is room, nobody waits for it, nothing is on its way to the
    /// user, and these aren't quiet hours. Else the delivery is written as pending, and everything is looked at when its turn comes.
    static func openPost(for delivery: Delivery, to person: Person, _ turn: Turn) -> BridgePost? {
        let zone = turn.room.services.zones.zone(person.calendar.current.zone)
        guard let post = turn.room.bridges[delivery.address.bridge], post.pushing?.takesPushes ?? false,
            post.places > 0,
            !post.isDirty, !post.hasWaiting, post.heldUntil ?? turn.now <= turn.now,
            !post.users.contains(delivery.address.user), person.holdsPushes(at: turn.now, in: zone) == nil
        else { return nil }
        return post
    }

    /// Writes a new daily delivery as one that is in flight, and sends it once that is durable.
    static func sendNew(_ new: Delivery, to person: Person, through post: BridgePost, _ turn: Turn) throws {
        var delivery = new
        delivery.state = .inFlight
        delivery.attempt = 1
        guard let written = try turn.transaction.insert(delivery),
            let messages = try messages(of: written, person, turn, isNew: written.pick?.recall == nil)
        else { return }
        push(written, attempt: 1, messages, in: person.reads, through: post, turn)
    }

    private static func push(
        _ delivery: Delivery, attempt: Int, _ messages: [Message], in language: Language, through post: BridgePost,
        _ turn: Turn
    ) {
        let name = DeliveryName.text(delivery.id)
        let connection = post.pushing
        let (metrics, clock) = (turn.room.services.metrics, turn.room.services.clock)
        post.take(delivery)
        turn.onRollback { post.release(delivery.id) }
        turn.afterCommit {
            if attempt > 1 { metrics.redeliveries.increment() } else { metrics.lag(.sent, delivery, clock) }
            _ = connection?.push(
                delivery: name,
                line: ServerLine.push(
                    delivery: name, user: delivery.address.user, chat: delivery.address.chat, attempt: attempt,
                    due: delivery.dueAt, expires: delivery.expiresAt,
                    messages: messages.map(MessageWriter(language: language).write)))
        }
    }

    /// Looks at quiet hours, at what the person has said since the row was written, and at a nudge whose question has been
    /// answered; moves or ends the row when it may not go.
    static func mayGoNow(_ delivery: Delivery, _ person: Person, _ turn: Turn) throws -> Bool {
        let transaction = turn.transaction
        guard try isStillWanted(delivery, person, turn) else {
            try Self.end(delivery, as: .expired, turn)
            return false
        }
        if delivery.kind == .nudge {
            let answer = try transaction.answers(of: person.id, question: delivery.question, limit: 1).first
            if let answer, answer.at >= delivery.dueAt.advanced(bySeconds: -nudgeSeconds) {
                try Self.end(delivery, as: .expired, turn)
                return false
            }
        }
        let zone = turn.room.services.zones.zone(person.calendar.current.zone)
        guard delivery.kind != .notice, let end = person.holdsPushes(at: turn.now, in: zone) else { return true }
        if end >= delivery.expiresAt {
            try Self.end(delivery, as: .expired, turn)
        } else {
            try transaction.postpone(delivery.id, until: end, failed: false)
        }
        return false
    }

    /// Ends a delivery for good.
    static func end(_ delivery: Delivery, as state: PushOutcome, _ turn: Turn) throws {
        try turn.transaction.end(delivery.id, as: state == .dead ? .dead : .expired)
        turn.afterCommit { [metrics = turn.room.services.metrics] in metrics.pushes.increment(state) }
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
    /// `isNew` says whether the person has never rated it, when that is known already.
    static func messages(
        of delivery: Delivery, _ person: Person, _ turn: Turn, isNew: Bool? = nil
    ) throws -> [Message]? {
        if delivery.kind == .notice { return [.info(try notice(delivery, turn))] }
        guard let question = turn.room.services.catalog.bank.question(delivery.question) else {
            try Self.end(delivery, as: .expired, turn)
            return nil
        }
        let remarks = (delivery.kind == .nudge ? [Remark.nudge] : []) + (delivery.remark.map { [.stored($0)] } ?? [])
        let decider = Decider(turn, address: delivery.address)
        var file = try decider.file(of: person)
        return try decider.decide(&file) { (decision) throws(Pending) in
            try decision.settleDays()
            let facts = try decision.facts(question, pick: delivery.pick, remarks: remarks, isNew: isNew)
            return decision.news() + [.question(facts)]
        }
    }

    /// Somebody typed a link code: the words, and a button that confirms.
    private static func notice(_ delivery: Delivery, _ turn: Turn) throws -> Info {
        guard let code = try turn.transaction.linkCode(issuedBy: delivery.person, at: turn.now),
            let claimant = try code.claimant.flatMap(turn.transaction.person), let place = code.claimantAddress
        else { return .stored(delivery.remark ?? .empty) }
        return .linkClaimed(
            name: claimant.name, bridge: place.bridge, user: place.isHuman ? "" : place.user)
    }

    /// The platform took a push, or a person's connection wrote it: the question is open from now on.
    static func taken(_ delivery: Delivery, _ turn: Turn) throws {
        guard let owner = try turn.transaction.acknowledge(delivery.id, at: turn.now) else { return }
        let (metrics, clock) = (turn.room.services.metrics, turn.room.services.clock)
        turn.afterCommit {
            metrics.pushes.increment(.acked)
            metrics.lag(.acked, delivery, clock)
        }
        guard delivery.kind != .notice else { return }
        let decider = Decider(turn, address: delivery.address)
        guard var file = try decider.file(of: owner) else { return }
        try decider.decide(&file) { (decision) throws(Pending) in try decision.arrive(delivery) }
        guard file.person.nudge && delivery.kind == .daily else { return }
        try turn.transaction.about([owner]) { try nudge(delivery, of: owner, turn) }
    }

    private static func nudge(_ delivery: Delivery, of person: Int64, _ turn: Turn) throws {
        let due = turn.now.advanced(bySeconds: nudgeSeconds)
        guard due < delivery.expiresAt else { return }
        let nudge = Delivery(
            person: person, subscription: nil, occurrence: nil, kind: .nudge, address: delivery.address,
            question: delivery.question, pick: delivery.pick, day: delivery.day, dueAt: due, notBefore: due,
            expiresAt: delivery.expiresAt)
        if let written = try turn.transaction.insert(nudge) { noteNew(written, turn) }
    }
}

extension Person {
    /// Until when nothing is sent to the person: the end of quiet hours, or for as long as a mock interview lasts; nil when it may go.
    fileprivate func holdsPushes(at now: Instant, in zone: Zone) -> Instant? {
        [quiet?.end(around: now, in: zone), loop.mock?.holdsPushes(at: now)].compactMap { $0 }.max()
    }
}

extension DeskMetrics {
    /// A push has come so far by now; it counts from when it was due, or from when it was put off to.
    fileprivate func lag(_ stage: PushStage, _ delivery: Delivery, _ clock: Clock) {
        let isHeld = delivery.notBefore >= delivery.expiresAt
        let from = isHeld ? delivery.dueAt : max(delivery.dueAt, delivery.notBefore)
        lag(stage, seconds: clock.seconds - Double(from.seconds))
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
