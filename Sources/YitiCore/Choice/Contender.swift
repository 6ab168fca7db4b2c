/// A question that may be chosen, with what it is compared by.
struct Contender {
    /// Its place in the bank.
    var position: Int
    var score: Double
    /// Its place among equals.
    var tie: UInt64
    var gain: Double
    /// The chance of recall now; nil when it has never been rated.
    var recall: Double?

    /// Whether it goes before another.
    func beats(_ other: Contender?) -> Bool {
        guard let other else { return true }
        return score == other.score ? tie < other.tie : score > other.score
    }
}

/// The leaders of a choice while the candidates are gone through.
struct Contest {
    /// The topic of the question opened before, as a place in the bank.
    let previousTopic: Int?
    /// Of all candidates.
    private(set) var best: Contender?
    /// Of those of other topics than ``previousTopic``.
    private(set) var bestElsewhere: Contender?
    /// Of the seen ones about to be forgotten.
    private(set) var bestFading: Contender?
    /// How many of those there are.
    private(set) var fading = 0

    /// Below this chance of recall a question is about to be forgotten.
    private static let fadingRecall = 0.8
    /// With more than so many of those, every third opening takes one.
    private static let toleratedFading = 3
    private static let rescueEvery = 3
    /// How far below the best, in parts of it, another topic may lie and still be taken.
    private static let varietyShare = 0.2
    /// Four stars are exactly a fifth below five: rounding must not decide.
    private static let roundingShare = 1e-12

    init(previousTopic: Int?) { self.previousTopic = previousTopic }

    mutating func enter(_ contender: Contender, topic: Int) {
        if contender.beats(best) { best = contender }
        if topic != previousTopic, contender.beats(bestElsewhere) { bestElsewhere = contender }
        guard let recall = contender.recall, recall < Self.fadingRecall else { return }
        fading += 1
        if contender.beats(bestFading) { bestFading = contender }
    }

    /// Who is chosen for an opening, and the reason's wire name; nil without candidates.
    func winner(opening: Int) -> (contender: Contender, reason: String)? {
        guard let best else { return nil }
        if fading > Self.toleratedFading, opening % Self.rescueEvery == 0, let bestFading {
            return (bestFading, "rescue")
        }
        if let bestElsewhere, bestElsewhere.position != best.position,
            bestElsewhere.score >= best.score - (Self.varietyShare + Self.roundingShare) * abs(best.score)
        {
            return (bestElsewhere, "variety")
        }
        return (best, "best")
    }
}
