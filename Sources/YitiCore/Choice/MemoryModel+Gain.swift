extension FSRS6 {
    /// How likely each rating is when a question that was seen before is recalled; `again` is when it is not.
    private static let passShares = (hard: 0.224, good: 0.631, easy: 0.145)
    /// What a first answer that passes gains: whoever passes knew it already.
    private static let gainOfPassing = 0.2

    /// The chance of recall now, and how much a review today is expected to raise the chance of recall `ahead` days from now.
    ///
    /// `elapsedDays` lie between the last rated answer and today; `isLasting` is the card's, and after a lapse it is not.
    func gain(
        reviewing state: MemoryState, elapsedDays: Int, ahead: Int, isLasting: Bool = false
    ) -> (recall: Double, gain: Double) {
        let elapsedDays = max(0, elapsedDays)
        let recall = recall(state, elapsedDays: elapsedDays, isLasting: isLasting)
        let next = stabilities(after: state, elapsedDays: elapsedDays, recall: recall)
        let passed =
            Self.passShares.hard * self.recall(stability: next.hard, days: ahead, isLasting)
            + Self.passShares.good * self.recall(stability: next.good, days: ahead, isLasting)
            + Self.passShares.easy * self.recall(stability: next.easy, days: ahead, isLasting)
        let reviewed = (1 - recall) * self.recall(stability: next.again, days: ahead, false) + recall * passed
        return (recall, reviewed - self.recall(state, elapsedDays: elapsedDays + ahead, isLasting: isLasting))
    }

    /// How much a first answer today is expected to raise the chance of recall `ahead` days from now, for somebody who passes
    /// questions never seen with the chance `passChance`: whoever fails learns it from the key points and remembers it as after
    /// `again`, whoever passes gains little (behaviour, section 5).
    func gain(introducingWithPassChance passChance: Double, ahead: Int) -> Double {
        (1 - passChance) * recall(first(.again), elapsedDays: ahead) + Self.gainOfPassing * passChance
    }

    private func recall(stability: Double, days: Int, _ isLasting: Bool) -> Double {
        recall(MemoryState(stability: stability, difficulty: 0), elapsedDays: days, isLasting: isLasting)
    }
}
