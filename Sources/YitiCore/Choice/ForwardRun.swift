/// The choice run forward: what a person will have seen by a day who goes on at a pace, with ratings as the model expects them and fits of
/// their forgetting as those may be expected to turn out (``ForeseenFits``).
package struct ForwardRun {
    private let picker: Picker
    private let start: PickRequest
    private let sources: QuestionSources
    private let isPaused: (Day) -> Bool

    /// So many choices are made at most: about a second of them.
    private static let maxChoices = 6_000

    /// A run of a picker from what a choice follows from today; the request's cards are the person's, and its terms hold from tomorrow on.
    /// What each choice is made from is what its source has, whatever the request's topics are. On a day that is paused nothing is answered.
    package init(
        _ picker: Picker, from start: PickRequest, _ sources: QuestionSources,
        isPaused: @escaping (Day) -> Bool = { _ in false }
    ) {
        self.picker = picker
        self.start = start
        self.sources = sources
        self.isPaused = isPaused
    }

    /// The cards on the morning of a day, after so many answers a day from tomorrow on, and with what is left of today's. `luck` is that of
    /// the fits that are to come. Ends early when `isEnough` says so of the questions seen.
    package func cards(
        on day: Day, pace: Double, answeredToday: Int = 0, luck: Double = 0,
        isEnough: ([String: Card]) -> Bool = { _ in false }
    ) -> [String: Card] {
        var request = start
        var cards = Dictionary(start.cards.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first })
        if isEnough(cards) { return cards }
        var (owed, choices) = (isPaused(start.today) ? 0 : max(0, pace - Double(answeredToday)), 0)
        var mean = MeanLuck()
        var fits = ForeseenFits(start.terms, cards: start.cards, luck: luck)
        let shares = sources.shares(pace: pace)
        var turns = Turns(shares.map(\.share))
        while request.today < day, choices < Self.maxChoices {
            // What was found out of the questions that day, for each source that had its turn.
            var fields: [Int: Picker.Field] = [:]
            var spent: Set<Int> = []
            while owed >= 1, choices < Self.maxChoices, spent.count < shares.count {
                owed -= 1
                let turn = turns.next()
                request.topics = shares[turn].topics
                if fields[turn] == nil {
                    request.cards = Array(cards.values)
                    fields[turn] = picker.field(of: request)
                }
                guard let field = fields[turn], case .picked(let pick) = picker.pick(request, from: field) else {
                    spent.insert(turn)
                    continue
                }
                choices += 1
                fits.note(cards[pick.question.id] ?? Card(question: pick.question.id), on: request.today)
                answer(pick, &request, &cards, &mean)
                for place in fields.keys { picker.note(pick, in: &fields[place, default: field]) }
                if pick.record.recall == nil, isEnough(cards) { return cards }
            }
            request.follow(fits.terms)
            request.today = request.today.advanced(byDays: 1)
            request.excluded = []
            owed = isPaused(request.today) ? 0 : min(owed, 1) + pace
        }
        return cards
    }

    private func answer(
        _ pick: Pick, _ request: inout PickRequest, _ cards: inout [String: Card], _ luck: inout MeanLuck
    ) {
        let id = pick.question.id
        let chance = pick.record.recall ?? request.passChance
        let rating = luck.rating(chance, isNew: pick.record.recall == nil)
        var card = (cards[id] ?? Card(question: id)).reviewed(
            rating, on: request.today, model: request.memory ?? picker.model)
        card.shownDay = request.today
        request.firstAnswers += card.reviews == 1 ? 1 : 0
        request.firstPasses += card.reviews == 1 && rating != .again ? 1 : 0
        request.previousTopic = pick.question.topic
        cards[id] = card
    }
}

/// Ratings that come as often as their chances say, without a streak of luck: one run is near the mean of many.
private struct MeanLuck {
    /// What is left over of the chances so far, of new questions and of reviews.
    private var new = 0.5
    private var review = 0.5
    /// The place among the recalls, by the golden ratio's steps, which cover a range evenly.
    private var grade = 0.0

    /// The parts of recalls that are `hard` and that are not `easy` (``FSRS6``'s shares).
    private static let passBounds = (hard: 0.224, easy: 0.855)
    private static let step = 0.618_033_988_75

    mutating func rating(_ chance: Double, isNew: Bool) -> Rating {
        let passes = isNew ? Self.takes(chance, &new) : Self.takes(chance, &review)
        guard passes else { return .again }
        grade = (grade + Self.step).truncatingRemainder(dividingBy: 1)
        return grade < Self.passBounds.hard ? .hard : grade < Self.passBounds.easy ? .good : .easy
    }

    private static func takes(_ chance: Double, _ left: inout Double) -> Bool {
        left += chance
        guard left >= 1 else { return false }
        left -= 1
        return true
    }
}
