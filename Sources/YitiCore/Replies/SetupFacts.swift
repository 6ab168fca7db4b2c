/// The topics, and which are selected.
package struct TopicsFacts: Hashable, Sendable {
    /// One topic's line.
    package struct Line: Hashable, Sendable {
        package var id: String
        package var name: Text
        package var total: Int
        package var seen: Int
        package var due: Int
        package var selected: Bool

        package init(id: String, name: Text, total: Int, seen: Int, due: Int, selected: Bool) {
            self.id = id
            self.name = name
            self.total = total
            self.seen = seen
            self.due = due
            self.selected = selected
        }
    }

    /// The lines in the bank's order, which is also the numbering people type.
    package var topics: [Line]
    /// Words before it: what was just selected.
    package var remarks: [Remark]

    /// A list of topics.
    package init(topics: [Line], remarks: [Remark] = []) {
        self.topics = topics
        self.remarks = remarks
    }
}

/// What is on, with the next instant of each.
package struct SubscriptionsFacts: Hashable, Sendable {
    /// One subscription's line.
    package struct Line: Hashable, Sendable {
        /// The number the person types.
        package var number: Int
        /// Topic ids; empty means the person's selection.
        package var topics: [String]
        /// The topics' names, for the text; nil for one that has left the bank.
        package var topicNames: [Text?]
        package var minuteOfDay: Int
        package var weekdays: WeekdaySet
        /// The zone it fires in, its own or the person's.
        package var zone: String
        package var nextAt: Instant?
        /// The offset at ``nextAt``, to print it as local time.
        package var utcOffsetSeconds: Int
        /// When it comes all the same, where the person's quiet hours keep back what is due at ``nextAt``.
        package var afterQuiet: Instant?
        /// The first day pushes return; nil when not paused or without an end.
        package var pausedUntil: Day?
        /// Whether it is paused, with or without an end.
        package var isPaused: Bool
        /// The network on which nobody can be reached to whom it pushes; nil where they can.
        package var unreachable: String?

        package init(
            number: Int, topics: [String], topicNames: [Text?], minuteOfDay: Int, weekdays: WeekdaySet, zone: String,
            nextAt: Instant?, utcOffsetSeconds: Int, afterQuiet: Instant? = nil, pausedUntil: Day?, isPaused: Bool,
            unreachable: String? = nil
        ) {
            self.number = number
            self.topics = topics
            self.topicNames = topicNames
            self.minuteOfDay = minuteOfDay
            self.weekdays = weekdays
            self.zone = zone
            self.nextAt = nextAt
            self.utcOffsetSeconds = utcOffsetSeconds
            self.afterQuiet = afterQuiet
            self.pausedUntil = pausedUntil
            self.isPaused = isPaused
            self.unreachable = unreachable
        }
    }

    /// The lines by number.
    package var subscriptions: [Line]
    /// Pauses that are yet to begin, the first first.
    package var planned: [PauseRecord]
    /// The person's day, on which it is said.
    package var today: Day
    /// Words before it: what was just done.
    package var remarks: [Remark]

    /// A list of subscriptions.
    package init(subscriptions: [Line], planned: [PauseRecord] = [], today: Day, remarks: [Remark] = []) {
        self.subscriptions = subscriptions
        self.planned = planned
        self.today = today
        self.remarks = remarks
    }
}

/// The settings.
package struct SettingsFacts: Hashable, Sendable {
    package var zone: String
    package var language: Language
    package var rolloverHour: Int
    package var interview: Day?
    package var quiet: QuietHours?
    package var name: String?
    package var nudge: Bool
    /// The person's day, on which it is said.
    package var today: Day
    /// Words before it: what was just set.
    package var remarks: [Remark]

    /// Settings from their parts.
    package init(
        zone: String, language: Language, rolloverHour: Int, interview: Day?, quiet: QuietHours?, name: String?,
        nudge: Bool, today: Day, remarks: [Remark] = []
    ) {
        self.zone = zone
        self.language = language
        self.rolloverHour = rolloverHour
        self.interview = interview
        self.quiet = quiet
        self.name = name
        self.nudge = nudge
        self.today = today
        self.remarks = remarks
    }
}
