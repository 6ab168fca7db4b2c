/// What the answers that are left until an interview are worth, and how much a review loses by not waiting for one of them.
///
/// Each answer that is left is a place. A place is worth what the last of the questions gains that gets one, when those that gain most
/// come first. Where a review would gain more on a later day than a place is worth, the difference is what is lost by asking it now:
/// what was reviewed lately waits, and what is asked near the interview is remembered there. While questions that were never seen need
/// every place, nothing waits; nor where forgetting may be steep, as is supposed of everybody until reviews say otherwise: there a review
/// is what the next one builds on.
struct Waiting {
    /// The days from today on which a later answer is tried: half way to the interview, and the day before it.
    let laterDays: [Int]
    private let ahead: Int
    private let places: Int
    private let share: Double

    /// Each further answer to a question gains about so much of the one before.
    private static let repeatedShare = 0.83
    private static let mostRepeats = 5
    /// Up to the first exponent of the forgetting curve a review waits in full, from the second on not at all.
    private static let exponents = (full: 0.23, none: 0.25)
    /// How often the price is halved in on: a thousandth of the best gain is far below any difference that matters.
    private static let priceSteps = 12

    /// Nil where nothing waits: without an interview ahead, on its eve, and with too few answers left. `unseen` questions of the
    /// selection were never answered.
    init?(_ request: PickRequest, outlook: FSRS6, unseen: Int) {
        guard let interview = request.interview else { return nil }
        ahead = interview.days(since: request.today)
        share = min(1, (Self.exponents.none + outlook.decay) / (Self.exponents.none - Self.exponents.full))
        guard ahead > 1, share > 0 else { return nil }
        let answers = Pace.ofCards(request.cards, today: request.today) * Double(min(ahead, 10_000))
        places = Int(min(answers, 1e6))
        guard places > unseen else { return nil }
        laterDays = ahead > 2 ? [(ahead - 1) / 2, ahead - 1] : [ahead - 1]
    }

    /// The most that a review on a later day is expected to gain.
    func laterGain(_ outlook: FSRS6, _ card: ReviewProspect) -> Double {
        laterDays.reduce(0) { best, days in max(best, outlook.gain(card, waiting: days).gain) }
    }

    /// What a place is worth, of so many questions that gain so much at best, in stars times gain; 0 when there are places for all.
    func price(_ gains: [(gain: Double, count: Int)]) -> Double {
        let gains = gains.filter { $0.count > 0 }.sorted { $0.gain > $1.gain }
        var (low, high) = (0.0, max(0, gains.first?.gain ?? 0))
        guard Self.taken(gains, above: high * 1e-3) > places else { return 0 }
        for _ in 0..<Self.priceSteps {
            let middle = (low + high) / 2
            if Self.taken(gains, above: middle) > places { low = middle } else { high = middle }
        }
        return high
    }

    /// What a score loses for a review that would gain `later` on a later day, where a place is worth `price`.
    func loss(later: Double, price: Double) -> Double { share * max(0, later - price) }

    /// How many places questions, those that gain most first, take that are asked as long as an answer gains more than a price.
    private static func taken(_ gains: [(gain: Double, count: Int)], above price: Double) -> Int {
        var (level, count) = (price, 0)
        for _ in 0..<mostRepeats {
            for (gain, questions) in gains {
                guard gain > level else { break }
                count += questions
            }
            level /= repeatedShare
        }
        return count
    }
}

extension Pace {
    /// About how many answers a day somebody has given of late, from the questions that were answered in the last ``days`` before today;
    /// while there are none, three.
    static func ofCards(_ cards: [Card], today: Day) -> Double {
        var (first, count) = (0, 0)
        for card in cards {
            guard let reviewed = card.reviewedDay, reviewed < today else { continue }
            let ago = today.days(since: reviewed)
            first = max(first, ago)
            count += ago <= days ? 1 : 0
        }
        return first > 0 ? Double(count) / Double(min(first, days)) : usual
    }

    private static let usual = 3.0
}
