import Foundation

extension FSRS6 {
    /// How likely each rating is when a question that was seen before is recalled; `again` is when it is not.
    private static let passShares = (hard: 0.224, good: 0.631, easy: 0.145)
    /// What a first answer that passes gains: whoever passes knew it already.
    private static let gainOfPassing = 0.2

    /// The chance of recall so many days from today, and how much a review then is expected to raise the chance of recall on the day looked
    /// ahead to.
    func gain(_ card: ReviewProspect, waiting days: Int = 0) -> (recall: Double, gain: Double) {
        let (elapsedDays, ahead) = (card.elapsedDays + days, card.ahead - days)
        let recall = recall(card.state, elapsedDays: elapsedDays, isLasting: card.isLasting)
        let next = stabilities(after: card.state, card.terms, elapsedDays: elapsedDays, recall: recall)
        let passed =
            Self.passShares.hard * self.recall(stability: next.hard, days: ahead, card.isLasting)
            + Self.passShares.good * self.recall(stability: next.good, days: ahead, card.isLasting)
            + Self.passShares.easy * self.recall(stability: next.easy, days: ahead, card.isLasting)
        let reviewed = (1 - recall) * self.recall(stability: next.again, days: ahead, false) + recall * passed
        return (recall, reviewed - card.unreviewed)
    }

    /// How much a first answer today is expected to raise the chance of recall `ahead` days from now, for somebody who passes
    /// questions never seen with the chance `passChance`: whoever fails learns it from the key points and remembers it as after
    /// `again`, whoever passes gains little.
    func gain(introducingWithPassChance passChance: Double, ahead: Int) -> Double {
        (1 - passChance) * recall(first(.again), elapsedDays: ahead) + Self.gainOfPassing * passChance
    }

    /// As ``recall(_:elapsedDays:isLasting:)`` has it, but for the last digits: the logarithm and the exponential take two thirds of the
    /// time of a power, and this is where a choice spends most of its own.
    private func recall(stability: Double, days: Int, _ isLasting: Bool) -> Double {
        exp(decay * log(1 + factor * Double(days) / (stability * (isLasting ? lastingStretch : stretch))))
    }
}

/// A card of which reviews on several days are looked at, with what they share: half of the powers that a gain is reckoned with.
struct ReviewProspect {
    let state: MemoryState
    /// From the last rated answer to today.
    let elapsedDays: Int
    /// From today to the day of which recall is expected.
    let ahead: Int
    /// The card's; after a lapse it is not.
    let isLasting: Bool
    fileprivate let terms: FSRS6.ReviewTerms
    /// The chance of recall on the day looked ahead to when nothing is reviewed.
    fileprivate let unreviewed: Double

    init(_ model: FSRS6, _ state: MemoryState, elapsedDays: Int, ahead: Int, isLasting: Bool = false) {
        self.state = state
        self.elapsedDays = max(0, elapsedDays)
        self.ahead = ahead
        self.isLasting = isLasting
        terms = model.reviewTerms(state)
        unreviewed = model.recall(state, elapsedDays: self.elapsedDays + ahead, isLasting: isLasting)
    }
}
