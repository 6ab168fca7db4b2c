/// How well somebody will know the selection on a day when nothing more is answered: the chance of recall weighted by stars.
package struct Readiness: Hashable, Sendable {
    /// The same for today.
    package var now: Double
    package var expected: Double
    /// Four times in five the truth lies between these.
    package var low: Double
    package var high: Double
    /// The ids of the topics expected to be known least, the weakest first.
    package var weakest: [String]
    /// The ids of the questions whose answers raise ``expected`` most, the best first.
    package var next: [String]

    package init(now: Double, expected: Double, low: Double, high: Double, weakest: [String], next: [String]) {
        self.now = now
        self.expected = expected
        self.low = low
        self.high = high
        self.weakest = weakest
        self.next = next
    }
}

extension Picker {
    private static let namedCount = 3
    /// So many standard deviations hold four fifths of a normal distribution.
    private static let width = 1.2816
    /// How far, as a logarithm, the stability of somebody without reviews may lie from what is supposed of everybody.
    private static let spread = 0.5
    /// How much a review tells of that: found in the simulation (docs/learning.md).
    private static let information = 0.15
    /// What remains uncertain however much is known: what is different from question to question, and the model itself.
    private static let residue = 0.012

    /// What is expected of a day; nil for an empty selection. The request's interview is the day.
    package func readiness(on day: Day, _ request: PickRequest) -> Readiness? {
        let model = request.memory ?? model
        let forecast = forecast(on: day, request, model)
        guard forecast.weight > 0 else { return nil }
        let reviews = request.cards.reduce(0) { $0 + max(0, $1.reviews - 1) }
        let doubt = (1 / (1 / (Self.spread * Self.spread) + Self.information * Double(reviews))).squareRoot()
        let chance = request.passChance
        let ofChance =
            (chance * (1 - chance) / Double(11 + request.firstAnswers)).squareRoot() * forecast.unseen / forecast.weight
        let ofMemory = doubt * forecast.slope / forecast.weight
        let deviation = (ofChance * ofChance + ofMemory * ofMemory + Self.residue * Self.residue).squareRoot()
        let expected = forecast.expected / forecast.weight
        let weakest = forecast.topics.filter { $0.weight > 0 }
            .sorted { ($0.expected / $0.weight, $0.id) < ($1.expected / $1.weight, $1.id) }
        return Readiness(
            now: self.forecast(on: request.today, request, model).share, expected: expected,
            low: max(0, expected - Self.width * deviation), high: min(1, expected + Self.width * deviation),
            weakest: weakest.prefix(Self.namedCount).map(\.id), next: next(request))
    }

    /// The questions that would be chosen now, one after the other, if each was put aside.
    private func next(_ request: PickRequest) -> [String] {
        var request = request
        var found: [String] = []
        while found.count < Self.namedCount, case .picked(let pick) = pick(request) {
            found.append(pick.question.id)
            request.excluded.insert(pick.question.id)
            request.previousTopic = nil
        }
        return found
    }

    /// Sums over a selection, weighted by stars.
    struct Forecast {
        var weight = 0.0
        var expected = 0.0
        /// The weight of what was never seen.
        var unseen = 0.0
        /// How much ``expected`` rises when every stability rises by the factor e, near by.
        var slope = 0.0
        var topics: [(id: String, weight: Double, expected: Double)] = []

        var share: Double { weight > 0 ? expected / weight : 0 }
    }

    /// What is expected of a day. A question never seen counts with the chance that the person passes one at once.
    func forecast(on day: Day, _ request: PickRequest, _ model: FSRS6) -> Forecast {
        let selected = selection(request.topics)
        let chance = request.passChance
        var forecast = Forecast()
        forecast.topics = bank.topics.map { ($0.id, 0, 0) }
        for (topic, span) in topicSpans.enumerated() where selected[topic] {
            let weight = Double(span.reduce(0) { $0 + tables[$1].stars })
            forecast.topics[topic].weight = weight
            forecast.topics[topic].expected = chance * weight
            forecast.unseen += weight
        }
        for card in request.cards {
            guard let memory = card.memory, let reviewed = card.reviewedDay,
                let position = bank.position(of: card.question), selected[tables[position].topic]
            else { continue }
            let recall = model.recall(memory, elapsedDays: day.days(since: reviewed), isLasting: card.isLasting)
            let stars = Double(tables[position].stars)
            forecast.topics[tables[position].topic].expected += stars * (recall - chance)
            forecast.unseen -= stars
            forecast.slope += stars * model.slope(ofRecall: recall)
        }
        forecast.weight = forecast.topics.reduce(0) { $0 + $1.weight }
        forecast.expected = forecast.topics.reduce(0) { $0 + $1.expected }
        return forecast
    }
}
