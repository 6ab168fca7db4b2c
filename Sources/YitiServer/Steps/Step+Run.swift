import YitiCore

/// Which step does which command: the one place a new command is added to.
extension Step {
    /// Carries a command out. Throws a ``Refusal`` when it can't be done; then nothing was changed.
    mutating func run(_ command: Command) throws -> [Message] {
        if address.chat != nil, let verb = command.privateVerb { throw Refusal.privateOnly(verb) }
        return try carryOut(command)
    }

    private mutating func carryOut(_ command: Command) throws -> [Message] {
        switch command {
        case .start: [.info(.start)]
        case .help(let verb): [.info(.help(verb: verb, isSandbox: services.isSandbox))]
        case .usage(let verb): try usage(of: verb)
        case .next(let topic): try next(topic: topic)
        case .nextUnlessOpen: try nextUnlessOpen()
        case .today: try todaysQuestion()
        case .answer(let text): try answer(text)
        case .hint(let question): try hint(question)
        case .reveal(let question): try reveal(question)
        case .skip(let question): try skip(question)
        case .rate(let rating, let answer): try rate(rating, answer: answer)
        case .undo(let answer): try undo(answer)
        case .why: try why()
        case .later(let seconds): try later(seconds: seconds)
        case .topics: try topics()
        case .selectTopics(let topics): try select(topics)
        case .subscribe(let request): try subscribe(request)
        case .change(let number, let request): try change(number, request)
        case .unsubscribe(let which): try unsubscribe(which)
        case .subscriptions: try subscriptions()
        case .pause(let from, let until): try pause(from: from, until: until)
        case .resume: try resume()
        case .streak(let explained): try streak(explained: explained)
        case .stats(let topic): try stats(topic: topic)
        case .history(let request): try history(request)
        case .search(let words): try search(words)
        case .bookmark(let question): try bookmark(question)
        case .bookmarks: try bookmarks()
        case .note(let text): try note(text)
        case .interview(let day): try setInterview(day)
        case .plan: try plan()
        case .settings: settings()
        case .showSetting(let setting): show(setting)
        case .zone(let name): try setZone(name)
        case .language(let language): try setLanguage(language)
        case .quiet(let quiet): try setQuiet(quiet)
        case .rollover(let hour): try setRollover(hour)
        case .name(let name): try setName(name)
        case .nudge(let isOn): try setNudge(isOn)
        case .color(let isOn): try setColor(isOn)
        case .link(let code): try link(code)
        case .confirmLink: try confirmLink()
        case .unlink: try unlink()
        case .login(let key): try login(key)
        case .whoami: try whoami()
        case .export(let format, let page): try export(format, page: page)
        case .forget(let code): try forget(code)
        case .report(let text): try report(text)
        case .quit: try quit()
        case .clock(let request): try moveClock(request)
        }
    }

    /// A command sent bare that says nothing so: what to type; a rating also brings its buttons.
    private func usage(of verb: String) throws -> [Message] {
        guard verb == "rate" else { return [.info(.usage(verb: verb))] }
        guard let answer = person.pendingAnswer else { throw Refusal.noRatingPending }
        return [.info(.usage(verb: verb, answer: answer))]
    }

    private mutating func quit() throws -> [Message] {
        guard case .human = origin else { throw Refusal.humanOnly("quit") }
        closes = true
        return [.info(.goodbye)]
    }

    /// `/clock`, in the sandbox.
    private func moveClock(_ request: ClockRequest) throws -> [Message] {
        guard services.isSandbox else { throw Refusal.noClock }
        return [.info(.clock(try Sandbox.move(request, in: turn)))]
    }
}

extension Command {
    /// The verb of a command whose reply is nobody else's business: not to be answered in a room.
    fileprivate var privateVerb: String? {
        switch self {
        case .link, .confirmLink: "link"
        case .unlink: "unlink"
        case .login: "login"
        case .whoami: "whoami"
        case .export: "export"
        case .forget: "forget"
        case .history: "history"
        default: nil
        }
    }
}
