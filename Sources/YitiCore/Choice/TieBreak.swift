/// The order of questions with equal scores: a hash of person, question and learning day that is the same on every machine
/// and in every process.
struct TieBreak {
    private let seed: UInt64

    /// The order for a person on a learning day.
    init(person: Int64, day: Day) {
        let days = UInt64(bitPattern: Int64(day.number))
        seed = SeededRandom.mixed(UInt64(bitPattern: person) ^ SeededRandom.mixed(days &+ 0x9E37_79B9_7F4A_7C15))
    }

    /// Where a question stands; the lowest comes first. `hash` is that of the question's id.
    func place(of hash: UInt64) -> UInt64 { SeededRandom.mixed(seed ^ hash) }
}
