import YitiCore

/// When a person should be asked, and what they do about it.
extension SimulatedPerson {
    mutating func subscribed(_ number: Int, minute: Int, _ weekdays: WeekdaySet, zone: Zone?, at now: Int64) {
        let schedule = SlowSchedule(minute: minute, weekdays: weekdays, zone: zone ?? calendar.current.zone)
        subscriptions.append(
            Subscription(
                number: number, zone: zone, generations: [Generation(schedule: schedule, from: now)], looked: now))
    }

    mutating func changed(_ number: Int, minute: Int?, zone: Zone?, at now: Int64) {
        guard let index = subscriptions.firstIndex(where: { $0.number == number }) else { return }
        if let zone { subscriptions[index].zone = zone }
        begin(index, minute: minute, zone: zone, at: now)
    }

    private mutating func begin(_ index: Int, minute: Int?, zone: Zone?, at now: Int64) {
        let last = subscriptions[index].generations.count - 1
        var next = subscriptions[index].generations[last]
        subscriptions[index].generations[last].until = now
        next.schedule.minute = minute ?? next.schedule.minute
        next.schedule.zone = zone ?? next.schedule.zone
        next.from = now
        subscriptions[index].generations.append(next)
        subscriptions[index].reckonAnew(at: now)
    }

    mutating func unsubscribed(_ numbers: [Int], at now: Int64) {
        for index in subscriptions.indices where numbers.contains(subscriptions[index].number) {
            subscriptions[index].endedAt = now
            subscriptions[index].generations[subscriptions[index].generations.count - 1].until = now
        }
    }

    /// The first zone that somebody names of whom none is known is theirs.
    mutating func named(zone: Zone, at now: Int64) {
        guard !isZoneKnown else { return }
        moved(zone: zone, rollover: nil, at: now)
    }

    /// Zone or rollover changes; until something is answered it is as if they had always been so.
    mutating func moved(zone: Zone?, rollover: Int?, at now: Int64) {
        if zone != nil { isZoneKnown = true }
        let before = calendar
        if answers.isEmpty {
            calendar = SlowCalendar(
                zone: zone ?? before.current.zone, rollover: rollover ?? before.current.rollover)
        } else {
            calendar.change(zone: zone, rollover: rollover, at: now)
        }
        guard calendar != before else { return }
        for index in subscriptions.indices where subscriptions[index].endedAt == nil {
            if let zone, subscriptions[index].zone == nil {
                begin(index, minute: nil, zone: zone, at: now)
            } else {
                subscriptions[index].reckonAnew(at: now)
            }
        }
    }

    mutating func paused(from named: Int?, until: Int?, at now: Int64) {
        let today = calendar.day(at: now)
        let underWay = pauses.filter { $0.from <= today && today < $0.until ?? .max }.map(\.from).min()
        let from = named ?? underWay.map { max($0, today - 3) } ?? today
        cutPauses(at: from)
        pauses.append((from, until))
        reckonAnew(at: now)
    }

    mutating func resumed(at now: Int64) {
        let today = calendar.day(at: now)
        guard pauses.contains(where: { $0.until ?? .max > today }) else { return }
        cutPauses(at: today)
        reckonAnew(at: now)
    }

    private mutating func cutPauses(at day: Int) {
        pauses = pauses.compactMap { pause in
            let until = min(pause.until ?? day, day)
            return until > pause.from ? (pause.from, until) : nil
        }
    }

    private mutating func reckonAnew(at now: Int64) {
        for index in subscriptions.indices where subscriptions[index].endedAt == nil {
            subscriptions[index].reckonAnew(at: now)
        }
    }

    /// The server looked at the clock: of what fell due since it last did, the latest should be pushed, unless the day is
    /// paused or it is too late for it.
    mutating func serverLooked(at now: Int64) {
        for index in subscriptions.indices where subscriptions[index].endedAt == nil {
            let subscription = subscriptions[index]
            guard now > subscription.looked, let schedule = subscription.generations.last?.schedule else { continue }
            let lastDay = subscription.expected.max() ?? .min
            let due = schedule.occurrences(after: subscription.looked, through: now).filter { $0.day > lastDay }
            subscriptions[index].looked = now
            guard let latest = due.last, !isPaused(calendar.day(at: latest.at)) else { continue }
            let expires = min(latest.at + 86_400, nextFiring(schedule, after: now, lastDay: latest.day) ?? .max)
            if expires > now { subscriptions[index].expected.append(latest.day) }
        }
    }

    private func nextFiring(_ schedule: SlowSchedule, after now: Int64, lastDay: Int) -> Int64? {
        schedule.occurrences(after: now, through: now + 10 * 86_400)
            .first { $0.day > lastDay && !isPaused(calendar.day(at: $0.at)) }?.at
    }
}
