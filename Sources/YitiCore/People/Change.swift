/// What a decision does, one case a fact. The store turns cases into rows, ``PersonFile`` folds them into itself; nobody else knows either.
package enum Change: Hashable, Sendable {
    /// A guest becomes somebody with a row of their own, who gets it back with a key; nil while they have none.
    case becameAccount(keyHash: [UInt8]?, at: Instant)
    /// Something happened; the event has its number.
    case logged(Event)
    /// An answer stands; its event is logged besides. `offset` is that of the zone, in seconds east of UTC.
    case answered(Answer, offset: Int)
    /// An answer as it stood is given a rating, by an event, or loses it with nil.
    case rated(Answer, Rating?, event: Int64?)
    /// The key points that an answer as it stood covers are ticked, or with nil not any more.
    case ticked(Answer, [Int]?)
    /// An answer stands no more.
    case answerRemoved(Answer)
    /// What is known of a question has changed.
    case card(Card)
    /// A day that is over is settled.
    case settled(LedgerRow)
    /// The settled days from a day on are void.
    case unsettled(from: Day)
    case subscribed(Subscription, ScheduleRecord)
    case subscription(Subscription)
    /// A generation of a schedule begins, and the one before ends.
    case scheduled(ScheduleRecord)
    case unsubscribed(Subscription)
    case paused(from: Day, until: Day?)
    /// A pause ends on another day, or was none when that leaves no day of it.
    case pauseEnds(PauseRecord, until: Day)
    /// What waits to be pushed is not wanted any more: of one subscription, or of all.
    case pendingExpired(subscription: Int64?)
    /// What waited to be pushed while a mock interview ran, or in quiet hours, may go, and counts for no later day than this.
    case pendingReleased(countingFor: Day)
    /// A delivery has been seen by other means.
    case acknowledged(Int64)
    case bookmarked(question: String, at: Instant)
    case unbookmarked(question: String)
    case noted(question: String, text: String, at: Instant)
    case reported(question: String?, text: String, at: Instant)
    case putOff(LaterRecord)
    /// A question that was put off comes back, or does not any more.
    case putOffEnds(question: String)
    /// A link code is issued, or was typed by somebody.
    case linkCode(LinkCode)
    /// A code that opens the person's page once.
    case webCode(hash: [UInt8], expiresAt: Instant)
    /// A code that `/forget` asks for.
    case forgetCode(String, expiresAt: Instant)
    /// Another key is the person's; the ones before it are void.
    case keyReplaced(hash: [UInt8])
    /// An identity as it is known from now on, but for whether it can be reached.
    case heard(Identity)
    /// The platform can't reach an identity, and with `isLast` nobody the person by that. What waits for it, all of it of learning days from
    /// one on, is kept back.
    case suspended(Identity, isLast: Bool, since: Day)
    /// The platform reaches an identity again.
    case reached(Identity, since: Day)
    /// An identity is a person of its own from now on.
    case split(Split)
    /// An answer was given in a room.
    case answeredInRoom(answer: Int64, room: Int64)
    case joinedBoard(room: Int64)
    case leftBoard(room: Int64)
}
