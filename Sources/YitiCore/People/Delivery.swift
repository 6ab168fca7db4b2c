/// How far a delivery has come (docs/protocol.md, section 7).
package enum DeliveryState: String, Sendable {
    case pending
    case inFlight = "in_flight"
    case acked
    case expired
    case dead
}

/// What a delivery carries.
package enum DeliveryKind: String, Sendable {
    /// A subscription's question of the day.
    case daily
    /// A question that `/later` put off.
    case later
    /// The one reminder of an unanswered push.
    case nudge
    /// A notice that is no question to answer: somebody asks to be linked, a room's day is over, or a subscription's topics have left the
    /// bank.
    case notice
}

/// One push to one address: one row, one `d`, for its whole life.
package struct Delivery: Hashable, Sendable {
    /// How many learning days before today's something that is still under way can be of: it is so for a day at most, and two more
    /// whatever zone its day was reckoned in.
    package static let daysUnderWay = 3

    /// The store's number; the wire's `d` is made from it.
    package var id: Int64
    /// Whose it is.
    package var person: Int64
    /// The subscription that fired; nil for what `/later`, a nudge or a notice of another kind sends.
    package var subscription: Int64?
    /// The nominal local date in the subscription's zone.
    package var occurrence: Day?
    /// What it carries.
    package var kind: DeliveryKind
    /// Where it goes.
    package var address: Address
    /// The question; empty for a notice.
    package var question: String
    /// Why the question was chosen.
    package var pick: PickRecord?
    /// Words shown with it (every question seen, a notice's text); nil for none.
    package var remark: Text?
    /// The learning day of the nominal instant, fixed when the row was written.
    package var day: Day
    /// The nominal instant.
    package var dueAt: Instant
    /// Not to be sent before: quiet hours and nacks move it.
    package var notBefore: Instant
    /// Past this it is not sent any more.
    package var expiresAt: Instant
    /// How far it has come.
    package var state: DeliveryState
    /// How often it has been sent.
    package var attempt: Int
    /// When the platform took it.
    package var ackedAt: Instant?

    /// A pending delivery.
    package init(
        id: Int64 = 0, person: Int64, subscription: Int64?, occurrence: Day?, kind: DeliveryKind, address: Address,
        question: String, pick: PickRecord?, remark: Text? = nil, day: Day, dueAt: Instant, notBefore: Instant,
        expiresAt: Instant
    ) {
        self.id = id
        self.person = person
        self.subscription = subscription
        self.occurrence = occurrence
        self.kind = kind
        self.address = address
        self.question = question
        self.pick = pick
        self.remark = remark
        self.day = day
        self.dueAt = dueAt
        self.notBefore = notBefore
        self.expiresAt = expiresAt
        self.state = .pending
        self.attempt = 0
    }
}
