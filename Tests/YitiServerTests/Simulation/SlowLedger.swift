import YitiCore

/// The kinds of a person's days by the letter of the rules, from what they did and from when their pushes arrived.
struct SlowLedger {
    private(set) var days: [Int] = []
    private(set) var kinds: [DayKind] = []
    private(set) var longest = 0
    private var repairs: [Int] = []

    init(_ person: SimulatedPerson, arrivals: [Int: Int64], now: Int64) {
        let rated = Dictionary(grouping: person.answers.values.filter { $0.rating != nil }, by: \.day)
        guard let first = rated.keys.min() else { return }
        let today = person.calendar.day(at: now)
        guard first <= today else { return }
        let starts = person.calendar.starts(from: first, to: now)
        for day in first...today {
            guard let start = starts[day], let end = starts[day + 1] else { continue }
            let count = rated[day]?.count ?? 0
            days.append(day)
            kinds.append(
                count > 0
                    ? .answered
                    : day == today ? .open : Self.unanswered(person, day, start, end, arrival: arrivals[day]))
            if kinds.last == .missed, freezes > 0 { kinds[kinds.count - 1] = .frozen }
            if count >= 2 { repair(starts) }
            longest = max(longest, current)
        }
    }

    private static func unanswered(
        _ person: SimulatedPerson, _ day: Int, _ start: Int64, _ end: Int64, arrival: Int64?
    ) -> DayKind {
        if person.isPaused(day) { return .paused }
        if start == end { return .travel }
        if person.suspensions.contains(where: { $0.from < end && $0.until ?? .max > start }) { return .paused }
        let inForce = person.subscriptions.flatMap(\.generations).filter { $0.from < end && $0.until ?? .max > start }
        if inForce.isEmpty { return .missed }
        let asked = inForce.contains { generation in
            generation.schedule.occurrences(after: start - 1, through: end - 1).contains {
                $0.at > generation.from && $0.at <= generation.until ?? .max
            }
        }
        if !asked { return .rest }
        return arrival.map { $0 < end } ?? false ? .missed : .notAsked
    }

    /// The days since the last missed one.
    private var run: [DayKind] { Array(kinds.reversed().prefix { $0 != .missed }.reversed()) }

    var current: Int { run.count { $0 == .answered || $0 == .repaired } }

    /// Freezes held after the last day; a day that is missed asks what was held before it.
    var freezes: Int {
        let days = kinds.last == .missed ? Array(kinds.dropLast()).reversed().prefix { $0 != .missed }.reversed() : run
        var held = 0
        var answered = 0
        for kind in days {
            if kind == .answered {
                answered += 1
                if answered % 7 == 0 { held = min(2, held + 1) }
            }
            if kind == .frozen { held -= 1 }
        }
        return held
    }

    private mutating func repair(_ starts: [Int: Int64]) {
        let last = kinds.count - 1
        let counted = kinds.indices.dropLast().filter { [.answered, .repaired, .missed].contains(kinds[$0]) }
        guard let missed = counted.last, kinds[missed] == .missed, let before = counted.dropLast().last,
            kinds[before] != .missed, repairs.last.map({ days[last] - days[$0] >= 30 }) ?? true,
            let start = starts[days[last]], let end = starts[days[missed] + 1], start - end <= 48 * 3600
        else { return }
        kinds[missed] = .repaired
        repairs.append(last)
    }
}
