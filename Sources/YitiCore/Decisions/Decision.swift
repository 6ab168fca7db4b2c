/// What is decided for one person at one moment: a pure function of what is known, the command and the instant.
///
/// Its areas are its extensions, a file each. A decision reads and changes ``file``, a copy; it ends with messages, or throws what it lacks
/// or why it can't be, and then nothing has changed.
package struct Decision {
    /// The person's file, with what has been decided so far.
    package internal(set) var file: PersonFile
    let moment: Moment
    /// The learning day that this counts for.
    package let today: Day
    /// Messages that come before the command's own: a key shown once, a freeze spent.
    package internal(set) var preface: [Message] = []
    /// The last day before today that is settled, once ``settleDays()`` has looked.
    var lastSettled: LedgerRow?

    /// A decision on a file, of which the loop has let go of what is over.
    package init(_ file: PersonFile, _ moment: Moment) {
        self.file = file
        self.moment = moment
        today = file.person.calendar.day(at: moment.at, zones: moment.zones)
        if file.person.loop.isOver(at: moment.at, today: today) {
            self.file.person.loop.expire(at: moment.at, today: today)
        }
    }

    var person: Person { _read { yield file.person } }
    var catalog: Catalog { moment.catalog }
    var zones: ZoneBook { moment.zones }
    var now: Instant { moment.now }
    /// The zone the person's settings name.
    var zone: Zone { zones.zone(person.calendar.current.zone) }
    /// Where pushes made here go.
    var address: Address { moment.address ?? .human(person.id) }
    /// The room this is said in, told apart from the rooms of other networks; nil in private.
    var room: String? { address.room }

    /// The offset of the person's zone at an instant, in seconds east of UTC.
    func offset(at instant: Instant) -> Int { zone.offset(at: instant) }

    /// An instant as it is said to the person.
    func local(_ instant: Instant) -> LocalInstant {
        LocalInstant(at: instant, offset: offset(at: instant), today: today)
    }

    /// Makes an account of a guest: the first answer, subscription or setting does.
    package mutating func requireAccount() throws(Pending) {
        guard file.isGuest else { return }
        if let refusal = moment.accountRefusal { throw .refused(refusal) }
        let key = moment.givesKey ? moment.secret(Self.keyLength) : nil
        file.person.id = file.numbers.nextPerson()
        file.record(.becameAccount(keyHash: key.map(moment.hash), at: now))
        // What the guest was shown is known of the account from now on.
        for card in try file.cards.all(.allCards).values.sorted(by: { $0.question < $1.question }) {
            file.record(.card(card))
        }
        if let key { preface.append(.info(.key(key))) }
    }

    /// A key has 160 random bits: 32 letters and digits.
    package static let keyLength = 32

    /// Writes down that something happened now; returns the event's number.
    @discardableResult
    mutating func log(
        _ kind: EventKind, day: Day? = nil, question: String? = nil, rating: Rating? = nil, subject: Int64? = nil,
        body: String? = nil, prior: String? = nil
    ) -> Int64 {
        let number = file.numbers.nextEvent()
        let period = person.calendar.period(at: moment.at)
        file.record(
            .logged(
                Event(
                    id: number, person: person.id, kind: kind, at: moment.at, zone: period.zone,
                    offset: zones.zone(period.zone).offset(at: moment.at), day: day ?? today, question: question,
                    rating: rating, subject: subject, body: body, prior: prior)))
        return number
    }

    /// The card of a question, a blank one while the person has not met it.
    func card(_ question: String) throws(Pending) -> Card {
        try file.cards.get(question, .card(question: question)) ?? Card(question: question)
    }
}

extension Address {
    /// The room, told apart from those of other networks; nil in private.
    package var room: String? { chat.map { "\(bridge)/\($0)" } }
}
