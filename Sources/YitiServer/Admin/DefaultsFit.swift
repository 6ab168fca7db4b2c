import YitiCore
import YitiStore

/// What the people of a deployment have in common in how they forget.
struct DefaultsFit {
    let calibration: Calibration
    private let pooled: PooledFit
    private let common: CommonForgetting?

    /// The fit of the reviews that a store holds.
    init(_ transaction: Transaction) throws {
        var people: [[Review]] = []
        let found = try transaction.forEachReviews { reviews in
            if !reviews.isEmpty { people.append(reviews) }
            return true
        }
        pooled = PooledFit(people)
        calibration = pooled.calibration
        common = found?.common
    }

    /// Whether there is anything to go by.
    var isEmpty: Bool { pooled.people == 0 }

    /// A line a number, with its standard error as a part of it, as the operator sees them.
    func reply(isApplied: Bool) -> AdminReply {
        let numbers = [calibration.factor, calibration.exponent, calibration.lasting]
        let lines = zip(["factor", "exponent", "lasting"], zip(numbers, pooled.errors)).map {
            "\($0)\t\(Self.rounded($1.0, 1e4))\t\(Self.rounded($1.1, 100))"
        }
        let shared = common.map { ["choice\t\($0.exponent)\t\($0.deviation)"] } ?? []
        let people = "\(pooled.people) \(pooled.people == 1 ? "person" : "people")"
        return AdminReply(lines + shared, note: "from the reviews of \(people); " + whatFollows(isApplied))
    }

    private func whatFollows(_ isApplied: Bool) -> String {
        if isApplied { return "set: whoever has no fit of their own begins with it on their next learning day" }
        return isEmpty
            ? "there is nothing to set before somebody has reviewed something on a later day"
            : "yiti fit --apply begins with it for those who have no fit of their own"
    }

    private static func rounded(_ number: Double, _ parts: Double) -> Double { (number * parts).rounded() / parts }
}
