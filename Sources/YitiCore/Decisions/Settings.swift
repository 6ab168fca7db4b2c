/// Settings.
extension Decision {
    /// `/settings`, and the answer to a change of one.
    package func settings(remarks: [Remark] = []) -> [Message] {
        [
            .settings(
                SettingsFacts(
                    zone: person.calendar.current.zone, language: person.reads,
                    rolloverHour: person.calendar.current.rolloverHour, interview: person.interview,
                    quiet: person.quiet, name: person.name, nudge: person.nudge, today: today, remarks: remarks))
        ]
    }

    /// A setting's command sent bare: what stands, and what to type.
    func show(_ setting: Setting) -> [Message] { settings(remarks: [Remark.usage(of: setting)]) }

    /// Changes a setting of the person's row, or turns it off.
    mutating func set(
        _ setting: Setting, isOff: Bool = false, _ change: (inout Person) -> Void
    ) throws(Pending) -> [Message] {
        try requireAccount()
        change(&file.person)
        return settings(remarks: [isOff ? .unset(setting) : .set(setting)])
    }

    /// `/timezone ZONE`.
    mutating func setZone(_ name: String) throws(Pending) -> [Message] {
        try requireAccount()
        file.person.zoneIsOwn = true
        try changeCalendar(zone: name)
        return settings(remarks: [changed(.zone)])
    }

    /// `/language LANGUAGE`.
    mutating func setLanguage(_ language: Language) throws(Pending) -> [Message] {
        try set(.language) { person in
            person.language = language
            person.languageIsOwn = true
        }
    }

    /// `/name NAME`.
    mutating func setName(_ name: String) throws(Pending) -> [Message] {
        try set(.name) { person in
            person.name = name
            person.nameIsOwn = true
        }
    }

    /// `/quiet FROM-UNTIL|off`: what the hours before kept back is looked at by these.
    mutating func setQuiet(_ quiet: QuietHours?) throws(Pending) -> [Message] {
        let messages = try set(.quiet, isOff: quiet == nil) { $0.quiet = quiet }
        releasePending()
        return messages
    }

    /// `/rollover HOUR`.
    mutating func setRollover(_ hour: Int) throws(Pending) -> [Message] {
        try requireAccount()
        try changeCalendar(rolloverHour: hour)
        return settings(remarks: [changed(.rollover)])
    }

    /// Says that zone or rollover is set, and from when on when it waits for the end of the learning day.
    private func changed(_ setting: Setting) -> Remark {
        let from = person.calendar.current.from
        return Remark.set(setting, from: from > now ? local(from) : nil)
    }

    /// Changes the calendar from the end of this learning day on, and what follows the person's zone at once.
    mutating func changeCalendar(zone: String? = nil, rolloverHour: Int? = nil) throws(Pending) {
        let before = person.calendar
        let hasBegun = try file.hasAnswers.get(.hasAnswers)
        let after =
            hasBegun
            ? before.changing(zone: zone, rolloverHour: rolloverHour, at: moment.at, zones: zones)
            : LearningCalendar(
                zone: zone ?? before.current.zone, rolloverHour: rolloverHour ?? before.current.rolloverHour)
        guard after != before else { return }
        file.person.calendar = after
        log(.calendar, body: after.text)
        try rescheduleAll(zoneHasChanged: zone != nil)
    }

    /// `/interview DATE|off`.
    mutating func setInterview(_ day: Day?) throws(Pending) -> [Message] {
        if let day, day <= today { throw .refused(.interviewPast(today)) }
        return try set(.interview, isOff: day == nil) { $0.interview = day }
    }

    /// Fills gaps with what a bridge says; never overrides what the person set. Returns the hints that were no good.
    package mutating func fill(name: String?, locale: String?, zone: String?) throws(Pending) -> [String] {
        if let name, !person.nameIsOwn, person.name != name { file.person.name = name }
        if let locale, !person.languageIsOwn, person.language == nil { file.person.language = Language(tag: locale) }
        guard let zone else { return [] }
        guard let known = zones.ianaName(zone) else { return ["tz"] }
        let isGap =
            !person.zoneIsOwn && person.calendar.current.zone == Person.unknownZone && known != Person.unknownZone
        if isGap { try changeCalendar(zone: known) }
        return []
    }
}

extension Person {
    /// The zone of somebody of whom nothing is known.
    package static let unknownZone = "UTC"

    /// A guest: nobody's row, until they answer, subscribe or set something.
    package static func guest(at now: Instant) -> Person {
        Person(id: 0, createdAt: now, calendar: LearningCalendar(zone: unknownZone))
    }
}

extension Language {
    /// The language that a BCP 47 tag names, or nil for one that Yiti has no texts in.
    package init?(tag: String) {
        switch tag.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first {
        case "zh", "yue", "cmn": self = .zh
        case "en": self = .en
        default: return nil
        }
    }
}
