/// How far somebody's own forgetting may well lie from what was fitted: a normal distribution of the three logarithms around it.
///
/// Factor and exponent are told apart by few reviews, so that one may be higher where the other is lower: three errors alone would say
/// less.
package struct CalibrationDoubt: Hashable, Sendable {
    /// Three directions of the logarithms, each as far as a standard deviation, that don't hang together: the columns of the Cholesky
    /// factor of the covariance.
    package private(set) var directions: [[Double]]

    /// Of somebody without reviews: how far people lie apart.
    package static let prior = CalibrationDoubt(
        directions: CalibrationFit.spread.enumerated().map { axis, error in
            (0..<3).map { $0 == axis ? error : 0 }
        })

    private init(directions: [[Double]]) { self.directions = directions }

    /// The doubt that a cost leaves which bends so (its second derivatives); nil when it does not bend upwards everywhere.
    init?(curvature: [[Double]]) {
        guard let inverse = ReviewInformation(rows: curvature).inverse else { return nil }
        var columns = [[Double]](repeating: [0, 0, 0], count: 3)
        for column in 0..<3 {
            for row in column..<3 {
                let known = (0..<column).reduce(0) { $0 + columns[$1][row] * columns[$1][column] }
                let rest = inverse[row][column] - known
                guard row > column || (rest > 0 && rest.isFinite) else { return nil }
                columns[column][row] = row == column ? rest.squareRoot() : rest / columns[column][column]
            }
        }
        // Four digits are far more than is known, and a person's row keeps them.
        directions = columns.map { $0.map { ($0 * 1e4).rounded() / 1e4 } }
    }

    /// The standard errors of the logarithms of factor, exponent and lasting.
    package var errors: [Double] {
        (0..<3).map { axis in directions.reduce(0) { $0 + $1[axis] * $1[axis] }.squareRoot() }
    }

    /// The numbers, separated by commas; each reads back as the same.
    var text: String { directions.joined().map { "\($0)" }.joined(separator: ",") }

    /// Reads ``text``; nil for anything else.
    init?(text: some StringProtocol) {
        let numbers = text.split(separator: ",").compactMap { Double(String($0)) }
        guard numbers.count == 9, numbers.allSatisfy(\.isFinite) else { return nil }
        directions = (0..<3).map { Array(numbers[$0 * 3..<$0 * 3 + 3]) }
    }
}
