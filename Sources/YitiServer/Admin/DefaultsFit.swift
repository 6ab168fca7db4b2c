import Foundation
import YitiCore
import YitiStore

/// What people's own fits have in common: the mean of their logarithms, each counted by its reviews, drawn towards FSRS-6 while they are
/// few.
struct DefaultsFit {
    let calibration: Calibration
    private let people: Int

    /// So many people count half as much as FSRS-6.
    private static let priorPeople = 5.0
    /// A fit to so many answers counts as half a person.
    private static let halfAnswers = 100.0

    /// The mean of the fits that a store holds.
    init(_ transaction: Transaction) throws {
        let standard = Calibration.standard
        var weight = Self.priorPeople
        var sums = [log(standard.factor), log(standard.exponent), log(standard.lasting)].map { $0 * weight }
        var people = 0
        for text in try transaction.fittedMemories() {
            guard let terms = MemoryHistory(text: text)?.latest, let answers = terms.reviews else { continue }
            let share = Double(answers) / (Double(answers) + Self.halfAnswers)
            let own = terms.calibration
            for (axis, number) in [own.factor, own.exponent, own.lasting].enumerated() {
                sums[axis] += share * log(number)
            }
            weight += share
            people += 1
        }
        calibration = Calibration(
            factor: exp(sums[0] / weight), exponent: exp(sums[1] / weight), lasting: exp(sums[2] / weight))
        self.people = people
    }

    /// A line a number, as the operator sees them.
    var reply: AdminReply {
        AdminReply(
            ["factor\t\(calibration.factor)", "exponent\t\(calibration.exponent)", "lasting\t\(calibration.lasting)"],
            note: "from the fits of \(people) people; yiti fit --apply begins with it for those who have none")
    }
}
