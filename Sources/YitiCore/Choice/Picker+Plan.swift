extension Picker {
    private static let paceGrowth = 1.15
    private static let maxPace = 100

    /// What `/plan` says of somebody who goes on at a pace: the choice is run forward to the interview, or for 30 days without one.
    /// On the day of the interview there is nothing left to run. `isPaused` says on which days ahead nothing will be answered.
    package func plan(
        _ request: PickRequest, pace: Double, answeredToday: Int,
        isPaused: @escaping (Day) -> Bool = { _ in false }
    ) -> PlanFacts {
        let today = request.today
        let interview = request.interview.flatMap { $0 >= today ? $0 : nil }
        let stars = topStars(topics: request.topics, cards: request.cards)
        let run = ForwardRun(self, from: request, isPaused: isPaused)
        let day = interview ?? today.advanced(byDays: Horizon.usualDays)
        let then = run.cards(on: day, pace: pace, answeredToday: answeredToday)
        let starsThen = topStars(topics: request.topics, cards: Array(then.values))
        return PlanFacts(
            today: today, interview: interview, pastInterview: interview == nil ? request.interview : nil,
            fiveStars: stars.total, seen: stars.total - stars.unseen, pace: pace,
            seenByThen: starsThen.total - starsThen.unseen, allSeenByThen: seen(Array(then.values), request.topics),
            neededPace: interview.flatMap { neededPace(run, request, until: $0, unseen: stars.unseen) })
    }

    /// The least pace with which the choice shows every question of five stars before a day, to about a seventh.
    private func neededPace(_ run: ForwardRun, _ request: PickRequest, until day: Day, unseen: Int) -> Int? {
        guard unseen > 0 else { return 0 }
        guard day > request.today else { return nil }
        let days = max(1, day.days(since: request.today))
        var pace = (unseen + days - 1) / days
        while pace <= Self.maxPace {
            let cards = run.cards(on: day, pace: Double(pace)) { cards in
                cards.count >= unseen && topStars(topics: request.topics, cards: Array(cards.values)).unseen == 0
            }
            if topStars(topics: request.topics, cards: Array(cards.values)).unseen == 0 { return pace }
            pace = max(pace + 1, Int(Double(pace) * Self.paceGrowth))
        }
        return nil
    }

    /// How many questions of a selection have a rating.
    private func seen(_ cards: [Card], _ topics: [String]?) -> Int {
        let selected = selection(topics)
        return cards.count { card in
            card.memory != nil && bank.position(of: card.question).map { selected[tables[$0].topic] } ?? false
        }
    }
}
