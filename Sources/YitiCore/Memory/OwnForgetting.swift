/// A person's own forgetting as it is told: what it multiplies FSRS-6's intervals by.
package struct OwnForgetting: Hashable, Sendable {
    /// Of what was learned here: failed at first sight, or forgotten since.
    package var learned: Double
    /// Of what was passed at first sight and never forgotten since.
    package var known: Double

    package init(learned: Double, known: Double) {
        self.learned = learned
        self.known = known
    }

    init(_ model: FSRS6) {
        learned = model.intervalStretch(isLasting: false)
        known = model.intervalStretch(isLasting: true)
    }
}
