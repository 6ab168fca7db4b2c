package import YitiCore

/// What decisions have changed and no statement has written yet: of each row its last state.
///
/// Written with one statement a kind at the end of a batch, or before somebody asks the database for what it concerns.
struct PendingRows {
    private struct CardKey: Hashable {
        var person: Int64
        var question: String
    }

    private struct NewAnswer {
        var answer: Answer
        var person: Int64
        var offset: Int
    }

    private struct Progress {
        /// With the person's row as it will be.
        var file: PersonFile
        var hasNewSettings: Bool
    }

    /// The tables that will be written, or refer to what will be.
    private(set) var tables: Tables = []
    /// Whether identities are among it: the store keeps those besides their rows.
    private(set) var concernsIdentities = false
    private var accounts: [(person: Int64, hash: [UInt8]?, at: Instant)] = []
    private var people: [Int64: Progress] = [:]
    private var concerned: Set<Int64> = []
    private var events: [Event] = []
    private var answers: [Int64: NewAnswer] = [:]
    private var ratings: [Int64: (rating: Rating?, event: Int64?)] = [:]
    private var ticks: [Int64: [Int]?] = [:]
    private var removed: [Int64] = []
    private var cards: [CardKey: Card] = [:]
    private var others: [(change: Change, person: Int64, now: Instant)] = []

    /// Forgets all of it, but keeps the room: the next batch has about as much.
    mutating func removeAll() {
        tables = []
        concernsIdentities = false
        accounts.removeAll(keepingCapacity: true)
        people.removeAll(keepingCapacity: true)
        concerned.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        answers.removeAll(keepingCapacity: true)
        ratings.removeAll(keepingCapacity: true)
        ticks.removeAll(keepingCapacity: true)
        removed.removeAll(keepingCapacity: true)
        cards.removeAll(keepingCapacity: true)
        others.removeAll(keepingCapacity: true)
    }

    /// Whether there is nothing to write.
    var isEmpty: Bool { tables.isEmpty }

    /// Whether something of a person is to be written.
    func concerns(_ person: Int64) -> Bool { concerned.contains(person) }

    /// Adds what was decided of a person; false when that is nothing to write.
    mutating func add(_ decided: PersonFile, from before: PersonFile, at now: Instant) -> Bool {
        let id = decided.id
        let difference = before.person.difference(from: decided.person)
        guard difference != .none || !decided.changes.isEmpty else { return false }
        tables.insert(.person)
        concerned.insert(id)
        for change in decided.changes { add(change, of: id, now) }
        guard difference != .none else { return true }
        let isKnown = people[id]?.hasNewSettings ?? false
        people[id] = Progress(file: decided, hasNewSettings: isKnown || difference == .settings)
        return true
    }

    private mutating func add(_ change: Change, of person: Int64, _ now: Instant) {
        switch change {
        case .becameAccount(let hash, let at): accounts.append((person, hash, at))
        case .logged(let event):
            events.append(event)
            tables.insert(.log)
        case .answered(let answer, let offset):
            answers[answer.id] = NewAnswer(answer: answer, person: person, offset: offset)
            tables.insert(.log)
        case .rated(let answer, let rating, let event): rate(answer.id, rating, event)
        case .ticked(let answer, let points): tick(answer.id, points)
        case .answerRemoved(let answer): remove(answer.id)
        case .card(let card):
            cards[CardKey(person: person, question: card.question)] = card
            tables.insert(.card)
        case .settled, .unsettled, .bookmarked, .unbookmarked, .noted:
            others.append((change, person, now))
            tables.insert(.otherParts)
        case .linkCode, .webCode, .forgetCode, .keyReplaced, .answeredInRoom, .joinedBoard, .leftBoard:
            others.append((change, person, now))
            tables.insert(.besides)
        default:
            switch change {
            case .heard, .suspended, .reached, .split: concernsIdentities = true
            default: break
            }
            others.append((change, person, now))
            tables.formUnion([.pushes, .otherParts, .besides])
        }
    }

    private mutating func rate(_ answer: Int64, _ rating: Rating?, _ event: Int64?) {
        tables.insert(.log)
        if answers[answer] == nil {
            ratings[answer] = (rating, event)
        } else {
            answers[answer]?.answer.rating = rating
            answers[answer]?.answer.ratingEvent = event
        }
    }

    private mutating func tick(_ answer: Int64, _ points: [Int]?) {
        tables.insert(.log)
        if answers[answer] == nil { ticks[answer] = .some(points) } else { answers[answer]?.answer.ticked = points }
    }

    private mutating func remove(_ answer: Int64) {
        tables.insert(.log)
        ratings[answer] = nil
        ticks[answer] = nil
        if answers.removeValue(forKey: answer) == nil { removed.append(answer) }
    }

    /// Writes all of it: what others refer to comes first, and rows in the order of their keys.
    func write(_ transaction: Transaction) throws {
        for account in accounts {
            guard let person = people[account.person]?.file.person else { continue }
            try transaction.insertRow(of: person)
            if let hash = account.hash {
                try transaction.addLoginKey(hash: hash, person: account.person, at: account.at)
            }
        }
        for event in events { try transaction.append(event) }
        // The keys alone are sorted: rows are large.
        for number in answers.keys.sorted() {
            guard let new = answers[number] else { continue }
            try transaction.insert(new.answer, person: new.person, offset: new.offset)
        }
        for (answer, given) in ratings.sorted(by: { $0.key < $1.key }) {
            try transaction.setRating(given.rating, event: given.event, answer: answer)
        }
        for (answer, points) in ticks.sorted(by: { $0.key < $1.key }) {
            try transaction.setTicked(points, answer: answer)
        }
        for answer in removed { try transaction.removeAnswer(answer) }
        for key in cards.keys.sorted(by: { $0.person < $1.person }) {
            guard let card = cards[key] else { continue }
            try transaction.save(card, person: key.person)
        }
        for other in others { try transaction.apply(other.change, person: other.person, at: other.now) }
        let isNew = Set(accounts.map(\.person))
        for id in people.keys.sorted() where !isNew.contains(id) {
            guard let progress = people[id] else { continue }
            if progress.hasNewSettings { try transaction.updateSettings(of: progress.file.person) }
            try transaction.updateProgress(of: progress.file.person)
        }
    }
}

extension Person {
    /// What is to be written of a person's row.
    fileprivate enum Difference {
        case none
        case progress
        /// What is seldom changed as well: the columns of ``PersonSettings``.
        case settings
    }

    fileprivate func difference(from other: Person) -> Difference {
        guard self != other else { return .none }
        return hasSettings(of: other) ? .progress : .settings
    }

    private func hasSettings(of other: Person) -> Bool {
        name == other.name && nameIsOwn == other.nameIsOwn && language == other.language
            && languageIsOwn == other.languageIsOwn && calendar == other.calendar && zoneIsOwn == other.zoneIsOwn
            && topics == other.topics && interview == other.interview && quiet == other.quiet && nudge == other.nudge
            && memory == other.memory
    }
}

extension Transaction {
    /// Takes what was decided of a person, to be written with the rest of its batch, and gives the file with nothing decided. What
    /// somebody asks the database for meanwhile is as if it were written.
    package func keep(_ decided: PersonFile, from before: PersonFile, at now: Instant) throws -> PersonFile {
        if book.pending.add(decided, from: before, at: now) { book.cache.changed.people.insert(decided.id) }
        if var numbers = book.cache.numbers {
            numbers.take(decided.numbers)
            book.cache.numbers = numbers
        }
        // A new account is referred to by what is written straight away.
        if before.isGuest || book.pending.concernsIdentities || book.cache.maxBytes == 0 { try writePending() }
        return book.cache.keep(decided.written())
    }

    /// Writes what was decided and is not written yet. PostgreSQL is at work on it from then on.
    package func flush() throws {
        try writePending()
        if case .postgres(let session) = connection { try session.hurry() }
    }

    /// Writes it in one go with what follows, as far as that goes.
    func writePending() throws {
        guard !book.pending.isEmpty else { return }
        swap(&book.pending, &book.written)
        book.isOwnWork = true
        defer {
            book.isOwnWork = false
            book.written.removeAll()
        }
        try book.written.write(self)
    }

    /// Reads what is of one person alone: only what was decided of them has to be written before.
    func reading<Value>(of person: Int64, _ body: () throws -> Value) throws -> Value {
        if !book.isOwnWork, book.pending.concerns(person) { try writePending() }
        let wasOwnWork = book.isOwnWork
        book.isOwnWork = true
        defer { book.isOwnWork = wasOwnWork }
        return try StoreFailure.naming(person, body)
    }

    /// Runs statements of which it is known that they are about these people: nobody else is loaded anew afterwards.
    package func about<Value>(_ people: [Int64], _ body: () throws -> Value) rethrows -> Value {
        let before = book.cache.scope
        book.cache.scope = people
        defer { book.cache.scope = before }
        return try body()
    }
}
