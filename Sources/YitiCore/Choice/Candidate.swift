/// A question that may be chosen, with what it is compared by.
struct Candidate {
    /// Its place in the bank.
    var position: Int
    var score: Double
    /// Its place among equals.
    var tie: UInt64
    var gain: Double
    /// The chance of recall now; nil when it has never been rated.
    var recall: Double?

    /// Whether it goes before another.
    func beats(_ other: Candidate?) -> Bool {
        guard let other else { return true }
        return score == other.score ? tie < other.tie : score > other.score
    }
}

/// The leaders of a choice while the candidates are gone through.
struct Ranking {
    /// The topic of the question opened before, as a place in the bank.
    let previousTopic: Int?
    /// Of all candidates.
    private(set) var best: Candidate?
    /// Of those of other topics than ``previousTopic``.
    private(set) var bestElsewhere: Candidate?

    /// How far below the best, in parts of it, another topic may lie and still be taken.
    private static let varietyShare = 0.2
    /// Four stars are exactly a fifth below five: rounding must not decide.
    private static let roundingShare = 1e-12

    init(previousTopic: Int?) { self.previousTopic = previousTopic }

    mutating func enter(_ candidate: Candidate, topic: Int) {
        if candidate.beats(best) { best = candidate }
        if topic != previousTopic, candidate.beats(bestElsewhere) { bestElsewhere = candidate }
    }

    /// Who is chosen, and the reason's wire name; nil without candidates.
    var winner: (candidate: Candidate, reason: String)? {
        guard let best else { return nil }
        if let bestElsewhere, bestElsewhere.position != best.position,
            bestElsewhere.score >= best.score - (Self.varietyShare + Self.roundingShare) * abs(best.score)
        {
            return (bestElsewhere, "variety")
        }
        return (best, "best")
    }
}
