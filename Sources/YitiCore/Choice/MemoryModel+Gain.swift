extension MemoryModel {
    /// How likely each rating is when a question that was seen before is recalled; `again` is when it is not.
    private static let passShares = (hard: 0.224, good: 0.631, easy: 0.145)
    /// How likely each first rating is.
    private static let firstShares: [(rating: Rating, share: Double)] = [
        (.again, 0.40), (.hard, 0.20), (.good, 0.30), (.easy, 0.10),
    ]

    /// The chance of recall now, and how much a review today is expected to raise the chance of recall `ahead` days from now.
    ///
    /// `elapsedDays` lie between the last rated answer and today.
    func gain(reviewing state: MemoryState, elapsedDays: Int, ahead: Int) -> (recall: Double, gain: Double) {
        let elapsedDays = max(0, elapsedDays)
        let recall = recall(state, elapsedDays: elapsedDays)
        let next = stabilities(after: state, elapsedDays: elapsedDays, recall: recall)
        let passed =
            Self.passShares.hard * self.recall(stability: next.hard, days: ahead)
            + Self.passShares.good * self.recall(stability: next.good, days: ahead)
            + Self.passShares.easy * self.recall(stability: next.easy, days: ahead)
        let reviewed = (1 - recall) * self.recall(stability: next.again, days: ahead) + recall * passed
        return (recall, reviewed - self.recall(state, elapsedDays: elapsedDays + ahead))
    }

    /// How much a first answer today is expected to raise the chance of recall `ahead` days from now, for somebody who passes
    /// questions never seen with the chance `passChance`.
    func gain(introducingWithPassChance passChance: Double, ahead: Int) -> Double {
        let recalled = Self.firstShares.reduce(0.0) { sum, first in
            sum + first.share * recall(self.first(first.rating), elapsedDays: ahead)
        }
        return recalled - passChance
    }

    private func recall(stability: Double, days: Int) -> Double {
        recall(MemoryState(stability: stability, difficulty: 0), elapsedDays: days)
    }
}
