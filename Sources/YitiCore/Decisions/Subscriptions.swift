/// Subscriptions: made, changed and ended.
extension Decision {
    /// How many subscriptions a person may have on.
    package static let maxSubscriptions = 8
    private static let maxChangesADay = 5

    /// `/subscriptions`.
    package func subscriptions(remarks: [Remark] = []) throws(Pending) -> [Message] {
        let pauses = try file.pauses.get(.pauses)
        let pause = pauses.last { $0.covers(today) }
        let standing = try file.standing.get(.subscriptions)
        let silent = try placesOutOfReach(of: standing)
        let lines = standing.map { subscription in
            let zone = zone(of: subscription)
            return SubscriptionsFacts.Line(
                number: subscription.number, topics: subscription.topics ?? [],
                topicNames: (subscription.topics ?? []).map { catalog.bank.topic($0)?.name },
                minuteOfDay: subscription.minuteOfDay, weekdays: subscription.weekdays, zone: zone.name,
                nextAt: subscription.nextAt,
                utcOffsetSeconds: zone.offset(at: subscription.nextAt ?? now),
                afterQuiet: subscription.nextAt.flatMap(quietEnd), pausedUntil: pause?.until,
                isPaused: pause != nil || subscription.isHeld,
                unreachable: silent.contains(subscription.address) ? subscription.address.bridge : nil)
        }
        let planned = pauses.filter { $0.from > today }.sorted { $0.from < $1.from }
        let facts = SubscriptionsFacts(subscriptions: lines, planned: planned, today: today, remarks: remarks)
        return [.subscriptions(facts)]
    }

    /// Where else subscriptions push to and can't, until somebody writes there.
    private func placesOutOfReach(of subscriptions: [Subscription]) throws(Pending) -> Set<Address> {
        let elsewhere = Set(subscriptions.map(\.address)).filter { $0 != address && !$0.isHuman }
        guard !elsewhere.isEmpty else { return [] }
        let suspended = try file.places().identities.filter { $0.suspendedAt != nil }.map(\.address)
        return elsewhere.intersection(suspended)
    }

    /// `/subscribe`: adds one, unless the same is there already.
    mutating func subscribe(_ request: SubscriptionRequest) throws(Pending) -> [Message] {
        let standing = try file.standing.get(.subscriptions)
        if let same = standing.first(where: { isSame($0, request) }) {
            let adopted = try adoptZone(of: request)
            return try subscriptions(remarks: [Remark.subscribedAlready(same.number)] + adopted)
        }
        guard room == nil || standing.isEmpty else { throw .refused(.roomIsSubscribed) }
        guard standing.count < Self.maxSubscriptions else { throw .refused(.tooManySubscriptions) }
        try requireAccount()
        let zoneRemark = try adoptZone(of: request)
        file.person.subscriptionsMade += 1
        let start = request.from.map {
            zones.zone(request.zone ?? person.calendar.current.zone).instant(of: $0, second: 0)
        }
        var subscription = Subscription(
            id: file.numbers.nextSubscription(), person: person.id, number: person.subscriptionsMade, address: address,
            topics: request.topics, minuteOfDay: request.minuteOfDay ?? Subscription.usualMinute,
            weekdays: request.weekdays ?? .everyDay, zone: request.zone,
            createdAt: max(now, start?.advanced(bySeconds: -1) ?? now))
        try plan(&subscription)
        file.record(.subscribed(subscription, record(of: subscription)))
        log(.subscribe, body: describe(subscription))
        let done = Remark.subscribed(subscription.number, next: next(of: subscription))
        return try subscriptions(remarks: [done] + zoneRemark)
    }

    /// Six in the morning: what is before is of the night.
    private static let firstMinuteOfDaylight = 6 * 60

    /// Whether a subscription is what is asked for: of the same chat, topics, time, days and zone, by the zone that the person will have.
    private func isSame(_ subscription: Subscription, _ request: SubscriptionRequest) -> Bool {
        let own = zoneToAdopt(of: request) ?? person.calendar.current.zone
        let zone = request.zone ?? own
        return subscription.address.room == room && (room != nil || subscription.address == address)
            && !subscription.isHeld
            && subscription.topics.map(Set.init) == request.topics.map(Set.init)
            && subscription.minuteOfDay == request.minuteOfDay ?? Subscription.usualMinute
            && subscription.weekdays == request.weekdays ?? .everyDay
            && zones.isSame(subscription.zone ?? own, zone)
    }

    /// The first zone that somebody names of whom none is known is also where their days begin.
    private func zoneToAdopt(of request: SubscriptionRequest) -> String? {
        let isUnknown = room != nil || person.calendar.current.zone == Person.unknownZone
        return person.zoneIsOwn || !isUnknown ? nil : request.zone
    }

    private mutating func adoptZone(of request: SubscriptionRequest) throws(Pending) -> [Remark] {
        guard let zone = zoneToAdopt(of: request) else { return [] }
        file.person.zoneIsOwn = true
        try changeCalendar(zone: zone)
        return room == nil ? [Remark.zoneAdopted(zone)] : []
    }

    /// `/change N`: another time, other days, another zone.
    mutating func change(_ number: Int, _ request: SubscriptionRequest) throws(Pending) -> [Message] {
        var subscription = try mine(number)
        guard request != SubscriptionRequest() else {
            return try subscriptions(remarks: [Remark.howToChange(number)])
        }
        let changes =
            try file.changesOnDay.get(
                today, .changes(on: today, since: person.calendar.start(of: today, zones: zones))) ?? 0
        guard changes < Self.maxChangesADay else {
            let end = person.calendar.end(of: today, zones: zones)
            throw .refused(.tooManyChanges(retryAfter: Int(max(1, end.seconds - now.seconds))))
        }
        if let topics = request.topics { subscription.topics = topics }
        let minuteBefore = subscription.minuteOfDay
        if let minute = request.minuteOfDay { subscription.minuteOfDay = minute }
        if let weekdays = request.weekdays { subscription.weekdays = weekdays }
        // `晚上12点` on Fridays is the midnight that ends them, unless the small hours are what stands.
        if request.endsDays, minuteBefore >= Self.firstMinuteOfDaylight {
            subscription.weekdays = subscription.weekdays.dayAfter
        }
        if let zone = request.zone { subscription.zone = zone }
        try reschedule(&subscription, isNewGeneration: true)
        log(.change, body: describe(subscription))
        return try subscriptions(remarks: [
            Remark.changed(number, next: next(of: subscription))
        ])
    }

    /// `/unsubscribe [number | topic | all]`.
    mutating func unsubscribe(_ which: Unsubscription) throws(Pending) -> [Message] {
        let all = try file.standing.get(.subscriptions)
        guard !all.isEmpty else { throw .refused(.notSubscribed) }
        let ended: [Subscription]
        switch which {
        case .only:
            guard all.count == 1 else { throw .refused(.whichSubscription(all.map(\.number))) }
            ended = all
        case .all: ended = all
        case .number(let number): ended = [try mine(number)]
        case .numbers(let numbers): ended = try numbers.map { number throws(Pending) in try mine(number) }
        case .topic(let topic):
            ended = all.filter { $0.topics?.contains(topic) ?? false }
            guard !ended.isEmpty else { throw .refused(.noSuchSubscription) }
            return try end(ended, topic: topic)
        case .topics(let topics): ended = [try only(all, of: topics)]
        case .at(let minute):
            ended = all.filter { $0.minuteOfDay == minute }
            guard !ended.isEmpty else { throw .refused(.noSuchSubscription) }
            guard ended.count == 1 else { throw .refused(.whichSubscription(ended.map(\.number))) }
        }
        for subscription in ended { end(subscription) }
        return try subscriptions(remarks: [Remark.unsubscribed(ended.map(\.number))])
    }

    /// The one subscription that asks from these topics and no others; else the refusal that lists those which have some of them.
    private func only(_ all: [Subscription], of topics: [String]) throws(Pending) -> Subscription {
        let same = all.filter { $0.topics.map(Set.init) == Set(topics) }
        if same.count == 1, let only = same.first { return only }
        let candidates = same.isEmpty ? all.filter { !Set($0.topics ?? []).isDisjoint(with: topics) } : same
        guard !candidates.isEmpty else { throw .refused(.noSuchSubscription) }
        throw .refused(
            .whichSubscription(
                of: candidates.map { SubscriptionRefusal.Listed(number: $0.number, topics: $0.topics ?? []) }))
    }

    /// Takes one topic out of subscriptions; one that has no other ends.
    private mutating func end(_ concerned: [Subscription], topic: String) throws(Pending) -> [Message] {
        var ended: [Int] = []
        var changed: [Int] = []
        for var subscription in concerned {
            let others = (subscription.topics ?? []).filter { $0 != topic }
            guard !others.isEmpty else {
                end(subscription)
                ended.append(subscription.number)
                continue
            }
            subscription.topics = others
            file.record(.subscription(subscription))
            log(.change, body: describe(subscription))
            changed.append(subscription.number)
        }
        var remarks = ended.isEmpty ? [] : [Remark.unsubscribed(ended)]
        if !changed.isEmpty { remarks.append(.topicTakenOut(catalog.topicName(topic), of: changed)) }
        return try subscriptions(remarks: remarks)
    }

    private mutating func end(_ subscription: Subscription) {
        var ended = subscription
        ended.endedAt = now
        ended.nextAt = nil
        ended.nextOccurrence = nil
        file.record(.unsubscribed(ended))
        file.record(.pendingExpired(subscription: ended.id))
        log(.unsubscribe, body: "\(ended.number)")
    }

    /// Reckons when a subscription fires next.
    private func plan(_ subscription: inout Subscription) throws(Pending) {
        let last = try file.lastOccurrences.get(.subscriptions)[subscription.id]
        let plan = try FiringPlan(file, zones: zones)
        let next = plan.next(of: subscription, after: max(now, subscription.createdAt), last: last)
        subscription.nextOccurrence = next?.day
        subscription.nextAt = next?.at
    }

    /// Sets when a subscription fires next; a new generation when time, days or zone have changed.
    mutating func reschedule(_ subscription: inout Subscription, isNewGeneration: Bool) throws(Pending) {
        try plan(&subscription)
        if isNewGeneration { subscription.generation += 1 }
        file.record(.subscription(subscription))
        if isNewGeneration { file.record(.scheduled(record(of: subscription))) }
    }

    /// Reckons every subscription's next firing anew; when the person's zone has changed, what follows it is a new generation. The others
    /// are reckoned anew as well: the day on which pushes return after a pause begins at another instant.
    mutating func rescheduleAll(zoneHasChanged: Bool = false) throws(Pending) {
        for var subscription in try file.standing.get(.subscriptions) {
            try reschedule(&subscription, isNewGeneration: zoneHasChanged && subscription.zone == nil)
        }
    }

    /// The person's subscription with that number, or `not_subscribed`.
    private func mine(_ number: Int) throws(Pending) -> Subscription {
        let all = try file.standing.get(.subscriptions)
        guard let found = all.first(where: { $0.number == number }) else {
            throw .refused(all.isEmpty ? .notSubscribed : .noSuchSubscription)
        }
        return found
    }

    private func zone(of subscription: Subscription) -> Zone {
        zones.zone(subscription.zone ?? person.calendar.current.zone)
    }

    private func next(of subscription: Subscription) -> LocalInstant? {
        subscription.nextAt.map { LocalInstant(at: $0, offset: zone(of: subscription).offset(at: $0), today: today) }
    }

    private func record(of subscription: Subscription) -> ScheduleRecord {
        ScheduleRecord(
            subscription: subscription.id, generation: subscription.generation, minuteOfDay: subscription.minuteOfDay,
            weekdays: subscription.weekdays, zone: zone(of: subscription).name,
            from: max(now, subscription.createdAt))
    }

    private func describe(_ subscription: Subscription) -> String {
        let topics = subscription.topics?.joined(separator: "+") ?? "selection"
        return "\(subscription.number) \(topics) \(subscription.minuteOfDay) \(subscription.weekdays.rawValue) "
            + zone(of: subscription).name
    }
}
