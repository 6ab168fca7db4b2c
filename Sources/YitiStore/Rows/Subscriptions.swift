package import YitiCore

extension Transaction {
    /// Writes a new subscription and returns it with its number in the store.
    package func insert(_ subscription: Subscription) throws -> Subscription {
        var inserted = subscription
        inserted.id = try takeNumber(\.subscription, subscription.id)
        try run(
            """
            INSERT INTO subscription (id, person, number, bridge, "user", chat, topics, minute, weekdays, zone, created_at, ended_at,
                generation, next_occurrence, next_at, said_all_seen, held)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, inserted.id, SubscriptionColumns(subscription: subscription))
        return inserted
    }

    /// Writes a new subscription and its first schedule, which takes its number.
    package func begin(_ subscription: Subscription, _ schedule: ScheduleRecord) throws {
        var schedule = schedule
        schedule.subscription = try insert(subscription).id
        try begin(schedule)
    }

    /// Writes what changed about a subscription.
    package func update(_ subscription: Subscription) throws {
        try run(
            """
            UPDATE subscription SET person = ?, number = ?, bridge = ?, "user" = ?, chat = ?, topics = ?, minute = ?, weekdays = ?,
                zone = ?, created_at = ?, ended_at = ?, generation = ?, next_occurrence = ?, next_at = ?, said_all_seen = ?,
                held = ?
            WHERE id = ?
            """, SubscriptionColumns(subscription: subscription), subscription.id)
    }

    /// Sets when a subscription fires next; the hot path of the scheduler.
    func setNext(_ occurrence: Day?, _ at: Instant?, subscription: Int64) throws {
        try run(
            "UPDATE subscription SET next_occurrence = ?, next_at = ? WHERE id = ?", occurrence?.number, at?.seconds,
            subscription)
    }

    /// A person's subscriptions that are on, by number.
    package func subscriptions(of person: Int64) throws -> [Subscription] {
        try all(
            "SELECT * FROM subscription WHERE person = ? AND ended_at IS NULL ORDER BY number", person,
            read: Self.subscription)
    }

    /// Every subscription a person ever had, for the ledger.
    package func allSubscriptions(of person: Int64) throws -> [Subscription] {
        try all("SELECT * FROM subscription WHERE person = ? ORDER BY number", person, read: Self.subscription)
    }

    /// The subscription with that number in the store, or nil.
    package func subscription(_ id: Int64) throws -> Subscription? {
        try first("SELECT * FROM subscription WHERE id = ?", id, read: Self.subscription)
    }

    /// What is due at `now`, earliest first (of a great many at one instant any `limit`, so that they needn't be sorted), at most `limit`, and whether the platform can't reach whom it is for.
    func dueSubscriptions(
        at now: Instant, limit: Int
    ) throws -> [(subscription: Subscription, isSuspended: Bool)] {
        try allReadable(
            """
            SELECT s.*, i.suspended_at
            FROM (SELECT * FROM subscription WHERE next_at IS NOT NULL AND next_at <= ? ORDER BY next_at LIMIT ?) AS s
            LEFT JOIN identity i ON i.bridge = s.bridge AND i.user = coalesce(' ' || s.chat, s.user) ORDER BY s.next_at, s.id
            """, now.seconds, limit
        ) { (try Self.subscription($0), ($0["suspended_at"] as Int64?) != nil) }
    }

    /// Starts a generation of a subscription's schedule and ends the one before.
    package func begin(_ record: ScheduleRecord) throws {
        try endSchedule(of: record.subscription, at: record.from)
        try run(
            """
            INSERT INTO schedule (subscription, generation, minute, weekdays, zone, from_at, until_at) VALUES (?, ?, ?, ?, ?, ?, ?)
            """, record.subscription, record.generation, record.minuteOfDay, Int(record.weekdays.rawValue), record.zone,
            record.from.seconds, record.until?.seconds)
    }

    /// Ends the generation in force.
    package func endSchedule(of subscription: Int64, at instant: Instant) throws {
        try run(
            "UPDATE schedule SET until_at = ? WHERE subscription = ? AND until_at IS NULL", instant.seconds,
            subscription)
    }

    /// Every generation of every subscription of a person, oldest first.
    package func schedules(of person: Int64) throws -> [ScheduleRecord] {
        try all(
            """
            SELECT s.* FROM schedule s JOIN subscription b ON b.id = s.subscription WHERE b.person = ?
            ORDER BY s.subscription, s.generation
            """, person, read: Self.schedule)
    }

    static func subscription(_ row: Row) throws -> Subscription {
        try checkTimes(row)
        var subscription = Subscription(
            id: row["id"], person: row["person"], number: row["number"],
            address: Address(bridge: row["bridge"], user: row["user"], chat: row["chat"]),
            topics: (row["topics"] as String?).map(list), minuteOfDay: row["minute"],
            weekdays: WeekdaySet(rawValue: UInt8(truncatingIfNeeded: row["weekdays"] as Int)), zone: row["zone"],
            createdAt: row["created_at"])
        subscription.endedAt = row["ended_at"]
        subscription.generation = row["generation"]
        subscription.nextOccurrence = row["next_occurrence"]
        subscription.nextAt = row["next_at"]
        subscription.saidAllSeen = row["said_all_seen"]
        subscription.isHeld = row["held"]
        return try row.sound(subscription)
    }

    private static func schedule(_ row: Row) throws -> ScheduleRecord {
        try checkTimes(row)
        let schedule = ScheduleRecord(
            subscription: row["subscription"], generation: row["generation"], minuteOfDay: row["minute"],
            weekdays: WeekdaySet(rawValue: UInt8(truncatingIfNeeded: row["weekdays"] as Int)), zone: row["zone"],
            from: row["from_at"], until: row["until_at"])
        return try row.sound(schedule)
    }

    /// What fires at no time of any day would never be missed.
    private static func checkTimes(_ row: Row) throws {
        let (minute, weekdays): (Int, Int) = (row["minute"], row["weekdays"])
        guard (0..<1_440).contains(minute), (1...127).contains(weekdays) else {
            throw StoreFailure(.damaged, "a subscription can't be at minute \(minute) of the days \(weekdays)")
        }
    }
}

/// The columns of a subscription after its number, in their order.
private struct SubscriptionColumns: Parameter {
    let subscription: Subscription

    func bind(_ binder: inout Binder) {
        subscription.person.bind(&binder)
        subscription.number.bind(&binder)
        subscription.address.bridge.bind(&binder)
        subscription.address.user.bind(&binder)
        subscription.address.chat.bind(&binder)
        subscription.topics.map(Transaction.words).bind(&binder)
        subscription.minuteOfDay.bind(&binder)
        Int(subscription.weekdays.rawValue).bind(&binder)
        subscription.zone.bind(&binder)
        subscription.createdAt.seconds.bind(&binder)
        (subscription.endedAt?.seconds).bind(&binder)
        subscription.generation.bind(&binder)
        (subscription.nextOccurrence?.number).bind(&binder)
        (subscription.nextAt?.seconds).bind(&binder)
        subscription.saidAllSeen.bind(&binder)
        subscription.isHeld.bind(&binder)
    }
}
