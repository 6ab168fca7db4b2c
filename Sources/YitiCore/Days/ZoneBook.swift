import Synchronization

/// What a zone's name came to.
package enum ZoneFinding: Hashable, Sendable {
    /// The canonical spelling of a zone that exists.
    case found(String)
    /// It may be several, or an abbreviation that is right for half of the year: what people mean by it.
    case several([String])
    /// An offset that no place on Earth keeps.
    case unusedOffset
    /// No such zone; names that are close.
    case unknown(suggestions: [String])
}

/// Every time zone of the system, read when first asked for.
///
/// Names come from an allow-list read at start; what somebody types is looked up in it and never becomes part of a path.
package final class ZoneBook: Sendable {
    /// UTC, which is always there: what a stored name that has vanished from the system falls back to.
    package let utc = Zone(name: "UTC", offset: 0)
    private let files: ZoneFiles
    private let fileOf: [String: String]
    private let canonical: [String: String]
    private let cities: [String: String]
    private let cache = Mutex<[String: Zone]>([:])

    /// Reads the names in `directory`. Throws ``ZonesMissing`` when there are none.
    package init(directory: String = "/usr/share/zoneinfo") throws {
        files = ZoneFiles(directory: directory)
        fileOf = try files.names()
        let places = fileOf.keys.filter(Self.isPlace)
        canonical = Dictionary(places.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        cities = Self.cities(of: fileOf)
    }

    /// Every IANA name there is, in the alphabet's order.
    package var names: [String] { fileOf.keys.sorted() }

    /// The zone with that name; UTC when the system has lost it or can't read it.
    package func zone(_ name: String) -> Zone { known(name) ?? utc }

    /// The zone with that name in its canonical spelling, or nil.
    package func known(_ name: String) -> Zone? {
        if let zone = cache.withLock({ $0[name] }) { return zone }
        guard let zone = read(name) else { return nil }
        cache.withLock { $0[name] = zone }
        return zone
    }

    /// The IANA name in its canonical spelling, whatever the case it was typed in, or nil.
    package func ianaName(_ text: String) -> String? {
        guard text.utf8.count <= 64, let name = canonical[text.lowercased()], known(name) != nil else { return nil }
        return name
    }

    /// Whether two names are of one zone, by tzdata's links or by their offset.
    package func isSame(_ one: String, _ other: String) -> Bool { one == other || source(of: one) == source(of: other) }

    /// Whether it makes no difference in a year which of two zones somebody lives in.
    func areAlike(_ one: String, _ other: String, year: Int) -> Bool {
        isSame(one, other)
            || [1, 4, 7, 10].allSatisfy { month in
                guard let day = Day(year: year, month: month, day: 1) else { return false }
                let instant = Instant(seconds: Int64(day.number) * 86_400)
                return zone(one).offset(at: instant) == zone(other).offset(at: instant)
            }
    }

    /// Whether a zone keeps an offset at some time of a year.
    func keeps(_ seconds: Int, in name: String, year: Int) -> Bool {
        let zone = zone(name)
        return [1, 7].contains { month in
            guard let day = Day(year: year, month: month, day: 1) else { return false }
            return zone.offset(at: Instant(seconds: Int64(day.number) * 86_400)) == seconds
        }
    }

    /// The zone that a name is a link to, or the name; of fixed offsets `+08:00`.
    private func source(of name: String) -> String {
        var name = name
        // Links of links end soon; a circle of them would be the system's fault.
        for _ in 0..<4 {
            guard let target = fileOf[name], target != name else { break }
            name = target
        }
        if Self.universal.contains(name) { return "+00:00" }
        // West is positive in these names.
        guard name.hasPrefix("Etc/GMT"), let zone = known(name) else { return name }
        return FixedOffset.name(seconds: zone.offset(at: Instant(seconds: 0)))
    }

    private static let universal: Set<String> = ["UTC", "Etc/UTC", "Etc/GMT", "GMT"]

    /// Whether a name is a place's, or UTC's: not a rule (`EST5EDT`), an abbreviation or a copy for other uses.
    private static func isPlace(_ name: String) -> Bool {
        let isNested = name.contains("/")
        return isNested ? !others.contains { name.hasPrefix($0) } : !notPlaces.contains(name)
    }

    private static let others = ["SystemV/", "posix/", "right/", "US/Pacific-New"]
    private static let notPlaces: Set<String> = [
        "CET", "CST6CDT", "EET", "EST", "EST5EDT", "HST", "MET", "MST", "MST7MDT", "PST8PDT", "WET", "Factory",
        "posixrules",
        "localtime", "leapseconds",
    ]
    /// Other names that the files have for UTC, which nobody calls a place.
    private static let copiesOfUTC: Set<String> = [
        "greenwich", "greenwich mean", "uct", "universal", "coordinated universal", "zulu", "gmt0", "gmt+0", "gmt-0",
        "世界时",
        "世界标准", "协调世界时", "协调世界", "格林威治", "格林尼治", "格林威治标准", "格林尼治标准", "格林尼治平均",
    ]

    /// Finds what a person typed: an IANA name, a city in English or Chinese, or an offset (`+08:00`, `UTC+8`, `东八区`).
    package func find(_ text: String) -> ZoneFinding {
        meaning(of: text) ?? .unknown(suggestions: suggestions(for: Self.cityKey(text.trimmingSpaces())))
    }

    /// The same, or nil when there is no such zone; looks for nothing that is close, and so is quick.
    package func meaning(of text: String) -> ZoneFinding? {
        let key = Self.cityKey(text.trimmingSpaces().simplified)
        guard !key.isEmpty, key.utf8.count <= 64 else { return nil }
        if let offset = offset(key) { return offset }
        if let found = place(key) { return found }
        for ending in Self.endings where key.hasSuffix(ending) && key.utf8.count > ending.utf8.count {
            let bare = String(key.dropLast(ending.count)).trimmingSpaces()
            if let found = offset(bare) ?? place(bare) { return found }
        }
        return nil
    }

    private static let endings = [
        " standard time", " time zone", " timezone", " summer time", " local time", " time", " tz", "标准时间", "当地时间",
        "夏令时间", "夏令时",
        "时间", "时区", "省", "市",
    ]

    private func offset(_ key: String) -> ZoneFinding? {
        switch FixedOffset.find(key) {
        case .name(let name): .found(name)
        case .unused: .unusedOffset
        case nil: nil
        }
    }

    private func place(_ key: String) -> ZoneFinding? {
        if let places = ZoneMeanings.places(key) { return .several(places) }
        if Self.copiesOfUTC.contains(key) { return .found(utc.name) }
        if let name = ianaName(key.replacingSpaces("_")) { return .found(name) }
        guard let name = CityNames.zones[key] ?? cities[key], known(name) != nil else { return nil }
        return .found(name)
    }

    private func read(_ name: String) -> Zone? {
        if let seconds = FixedOffset.seconds(name) { return Zone(name: name, offset: seconds) }
        guard let file = fileOf[name], let bytes = files.read(file) ?? files.read(name) else { return nil }
        return Zone(name: name, file: bytes)
    }

    private func suggestions(for key: String) -> [String] {
        guard key.utf8.count <= 40 else { return [] }
        let near = cities.compactMap { city, zone -> (Int, String)? in
            guard abs(city.count - key.count) <= 2 else { return nil }
            let distance = editDistance(city, key)
            return distance <= 2 && distance < key.count ? (distance, zone) : nil
        }
        return near.sorted { $0 < $1 }.prefix(3).map(\.1)
    }

    /// The last part of every name (`new york` → `America/New_York`); of twins the shortest name wins, then the alphabet.
    private static func cities(of names: [String: String]) -> [String: String] {
        var cities: [String: String] = [:]
        for name in names.keys.sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) where name.contains("/") {
            guard let last = name.split(separator: "/").last, !name.hasPrefix("Etc/"), isPlace(name) else { continue }
            let key = cityKey(String(last))
            if cities[key] == nil { cities[key] = name }
        }
        return cities
    }

    private static func cityKey(_ text: String) -> String {
        text.lowercased().replacingSpaces("_").split(separator: "_").joined(separator: " ")
    }
}
