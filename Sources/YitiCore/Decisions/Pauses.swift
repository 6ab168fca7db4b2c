/// Pauses: days without pushes, neutral for the streak.
extension Decision {
    private static let maxDaysBack = 3

    /// `/pause [from DATE] [until DATE]`.
    mutating func pause(from named: Day?, until: Day?) throws(Pending) -> [Message] {
        // Who types no more than `/stop` in a mock interview means the interview.
        if named == nil, until == nil, mockQuestion != nil { throw .refused(.mockRuns) }
        let earliest = today.advanced(byDays: -Self.maxDaysBack)
        let active = try file.pauses.get(.pauses).filter { $0.covers(today) }
        let from = named ?? active.map(\.from).min().map { max($0, earliest) } ?? today
        guard from >= earliest else { throw .refused(.pauseTooEarly(Self.maxDaysBack)) }
        if let until, until <= from || (named == nil && until <= today) { throw .refused(.pauseEndsTooEarly(from)) }
        try requireAccount()
        // A room has no streak.
        let streak = from <= today && room == nil ? try standing().numbers.current : nil
        // A pause under way gives way to the new one from where that begins; one that is planned for behind it stays.
        for standing in try file.pauses.get(.pauses) where standing.until.map({ $0 > from }) ?? true {
            if let until, standing.from >= until { continue }
            file.record(.pauseEnds(standing, until: min(max(standing.from, from), standing.until ?? from)))
        }
        file.record(.paused(from: from, until: until))
        log(.pause, body: "\(from.text) \(until?.text ?? "")")
        try unsettle(from: from)
        if from <= today && until.map({ $0 > today }) ?? true { file.record(.pendingExpired(subscription: nil)) }
        try rescheduleAll()
        let paused = Remark.paused(from: from, until: until, today: today)
        return try subscriptions(remarks: [paused] + (try effect(onStreak: streak)))
    }

    /// What a pause that has begun has done to the streak that was; nothing where none is told.
    private func effect(onStreak before: Int?) throws(Pending) -> [Remark] {
        guard let before else { return [] }
        let now = try standing().numbers.current
        return [now == before ? .streakRests : .streakBecomes(now)]
    }

    /// `/resume`: ends what is paused, and what was to be.
    mutating func resume() throws(Pending) -> [Message] {
        let ahead = try file.pauses.get(.pauses).filter { $0.until.map { $0 > today } ?? true }
        let held = try file.standing.get(.subscriptions).filter(\.isHeld)
        guard !ahead.isEmpty || !held.isEmpty else {
            return try subscriptions(remarks: [Remark.resumed(wasPaused: false)])
        }
        for pause in ahead { file.record(.pauseEnds(pause, until: max(pause.from, today))) }
        try releaseHeld()
        log(.resume)
        try rescheduleAll()
        return try subscriptions(remarks: [Remark.resumed(wasPaused: true)])
    }

    /// Lets held subscriptions go while no more than eight are on.
    private mutating func releaseHeld() throws(Pending) {
        let all = try file.standing.get(.subscriptions)
        let room = max(0, Self.maxSubscriptions - all.count { !$0.isHeld })
        for var subscription in all.filter(\.isHeld).prefix(room) {
            subscription.isHeld = false
            try reschedule(&subscription, isNewGeneration: true)
        }
    }
}
