/// Where a person is reached: a user of a bridge, in private or in a room, or the person's own human connections.
package struct Address: Hashable, Sendable {
    /// The bridge's name; empty for human connections.
    package var bridge: String
    /// The user on that bridge; for human connections the person's number.
    package var user: String
    /// The room, or nil in private.
    package var chat: String?

    package init(bridge: String, user: String, chat: String? = nil) {
        self.bridge = bridge
        self.user = user
        self.chat = chat
    }

    /// The address of a person's human connections.
    package static func human(_ person: Int64) -> Address { Address(bridge: "", user: String(person)) }

    /// The name of the identity behind it: the user's, or the room's own, which begins with a space as no user's does.
    package var identityName: String { chat.map { " \($0)" } ?? user }

    /// The user's own, outside of rooms.
    package var inPrivate: Address { chat == nil ? self : Address(bridge: bridge, user: user) }

    /// Whether this is a person typing, and no bridge.
    package var isHuman: Bool { bridge.isEmpty }
}

/// A daily question: which topics, at what local time, on which weekdays, where.
package struct Subscription: Hashable, Sendable {
    /// The store's number.
    package var id: Int64
    /// Whose it is.
    package var person: Int64
    /// The number the person sees and types.
    package var number: Int
    /// Where its pushes go.
    package var address: Address
    /// The topics it asks from; nil follows the person's selection, and ``allTopics`` alone is the whole bank as it is then.
    package var topics: [String]?
    /// The local time, in minutes after midnight.
    package var minuteOfDay: Int
    /// The weekdays it fires on.
    package var weekdays: WeekdaySet
    /// Its own zone; nil follows the person's.
    package var zone: String?
    /// When it was made, or begins, if it was to begin later: nothing fires before.
    package var createdAt: Instant
    /// When it was ended; nil while it is on.
    package var endedAt: Instant?
    /// Counts its changes of time, days and zone; a firing reckoned for another generation does nothing.
    package var generation: Int
    /// The nominal local date of the next firing.
    package var nextOccurrence: Day?
    /// The instant of the next firing; nil while paused without an end, suspended or ended.
    package var nextAt: Instant?
    /// Whether it has been said that every question of the selection has been seen.
    package var saidAllSeen: Bool
    /// Held back by itself: it was past the eighth when two people became one, and fires again after `/resume`.
    package var isHeld: Bool

    /// Nine in the morning, in minutes after midnight: when it comes that names no time.
    package static let usualMinute = 9 * 60

    /// Stands for every topic that the bank has at the time.
    package static let allTopics = "all"

    /// The topics to choose from, of which nil means all.
    package func chosenTopics(selected: [String]?) -> [String]? {
        topics == [Self.allTopics] ? nil : topics ?? selected
    }

    package init(
        id: Int64, person: Int64, number: Int, address: Address, topics: [String]?, minuteOfDay: Int,
        weekdays: WeekdaySet, zone: String?, createdAt: Instant
    ) {
        self.id = id
        self.person = person
        self.number = number
        self.address = address
        self.topics = topics
        self.minuteOfDay = minuteOfDay
        self.weekdays = weekdays
        self.zone = zone
        self.createdAt = createdAt
        self.generation = 1
        self.saidAllSeen = false
        self.isHeld = false
    }
}
