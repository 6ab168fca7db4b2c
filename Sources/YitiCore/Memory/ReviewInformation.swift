/// How much reviews tell of somebody's forgetting: the information (Fisher's) on the logarithms of factor, exponent and lasting, which is
/// the inverse of the covariance that they leave.
struct ReviewInformation: Hashable, Sendable {
    private var rows: [[Double]]

    /// No reviews at all.
    static let none = ReviewInformation(rows: [[Double]](repeating: [0, 0, 0], count: 3))

    /// What a cost that bends so (its second derivatives) tells.
    init(rows: [[Double]]) { self.rows = rows }

    /// What is known beforehand where people lie so far apart: the standard deviations of the three logarithms.
    init(spread: [Double]) {
        rows = spread.indices.map { row in spread.indices.map { $0 == row ? 1 / (spread[row] * spread[row]) : 0 } }
    }

    /// What a doubt leaves, what was known beforehand included.
    init(_ doubt: CalibrationDoubt) {
        let covariance = (0..<3).map { row in
            (0..<3).map { column in doubt.directions.reduce(0) { $0 + $1[row] * $1[column] } }
        }
        rows = Self(rows: covariance).inverse ?? Self(spread: CalibrationFit.spread).rows
    }

    /// Adds what is told by a review that is passed with some chance, which changes so with each logarithm.
    mutating func add(chance: Double, slopes: [Double]) {
        let weight = 1 / max(chance * (1 - chance), Self.leastVariance)
        for row in 0..<3 { for column in 0..<3 { rows[row][column] += weight * slopes[row] * slopes[column] } }
    }

    private static let leastVariance = 1e-4

    /// How much is told of the exponent by somebody of whom only this is known, whatever their factor and lasting are.
    var ofExponent: Double {
        let before = Self(spread: CalibrationFit.spread)
        guard let covariance = (self + before).inverse else { return 0 }
        return max(0, 1 / covariance[1][1] - before.rows[1][1])
    }

    /// The information times a point.
    func times(_ point: [Double]) -> [Double] { Self.product(rows, point) }

    /// The point that it times gives a vector; nil when nothing is known in some direction.
    func point(_ vector: [Double]) -> [Double]? { inverse.map { Self.product($0, vector) } }

    /// How far the truth may lie from what is known so well; nil when nothing is known in some direction.
    var doubt: CalibrationDoubt? { CalibrationDoubt(curvature: rows) }

    /// How one of the logarithms hangs together with each, once so much is known.
    func covariance(of axis: Int) -> [Double] { inverse?[axis] ?? [0, 0, 0] }

    static func + (left: Self, right: Self) -> Self { left.combined(right) { $0 + $1 } }

    static func - (left: Self, right: Self) -> Self { left.combined(right) { $0 - $1 } }

    private func combined(_ other: Self, _ combine: (Double, Double) -> Double) -> Self {
        Self(rows: zip(rows, other.rows).map { zip($0, $1).map { combine($0, $1) } })
    }

    private static func product(_ rows: [[Double]], _ point: [Double]) -> [Double] {
        rows.map { zip($0, point).reduce(0) { $0 + $1.0 * $1.1 } }
    }

    /// How much is known in all directions together; not positive when nothing is in some.
    var determinant: Double { (0..<3).reduce(0) { $0 + rows[0][$1] * cofactor(0, $1) } }

    /// The covariance that is left; nil when the cost does not bend upwards.
    var inverse: [[Double]]? {
        let determinant = determinant
        guard determinant > 0, determinant.isFinite else { return nil }
        return (0..<3).map { row in (0..<3).map { cofactor($0, row) / determinant } }
    }

    private func cofactor(_ row: Int, _ column: Int) -> Double {
        let (r, s) = ((row + 1) % 3, (row + 2) % 3)
        let (c, d) = ((column + 1) % 3, (column + 2) % 3)
        return rows[r][c] * rows[s][d] - rows[r][d] * rows[s][c]
    }
}

extension MemoryTerms {
    /// What the person's reviews have told beside what was known before them.
    var told: ReviewInformation { ReviewInformation(doubt) - ReviewInformation(spread: CalibrationFit.spread) }
}
