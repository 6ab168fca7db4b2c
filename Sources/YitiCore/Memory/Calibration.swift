/// How somebody's forgetting differs from what FSRS-6 takes everybody's to be.
///
/// A card keeps FSRS's own stability; it is multiplied wherever a recall or an interval is reckoned, so that another calibration
/// rewrites no card.
package struct Calibration: Hashable, Sendable {
    /// What every stability is multiplied by; 2 forgets half as fast.
    package var factor: Double
    /// The exponent of the forgetting curve, positive; a higher one forgets more in the long run.
    package var exponent: Double
    /// What the stability of a question is multiplied by besides that was passed at first sight and never forgotten since: whoever
    /// passes knew it before.
    package var lasting: Double

    /// FSRS-6's own.
    package static let standard = Calibration(factor: 1, exponent: FSRS6.defaultWeights[20], lasting: 1)
    /// What a choice supposes of somebody of whom nothing is known: somewhat steeper forgetting, and that what was passed at first sight
    /// lasts. It costs next to nothing where FSRS-6 is right, and much is gained where it is not (docs/learning.md).
    package static let cautious = Calibration(factor: 1, exponent: 0.25, lasting: 4)

    package init(factor: Double, exponent: Double, lasting: Double) {
        self.factor = factor
        self.exponent = exponent
        self.lasting = lasting
    }

    /// The numbers, separated by commas; each reads back as the same.
    var text: String { "\(factor),\(exponent),\(lasting)" }

    /// Reads ``text``; nil for anything else, and for numbers that no calibration has.
    init?(text: some StringProtocol) {
        let numbers = text.split(separator: ",").compactMap { Double(String($0)) }
        guard numbers.count == 3, numbers.allSatisfy({ $0.isFinite && $0 > 0 }), numbers[1] <= 10 else { return nil }
        self.init(factor: numbers[0], exponent: numbers[1], lasting: numbers[2])
    }
}
