import Testing
import YitiCore

/// A change of the clocks somewhere.
struct ClockChange: CustomStringConvertible {
    var zone: String
    var at: Instant
    /// Seconds east of UTC before and after it.
    var before: Int
    var after: Int

    var description: String { "\(zone) \(at.text)" }

    /// Every change of every zone in ten years from 2026 on; of zones that change alike only the first.
    static func all() throws -> [ClockChange] { try found.get() }

    private static let found = Result { try find() }

    private struct Key: Hashable {
        var at: Instant
        var before: Int
        var after: Int
    }

    private static func find() throws -> [ClockChange] {
        let zones = try DayExamples.zones()
        var seen: Set<Key> = []
        var changes: [ClockChange] = []
        for name in zones.names {
            let zone = try #require(zones.known(name))
            for change in find(in: zone) {
                let key = Key(at: change.at, before: change.before, after: change.after)
                if seen.insert(key).inserted { changes.append(change) }
            }
        }
        return changes
    }

    private static func find(in zone: Zone) -> [ClockChange] {
        let week: Int64 = 7 * 86_400
        let start: Int64 = 1_767_225_600
        return stride(from: start, to: start + 520 * week, by: Int64.Stride(week)).compactMap { from in
            let before = zone.offset(at: Instant(seconds: from))
            guard zone.offset(at: Instant(seconds: from + week)) != before else { return nil }
            var low = from
            var high = from + week
            while low + 1 < high {
                let middle = (low + high) / 2
                if zone.offset(at: Instant(seconds: middle)) == before { low = middle } else { high = middle }
            }
            let at = Instant(seconds: high)
            return ClockChange(zone: zone.name, at: at, before: before, after: zone.offset(at: at))
        }
    }
}
