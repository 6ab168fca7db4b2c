/// How well somebody will know the selection on a day when nothing more is answered: the chance of recall weighted by stars.
package struct Readiness: Hashable, Sendable {
    /// The same for today.
    package var now: Double
    /// That of the day.
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
    /// So much of what may be true lies below the interval, and as much above.
    private static let tail = 0.1
    /// What remains uncertain however much is known: what differs from question to question, of which a bank has many.
    private static let residue = 0.005

    /// What is expected of a day; nil for an empty selection. The request's interview is the day.
    package func readiness(on day: Day, _ request: PickRequest) -> Readiness? {
        let model = request.memory ?? model
        let forecast = forecast(on: day, request, model)
        guard forecast.weight > 0 else { return nil }
        let possible = possible(on: day, request)
        let expected = forecast.share
        let weakest = forecast.topics.filter { $0.weight > 0 }
            .sorted { $0.isWeaker(than: $1) }
        return Readiness(
            now: self.forecast(on: request.today, request, model).share, expected: expected,
            low: min(expected, possible.quantile(Self.tail, from: 0, to: 1)),
            high: max(expected, possible.quantile(1 - Self.tail, from: 0, to: 1)),
            weakest: weakest.prefix(Self.namedCount).map(\.id), next: next(request))
    }

    /// What may be true of a day: in each case there may be, where the truth is looked for, and how far it may lie from there. Every
    /// direction of the doubt moves the forecast by so much.
    private func possible(on day: Day, _ request: PickRequest) -> NormalMixture {
        let unseen = unseenVariance(forecast(on: day, request, model), request)
        return NormalMixture(
            parts: PossibleForgetting(request.terms).cases.map { one in
                let share = { (logarithms: [Double], moved: Double) in
                    self.share(on: day, request, one, logarithms, moved)
                }
                var variance = Self.residue * Self.residue + unseen
                for direction in one.doubt.directions {
                    let up = share(zip(one.logarithms, direction).map(+), 0)
                    let down = share(zip(one.logarithms, direction).map(-), 0)
                    variance += (up - down) * (up - down) / 4
                }
                let ofKnown = share(one.logarithms, 1) - share(one.logarithms, 0)
                return (one.chance, share(one.logarithms, 0), (variance + ofKnown * ofKnown).squareRoot())
            })
    }

    /// What is expected of a day where somebody forgets so. Where what was passed at first sight was known before, the part of it that lasts
    /// for good is so many deviations larger.
    private func share(
        on day: Day, _ request: PickRequest, _ one: PossibleForgetting.Case, _ logarithms: [Double], _ moved: Double
    ) -> Double {
        var calibration = Calibration(logarithms: logarithms)
        guard one.isKnown else { return forecast(on: day, request, FSRS6(calibration: calibration)).share }
        calibration.lasting = 1
        let known = PossibleForgetting.knownShare
        return forecast(
            on: day, request, FSRS6(calibration: calibration), known: known.middle + moved * known.deviation
        ).share
    }

    /// How uncertain the part is that was never seen: the chance of passing one is known from so many, and each is either known or not.
    private func unseenVariance(_ forecast: Forecast, _ request: PickRequest) -> Double {
        let chance = request.passChance
        let part = forecast.unseen / forecast.weight
        let count = Double(max(1, forecast.unseenCount))
        return chance * (1 - chance) * part * part * (1 / Double(11 + request.firstAnswers) + 1 / count)
    }

    /// The questions that `/next` would show now, one after the other, if each was put aside.
    private func next(_ request: PickRequest) -> [String] {
        var request = request
        request.asksForMore = false
        var found: [String] = []
        while found.count < Self.namedCount, case .picked(let pick) = pick(request) {
            found.append(pick.question.id)
            request.excluded.insert(pick.question.id)
            request.previousTopic = pick.question.topic
        }
        return found
    }

    /// A topic's part of a ``Forecast``.
    struct TopicPart {
        var id: String
        var weight = 0.0
        var expected = 0.0

        /// Whether less of it is expected to be known; of equals, whether more hangs on it. A rounding error makes no difference.
        func isWeaker(than other: TopicPart) -> Bool {
            let shares = [expected / weight, other.expected / other.weight].map { ($0 * 1e9).rounded() }
            return (shares[0], -weight, id) < (shares[1], -other.weight, other.id)
        }
    }

    /// Sums over a selection, weighted by stars.
    struct Forecast {
        var weight = 0.0
        var expected = 0.0
        /// The weight of what was never seen.
        var unseen = 0.0
        var unseenCount = 0
        var topics: [TopicPart] = []

        var share: Double { weight > 0 ? expected / weight : 0 }
    }

    /// What is expected of a day. A question never seen counts with the chance that the person passes one at once; of what was passed at first
    /// sight and never forgotten since, the part `known` lasts for good.
    func forecast(on day: Day, _ request: PickRequest, _ model: FSRS6, known: Double = 0) -> Forecast {
        let selected = selection(request.topics)
        let chance = request.passChance
        var forecast = Forecast()
        forecast.topics = bank.topics.map { TopicPart(id: $0.id) }
        for (topic, span) in topicSpans.enumerated() where selected[topic] {
            let weight = Double(span.reduce(0) { $0 + tables[$1].stars })
            forecast.topics[topic].weight = weight
            forecast.topics[topic].expected = chance * weight
            forecast.unseen += weight
            forecast.unseenCount += span.count
        }
        for card in request.cards {
            guard let memory = card.memory, let reviewed = card.reviewedDay,
                let position = bank.position(of: card.question), selected[tables[position].topic]
            else { continue }
            let fading = model.recall(memory, elapsedDays: day.days(since: reviewed), isLasting: card.isLasting)
            let recall = card.isLasting ? known + (1 - known) * fading : fading
            let stars = Double(tables[position].stars)
            forecast.topics[tables[position].topic].expected += stars * (recall - chance)
            forecast.unseen -= stars
            forecast.unseenCount -= 1
        }
        forecast.weight = forecast.topics.reduce(0) { $0 + $1.weight }
        forecast.expected = forecast.topics.reduce(0) { $0 + $1.expected }
        return forecast
    }
}
