/// One time zone: its offsets from UTC over time.
///
/// Transitions of the footer's rule are expanded once, to 2437; later instants are looked up 400 years earlier, since the
/// Gregorian calendar repeats then, weekdays included.
package struct Zone: Hashable, Sendable {
    /// The name it goes by (`Asia/Shanghai`, `+08:00`).
    package let name: String
    private let instants: [Int64]
    private let offsets: [Int]
    private let first: Int

    private static let horizonYear = 2437
    private static let cycle: Int64 = 146_097 * 86_400
    /// 2437-01-01: instants from here on are looked up a cycle earlier.
    private static let horizon: Int64 = 170_569 * 86_400

    /// A zone that never changes.
    package init(name: String, offset: Int) {
        self.name = name
        self.instants = []
        self.offsets = []
        self.first = offset
    }

    /// A zone from a TZif file's octets; nil when they are not one.
    package init?(name: String, file: [UInt8]) {
        guard let data = TimeZoneFile(file) else { return nil }
        self.name = name
        self.first = data.firstOffset
        var transitions = data.transitions
        if let rule = data.rule {
            let last = transitions.last?.at ?? .min
            let lastYear = transitions.last.map { Day(number: Int($0.at / 86_400)).civil.year } ?? 1970
            for year in max(1, lastYear)...max(lastYear, Self.horizonYear) {
                transitions += rule.transitions(in: year).filter { $0.at > last }
            }
        }
        self.instants = transitions.map(\.at)
        self.offsets = transitions.map(\.offset)
    }

    /// Seconds east of UTC at an instant.
    package func offset(at instant: Instant) -> Int {
        var seconds = instant.seconds
        if seconds >= Self.horizon, !instants.isEmpty {
            seconds -= ((seconds - Self.horizon) / Self.cycle + 1) * Self.cycle
        }
        var low = 0
        var high = instants.count
        while low < high {
            let middle = (low + high) / 2
            if instants[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : offsets[low - 1]
    }

    /// The local date and the second of that day at an instant.
    package func local(at instant: Instant) -> (day: Day, second: Int) {
        let local = instant.advanced(bySeconds: Int64(offset(at: instant))).seconds
        let (day, second) = local.quotientAndRemainder(dividingBy: 86_400)
        return second >= 0
            ? (Day(number: Int(day)), Int(second)) : (Day(number: Int(day) - 1), Int(second) + 86_400)
    }

    /// The instant of a local time: in a spring gap the offset before the gap counts (02:30 becomes 03:30, as RFC 5545 has
    /// it), in an autumn overlap the first of the two.
    package func instant(of day: Day, second: Int) -> Instant {
        let local = Instant(seconds: Int64(day.number) * 86_400 + Int64(second))
        let before = offset(at: local.advanced(bySeconds: -86_400 - Int64(offsetGuess(local))))
        let early = local.advanced(bySeconds: -Int64(before))
        if offset(at: early) == before { return early }
        let after = offset(at: local.advanced(bySeconds: 86_400 - Int64(offsetGuess(local))))
        let late = local.advanced(bySeconds: -Int64(after))
        return offset(at: late) == after ? late : early
    }

    /// Whether a local date has any instant (Apia had no 2011-12-30).
    package func exists(_ day: Day) -> Bool {
        let noon = instant(of: day, second: 43_200)
        return local(at: noon).day == day
    }

    private func offsetGuess(_ local: Instant) -> Int { offset(at: local) }
}
