import YitiCore
import YitiStore

/// Subscriptions: made, changed and ended.
extension Step {
    /// How many subscriptions a person may have on.
    static let mostSubscriptions = 8
    private static let mostChangesADay = 5

    /// `/subscriptions`.
    func subscriptions(remarks: [Remark] = []) throws -> [Message] {
        let all = person.id == 0 ? [] : try transaction.subscriptions(of: person.id)
        let pauses = person.id == 0 ? [] : try transaction.pauses(of: person.id)
        let pause = pauses.last { $0.covers(today) }
        let lines = all.map { subscription in
            let zone = self.zone(of: subscription)
            return SubscriptionsFacts.Line(
                number: subscription.number, topics: subscription.topics ?? [],
                topicNames: (subscription.topics ?? []).map(catalog.topicName), minuteOfDay: subscription.minuteOfDay,
                weekdays: subscription.weekdays, zone: zone.name, nextAt: subscription.nextAt,
                utcOffsetSeconds: zone.offset(at: subscription.nextAt ?? now), pausedUntil: pause?.until,
                isPaused: pause != nil || subscription.isHeld)
        }
        return [.subscriptions(SubscriptionsFacts(subscriptions: lines, remarks: remarks))]
    }

    /// `/subscribe`: always adds one.
    mutating func subscribe(_ request: SubscriptionRequest) throws -> [Message] {
        let standing = person.id == 0 ? [] : try transaction.subscriptions(of: person.id)
        guard standing.count < Self.mostSubscriptions else { throw Refusal.tooManySubscriptions }
        try requireAccount()
        person.subscriptionsMade += 1
        var subscription = Subscription(
            id: 0, person: person.id, number: person.subscriptionsMade, address: address, topics: request.topics,
            minuteOfDay: request.minuteOfDay ?? 9 * 60, weekdays: request.weekdays ?? .everyDay, zone: request.zone,
            createdAt: now)
        let next = try FiringPlan(transaction, zones, person).next(of: subscription, after: now)
        subscription.nextOccurrence = next?.day
        subscription.nextAt = next?.at
        subscription = try transaction.insert(subscription)
        try transaction.begin(record(of: subscription))
        try log(.subscribe, body: describe(subscription))
        return try subscriptions(remarks: [
            Remark.subscribed(subscription.number, next: next?.at, offset: offset(of: subscription))
        ])
    }

    /// `/change N`: another time, other days, another zone.
    mutating func change(_ number: Int, _ request: SubscriptionRequest) throws -> [Message] {
        var subscription = try mine(number)
        guard request != SubscriptionRequest() else {
            return try subscriptions(remarks: [.howToChange(number)])
        }
        let start = person.calendar.start(of: today, zones: zones)
        let changes = try transaction.countEvents(of: person.id, kind: .change, on: today, since: start)
        guard changes < Self.mostChangesADay else {
            let end = person.calendar.end(of: today, zones: zones)
            throw Refusal.tooManyChanges(retryAfter: Int(max(1, end.seconds - now.seconds)))
        }
        if let topics = request.topics { subscription.topics = topics }
        if let minute = request.minuteOfDay { subscription.minuteOfDay = minute }
        if let weekdays = request.weekdays { subscription.weekdays = weekdays }
        if let zone = request.zone { subscription.zone = zone }
        try reschedule(&subscription, isNewGeneration: true)
        try log(.change, body: describe(subscription))
        return try subscriptions(remarks: [
            Remark.changed(number, next: subscription.nextAt, offset: offset(of: subscription))
        ])
    }

    /// `/unsubscribe [number | topic | all]`.
    mutating func unsubscribe(_ which: Unsubscription) throws -> [Message] {
        let all = person.id == 0 ? [] : try transaction.subscriptions(of: person.id)
        guard !all.isEmpty else { throw Refusal.notSubscribed }
        let ended: [Subscription]
        switch which {
        case .only:
            guard all.count == 1 else { throw Refusal.whichSubscription(all.map(\.number)) }
            ended = all
        case .all: ended = all
        case .number(let number): ended = [try mine(number)]
        case .topic(let topic):
            ended = all.filter { $0.topics?.contains(topic) ?? false }
            guard !ended.isEmpty else { throw Refusal.noSuchSubscription }
            return try end(ended, topic: topic)
        }
        for subscription in ended { try end(subscription) }
        return try subscriptions(remarks: [.unsubscribed(ended.map(\.number))])
    }

    /// Takes one topic out of subscriptions; one that has no other ends.
    private mutating func end(_ concerned: [Subscription], topic: String) throws -> [Message] {
        for var subscription in concerned {
            let others = (subscription.topics ?? []).filter { $0 != topic }
            guard !others.isEmpty else {
                try end(subscription)
                continue
            }
            subscription.topics = others
            try transaction.update(subscription)
            try log(.change, body: describe(subscription))
        }
        return try subscriptions(remarks: [.unsubscribed(concerned.map(\.number))])
    }

    private func end(_ subscription: Subscription) throws {
        var ended = subscription
        ended.endedAt = now
        ended.nextAt = nil
        ended.nextOccurrence = nil
        try transaction.update(ended)
        try transaction.endSchedule(of: ended.id, at: now)
        try transaction.expirePending(of: person.id, subscription: ended.id)
        try log(.unsubscribe, body: "\(ended.number)")
    }

    /// Sets when a subscription fires next; a new generation when time, days or zone have changed.
    func reschedule(_ subscription: inout Subscription, isNewGeneration: Bool) throws {
        // In a burst it may be due and wait for its turn: what has fallen due is not changed away.
        if turn.room.pushingNote == nil, let due = try transaction.subscription(subscription.id), let at = due.nextAt,
            at <= now
        {
            let isSuspended = try Reachability(turn).isSuspended(due.address)
            try Firing(turn, due, isSuspended: isSuspended, sendsAtOnce: false).run()
        }
        let next = try FiringPlan(transaction, zones, person).next(of: subscription, after: now)
        subscription.nextOccurrence = next?.day
        subscription.nextAt = next?.at
        if isNewGeneration { subscription.generation += 1 }
        try transaction.update(subscription)
        if isNewGeneration { try transaction.begin(record(of: subscription)) }
    }

    /// The person's subscription with that number, or `not_subscribed`.
    private func mine(_ number: Int) throws -> Subscription {
        let all = person.id == 0 ? [] : try transaction.subscriptions(of: person.id)
        guard let found = all.first(where: { $0.number == number }) else {
            throw all.isEmpty ? Refusal.notSubscribed : Refusal.noSuchSubscription
        }
        return found
    }

    private func zone(of subscription: Subscription) -> Zone {
        zones.zone(subscription.zone ?? person.calendar.current.zone)
    }

    private func offset(of subscription: Subscription) -> Int {
        zone(of: subscription).offset(at: subscription.nextAt ?? now)
    }

    private func record(of subscription: Subscription) -> ScheduleRecord {
        ScheduleRecord(
            subscription: subscription.id, generation: subscription.generation, minuteOfDay: subscription.minuteOfDay,
            weekdays: subscription.weekdays, zone: zone(of: subscription).name, from: now)
    }

    private func describe(_ subscription: Subscription) -> String {
        let topics = subscription.topics?.joined(separator: "+") ?? "selection"
        return "\(subscription.number) \(topics) \(subscription.minuteOfDay) \(subscription.weekdays.rawValue) "
            + zone(of: subscription).name
    }
}

extension PauseRecord {
    /// Whether a learning day lies in it.
    func covers(_ day: Day) -> Bool { from <= day && (until.map { day < $0 } ?? true) }
}
