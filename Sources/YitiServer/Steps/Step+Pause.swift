import YitiCore
import YitiStore

/// Pauses: days without pushes, neutral for the streak.
extension Step {
    private static let daysBack = 3

    /// `/pause [from DATE] [until DATE]`.
    mutating func pause(from named: Day?, until: Day?) throws -> [Message] {
        let active = person.id == 0 ? [] : try transaction.pauses(of: person.id).filter { $0.covers(today) }
        let from = named ?? active.map(\.from).min().map { max($0, today.advanced(byDays: -Self.daysBack)) } ?? today
        guard from >= today.advanced(byDays: -Self.daysBack) else { throw Refusal.pauseTooEarly(Self.daysBack) }
        if let until, until <= from || (named == nil && until <= today) { throw Refusal.pauseEndsTooEarly(from) }
        try requireAccount()
        // A pause under way gives way to the new one from where that begins.
        for standing in try transaction.pauses(of: person.id) where standing.until.map({ $0 > from }) ?? true {
            try transaction.endPause(standing, until: min(max(standing.from, from), standing.until ?? from))
        }
        try transaction.addPause(person: person.id, from: from, until: until)
        try log(.pause, body: "\(from.text) \(until?.text ?? "")")
        if from < today { try transaction.removeLedger(of: person.id, from: from) }
        if from <= today && until.map({ $0 > today }) ?? true { try transaction.expirePending(of: person.id) }
        try rescheduleAll()
        return try subscriptions(remarks: [.paused(from: from, until: until, today: today)])
    }

    /// `/resume`: ends what is paused, and what was to be.
    mutating func resume() throws -> [Message] {
        let pauses = person.id == 0 ? [] : try transaction.pauses(of: person.id)
        let ahead = pauses.filter { $0.until.map { $0 > today } ?? true }
        let held = person.id == 0 ? [] : try transaction.subscriptions(of: person.id).filter(\.isHeld)
        guard !ahead.isEmpty || !held.isEmpty else {
            return try subscriptions(remarks: [.resumed(wasPaused: false)])
        }
        for pause in ahead { try transaction.endPause(pause, until: max(pause.from, today)) }
        try releaseHeld()
        try log(.resume)
        try rescheduleAll()
        return try subscriptions(remarks: [.resumed(wasPaused: true)])
    }

    /// Lets held subscriptions go while no more than eight are on.
    private func releaseHeld() throws {
        let all = try transaction.subscriptions(of: person.id)
        let room = max(0, Self.mostSubscriptions - all.count { !$0.isHeld })
        for var subscription in all.filter(\.isHeld).prefix(room) {
            subscription.isHeld = false
            try reschedule(&subscription, isNewGeneration: true)
        }
    }

    /// Reckons every subscription's next firing anew; when the person's zone has changed, what follows it is a new generation. The others
    /// are reckoned anew as well: the day on which pushes return after a pause begins at another instant.
    func rescheduleAll(zoneHasChanged: Bool = false) throws {
        for var subscription in try transaction.subscriptions(of: person.id) {
            try reschedule(&subscription, isNewGeneration: zoneHasChanged && subscription.zone == nil)
        }
    }
}
