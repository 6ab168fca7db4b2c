/// A part of a person's file as it was loaded.
package enum LoadedPart: Sendable {
    case subscriptions([Subscription], lastOccurrences: [Int64: Day])
    case pauses([PauseRecord])
    case schedules([ScheduleRecord], [SuspensionRecord])
    case card(String, Card?)
    case allCards([Card])
    case underWay([String])
    case deliveries(Day, [Delivery])
    case answer(Int64, Answer?)
    /// Every answer to a question, the first one given first.
    case answers(String, [Answer])
    case text(Int64, String)
    case lastStep(Event?)
    /// The first to come back first.
    case laters([LaterRecord])
    case hasAnswers(Bool)
    case firstAnsweredDay(Day?)
    case settled(before: Day, LedgerRow?)
    case ratedAnswers(SinceDay<Int>)
    case asked(SinceDay<[AskedQuestion]>)
    case changes(Day, Int)
    case notes(String, [String])
    case bookmarks([String])
    case tickedAnswers([Answer])
    case volatile(VolatileFact)
}

extension FileParts {
    /// Adds a part that was loaded.
    mutating func merge(_ found: LoadedPart) {
        switch found {
        case .subscriptions(let all, let last):
            standing = .present(all)
            lastOccurrences = .present(last)
        case .pauses(let all): pauses = .present(all)
        case .schedules(let all, let suspensions):
            schedules = .present(all)
            self.suspensions = .present(suspensions)
        case .card(let question, let card): cards.set(question, card)
        case .allCards(let all):
            cards.merge(whole: Dictionary(all.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first }))
        case .underWay(let questions): underWay = .present(questions)
        case .deliveries(let day, let all): deliveries.set(day, all)
        case .answer(let number, let answer): answers.set(number, answer)
        case .answers(let question, let all): answersByQuestion.set(question, all)
        case .text(let number, let text): texts.set(number, text)
        case .lastStep(let event): lastStep = .present(event)
        case .laters(let all): laters = .present(all)
        case .hasAnswers(let has): hasAnswers = .present(has)
        case .firstAnsweredDay(let day): firstAnsweredDay = .present(day)
        case .settled(let day, let row): settled.set(day, row)
        case .ratedAnswers(let counts): ratedAnswers = .present(counts)
        case .asked(let questions): asked = .present(questions)
        case .changes(let day, let count): changesOnDay.set(day, count)
        case .notes(let question, let texts): notes.set(question, texts)
        case .bookmarks(let questions): bookmarks = .present(questions)
        case .tickedAnswers(let all): tickedAnswers = .present(all)
        case .volatile(let fact): volatile.append(fact)
        }
    }
}
