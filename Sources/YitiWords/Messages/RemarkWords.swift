package import YitiCore

/// Words that go before or after a message of another kind.
package enum RemarkWords {
    /// The words of a remark.
    package static func text(of remark: Remark) -> Text {
        switch remark {
        case .allSeen: allSeen
        case .isBack: isBack
        case .nudge: nudge
        case .stillOpen: stillOpen
        case .waiting(let count): waiting(count)
        case .today(let question, let isAnswered, let rating): today(question, isAnswered: isAnswered, rating: rating)
        case .alsoToday(let questions): alsoToday(questions)
        case .mockRests: mockRests
        case .selected(let names): selected(names)
        case .subscribed(let number, let next): subscribed(number, next: next)
        case .subscribedAlready(let number): subscribedAlready(number)
        case .zoneAdopted(let zone): zoneAdopted(zone)
        case .changed(let number, let next): changed(number, next: next)
        case .howToChange(let number): howToChange(number)
        case .unsubscribed(let numbers): unsubscribed(numbers)
        case .topicTakenOut(let topic, let numbers): takenOut(topic, of: numbers)
        case .paused(let from, let until, let today): paused(from: from, until: until, today: today)
        case .streakRests: streakRests
        case .streakBecomes(let current): streakBecomes(current)
        case .resumed(let wasPaused): resumed(wasPaused: wasPaused)
        case .freezeEarned(let held): freezeEarned(held: held)
        case .repaired(let day): repaired(day)
        case .repairable(let day, let more): repairable(day, more: more)
        case .missedAgain(let question, let points): missedAgain(question, points)
        case .questionChanged(let question, let change): questionChanged(question, change)
        case .questionsChanged(let questions): questionsChanged(questions)
        case .set(let setting, let from): set(setting, from: from)
        case .unset(let setting): unset(setting)
        case .usage(let setting): usage(of: setting)
        case .stored(let text): text
        }
    }
}
