internal import Logging
import YitiCore
import YitiStore

/// What somebody said, in any of its spellings.
enum SpokenInput {
    /// A line or a message, and what it replies to.
    case text(String, replyingTo: Reference = .nothing)
    /// Lines that were saved as an answer to a question.
    case draft(String, question: String)
    /// A button's callback.
    case callback(String)
}

/// What a request comes to within its turn.
enum ExchangeOutcome {
    /// Its reply.
    case reply(Reply)
    /// Something that is read beside the writer's thread; the reply follows in a later batch.
    case read(LongRead)
}

/// One request of one person and its reply, within a batch.
struct Exchange {
    let batch: WriteBatch
    let origin: Origin
    /// The instant that counts for the learning day.
    let at: Instant
    /// The person's file; after ``respond(to:)`` as it is then.
    var file: PersonFile
    /// The room that it is said in; nil in private.
    var room: Speaker?
    /// Whether the connection is to be closed after the reply.
    var closes = false
    /// Whether this was a `/login` with a wrong key.
    var isFailedLogin = false
    /// Who the connection speaks for afterwards, when `/login`, `/forget` or a new account changed that.
    var becomes: Person?
    /// What somebody read who is forgotten: the last that they are told is in it.
    var lastLanguage: Language?
    /// Whether it becomes that by a key: the browser it is said in gets another cookie.
    var signsIn = false
    /// What it is counted as.
    private(set) var verb = WriterMetrics.otherVerb
    private var read: LongRead?

    /// A request of somebody with this file.
    init(batch: WriteBatch, origin: Origin, file: PersonFile, at: Instant? = nil) {
        self.batch = batch
        self.origin = origin
        self.file = file
        self.at = at ?? batch.now
    }

    var person: Person { _read { yield file.person } }
    /// What the reply is in.
    var language: Language { lastLanguage ?? person.reads }
    var transaction: Transaction { batch.transaction }
    var services: Services { batch.state.services }
    var catalog: Catalog { services.catalog }
    var zones: ZoneBook { services.zones }
    var now: Instant { batch.now }

    /// Whether a text may reply to that question by its name: also one that has left the bank while it was asked, or while its answer waits
    /// for a rating.
    func knows(question id: String) -> Bool {
        catalog.bank.question(id) != nil || person.loop.open(id) != nil || person.loop.lastWaiting(of: id) != nil
    }
    /// The learning day that this counts for.
    var today: Day { person.calendar.day(at: at, zones: zones) }
    /// The address pushes to this person's present place go to.
    var address: Address { origin.bridgeAddress ?? .human(person.id) }

    /// Carries out what was said and says what the reply is. A refusal is a reply too; then nothing was changed but what comes with every
    /// request: the days that are over are settled.
    mutating func respond(to saying: SpokenInput) throws -> ExchangeOutcome {
        do {
            guard try mayWrite() else { return .reply(.refused(.busy)) }
            try meetRoom()
            let messages = try messages(for: saying)
            try noteAnswers(messages)
            if let read { return .read(read) }
            return .reply(try replyWithNews(messages))
        } catch let refusal as Refusal {
            note(refusal)
            try settleDays()
            return .reply(.refused(refusal))
        }
    }

    /// Whether there is room to write; what has been begun by slices is finished without.
    private func mayWrite() throws -> Bool {
        try !batch.state.services.writesNothing || (!file.isGuest && transaction.isUnderWay(person.id))
    }

    /// Every decision settles the days that are over; here nothing else is decided.
    private mutating func settleDays() throws { try decide { (_) throws(Pending) in } }

    /// The reply to what was read, in the batch that it is given in. A person who is gone by now has no news.
    mutating func reply(to outcome: ReadQueue.Outcome) throws -> Reply {
        do {
            let messages = try outcome.get()
            if !file.isGuest {
                let decider = Decider(batch, address: origin.bridgeAddress, at: at)
                guard let now = try decider.file(of: person.id) else { return .messages(messages) }
                file = now
            }
            return try replyWithNews(messages)
        } catch let refusal as Refusal {
            return .refused(refusal)
        }
    }

    private mutating func replyWithNews(_ messages: [Message]) throws -> Reply {
        // What is new of a person waits until they are alone.
        let isTold = address.chat != nil || person.untoldFreezes.isEmpty
        let news = isTold ? [] : try decide { (decision) throws(Pending) in decision.news() }
        if messages.contains(where: \.isRated) {
            try Fitting.consider(person, today: today, batch)
            try CommonFitting.consider(batch)
        }
        return .messages(Array((news + messages).prefix(8)))
    }

    private mutating func messages(for saying: SpokenInput) throws -> [Message] {
        switch saying {
        case .callback(let callback):
            verb = WriterMetrics.buttonVerb
            return try run(try catalog.parser.callback(callback).get(), about: nil)
        case .draft(let text, let question):
            verb = WriterMetrics.textVerb
            return try reply { (decision) throws(Pending) in try decision.answer(text, to: question) }
        case .text(let text, let reference):
            switch try parsed(text) {
            case .command(.quit) where meansInterview(text):
                verb = WriterMetrics.verb(of: text)
                throw Refusal.mockRuns
            case .command(let command):
                verb = WriterMetrics.verb(of: text)
                return try run(command, about: reference)
            case .refused(let refusal):
                verb = WriterMetrics.verb(of: text)
                throw refusal
            case .text(let text, let rating):
                verb = WriterMetrics.textVerb
                return try reply { (decision) throws(Pending) in
                    try decision.text(text, rating: rating, replyingTo: reference)
                }
            }
        }
    }

    private mutating func parsed(_ text: String) throws -> ParsedLine {
        // In a room a command may be meant for another bot. Which name is ours a bridge knows best: it may leave it out.
        if address.chat != nil, let name = catalog.parser.addressee(of: text), !isOurs(name) { throw Refusal.notOurs }
        let parsed = catalog.parser.parse(text, today: today)
        guard case .refused(var refusal) = parsed else { return parsed }
        // What has been open for too long takes nothing any more.
        try settleDays()
        guard !person.loop.takesText(in: address.room) else { return parsed }
        refusal.orAnswer = nil
        return .refused(refusal)
    }

    private func isOurs(_ name: String) -> Bool {
        name == address.bridge.lowercased() || name.contains("yiti")
    }

    private mutating func run(_ command: Command, about reference: Reference?) throws -> [Message] {
        if address.chat != nil, !command.isPublic { throw Refusal.privateOnly(command.verb) }
        if address.chat != nil, command.isOfRoom { return try carryOutForRoom(command) }
        var question: String?
        switch reference {
        case .question(let named): question = named
        case .unknown where command.isAboutReference: throw Refusal.unknownReference
        case .unknown, .nothing, nil: break
        }
        let decided = try decideWithPreface { [question] (decision) throws(Pending) in
            try decision.carryOut(command, about: question)
        }
        if case .report = command { logReport() }
        return switch decided.value {
        case .said(let messages): decided.preface + messages
        case .read(let request): try begin(request)
        case .service(let request): try carryOut(request)
        }
    }

    private mutating func carryOut(_ request: ServiceRequest) throws -> [Message] {
        switch request {
        case .help(let verb): [.info(.help(verb: verb, isSandbox: services.isSandbox))]
        case .leaderboard(let request): try leaderboard(request)
        case .claimLink(let code): try claimLink(code)
        case .confirmLink: try confirmLink()
        case .unlink: try unlink()
        case .login(let key): try login(key)
        case .web: try webLink()
        case .forget(let code): try confirmForget(code)
        case .color(let isOn): try setColor(isOn)
        case .quit: try quit()
        case .clock(let request): try moveClock(request)
        }
    }

    /// A guest has no rows, and nothing to wait for.
    private mutating func begin(_ request: ReadRequest) throws -> [Message] {
        let moment = Decider(batch, address: origin.bridgeAddress, at: at).moment
        let read = LongRead(request: request, file: file, moment: moment, today: today, services: services)
        guard !file.isGuest else { return try read.messages(transaction) }
        self.read = read
        return []
    }

    /// Has something decided for the person and writes it.
    mutating func decide<Value>(_ body: (inout Decision) throws(Pending) -> Value) throws -> Value {
        try decideWithPreface(body).value
    }

    /// The same for messages: a new account's key comes first.
    mutating func reply(_ body: (inout Decision) throws(Pending) -> [Message]) throws -> [Message] {
        let (messages, preface) = try decideWithPreface(body)
        return preface + messages
    }

    /// The same, with what comes before the command's own messages.
    mutating func decideWithPreface<Value>(
        _ body: (inout Decision) throws(Pending) -> Value
    ) throws -> (value: Value, preface: [Message]) {
        var decider = Decider(batch, address: origin.bridgeAddress, at: at)
        if file.isGuest { decider.accountRefusal = accountRefusal }
        if case .human(let session) = origin { decider.givesKey = !session.isBrowser }
        let wasGuest = file.isGuest
        let result = try decider.decide(&file) { (decision) throws(Pending) in
            try decision.settleDays()
            return (value: try body(&decision), preface: decision.preface)
        }
        if wasGuest, !file.isGuest { noteAccount() }
        return result
    }

    /// The network that a person's own connection comes from; empty for a bridge's.
    var source: String {
        if case .human(let session) = origin { session.connection.address.network } else { "" }
    }

    private var accountRefusal: Refusal? {
        batch.server.waitForAccount(source, at: now, limit: services.limits.accountsPerHour)
            .map { Refusal.tooManyAccounts(retryAfter: $0) }
    }

    /// A guest has an account from now on.
    private mutating func noteAccount() {
        let (server, source) = (batch.server, source)
        server.countAccount(source, at: now, limit: services.limits.accountsPerHour)
        batch.onRollback { server.uncountAccount(source) }
        becomes = person
    }

    private func logReport() {
        let logger = services.logger
        let question = person.loop.current()?.question ?? person.lastQuestion ?? "none"
        batch.afterCommit { logger.notice("a report is in the queue", metadata: ["question": "\(question)"]) }
    }

    /// `/color on|off`, of this connection.
    private mutating func setColor(_ isOn: Bool) throws -> [Message] {
        guard let session = ownConnection else { throw Refusal.humanOnly("color") }
        session.color = isOn
        return try decide { (decision) throws(Pending) in decision.settings(remarks: [Remark.set(.color)]) }
    }

    private mutating func quit() throws -> [Message] {
        guard ownConnection != nil else { throw Refusal.humanOnly("quit") }
        closes = true
        return [.info(.goodbye)]
    }

    /// The connection that it is said on where that is a person's own; nil for bridges and browsers.
    private var ownConnection: Session? {
        if case .human(let session) = origin, !session.isBrowser { session } else { nil }
    }

    /// Whether who says so without a slash (`退出`) wants the interview to end that runs, where there is no connection to close.
    private func meansInterview(_ text: String) -> Bool {
        person.loop.mock != nil && ownConnection == nil && !catalog.parser.hasSlash(text)
    }

    /// `/clock`, in the sandbox.
    private func moveClock(_ request: ClockRequest) throws -> [Message] {
        guard services.isSandbox else { throw Refusal.noClock }
        return [.info(.clock(try Sandbox.move(request, in: batch)))]
    }
}

extension Message {
    fileprivate var isRated: Bool { if case .rated = self { true } else { false } }
}
