/// Time zones as people type them among other words.
extension ArgumentScanner {
    /// The zone that the longest run of words or characters here names, or may name; nil when none does.
    mutating func zone(_ zones: ZoneBook) -> ZoneFinding? {
        guard let first = next(), !(previous?.isNumber ?? false) || !"+-".contains(first) else { return nil }
        let ends = first.isASCII && first != "+" && first != "-" ? latinEnds : first.isASCII ? offsetEnds : chineseEnds
        for length in ends.sorted(by: >) {
            guard let finding = zones.meaning(of: String(rest.prefix(length))) else { continue }
            advance(length)
            return finding
        }
        return nil
    }

    /// Where runs of one to five words may end: letters, and the signs in names and offsets.
    private var latinEnds: [Int] {
        guard next()?.isLatin ?? false, !(previous?.isLatin ?? false) else { return [] }
        var ends: [Int] = []
        for (place, character) in rest.prefix(48).enumerated() {
            let isPart = character.isLetter || character.isNumber || "_-+/.':".contains(character)
            if !isPart {
                ends.append(place)
                if character != " " || ends.count == 5 { return ends }
            } else if !character.isASCII, !(ends.last == place), rest.prefix(place).last?.isASCII ?? false {
                ends.append(place)
            }
        }
        return ends + [min(48, rest.count)]
    }

    private var offsetEnds: [Int] {
        [rest.prefix { "+-:.±".contains($0) || $0.isASCII && $0.isNumber }.count].filter { $0 > 1 }
    }

    /// Chinese has no spaces: any beginning of the run may be the name.
    private var chineseEnds: [Int] {
        let run = rest.prefix(14).prefix { !$0.isSeparator && !$0.isLatin }.count
        return run < 2 ? [] : Array(2...run)
    }
}

extension ZoneFinding {
    var isSeveral: Bool { if case .several = self { true } else { false } }
}

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
        throw arguments.refusal(.badRequest, .twoZones)
    }

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
