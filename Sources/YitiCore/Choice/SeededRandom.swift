/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed, on every machine.
package struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

    package init(seed: UInt64) { state = seed }

    /// The numbers of one of many streams. Seeds a multiple of the increment apart would give each other's numbers, shifted: the stream's
    /// number goes through the finaliser first.
    package init(stream: UInt64) { state = Self.mixed(stream &+ Self.increment) }

    package mutating func next() -> UInt64 {
        state &+= Self.increment
        return Self.mixed(state)
    }

    /// A whole number from 0 up to a bound, without it.
    package mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(bound, 1), using: &self) }

    /// A number from 0 up to 1, without it.
    package mutating func part() -> Double { Double(next() >> 11) * 0x1p-53 }

    package mutating func pick(_ choices: [String]) -> String { choices[below(choices.count)] }

    /// The generator's finaliser: each bit of what comes out hangs on each bit of what goes in.
    static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
