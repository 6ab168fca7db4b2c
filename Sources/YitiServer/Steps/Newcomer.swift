import YitiCore
import YitiStore

/// People who are new, and what a bridge knows of them.
enum Newcomer {
    /// The zone of somebody of whom nothing is known.
    static let zone = "UTC"

    /// A guest: nobody's row, until they answer, subscribe or set something.
    static func guest(at now: Instant) -> Person {
        Person(id: 0, createdAt: now, calendar: LearningCalendar(zone: zone))
    }

    /// The language that a BCP 47 tag names, or nil for one that Yiti has no texts in.
    static func language(_ tag: String) -> Language? {
        switch tag.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first {
        case "zh", "yue", "cmn": .zh
        case "en": .en
        default: nil
        }
    }
}

extension Step {
    /// Fills gaps with what a bridge says; never overrides what the person set. Returns the hints that were no good.
    mutating func fill(name: String?, locale: String?, zone: String?) throws -> [String] {
        if let name, !person.nameIsOwn, person.name != name { person.name = name }
        if let locale, !person.languageIsOwn, person.language == nil { person.language = Newcomer.language(locale) }
        guard let zone else { return [] }
        guard let known = zones.ianaName(zone) else { return ["tz"] }
        let isGap = !person.zoneIsOwn && person.calendar.current.zone == Newcomer.zone && known != Newcomer.zone
        if isGap { try changeCalendar(zone: known) }
        return []
    }
}
