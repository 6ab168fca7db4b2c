/// What a person's memory is reckoned with: their own calibration, or the deployment's terms.
extension Decision {
    /// Has the deployment's terms hold for a person for whom others do: from the next learning day on, and at once for one who has rated
    /// nothing. A calibration of the person's own stays.
    mutating func adoptTerms() {
        guard !file.isGuest else { return }
        var terms = person.memory.latest
        if terms.reviews == nil { terms = moment.terms } else { terms.retention = moment.terms.retention }
        // Where nothing is known yet, only reviews are asked for: there is no event for each who answers less than that takes.
        if terms.common == .unknown, person.memory.latest.common == nil, person.firstAnswers < Telling.answersEach {
            terms.begin(with: nil)
        }
        guard terms != person.memory.latest else { return }
        adopt(terms, from: person.firstAnswers == 0 ? Day(number: 0) : today.advanced(byDays: 1))
    }

    /// Has terms fitted to the person's answers hold from the next learning day on; a day has one fit at most.
    package mutating func calibrate(_ terms: MemoryTerms) {
        guard !isFitted else { return }
        adopt(terms, from: today.advanced(byDays: 1))
    }

    /// Whether a fit of this learning day waits to hold.
    package var isFitted: Bool {
        person.memory.periods.last.map { $0.from > today && $0.terms.reviews != nil } ?? false
    }

    private mutating func adopt(_ terms: MemoryTerms, from day: Day) {
        file.person.memory.adopt(terms, from: day)
        log(.memory, body: person.memory.text)
    }

    /// The person's own forgetting that is in force today; nil while it is everybody's.
    var ownForgetting: OwnForgetting? {
        let terms = person.memory.terms(on: today)
        return terms.reviews == nil ? nil : OwnForgetting(terms.model)
    }
}

extension PickRequest {
    /// What a person's choice follows from.
    package init(
        _ person: Person, today: Day, topics: [String]?, cards: [Card], excluded: Set<String> = []
    ) {
        let first = FirstAnswers(cards)
        self.init(
            person: person.id, today: today, topics: topics, interview: person.interview, cards: cards,
            excluded: excluded, previousTopic: person.lastTopic, firstAnswers: first.count, firstPasses: first.passes)
        terms = person.memory.terms(on: today)
        follow(terms)
    }

    /// Has recall, gains and what is asked for come from terms.
    mutating func follow(_ terms: MemoryTerms) {
        memory = terms.model
        outlook = terms.chooser
        asksForMore = terms.common?.asksForMore ?? false
    }
}
