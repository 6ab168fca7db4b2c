extension Decision {
    /// Carries out a command that is decided on the person's file alone; nil for one that is not.
    package mutating func carryOut(_ command: Command, about question: String? = nil) throws(Pending) -> [Message]? {
        switch command {
        case .next(let topic): try next(topic: topic)
        case .nextUnlessOpen: try nextUnlessOpen()
        case .today: try todaysQuestion()
        case .answer(let text):
            if let question { try answer(text, to: question) } else { try answer(text) }
        case .hint(let named): try hint(named ?? question)
        case .reveal(let named): try reveal(named ?? question)
        case .skip(let named): try skip(named ?? question)
        case .rate(let rating, let answer?): try rate(rating, answer: answer)
        case .rate(let rating, nil): try rate(rating, answer: try waiting(on: question))
        case .points(let points): try tick(points, question)
        case .addPoint(let point, let answer): try tick(answer) { ($0 ?? []) + [point] }
        case .undo(let answer): try undo(answer)
        case .why: try why(question)
        case .later(let seconds): try later(seconds: seconds, question)
        case .laterDays(let days): try later(days: days, question)
        case .laterOn(let day): try later(on: day, question)
        case .laterAt(let day, let minute): try later(day: day, minute: minute, question)
        case .laterToday(let minute, let endsDay): try laterToday(minute: minute, endsDay: endsDay, question)
        case .laterUntil(let instant): try later(until: instant, question)
        case .mock(let request): try mock(request)
        case .topics: try topics()
        case .questions(let topic, let page): try questions(of: topic, page: page)
        case .selectTopics(let topics): try select(topics)
        case .changeTopics(let adding, let removing): try changeSelection(adding: adding, removing: removing)
        case .subscribe(let request): try subscribe(request)
        case .change(let number, let request): try change(number, request)
        case .unsubscribe(let which): try unsubscribe(which)
        case .subscriptions: try subscriptions()
        case .pause(let from, let until): try pause(from: from, until: until)
        case .resume: try resume()
        case .streak(let explained): try streak(explained: explained)
        case .bookmark(let named): try bookmark(named ?? question)
        case .unbookmark: try unbookmark(question)
        case .bookmarks: try bookmarks()
        case .note(let text): try note(text, question)
        case .interview(let day): try setInterview(day)
        case .settings: settings()
        case .showSetting(let setting): show(setting)
        case .zone(let name): try setZone(name)
        case .language(let language):
            try set(.language) { person in
                person.language = language
                person.languageIsOwn = true
            }
        case .quiet(let quiet): try setQuiet(quiet)
        case .rollover(let hour): try setRollover(hour)
        case .name(let name):
            try set(.name) { person in
                person.name = name
                person.nameIsOwn = true
            }
        case .nudge(let isOn): try set(.nudge) { $0.nudge = isOn }
        case .report(let text): try report(text, question)
        case .start: [.info(.start(isRoom: room != nil))]
        case .whoami: try whoami()
        case .link(nil): try issueLinkCode()
        case .forget(code: nil): try askToForget()
        case .usage(let verb): try usage(of: verb)
        case .help, .leaderboard, .stats, .history, .search, .plan, .color, .link, .confirmLink, .unlink, .login, .web,
            .export, .forget, .quit, .clock:
            nil
        }
    }

    /// The answer that waits for its rating: to the question named, or the one that began to wait last. Ratings and ticks of an answer
    /// that has its rating are told so.
    func waiting(on question: String?) throws(Pending) -> Int64 {
        if let waiting = person.loop.judged(in: room, of: question) { return waiting.answer }
        if let question, try earlier(question)?.rating != nil { throw .refused(.alreadyRated) }
        throw .refused(try nothingWaits(for: question))
    }

    /// Nothing waits for a rating: the last answer, where it has none, can still be named.
    private func nothingWaits(for question: String?) throws(Pending) -> Refusal {
        if room == nil, mockQuestion != nil { return .mockRatesAtEnd }
        if room == nil, let elsewhere = person.loop.waiting.last(where: { question ?? $0.question == $0.question }) {
            return Refusal(
                .noRatingPending, .loop(.ratingWaitsInRoom(elsewhere.question, answer: elsewhere.answer)))
        }
        guard !file.isGuest, room == nil, let last = question ?? person.lastQuestion else { return .noRatingPending }
        let answers = try file.answersByQuestion.get(last, .answers(question: last)) ?? []
        return answers.last.flatMap { $0.rating == nil ? .waitsNoMore($0.id) : nil } ?? .noRatingPending
    }

    /// A command sent bare that says nothing so: what to type; a rating also brings its buttons.
    private func usage(of verb: String) throws(Pending) -> [Message] {
        if verb == "later", person.loop.current(in: room) == nil {
            let laters = try file.laters.get(.laters)
            if person.loop.lastWaiting(in: room) != nil || !laters.isEmpty { throw .refused(try nothingToPutOff()) }
        }
        guard verb == "rate" else { return [.info(.usage(verb: verb))] }
        guard let answer = person.loop.lastWaiting(in: room)?.answer else {
            throw .refused(try nothingWaits(for: nil))
        }
        return [.info(.usage(verb: verb, answer: answer))]
    }

    /// `/streak [why]`.
    private mutating func streak(explained: Bool) throws(Pending) -> [Message] {
        let standing = try standing()
        let end = person.calendar.end(of: today, zones: zones)
        return [
            .streak(
                StreakFacts(
                    numbers: standing.numbers, day: today, endsAt: end, utcOffsetSeconds: zone.offset(at: end),
                    days: try ledgerDays(last: 28), explained: explained,
                    isPaused: try file.pauses.get(.pauses).contains { $0.covers(today) }, remarks: standing.remarks))
        ]
    }
}
