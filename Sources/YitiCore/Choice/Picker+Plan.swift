extension Picker {
    private static let paceGrowth = 1.15
    private static let maxPace = 100
    /// With which luck the fits that are to come are tried. What is shown does not move evenly with how they turn out: the mean of these
    /// three is nearer to that of many people than what is shown after fits of no luck.
    private static let lucks = [0.0, -1, 1]
    /// With more answers ahead than so many, fits of no luck must do, or it takes too long; almost all is seen by then.
    private static let manyAnswers = 1_500.0

    /// What `/plan` says of somebody who goes on at a pace: the choice is run forward to the interview, or for 30 days without one.
    /// On the day of the interview there is nothing left to run. The request's terms hold from tomorrow on. `isPaused` says on which days
    /// ahead nothing will be answered. The request's topics are those that are prepared; without `sources` all is chosen from them.
    package func plan(
        _ request: PickRequest, from sources: QuestionSources? = nil, pace: Double, answeredToday: Int,
        isPaused: @escaping (Day) -> Bool = { _ in false }
    ) -> PlanFacts {
        let today = request.today
        let interview = request.interview.flatMap { $0 >= today ? $0 : nil }
        let stars = topStars(topics: request.topics, cards: request.cards)
        let sources = sources ?? QuestionSources(selected: request.topics)
        let run = ForwardRun(self, from: request, sources, isPaused: isPaused)
        let day = interview ?? today.advanced(byDays: Horizon.usualDays)
        let size = size(of: selection(request.topics))
        let then = lucks(until: day, request, pace: pace).map { luck in
            let cards = run.cards(on: day, pace: pace, answeredToday: answeredToday, luck: luck) { cards in
                cards.count >= size && seen(cards, request.topics) == size
            }
            return (all: seen(cards, request.topics), topStars: stars.total - unseenTopStars(cards, request.topics))
        }
        return PlanFacts(
            today: today, interview: interview, pastInterview: interview == nil ? request.interview : nil,
            fiveStars: stars.total, seen: stars.total - stars.unseen, pace: pace,
            seenByThen: mean(then.map(\.topStars)), allSeenByThen: mean(then.map(\.all)),
            neededPace: stars.total == 0
                ? nil : interview.flatMap { neededPace(run, request, until: $0, unseen: stars.unseen) })
    }

    /// The least pace with which the choice shows every question of five stars before a day, to about a seventh.
    private func neededPace(_ run: ForwardRun, _ request: PickRequest, until day: Day, unseen: Int) -> Int? {
        guard unseen > 0 else { return 0 }
        guard day > request.today else { return nil }
        let days = max(1, day.days(since: request.today))
        var pace = (unseen + days - 1) / days
        while pace <= Self.maxPace {
            let isEnough = lucks(until: day, request, pace: Double(pace)).allSatisfy { luck in
                let cards = run.cards(on: day, pace: Double(pace), luck: luck) { cards in
                    cards.count >= unseen && unseenTopStars(cards, request.topics) == 0
                }
                return unseenTopStars(cards, request.topics) == 0
            }
            if isEnough { return pace }
            pace = max(pace + 1, Int(Double(pace) * Self.paceGrowth))
        }
        return nil
    }

    private func lucks(until day: Day, _ request: PickRequest, pace: Double) -> [Double] {
        Double(day.days(since: request.today)) * pace > Self.manyAnswers ? [0] : Self.lucks
    }

    private func mean(_ counts: [Int]) -> Int {
        Int((Double(counts.reduce(0, +)) / Double(max(1, counts.count))).rounded())
    }

    private func unseenTopStars(_ cards: [String: Card], _ topics: [String]?) -> Int {
        topStars(topics: topics, cards: Array(cards.values)).unseen
    }

    /// How many questions of a selection have a rating.
    private func seen(_ cards: [String: Card], _ topics: [String]?) -> Int {
        let selected = selection(topics)
        return cards.values.count { card in
            card.memory != nil && bank.position(of: card.question).map { selected[tables[$0].topic] } ?? false
        }
    }
}
