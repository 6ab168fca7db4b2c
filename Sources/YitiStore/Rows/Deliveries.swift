package import YitiCore

/// Deliveries: what is pushed, and how far it has come.
extension Transaction {
    /// Writes a new delivery, pending or in flight, and returns it with its number; nil when this subscription's occurrence has one
    /// already. One that is surely new fails its transaction instead, and PostgreSQL is not waited for.
    package func insert(_ delivery: Delivery, isSurelyNew: Bool = false) throws -> Delivery? {
        var inserted = delivery
        inserted.id = try nextDelivery()
        guard try about([delivery.person], { try isWritten(inserted, isSurelyNew) }) else { return nil }
        book.nextDelivery = inserted.id + 1
        if [.pending, .inFlight].contains(delivery.state) { book.deliveriesBegun += 1 }
        return inserted
    }

    private func isWritten(_ delivery: Delivery, _ isSurelyNew: Bool) throws -> Bool {
        let columns = DeliveryColumns(delivery: delivery)
        if isSurelyNew || delivery.subscription == nil {
            try run(
                """
                INSERT INTO delivery (id, person, subscription, occurrence, kind, bridge, "user", chat, question, pick, remark_zh, remark_en,
                    day, due_at, not_before, expires_at, state, attempt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, columns)
            return true
        }
        return try changes(
            by: """
                INSERT INTO delivery (id, person, subscription, occurrence, kind, bridge, "user", chat, question, pick, remark_zh, remark_en,
                    day, due_at, not_before, expires_at, state, attempt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (subscription, occurrence) DO NOTHING
                """, columns) > 0
    }

    /// The delivery with that number, or nil.
    package func delivery(_ id: Int64) throws -> Delivery? {
        try first("SELECT * FROM delivery WHERE id = ?", id, read: Self.delivery)
    }

    /// Pending deliveries of a bridge that may go now, oldest first and at most `limit`; when these are all, also the earliest instant at
    /// which another may go, nil when none waits.
    package func sendable(
        bridge: String, now: Instant, limit: Int
    ) throws -> (deliveries: [Delivery], nextAt: Instant?) {
        let deliveries = try sendableDeliveries(bridge: bridge, now: now, limit: limit)
        return (deliveries, deliveries.count < limit ? try nextSendable(bridge: bridge, after: now) : nil)
    }

    /// Pending deliveries of a bridge that may go now: to nobody who has one unacked or is suspended.
    private func sendableDeliveries(bridge: String, now: Instant, limit: Int) throws -> [Delivery] {
        try allReadable(
            """
            SELECT * FROM delivery d
            WHERE d.state = 'pending' AND d.bridge = ? AND d.not_before <= ? AND d.expires_at > ?
                AND NOT EXISTS (
                    SELECT 1 FROM delivery f
                    WHERE f.state = 'in_flight' AND f.bridge = d.bridge AND f.user = d.user
                        AND coalesce(' ' || f.chat, '') = coalesce(' ' || d.chat, ''))
                AND NOT EXISTS (
                    SELECT 1 FROM identity i
                    WHERE i.bridge = d.bridge AND i.user = coalesce(' ' || d.chat, d.user) AND i.suspended_at IS NOT NULL)
            ORDER BY d.not_before, d.id LIMIT ?
            """, bridge, now.seconds, now.seconds, limit, read: Self.delivery)
    }

    /// The earliest instant after `now` at which a pending delivery of a bridge may go; nil when none waits.
    private func nextSendable(bridge: String, after now: Instant) throws -> Instant? {
        try first(
            "SELECT min(not_before) FROM delivery WHERE state = 'pending' AND bridge = ? AND not_before > ?", bridge,
            now.seconds
        ) { $0[0] as Instant? } ?? nil
    }

    /// How many deliveries of a bridge wait or are in flight, counted up to `limit`: nobody waits while a million are.
    package func countPending(bridge: String, limit: Int) throws -> Int {
        let waiting: Int =
            try first(
                "SELECT count(*) FROM (SELECT 1 FROM delivery WHERE state = 'pending' AND bridge = ? LIMIT ?) AS counted",
                bridge,
                limit
            ) { $0[0] } ?? 0
        let inFlight: Int =
            try first(
                "SELECT count(*) FROM (SELECT 1 FROM delivery WHERE state = 'in_flight' AND bridge = ? LIMIT ?) AS counted",
                bridge,
                limit
            ) { $0[0] } ?? 0
        return min(limit, waiting + inFlight)
    }

    /// How many deliveries are under way, waiting or sent and not acked. However many they are: counted once, at the start, and by
    /// what begins and ends from then on.
    func countUnderWay() throws -> Int {
        try first("SELECT count(*) FROM delivery WHERE state IN ('pending', 'in_flight') AND expires_at >= 0") { $0[0] }
            ?? 0
    }

    /// Since when the oldest waits of what could have been sent by now, nil when nothing does; and how many deliveries are under way, nil
    /// for a server that is alone, which knows by itself.
    package func backlog(at now: Instant) throws -> (oldest: Instant?, underWay: Int?) {
        (try oldestOverdue(at: now), try isAlone() ? nil : countUnderWay())
    }

    /// Since when the oldest delivery waits that a bridge could have been sent by now; nil when none does. Whoever is not to be disturbed,
    /// can't be reached or only has to come to their own connection does not count.
    func oldestOverdue(at now: Instant) throws -> Instant? {
        try all("SELECT bridge FROM token") { $0[0] as String }.compactMap { bridge in
            try first(
                """
                SELECT not_before FROM delivery WHERE state = 'pending' AND bridge = ? AND not_before <= ? AND expires_at > ?
                ORDER BY not_before, id LIMIT 1
                """, bridge, now.seconds, now.seconds
            ) { $0[0] }
        }.min()
    }

    /// What waits for a person's human connections, oldest first.
    package func waitingDeliveries(human person: Int64, now: Instant) throws -> [Delivery] {
        try all(
            """
            SELECT * FROM delivery WHERE person = ? AND bridge = '' AND state = 'pending' AND expires_at > ?
                ORDER BY not_before, id
            """, person, now.seconds, read: Self.delivery)
    }

    /// What was acked on a person's human connections since an instant, oldest first. All of it is of learning days from `day` on.
    package func ackedDeliveries(human person: Int64, since: Instant, from day: Day) throws -> [Delivery] {
        try all(
            """
            SELECT * FROM delivery WHERE person = ? AND day >= ? AND bridge = '' AND state = 'acked' AND acked_at >= ?
                ORDER BY acked_at, id
            """, person, day.number, since.seconds, read: Self.delivery)
    }

    /// A person's deliveries of a learning day, oldest first.
    package func deliveries(of person: Int64, on day: Day) throws -> [Delivery] {
        try all(
            "SELECT * FROM delivery WHERE person = ? AND day = ? ORDER BY id", person, day.number, read: Self.delivery)
    }

    /// The questions that subscriptions have sent, by the learning days from `from` on that they count for.
    package func asked(of person: Int64, from: Day) throws -> [Day: [AskedQuestion]] {
        let questions: [AskedQuestion] = try all(
            """
            SELECT day, due_at, CASE WHEN bridge = '' THEN due_at WHEN state = 'acked' THEN acked_at END FROM delivery
            WHERE person = ? AND day >= ? AND kind = 'daily' ORDER BY id
            """, person, from.number
        ) { AskedQuestion(day: $0[0], dueAt: $0[1], arrivedAt: $0[2]) }
        return Dictionary(grouping: questions, by: \.day)
    }

    /// The latest local date a subscription has a delivery for, or nil.
    package func lastOccurrence(ofSubscription id: Int64) throws -> Day? {
        try first("SELECT max(occurrence) FROM delivery WHERE subscription = ?", id) { $0[0] as Day? } ?? nil
    }

    /// What the last delivery of a subscription that a platform or a person's connection took is, or nil.
    package func lastTaken(ofSubscription id: Int64) throws -> DeliveryKind? {
        try first(
            "SELECT kind FROM delivery WHERE subscription = ? AND state = 'acked' ORDER BY occurrence DESC LIMIT 1", id
        ) { DeliveryKind(rawValue: $0[0]) } ?? nil
    }

    /// Questions of a person's deliveries that are still under way. All of them are of learning days from `day` on: none is under way
    /// for longer than a day.
    package func questionsUnderWay(of person: Int64, since day: Day) throws -> [String] {
        try all(
            """
            SELECT question FROM delivery WHERE person = ? AND day >= ? AND state IN ('pending', 'in_flight')
            UNION ALL SELECT question FROM later WHERE person = ?
            """, person, day.number, person
        ) { $0[0] }
    }

    /// Notes that a delivery is about to be sent: in flight, one attempt more.
    package func claim(_ id: Int64) throws {
        try run("UPDATE delivery SET state = 'in_flight', attempt = attempt + 1 WHERE id = ?", id)
    }

    /// Notes that the platform took it and says whose it is; nil when it was not under way any more. It may be somebody else's by now,
    /// whom its person was linked to.
    package func acknowledge(_ delivery: Delivery, at: Instant) throws -> Int64? {
        if let owner = book.underWay.take(delivery.id) {
            let others = book.underWay
            try about([owner]) {
                try run("UPDATE delivery SET state = 'acked', acked_at = ? WHERE id = ?", at.seconds, delivery.id)
            }
            book.underWay = others
            book.deliveriesBegun -= 1
            return owner
        }
        let count = try about([delivery.person]) {
            try changes(
                by: """
                    UPDATE delivery SET state = 'acked', acked_at = ?
                    WHERE id = ? AND person = ? AND state IN ('pending', 'in_flight')
                    """, at.seconds, delivery.id, delivery.person)
        }
        guard count > 0 else { return try acknowledge(delivery.id, at: at) }
        book.deliveriesBegun -= 1
        return delivery.person
    }

    /// Notes that it was seen and says whose it is; nil when it was not under way any more.
    @discardableResult
    package func acknowledge(_ id: Int64, at: Instant) throws -> Int64? {
        // Not with RETURNING, for which SQLite opens a table of its own each time.
        guard let owner = try ownerUnderWay(id) else { return nil }
        try about([owner]) { try run("UPDATE delivery SET state = 'acked', acked_at = ? WHERE id = ?", at.seconds, id) }
        book.deliveriesBegun -= 1
        return owner
    }

    /// Whose delivery it is, while it is under way.
    func ownerUnderWay(_ id: Int64) throws -> Int64? {
        try first("SELECT person FROM delivery WHERE id = ? AND state IN ('pending', 'in_flight')", id) { $0[0] }
    }

    /// Writes what a subscription that was due has come to; returns what it sends, with its number. One that is surely new fails its
    /// transaction when its occurrence has one already.
    package func write(_ fired: FiredSubscription, isSurelyNew: Bool) throws -> Delivery? {
        let subscription = fired.subscription
        return try about([subscription.person]) {
            let written = try fired.delivery.flatMap { try insert($0, isSurelyNew: isSurelyNew) }
            if fired.isChanged {
                try update(subscription)
            } else {
                try setNext(subscription.nextOccurrence, subscription.nextAt, subscription: subscription.id)
            }
            return written
        }
    }

    /// Writes what becomes of a delivery whose turn it is, and says it: it is in flight when it goes through a bridge, and where its question
    /// is not in the bank that depends on whether there are other servers.
    package func write(_ fate: PushFate, of delivery: Delivery, at now: Instant) throws -> PushFate {
        var fate = fate
        if case .isNotInTheBank = fate { fate = .leaving(delivery, hasOthers: try !isAlone(), at: now) }
        switch fate {
        case .goes: if !delivery.address.isHuman { try claim(delivery.id) }
        case .isNotInTheBank: break
        case .waits(let until): try postpone(delivery.id, until: until, failed: false)
        case .ends: try end(delivery.id, as: .expired)
        }
        return fate
    }

    /// Writes what becomes of a bridge's push that was not taken, and of what is delayed with it; without a setback it was not under way any
    /// more. Nil when the bridge has no such push.
    package func setBack(
        _ id: Int64, of bridge: String, _ refusal: PushRefusal, at now: Instant
    ) throws -> (delivery: Delivery, setback: PushSetback?)? {
        guard let delivery = try delivery(id), delivery.address.bridge == bridge else { return nil }
        let failures = try first("SELECT failures FROM delivery WHERE id = ?", id) { $0[0] } ?? 0
        let setback = PushSetback(refusal, of: delivery, failures: failures, at: now)
        if let setback { try write(setback, of: delivery) }
        return (delivery, setback)
    }

    private func write(_ setback: PushSetback, of delivery: Delivery) throws {
        switch setback {
        case .dead: try end(delivery.id, as: .dead)
        case .unreachable(let until): try postpone(delivery.id, until: until, failed: false)
        case .failed(let until): try postpone(delivery.id, until: until, failed: true)
        case .delayed(let until, let isForAll):
            try postpone(delivery.id, until: until, failed: false)
            guard !isForAll else { return try hold(delivery.address.bridge, until: until) }
            let since = delivery.day.advanced(byDays: -Delivery.daysUnderWay)
            try delayPending(of: delivery.person, since: since, at: delivery.address, until: until)
        }
    }

    /// Puts a delivery back until `notBefore`; `failed` counts it as one more failure.
    package func postpone(_ id: Int64, until notBefore: Instant, failed: Bool) throws {
        try run(
            """
            UPDATE delivery SET state = 'pending', not_before = ?, failures = failures + ?
            WHERE id = ? AND state IN ('pending', 'in_flight')
            """, notBefore.seconds, failed ? 1 : 0, id)
    }

    /// Delays whatever waits for a person at one of their addresses. All of it is of learning days from `day` on.
    func delayPending(of person: Int64, since day: Day, at address: Address, until: Instant) throws {
        try run(
            """
            UPDATE delivery SET not_before = CASE WHEN not_before < ?1 THEN ?1 ELSE not_before END
            WHERE person = ?2 AND day >= ?3 AND state = 'pending'
                AND bridge = ?4 AND coalesce(' ' || chat, "user") = ?5
            """, until.seconds, person, day.number, address.bridge, address.identityName)
    }

    /// Keeps back whatever waits for a person at an address that can't be reached: until it ends, or ``releasePending(of:since:at:)``.
    /// A waiting row that may not go would be looked at again whenever a place in the window is free.
    func holdPending(of person: Int64, since day: Day, at address: Address) throws {
        try run(
            """
            UPDATE delivery SET not_before = expires_at WHERE person = ? AND day >= ? AND state = 'pending'
                AND bridge = ? AND coalesce(' ' || chat, "user") = ?
            """, person, day.number, address.bridge, address.identityName)
    }

    /// Lets whatever waits for a person at an address go when it is due.
    func releasePending(of person: Int64, since day: Day, at address: Address) throws {
        try run(
            """
            UPDATE delivery SET not_before = due_at WHERE person = ? AND day >= ? AND state = 'pending'
                AND bridge = ? AND coalesce(' ' || chat, "user") = ?
            """, person, day.number, address.bridge, address.identityName)
    }

    /// Ends a delivery for good: expired or dead.
    package func end(_ id: Int64, as state: DeliveryState) throws {
        book.deliveriesBegun -= try changes(
            by: "UPDATE delivery SET state = ? WHERE id = ? AND state IN ('pending', 'in_flight')", state.rawValue, id)
    }

    /// Expires what waits for a person, of one subscription or of all.
    package func expirePending(of person: Int64, subscription: Int64? = nil) throws {
        book.deliveriesBegun -= try changes(
            by: """
                UPDATE delivery SET state = 'expired' WHERE person = ?1 AND state = 'pending'
                    AND kind <> 'notice' AND (CAST(?2 AS BIGINT) IS NULL OR subscription = ?2)
                """, person, subscription)
    }

    /// What waits for a person and was never tried may go from now on, and counts for no later learning day than `day`; what is kept back
    /// since its address can't be reached stays.
    package func releasePending(of person: Int64, countingFor day: Day, at now: Instant) throws {
        try run(
            """
            UPDATE delivery SET not_before = ?2, day = CASE WHEN day > ?3 THEN ?3 ELSE day END
                WHERE person = ?1 AND state = 'pending' AND attempt = 0 AND not_before > ?2 AND due_at <= ?2
                    AND not_before < expires_at
            """, person, now.seconds, day.number)
    }

    /// Expires what is past its time, the longest first and at most `limit` of it; returns how many, and what of these bridges is on its way
    /// yet. What is past its time is not sent, expired or not.
    package func expireOverdue(
        at now: Instant, limit: Int, freeing bridges: some Sequence<String>
    ) throws -> (count: Int, inFlight: [String: Set<Int64>]) {
        let count = try changes(
            by: """
                UPDATE delivery SET state = 'expired' WHERE id IN (
                    SELECT id FROM delivery WHERE state IN ('pending', 'in_flight') AND expires_at <= ? ORDER BY expires_at LIMIT ?)
                """, now.seconds, limit)
        guard count > 0 else { return (0, [:]) }
        book.deliveriesBegun -= count
        let inFlight = try bridges.map { ($0, try deliveriesInFlight(bridge: $0)) }
        return (count, Dictionary(inFlight, uniquingKeysWith: { first, _ in first }))
    }

    /// Returns what was in flight on a connection that is gone to the waiting; the attempts are kept.
    func returnInFlight(bridge: String) throws {
        try run("UPDATE delivery SET state = 'pending' WHERE state = 'in_flight' AND bridge = ?", bridge)
    }

    static func delivery(_ row: Row) throws -> Delivery {
        var delivery = Delivery(
            id: row["id"], person: row["person"], subscription: row["subscription"], occurrence: row["occurrence"],
            kind: DeliveryKind(rawValue: row["kind"]) ?? .notice,
            address: Address(bridge: row["bridge"], user: row["user"], chat: row["chat"]), question: row["question"],
            pick: (row["pick"] as String?).flatMap(PickRecord.init(text:)), remark: remark(row),
            day: row["day"], dueAt: row["due_at"], notBefore: row["not_before"], expiresAt: row["expires_at"])
        delivery.state = DeliveryState(rawValue: row["state"]) ?? .dead
        delivery.attempt = row["attempt"]
        delivery.ackedAt = row["acked_at"]
        return try row.sound(delivery)
    }

    private static func remark(_ row: Row) -> Text? {
        guard let zh = row["remark_zh"] as String?, let en = row["remark_en"] as String? else { return nil }
        return Text(zh: zh, en: en)
    }
}

/// The columns of a new delivery from its number to `attempt`, in their order.
private struct DeliveryColumns: Parameter {
    let delivery: Delivery

    func bind(_ binder: inout Binder) {
        delivery.id.bind(&binder)
        delivery.person.bind(&binder)
        delivery.subscription.bind(&binder)
        (delivery.occurrence?.number).bind(&binder)
        delivery.kind.rawValue.bind(&binder)
        delivery.address.bridge.bind(&binder)
        delivery.address.user.bind(&binder)
        delivery.address.chat.bind(&binder)
        delivery.question.bind(&binder)
        (delivery.pick?.text).bind(&binder)
        (delivery.remark?.zh).bind(&binder)
        (delivery.remark?.en).bind(&binder)
        delivery.day.number.bind(&binder)
        delivery.dueAt.seconds.bind(&binder)
        delivery.notBefore.seconds.bind(&binder)
        delivery.expiresAt.seconds.bind(&binder)
        delivery.state.rawValue.bind(&binder)
        delivery.attempt.bind(&binder)
    }
}
