/// What somebody wants, whatever they typed or pressed: a person's line, a bridge's `cmd` and a button's `act` are
/// three spellings of the same command.
package enum Command: Hashable, Sendable {
    // First steps
    case start
    /// The list, or one command by its Latin verb (see ``CommandTable``).
    case help(verb: String?)
    /// A command that says nothing without something after it, sent bare: what to type.
    case usage(verb: String)

    // Questions
    case next(topic: String?)
    /// A button's way to ask for more: a question that is open is shown again and stays, so old buttons do no harm.
    case nextUnlessOpen
    case today
    case answer(String)
    /// The next key point; with an id only while that very question is open.
    case hint(question: String?)
    /// The reference answer; with an id that question's, whichever is open.
    case reveal(question: String?)
    /// Puts the open question off; with an id only while that very question is open.
    case skip(question: String?)
    case rate(Rating, answer: Int64?)
    /// The key points that the answer which waits covered, by number; nil is all of them.
    case points([Int]?)
    /// A button's way to tick one more key point of an answer.
    case addPoint(Int, answer: Int64)
    /// Takes the last step back; with a number only while that answer's rating is the last step.
    case undo(answer: Int64?)
    case why
    case later(seconds: Int64)
    /// As late as it is now, so many days from now.
    case laterDays(Int)
    /// On a day, as late as it is now; past midnight, and before the day ends for learners, in its morning.
    case laterOn(Day)
    /// At a local time in minutes after midnight, on a day or, without one, the next time that it is so late.
    case laterAt(day: Day?, minute: Int)
    /// At a local time of the day that it is or, with `endsDay`, behind the midnight that ends it. Where a night is still the day before's,
    /// what has passed of that one is meant of the one to come: `今晚8点` at one in the morning.
    case laterToday(minute: Int, endsDay: Bool)
    /// At an instant, written as replies' data have it.
    case laterUntil(Instant)
    case mock(MockRequest)
    /// Two steps in one message: what becomes of an answer or a question, and what is asked for then.
    indirect case first(Command, then: Command)

    // Topics and subscriptions
    case topics
    /// The questions of a topic, from a page on; nil is the bank's first topic.
    case questions(topic: String?, page: Int)
    /// Topic ids; nil means all.
    case selectTopics([String]?)
    /// Topic ids that are selected as well, and ids that no longer are.
    case changeTopics(adding: [String], removing: [String])
    case subscribe(SubscriptionRequest)
    case change(number: Int, SubscriptionRequest)
    case unsubscribe(Unsubscription)
    case subscriptions
    case pause(from: Day?, until: Day?)
    case resume

    // Progress
    case streak(explained: Bool)
    case stats(topic: String?)
    case history(HistoryRequest)
    /// Words with a space between them.
    case search(String, page: Int = 1)
    case bookmark(question: String?)
    /// The question is no bookmark any more, whether or not it was one.
    case unbookmark
    case bookmarks
    case note(String)
    case interview(Day?)
    case plan
    /// `/leaderboard`, in a room.
    case leaderboard(BoardRequest)

    // Settings
    case settings
    /// A setting sent bare: what stands, and what to type to change it.
    case showSetting(Setting)
    /// A zone's canonical name.
    case zone(String)
    case language(Language)
    case quiet(QuietHours?)
    case rollover(hour: Int)
    case name(String)
    case nudge(Bool)
    case color(Bool)

    // Identity and data
    case link(code: String?)
    case confirmLink
    case unlink
    case login(key: String)
    case whoami
    /// A link to one's own page.
    case web
    case export(ExportFormat, page: Int)
    case forget(code: String?)
    case report(String)
    case quit
    case clock(ClockRequest)
}

/// What `/mock` asks for.
package enum MockRequest: Hashable, Sendable {
    /// One is begun, in so many minutes and of these topics; with neither the one that runs goes on.
    case go(minutes: Int?, topics: [String]?)
    case stop
}

/// The settings that have a command of their own.
package enum Setting: String, CaseIterable, Sendable {
    case zone
    case language
    case quiet
    case rollover
    case interview
    case name
    case nudge
    case color

    /// The Latin verb that shows and changes it.
    package var verb: String { self == .zone ? "timezone" : rawValue }
}

/// Which subscriptions to end.
package enum Unsubscription: Hashable, Sendable {
    /// The only one; with several, the person is asked which.
    case only
    case number(Int)
    /// Several; when there is none of one of them, none ends.
    case numbers([Int])
    case topic(String)
    /// The one that asks from these topics and no others.
    case topics([String])
    /// The one that asks at a local time, in minutes after midnight.
    case at(minute: Int)
    case all
}

/// Which answers to list, and which page of them.
package struct HistoryRequest: Hashable, Sendable {
    /// The question that was answered; nil for all.
    package var question: String?
    /// How many answers are looked at, from the last on.
    package var limit: Int
    package var page: Int

    /// The last n answers.
    package static func last(_ count: Int, page: Int) -> Self { Self(limit: count, page: page) }

    /// The answers to one question.
    package static func question(_ id: String, page: Int) -> Self { Self(question: id, limit: 1_000, page: page) }
}

/// The formats of `/export`.
package enum ExportFormat: String, CaseIterable, Sendable {
    case md
    case csv
    case anki
}

/// Where to move the sandbox's clock; the server runs no other clock by hand.
package enum ClockRequest: Hashable, Sendable {
    case advance(seconds: Int64)
    case to(Instant)
}

/// What `/leaderboard` is asked to do.
package enum BoardRequest: Hashable, Sendable {
    case show
    case join
    case leave
}
