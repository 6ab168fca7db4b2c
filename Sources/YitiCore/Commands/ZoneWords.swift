/// Words about zones.
enum ZoneWords {
    /// The name that was found, or the refusal that says what else to type.
    static func name(_ finding: ZoneFinding, typed: String) throws(Refusal) -> String {
        switch finding {
        case .found(let name): return name
        case .several(let places): throw refusal(.severalZones(typed: Refusal.quoted(typed), places: places))
        case .unusedOffset: throw refusal(.unusedOffset(typed: Refusal.quoted(typed)))
        case .unknown(let near): throw refusal(.unknownZone(typed: Refusal.quoted(typed), near: near))
        }
    }

    /// The zone that the whole text names; a country may stand beside its city (`New York, USA`).
    static func only(_ arguments: CommandArguments) throws(Refusal) -> String {
        var scanner = arguments.scanner
        var found: String?
        var doubt: ZoneFinding?
        while true {
            scanner.skipSeparators()
            if scanner.isAtEnd { break }
            // Behind a city two letters are its state: `New Orleans, LA`.
            if found != nil || doubt != nil, scanner.take(states) != nil { continue }
            if let finding = scanner.zone(arguments.zones) {
                guard !finding.isSeveral else {
                    doubt = finding
                    continue
                }
                found = try one(found, try name(finding, typed: arguments.text), arguments)
            } else if scanner.take(fillers) == nil {
                throw unknown(arguments.text, zones: arguments.zones)
            }
        }
        if let found { return found }
        return try name(doubt ?? .unknown(suggestions: []), typed: arguments.text)
    }

    /// A place and the offset that it keeps are one zone (`(UTC+08:00) 北京`).
    private static func one(_ first: String?, _ second: String, _ arguments: CommandArguments) throws(Refusal) -> String
    {
        guard let first, first != second else { return second }
        for (place, offset) in [(first, second), (second, first)] {
            if let seconds = FixedOffset.seconds(offset), FixedOffset.seconds(place) == nil,
                arguments.zones.keeps(seconds, in: place, year: arguments.today.civil.year)
            {
                return place
            }
        }
        // A country and its city are (`Lisbon, Portugal`).
        if arguments.zones.areAlike(first, second, year: arguments.today.civil.year),
            FixedOffset.seconds(first) == nil, FixedOffset.seconds(second) == nil
        {
            return first.contains("/") ? first : second
        }
        throw arguments.refusal(.badRequest, .twoZones)
    }

    /// As envelopes have them behind a city, in America, Canada and Australia.
    static let states = Lexicon([
        (
            "al|ak|az|ar|ca|co|ct|de|fl|ga|hi|id|il|in|ia|ks|ky|la|me|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|ok|or|pa|ri|sc|sd|"
                + "tn|tx|ut|vt|va|wa|wv|wi|wy|ab|bc|mb|nb|nl|ns|on|pe|qc|sk|nsw|vic|qld|tas|us|u.s|u.s.a",
            true
        )
    ])

    private static let fillers = Lexicon([
        ("in|to|is|i am|i'm|my|set|time|zone|timezone|time zone|the|on|我在|我|在|是|用|改成|改为|设为|设成|换成|时区|时间|现在|住在|按", true)
    ])

    /// The refusal of a zone that isn't there, with what is close.
    static func unknown(_ typed: String, zones: ZoneBook) -> Refusal {
        refusal(.unknownZone(typed: Refusal.quoted(typed), near: suggestions(typed, zones)))
    }

    private static func refusal(_ reason: SettingRefusal) -> Refusal { Refusal(.unknownTimezone, .settings(reason)) }

    /// Whether something close to it is a zone.
    static func isNear(_ typed: String, _ zones: ZoneBook) -> Bool { !suggestions(typed, zones).isEmpty }

    private static func suggestions(_ typed: String, _ zones: ZoneBook) -> [String] {
        // `8` lacks its sign.
        let digits = typed.lowercased().drop { "utcgm ".contains($0) }
        if let hours = Numerals.number(digits), hours <= 14 { return ["+" + Day.clock(hours * 60)] }
        let city = typed.split(separator: "/").last.map(String.init) ?? typed
        for spelling in [typed, city] {
            switch zones.find(spelling) {
            case .found(let name): return [name]
            case .several(let places): return places
            case .unusedOffset: return []
            case .unknown(let near): if !near.isEmpty { return near }
            }
        }
        return []
    }
}
