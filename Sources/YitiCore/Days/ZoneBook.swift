import Synchronization

/// What a zone's name came to.
package enum ZoneFinding: Hashable, Sendable {
    /// The canonical spelling of a zone that exists.
    case found(String)
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
        canonical = Dictionary(fileOf.keys.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
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

    /// Finds what a person typed: an IANA name, a city in English or Chinese, or an offset (`+08:00`, `UTC+8`).
    package func find(_ text: String) -> ZoneFinding {
        if let name = named(text) { return .found(name) }
        return .unknown(suggestions: suggestions(for: Self.cityKey(text.trimmingSpaces())))
    }

    /// The same, or nil when there is no such zone; looks for nothing that is close, and so is quick.
    package func named(_ text: String) -> String? {
        let typed = text.trimmingSpaces()
        if let offset = FixedOffset.name(typed) { return offset }
        if let name = ianaName(typed.replacingSpaces("_")) { return name }
        let key = Self.cityKey(typed)
        guard let name = CityNames.zones[key] ?? cities[key], known(name) != nil else { return nil }
        return name
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
            guard let last = name.split(separator: "/").last, !name.hasPrefix("Etc/"), !name.hasPrefix("SystemV/")
            else { continue }
            let key = cityKey(String(last))
            if cities[key] == nil { cities[key] = name }
        }
        return cities
    }

    private static func cityKey(_ text: String) -> String {
        text.lowercased().replacingSpaces("_").split(separator: "_").joined(separator: " ")
    }
}
