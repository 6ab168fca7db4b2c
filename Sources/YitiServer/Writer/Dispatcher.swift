import YitiCore
import YitiStore
import YitiWire
import YitiWords

/// Sends what is due to who is connected. It pulls: the window of each bridge is filled from delivery rows, so nothing is
/// queued in memory that the database does not hold.
enum Dispatcher {
    /// Fills every window that something may go through.
    static func run(_ batch: WriteBatch) throws {
        batch.state.services.pushingNote = batch.state.pushingNote
        batch.state.services.isClockDoubted = batch.state.watch.guardian.isHeld
        guard batch.state.pushingNote == nil else { return }
        for (name, post) in batch.posts.all where post.pushing != nil {
            if post.isDue(at: batch.now) { try fill(name, post, batch) }
        }
        try HumanDispatcher.run(batch)
    }

    /// Writes new deliveries, for whoever may take them to be looked at.
    static func write(_ deliveries: [Delivery], _ batch: WriteBatch) throws {
        for delivery in deliveries {
            if let written = try batch.transaction.insert(delivery) { noteNew(written, batch) }
        }
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
        post.nextAt = nil
        var unsent: Set<Int64> = []
        while post.places > 0 {
            let held = batch.state.damaged.people
            let waiting: [Delivery]
            (waiting, post.nextAt) = try batch.transaction.sendable(
                bridge: name, now: batch.now, limit: post.places + held.count)
            batch.holdDamaged()
            var progress = false
            try Rehearsal(batch)?.prepare(sending: waiting)
            for delivery in waiting {
                guard post.places > 0, !held.contains(delivery.person) else { continue }
                // One unacked push a user; the rows of a batch may hold two.
                guard post.reserve(delivery.address) else { continue }
                batch.onRollback { post.giveBack(delivery.address) }
                try batch.holding(delivery.person) { try send(delivery, through: post, batch) }
                guard post.sent(delivery.id) == nil else {
                    progress = true
                    continue
                }
                post.giveBack(delivery.address)
                // One that was neither sent nor put off comes again, and is no reason to look once more.
                if unsent.insert(delivery.id).inserted { progress = true }
            }
            if waiting.isEmpty || !progress {
                post.hasWaiting = false
                break
            }
        }
        post.isDirty = false
    }

    /// Sends a delivery once it is durable that it is in flight, unless it was postponed or ended instead.
    private static func send(_ delivery: Delivery, through post: PushWindow, _ batch: WriteBatch) throws {
        guard var file = try Decider(batch, address: delivery.address).file(of: delivery.person) else {
            // Nobody's: it would be looked at for ever.
            _ = try write(.ends, of: delivery, batch)
            return
        }
        if let until = post.quietUntil(delivery.address, now: batch.now) {
            _ = try write(until < delivery.expiresAt ? .waits(until: until) : .ends, of: delivery, batch)
            return
        }
        guard case .goes(let messages) = try fate(of: delivery, &file, batch) else { return }
        push(delivery, attempt: delivery.attempt + 1, messages, in: file.person.reads, through: post, batch)
    }

    /// The post through which a new delivery to an address may go at once: there is room, nobody waits for it and nothing is on its way to
    /// the user; its place is taken then. Else the delivery is written as pending, and everything is looked at when its turn comes.
    static func openPost(to address: Address, _ batch: WriteBatch) -> PushWindow? {
        guard let post = batch.posts[address.bridge], post.isOpen(at: batch.now),
            post.quietUntil(address, now: batch.now) == nil, post.reserve(address)
        else { return nil }
        batch.onRollback { post.giveBack(address) }
        return post
    }

    /// Sends a delivery, which has its place, once that is durable.
    static func push(
        _ delivery: Delivery, attempt: Int, _ messages: [Message], in language: Language, through post: PushWindow,
        _ batch: WriteBatch
    ) {
        let name = DeliveryName.text(delivery.id)
        let connection = post.pushing
        let (metrics, clock) = (batch.state.services.metrics, batch.state.services.clock)
        var sent = delivery
        sent.attempt = attempt
        post.take(sent)
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

    /// What becomes of a delivery whose turn it is, which is written.
    static func fate(of delivery: Delivery, _ file: inout PersonFile, _ batch: WriteBatch) throws -> PushFate {
        let decided = try Decider(batch, address: delivery.address).decide(&file) { (decision) throws(Pending) in
            try decision.send(delivery)
        }
        return try write(decided, of: delivery, batch)
    }

    private static func write(_ decided: PushFate, of delivery: Delivery, _ batch: WriteBatch) throws -> PushFate {
        let fate = try batch.transaction.write(decided, of: delivery, at: batch.now)
        if case .ends = fate { noteEnd(as: .expired, batch) }
        return fate
    }

    /// A delivery has ended for good.
    static func noteEnd(as state: PushOutcome, _ batch: WriteBatch) {
        batch.afterCommit { [metrics = batch.state.services.metrics] in metrics.pushes.increment(state) }
    }

    /// The platform took a push, or a person's connection wrote it: the question is open from now on. Says whose it is; nil when it was not
    /// under way any more.
    @discardableResult
    static func taken(_ delivery: Delivery, _ batch: WriteBatch) throws -> Int64? {
        guard let owner = try batch.transaction.acknowledge(delivery, at: batch.now) else { return nil }
        let (metrics, clock) = (batch.state.services.metrics, batch.state.services.clock)
        batch.afterCommit {
            metrics.pushes.increment(.acked)
            metrics.lag(.acked, delivery, clock)
        }
        guard delivery.kind != .notice else { return owner }
        let decider = Decider(batch, address: delivery.address)
        guard var file = try decider.file(of: owner) else { return owner }
        let isOfRoom = try isRoom(delivery.address, owner, batch)
        let following = try decider.decide(&file) { (decision) throws(Pending) in
            try decision.take(delivery, isOfRoom: isOfRoom)
        }
        try batch.tellConnections(of: owner)
        try write(following, batch)
        return owner
    }

    /// Whether an address is a room that somebody stands for; members' own subscriptions of old go to rooms as well.
    private static func isRoom(_ address: Address, _ person: Int64, _ batch: WriteBatch) throws -> Bool {
        guard address.chat != nil else { return false }
        return try batch.identity(at: address)?.person == person
    }
}

extension WriterMetrics {
    /// A push has come so far by now; it counts from when it was due, or from when its person put it off to. What it was put off to
    /// once it had been sent is a bridge's doing, and late is late.
    func lag(_ stage: PushStage, _ delivery: Delivery, _ clock: Clock) {
        let isHeld = delivery.notBefore >= delivery.expiresAt
        let from = isHeld || delivery.attempt > 1 ? delivery.dueAt : max(delivery.dueAt, delivery.notBefore)
        lag(stage, seconds: clock.seconds - Double(from.seconds))
    }
}

extension WriteBatch {
    /// The delivery of that name, or nil.
    func delivery(named name: String) throws -> Delivery? {
        try DeliveryName.id(name).flatMap { try transaction.delivery($0) }
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
