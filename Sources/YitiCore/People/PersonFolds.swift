/// How a change becomes part of what is known. A part that can't be kept exactly becomes absent, and is loaded anew.
extension FileParts {
    mutating func fold(_ change: Change) {
        switch change {
        case .becameAccount: break
        case .logged(let event): fold(event)
        case .answered(let answer, _): fold(answered: answer)
        case .rated(let answer, let rating, let event): fold(answer, rating, event)
        case .ticked(let answer, let points):
            replace(answer) { $0.ticked = points }
            tickedAnswers = .absent
        case .answerRemoved(let answer): fold(removed: answer)
        case .card(let card): cards.set(card.question, card)
        case .settled(let row): fold(settled: row)
        case .unsettled(let day): fold(unsettledFrom: day)
        case .subscribed(let subscription, let schedule):
            standing.change { $0.append(subscription) }
            schedules.change { $0.append(schedule) }
        case .subscription(let subscription): replace(subscription)
        case .scheduled(let schedule):
            end(scheduleOf: schedule.subscription, at: schedule.from)
            schedules.change { $0.append(schedule) }
        case .unsubscribed(let subscription):
            standing.change { $0.removeAll { $0.id == subscription.id } }
            end(scheduleOf: subscription.id, at: subscription.endedAt ?? subscription.createdAt)
        // The store numbers pauses: what follows from them is loaded anew.
        case .paused, .pauseEnds: foldPause(change)
        case .pendingExpired:
            underWay = .absent
            deliveries = Parts()
        case .acknowledged:
            underWay = .absent
            asked = .absent
            deliveries = Parts()
        // Only when deliveries may go changes, and what a decision asks for behind it would be absent again each time it is decided anew.
        case .pendingReleased: break
        // Of one instant the store has an order of its own.
        case .bookmarked: bookmarks = .absent
        case .unbookmarked(let question): bookmarks.change { $0.removeAll { $0 == question } }
        case .noted(let question, let text, _):
            notes.change(question) { ($0 ?? []) + [text] }
        case .putOffEnds(let question):
            laters.change { $0.removeAll { $0.question == question } }
            underWay = .absent
        case .putOff(let later):
            laters.change { all in
                all = all.filter { $0.question != later.question } + [later]
                all.sort { ($0.fireAt, $0.question) < ($1.fireAt, $1.question) }
            }
            underWay = .absent
        case .reported, .linkCode, .webCode, .forgetCode, .keyReplaced, .answeredInRoom, .joinedBoard, .leftBoard: break
        // What follows from these is loaded anew once they are written.
        case .heard, .suspended, .reached, .split: break
        }
    }

    private mutating func fold(_ event: Event) {
        if event.answer != nil { lastStep = .present(event) }
        if event.kind == .undo { lastStep = .absent }
        if event.kind == .append || event.kind == .undo { texts = Parts() }
        if event.kind == .change { changesOnDay.change(event.day) { ($0 ?? 0) + 1 } }
    }

    private mutating func fold(answered answer: Answer) {
        answers.set(answer.id, answer)
        answersByQuestion.change(answer.question) { ($0 ?? []) + [answer] }
        hasAnswers = .present(true)
    }

    private mutating func replace(_ before: Answer, _ change: (inout Answer) -> Void) {
        var answer = before
        change(&answer)
        answers.set(answer.id, answer)
        answersByQuestion.change(answer.question) { $0?.map { $0.id == answer.id ? answer : $0 } }
    }

    private mutating func fold(_ answer: Answer, _ rating: Rating?, _ event: Int64?) {
        replace(answer) { answer in
            answer.rating = rating
            answer.ratingEvent = event
        }
        ratedAnswers.change { counts in
            let count = (counts.values[answer.day] ?? 0) + (rating == nil ? -1 : 1)
            counts.values[answer.day] = count > 0 ? count : nil
        }
        guard case .present(let first) = firstAnsweredDay else { return }
        if rating != nil {
            firstAnsweredDay = .present(first.map { min($0, answer.day) } ?? answer.day)
        } else if first == answer.day {
            // Known again at once where the counts are: what is absent after a change is asked for without end.
            guard case .present(let counts) = ratedAnswers, counts.from <= answer.day else {
                firstAnsweredDay = .absent
                return
            }
            firstAnsweredDay = .present(counts.values.keys.min())
        }
    }

    private mutating func fold(removed answer: Answer) {
        answers.set(answer.id, nil)
        answersByQuestion.change(answer.question) { $0?.filter { $0.id != answer.id } }
        hasAnswers = .absent
        tickedAnswers.change { $0.removeAll { $0.id == answer.id } }
    }

    private mutating func fold(settled row: LedgerRow) {
        for (before, last) in settled.known where before > row.day && (last?.day ?? Day(number: .min)) <= row.day {
            settled.set(before, row)
        }
    }

    /// Only rows of earlier days stand: what is known of a later day is what is known of this one.
    private mutating func fold(unsettledFrom day: Day) {
        let known = settled.known
        var kept = Parts<Day, LedgerRow>()
        for (before, row) in known where before <= day { kept.set(before, row) }
        if let last = known[day] { for before in known.keys where before > day { kept.set(before, last) } }
        if settled.isWhole { kept.merge(whole: [:]) }
        settled = kept
    }

    private mutating func replace(_ subscription: Subscription) {
        standing.change { all in
            if let index = all.firstIndex(where: { $0.id == subscription.id }) { all[index] = subscription }
        }
    }

    private mutating func end(scheduleOf subscription: Int64, at instant: Instant) {
        schedules.change { all in
            for index in all.indices where all[index].subscription == subscription && all[index].until == nil {
                all[index].until = instant
            }
        }
    }

    private mutating func foldPause(_ change: Change) {
        switch change {
        case .paused(let from, let until): pauses.change { $0.append(PauseRecord(id: 0, from: from, until: until)) }
        case .pauseEnds(let pause, let until):
            pauses.change { all in
                all = all.compactMap { standing in
                    guard standing == pause else { return standing }
                    return until > pause.from ? PauseRecord(id: pause.id, from: pause.from, until: until) : nil
                }
            }
        default: break
        }
    }
}
