/// What a person's memory is reckoned with.
package struct MemoryTerms: Hashable, Sendable {
    /// What recall and intervals come from.
    package var calibration: Calibration
    /// What a choice expects gains from.
    package var outlook: Calibration
    /// The chance of recall that intervals aim at.
    package var retention: Double
    /// How many rated answers it was fitted to; nil for a deployment's own, which hold for everybody who has none.
    package var reviews: Int?
    /// How far the truth may lie from ``calibration``.
    package var doubt: CalibrationDoubt
    /// What people of the deployment have in common, as it went into ``outlook``; nil while too few answer.
    package var common: CommonForgetting?

    /// FSRS-6 as it is.
    package static let standard = MemoryTerms()

    package init(
        calibration: Calibration = .standard, outlook: Calibration = .cautious, retention: Double = 0.9,
        reviews: Int? = nil, doubt: CalibrationDoubt = .prior, common: CommonForgetting? = nil
    ) {
        self.calibration = calibration
        self.outlook = outlook
        self.retention = retention
        self.reviews = reviews
        self.doubt = doubt
        self.common = common
    }

    /// The model of what is remembered.
    package var model: FSRS6 { FSRS6(desiredRetention: retention, calibration: calibration) }
    /// The model of what an answer is expected to gain.
    package var chooser: FSRS6 { FSRS6(desiredRetention: retention, calibration: outlook) }

    /// The parts, separated by colons; they read back as the same. The last two are left out while they say nothing.
    package var text: String {
        var parts = [calibration.text, outlook.text, "\(retention)", reviews.map(String.init) ?? ""]
        if doubt != .prior || common != nil { parts.append(doubt == .prior ? "" : doubt.text) }
        if let common { parts.append(common.text) }
        return parts.joined(separator: ":")
    }

    /// Reads ``text``; nil for anything else. Texts of before there was a ``doubt``, or a ``common``, have none.
    package init?(text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (4...6).contains(parts.count), let calibration = Calibration(text: parts[0]),
            let outlook = Calibration(text: parts[1]),
            let retention = Double(String(parts[2])), (0.5..<1).contains(retention)
        else { return nil }
        self.init(calibration: calibration, outlook: outlook, retention: retention, reviews: Int(parts[3]))
        if parts.count > 4, !parts[4].isEmpty || parts.count == 5 {
            guard let read = CalibrationDoubt(text: parts[4]) else { return nil }
            doubt = read
        }
        if parts.count > 5 {
            guard let read = CommonForgetting(text: parts[5]) else { return nil }
            common = read
        }
    }

    /// Has a choice begin with what people of the deployment have in common.
    package mutating func begin(with common: CommonForgetting?) {
        self.common = common
        outlook = expectedOutlook
    }

    /// What an outlook is expected near, before a person's own reviews have spoken.
    var expectedOutlook: Calibration { common?.outlook ?? .cautious }
    /// How far from it: the standard deviations of the three logarithms.
    var outlookSpread: [Double] { common?.spread ?? CalibrationFit.spread }
}

/// The terms of a person's memory, each with the learning day from which it holds.
package struct MemoryHistory: Hashable, Sendable {
    /// Terms and their first day, oldest first; before the first, FSRS-6 as it is.
    package private(set) var periods: [(from: Day, terms: MemoryTerms)] = []

    package init() {}

    /// What holds from the last day named on.
    package var latest: MemoryTerms { periods.last?.terms ?? .standard }

    /// What is in force on a learning day.
    package func terms(on day: Day) -> MemoryTerms { periods.last { $0.from <= day }?.terms ?? .standard }

    /// Has terms hold from a day on, in place of what was to hold from that day or a later one. The doubt of what holds no longer is
    /// dropped: nobody asks for it, and the row would grow with each fit.
    package mutating func adopt(_ terms: MemoryTerms, from day: Day) {
        periods.removeAll { $0.from >= day }
        for place in periods.indices.dropLast() { periods[place].terms.doubt = .prior }
        periods.append((day, terms))
    }

    /// The periods, separated by semicolons; they read back as the same.
    package var text: String { periods.map { "\($0.from.number)=\($0.terms.text)" }.joined(separator: ";") }

    /// Reads ``text``; nil for anything else.
    package init?(text: String) {
        for period in text.split(separator: ";") {
            let parts = period.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let day = Int(parts[0]), let terms = MemoryTerms(text: parts[1]) else { return nil }
            adopt(terms, from: Day(number: day))
        }
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.periods.elementsEqual(right.periods) { $0.from == $1.from && $0.terms == $1.terms }
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
