import Foundation

/// What may be true where several things may be: a normal distribution for each, with its chance.
struct NormalMixture {
    var parts: [(chance: Double, middle: Double, deviation: Double)]

    /// A thousandth of a hundredth is far finer than what is told.
    private static let steps = 20

    /// Below what a share of it lies, between two bounds.
    func quantile(_ share: Double, from low: Double, to high: Double) -> Double {
        var (low, high) = (low, high)
        for _ in 0..<Self.steps {
            let middle = (low + high) / 2
            if below(middle) < share { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    private func below(_ value: Double) -> Double {
        parts.reduce(0) { $0 + $1.chance * erfc(($1.middle - value) / ($1.deviation * 2.0.squareRoot())) / 2 }
    }
}
