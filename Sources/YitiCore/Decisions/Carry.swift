extension Decision {
    /// Carries out a command, which may be `about` a question that it replies to, as far as the person's file goes.
    package mutating func carryOut(
        _ command: Command, about question: String? = nil
    ) throws(Pending) -> CommandResult {
        switch command {
        case .next(let topic): .said(try next(topic: topic))
        case .nextUnlessOpen: .said(try nextUnlessOpen())
        case .today: .said(try todaysQuestion())
        case .answer(let text): .said(try answer(text, about: question))
        case .hint(let named): .said(try hint(named ?? question))
        case .reveal(let named): .said(try reveal(named ?? question))
        case .skip(let named): .said(try skip(named ?? question))
        case .rate(let rating, let answer?): .said(try rate(rating, answer: answer))
        case .rate(let rating, nil): .said(try rate(rating, answer: try waiting(on: question)))
        case .points(let points): .said(try tick(points, question))
        case .addPoint(let point, let answer): .said(try tick(answer) { ($0 ?? []) + [point] })
        case .undo(let answer): .said(try undo(answer))
        case .why: .said(try why(question))
        case .later(let seconds): .said(try later(seconds: seconds, question))
        case .laterDays(let days): .said(try later(days: days, question))
        case .laterOn(let day): .said(try later(on: day, question))
        case .laterAt(let day, let minute): .said(try later(day: day, minute: minute, question))
        case .laterToday(let minute, let endsDay): .said(try laterToday(minute: minute, endsDay: endsDay, question))
        case .laterUntil(let instant): .said(try later(until: instant, question))
        case .mock(let request): .said(try mock(request))
        case .first(let first, let next): try carryOut(first, then: next, about: question)
        case .topics: .said(try topics())
        case .questions(let topic, let page): .said(try questions(of: topic, page: page))
        case .selectTopics(let topics): .said(try select(topics))
        case .changeTopics(let adding, let removing): .said(try changeSelection(adding: adding, removing: removing))
        case .subscribe(let request): .said(try subscribe(request))
        case .change(let number, let request): .said(try change(number, request))
        case .unsubscribe(let which): .said(try unsubscribe(which))
        case .subscriptions: .said(try subscriptions())
        case .pause(let from, let until): .said(try pause(from: from, until: until))
        case .resume: .said(try resume())
        case .streak(let explained): .said(try streak(explained: explained))
        case .bookmark(let named): .said(try bookmark(named ?? question))
        case .unbookmark: .said(try unbookmark(question))
        case .bookmarks: .said(try bookmarks())
        case .note(let text): .said(try note(text, question))
        case .interview(let day): .said(try setInterview(day))
        case .settings: .said(settings())
        case .showSetting(let setting): .said(show(setting))
        case .zone(let name): .said(try setZone(name))
        case .language(let language): .said(try setLanguage(language))
        case .quiet(let quiet): .said(try setQuiet(quiet))
        case .rollover(let hour): .said(try setRollover(hour))
        case .name(let name): .said(try setName(name))
        case .nudge(let isOn): .said(try set(.nudge, isOff: !isOn) { $0.nudge = isOn })
        case .report(let text): .said(try report(text, question))
        case .start: .said([.info(.start(isRoom: room != nil))])
        case .whoami: .said(try whoami())
        case .link(nil): .said(try issueLinkCode())
        case .forget(code: nil): .said(try askToForget())
        case .usage(let verb): .said(try usage(of: verb))
        case .stats(let topic): .read(.stats(topic: topic))
        case .plan: .read(.plan)
        case .history(let request): .read(.history(request))
        case .search(let words, let page): .read(.search(words, page: page))
        case .export(let format, let page): .read(.export(format, page: page))
        case .help(let verb): .service(.help(verb: verb))
        case .leaderboard(let request): .service(.leaderboard(request))
        case .link(let code?): .service(.claimLink(code: code))
        case .confirmLink: .service(.confirmLink)
        case .unlink: .service(.unlink)
        case .login(let key): .service(.login(key: key))
        case .web: .service(.web)
        case .forget(let code?): .service(.forget(code: code))
        case .color(let isOn): .service(.color(isOn))
        case .quit: .service(.quit)
        case .clock(let request): .service(.clock(request))
        }
    }

    /// `/answer`, to the question that it replies to.
    private mutating func answer(_ text: String, about question: String?) throws(Pending) -> [Message] {
        if let question { try answer(text, to: question) } else { try answer(text) }
    }

    /// The first of two steps, and the second where it can be done: an interview goes on by itself, and what was rated stays rated though
    /// there is nothing to ask.
    private mutating func carryOut(
        _ first: Command, then next: Command, about question: String?
    ) throws(Pending) -> CommandResult {
        let result = try carryOut(first, about: question)
        guard case .said(let done) = result, mockQuestion == nil, person.loop.mock?.isRating != true else {
            return result
        }
        let before = self
        do throws(Pending) { return .said(done + (try carryOut(next).messages ?? [])) } catch {
            guard case .refused = error else { throw error }
            self = before
            return result
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
