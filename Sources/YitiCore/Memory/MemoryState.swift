/// What FSRS-6 remembers of one person and one question.
package struct MemoryState: Hashable, Sendable {
    /// Days after which the chance of recall has fallen to 0.9.
    package var stability: Double
    /// How hard it is to make the memory last, 1 to 10.
    package var difficulty: Double

    /// A state from its two numbers.
    package init(stability: Double, difficulty: Double) {
        self.stability = stability
        self.difficulty = difficulty
    }
}
