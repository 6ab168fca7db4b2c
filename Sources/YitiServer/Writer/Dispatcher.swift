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
    static func run(_ batch: WriteBatch) throws {
        batch.state.services.pushingNote = batch.state.pushingNote
        guard batch.state.pushingNote == nil else { return }
        for (name, post) in batch.posts.all where post.pushing != nil {
            if post.isDue(at: batch.now) { try fill(name, post, batch) }
        }
        try HumanDispatcher.run(batch)
    }

    /// A delivery was written: whoever may take it is looked at.
    static func noteNew(_ delivery: Delivery, _ batch: WriteBatch) {
        if delivery.address.isHuman {
            if batch.server.isConnected(delivery.person) {
                batch.state.humanDue[delivery.person] = min(
                    delivery.notBefore, batch.state.humanDue[delivery.person] ?? delivery.notBefore)
            }
        } else if let post = batch.posts[delivery.address.bridge] {
            post.noteNew(notBefore: delivery.notBefore, now: batch.now)
        }
    }

    /// What waited for a person may go: everybody who may take it is looked at.
    static func noteReleased(_ person: Int64, _ batch: WriteBatch) {
        for post in batch.posts.all.values { post.isDirty = true }
        if batch.server.isConnected(person) { batch.state.humanDue[person] = batch.now }
    }

    /// Deliveries have expired: those in flight free their places.
    static func noteExpiries(_ batch: WriteBatch) throws {
        for post in batch.posts.all.values {
            for id in post.numbersInFlight where try batch.transaction.delivery(id)?.state != .inFlight {
                post.release(id)
            }
        }
    }

    private static func fill(_ name: String, _ post: PushWindow, _ batch: WriteBatch) throws {
        guard let connection = post.pushing, connection.takesPushes else {
            post.isDirty = false
            return
        }
        if let held = post.heldUntil, held > batch.now {
            post.isDirty = false
            post.nextAt = held
            return
        }
        batch.onRollback { post.isDirty = true }
        post.hasWaiting = true
        while post.places > 0 {
            let waiting = try batch.transaction.sendableDeliveries(bridge: name, now: batch.now, limit: post.places)
            var progress = false
            try Rehearsal(batch)?.prepare(sending: waiting)
            for delivery in waiting {
                guard !batch.state.damaged.people.contains(delivery.person) else { continue }
                // One unacked push a user; the rows of a batch may hold two.
                guard post.reserve(delivery.address) else { continue }
                batch.onRollback { post.giveBack(delivery.address) }
                progress = true
                try batch.holding(delivery.person) { try send(delivery, through: post, batch) }
                if post.sent(delivery.id) == nil { post.giveBack(delivery.address) }
            }
            if waiting.isEmpty || !progress {
                post.hasWaiting = false
                break
            }
        }
        post.isDirty = false
        post.nextAt = try batch.transaction.nextSendable(bridge: name, after: batch.now)
    }

    /// Claims a delivery and sends it once the claim is durable, unless it was postponed or ended instead.
    private static func send(_ delivery: Delivery, through post: PushWindow, _ batch: WriteBatch) throws {
        guard var file = try Decider(batch, address: delivery.address).file(of: delivery.person),
            try mayGoNow(delivery, &file, batch), let messages = try messages(of: delivery, &file, batch)
        else { return }
        try batch.transaction.claim(delivery.id)
        push(delivery, attempt: delivery.attempt + 1, messages, in: file.person.reads, through: post, batch)
    }

    /// The post through which a new daily delivery may go at once: there is room, nobody waits for it, nothing is on its way to the
    /// user, and these aren't quiet hours; its place is taken then. Else the delivery is written as pending, and everything is looked at when its turn comes.
    static func openPost(for delivery: Delivery, to person: Person, _ batch: WriteBatch) -> PushWindow? {
        let zone = batch.state.services.zones.zone(person.calendar.current.zone)
        guard let post = batch.posts[delivery.address.bridge], post.isOpen(at: batch.now),
            person.holdsPushes(at: batch.now, in: zone) == nil, post.reserve(delivery.address)
        else { return nil }
        batch.onRollback { post.giveBack(delivery.address) }
        return post
    }

    /// Writes a new daily delivery as one that is in flight, and sends it once that is durable.
    static func sendNew(
        _ new: Delivery, to file: inout PersonFile, through post: PushWindow, _ batch: WriteBatch
    ) throws {
        var delivery = new
        delivery.state = .inFlight
        delivery.attempt = 1
        guard let written = try batch.transaction.insert(delivery, isSurelyNew: !batch.isCareful),
            let messages = try messages(of: written, &file, batch, isNew: written.pick?.recall == nil)
        else { return post.giveBack(delivery.address) }
        push(written, attempt: 1, messages, in: file.person.reads, through: post, batch)
    }

    private static func push(
        _ delivery: Delivery, attempt: Int, _ messages: [Message], in language: Language, through post: PushWindow,
        _ batch: WriteBatch
    ) {
        let name = DeliveryName.text(delivery.id)
        let connection = post.pushing
        let (metrics, clock) = (batch.state.services.metrics, batch.state.services.clock)
        post.take(delivery)
        batch.onRollback { post.release(delivery.id) }
        batch.afterCommit {
            if attempt > 1 { metrics.redeliveries.increment() } else { metrics.lag(.sent, delivery, clock) }
            _ = connection?.push(
                delivery: name,
                line: ServerLine.push(
                    delivery: name, user: delivery.address.user, chat: delivery.address.chat, attempt: attempt,
                    due: delivery.dueAt, expires: delivery.expiresAt,
                    messages: messages.map(MessageWriter(language: language).write)))
        }
    }

    /// Looks at quiet hours, at what the person has said since the row was written, and at a nudge whose question is not open
    /// any more; moves or ends the row when it may not go.
    static func mayGoNow(_ delivery: Delivery, _ file: inout PersonFile, _ batch: WriteBatch) throws -> Bool {
        let transaction = batch.transaction
        let person = file.person
        guard try isStillWanted(delivery, &file, batch) else {
            try Self.end(delivery, as: .expired, batch)
            return false
        }
        // Answered, put off or replaced: nothing is left to remind of.
        if delivery.kind == .nudge, person.loop.open(delivery.question, in: delivery.address.room) == nil {
            try Self.end(delivery, as: .expired, batch)
            return false
        }
        let zone = batch.state.services.zones.zone(person.calendar.current.zone)
        guard delivery.kind != .notice, let end = person.holdsPushes(at: batch.now, in: zone) else { return true }
        if end >= delivery.expiresAt {
            try Self.end(delivery, as: .expired, batch)
        } else {
            try transaction.postpone(delivery.id, until: end, failed: false)
        }
        return false
    }

    /// Ends a delivery for good.
    static func end(_ delivery: Delivery, as state: PushOutcome, _ batch: WriteBatch) throws {
        try batch.transaction.end(delivery.id, as: state == .dead ? .dead : .expired)
        batch.afterCommit { [metrics = batch.state.services.metrics] in metrics.pushes.increment(state) }
    }

    /// Whether a daily question is still to be sent: not on a day that was paused since, and not once more when its subscription has
    /// ended while it was in flight.
    private static func isStillWanted(
        _ delivery: Delivery, _ file: inout PersonFile, _ batch: WriteBatch
    ) throws -> Bool {
        guard delivery.kind == .daily || delivery.kind == .nudge else { return true }
        let plan = try Decider(batch, address: delivery.address).plan(of: &file)
        guard !plan.isPaused(at: batch.now) else { return false }
        guard delivery.attempt > 0, let id = delivery.subscription else { return true }
        return try batch.transaction.subscription(id)?.endedAt == nil
    }

    /// How long a delivery whose question is not in this server's bank is left to the others before it is looked at again.
    static let otherBanksSeconds: Int64 = 10

    /// Leaves a delivery whose question is not in this server's bank to servers that have it; where there are no others it ends.
    ///
    /// A bridge's is put off, since only its connection's server would look at it; a person's own may be shown by another just now.
    static func passOver(_ delivery: Delivery, _ batch: WriteBatch) throws {
        let again = batch.now.advanced(bySeconds: otherBanksSeconds)
        guard again < delivery.expiresAt, try !batch.transaction.isAlone() else {
            return try end(delivery, as: .expired, batch)
        }
        if !delivery.address.isHuman { try batch.transaction.postpone(delivery.id, until: again, failed: false) }
    }

    /// What a delivery says; nil when its question is not in the bank, and then it is left to others or ended.
    /// `isNew` says whether the person has never rated it, when that is known already.
    static func messages(
        of delivery: Delivery, _ file: inout PersonFile, _ batch: WriteBatch, isNew: Bool? = nil
    ) throws -> [Message]? {
        if delivery.kind == .notice {
            return try delivery.question.isEmpty
                ? [.info(notice(delivery, batch))] : RoomDay.messages(of: delivery, batch)
        }
        guard let question = batch.state.services.catalog.bank.question(delivery.question) else {
            try passOver(delivery, batch)
            return nil
        }
        let remarks = (delivery.kind == .nudge ? [Remark.nudge] : []) + (delivery.remark.map { [.stored($0)] } ?? [])
        return try Decider(batch, address: delivery.address).decide(&file) { (decision) throws(Pending) in
            try decision.settleDays()
            let facts = try decision.facts(question, pick: delivery.pick, remarks: remarks, isNew: isNew)
            return decision.news() + [.question(facts)]
        }
    }

    /// Somebody typed a link code: the words, and a button that confirms.
    private static func notice(_ delivery: Delivery, _ batch: WriteBatch) throws -> Info {
        guard let code = try batch.transaction.linkCode(issuedBy: delivery.person, at: batch.now),
            let claimant = try code.claimant.flatMap(batch.transaction.person), let place = code.claimantAddress
        else { return .stored(delivery.remark ?? .empty) }
        return .linkClaimed(
            name: claimant.name, bridge: place.bridge, user: place.isHuman ? "" : place.user)
    }

    /// The platform took a push, or a person's connection wrote it: the question is open from now on.
    static func taken(_ delivery: Delivery, _ batch: WriteBatch) throws {
        guard let owner = try batch.transaction.acknowledge(delivery, at: batch.now) else { return }
        let (metrics, clock) = (batch.state.services.metrics, batch.state.services.clock)
        batch.afterCommit {
            metrics.pushes.increment(.acked)
            metrics.lag(.acked, delivery, clock)
        }
        guard delivery.kind != .notice else { return }
        let decider = Decider(batch, address: delivery.address)
        guard var file = try decider.file(of: owner) else { return }
        try decider.decide(&file) { (decision) throws(Pending) in try decision.arrive(delivery) }
        try batch.tellConnections(of: owner)
        try RoomDay.plan(after: delivery, file.person, batch)
        guard file.person.nudge && delivery.kind == .daily else { return }
        try batch.transaction.about([owner]) { try nudge(delivery, of: owner, batch) }
    }

    private static func nudge(_ delivery: Delivery, of person: Int64, _ batch: WriteBatch) throws {
        let due = batch.now.advanced(bySeconds: nudgeSeconds)
        guard due < delivery.expiresAt else { return }
        let nudge = Delivery(
            person: person, subscription: nil, occurrence: nil, kind: .nudge, address: delivery.address,
            question: delivery.question, pick: delivery.pick, day: delivery.day, dueAt: due, notBefore: due,
            expiresAt: delivery.expiresAt)
        if let written = try batch.transaction.insert(nudge) { noteNew(written, batch) }
    }
}

extension Person {
    /// Until when nothing is sent to the person: the end of quiet hours, or for as long as a mock interview lasts; nil when it may go.
    fileprivate func holdsPushes(at now: Instant, in zone: Zone) -> Instant? {
        [quiet?.end(around: now, in: zone), loop.mock?.holdsPushes(at: now)].compactMap { $0 }.max()
    }
}

extension WriterMetrics {
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
