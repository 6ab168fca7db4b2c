import YitiCore
import YitiStore

/// Settings.
extension Step {
    /// `/settings`, and the answer to a change of one.
    func settings(remarks: [Remark] = []) -> [Message] {
        [
            .settings(
                SettingsFacts(
                    zone: person.calendar.current.zone, language: person.reads,
                    rolloverHour: person.calendar.current.rolloverHour, interview: person.interview,
                    quiet: person.quiet,
                    name: person.name, nudge: person.nudge, remarks: remarks))
        ]
    }

    /// A setting's command sent bare: what stands, and what to type.
    func show(_ setting: Setting) -> [Message] { settings(remarks: [.usage(of: setting)]) }

    /// `/timezone ZONE`.
    mutating func setZone(_ name: String) throws -> [Message] {
        try requireAccount()
        person.zoneIsOwn = true
        try changeCalendar(zone: name)
        return settings(remarks: [changed(.zone)])
    }

    /// `/rollover HOUR`.
    mutating func setRollover(_ hour: Int) throws -> [Message] {
        try requireAccount()
        try changeCalendar(rolloverHour: hour)
        return settings(remarks: [changed(.rollover)])
    }

    /// Says that zone or rollover is set, and from when on when it waits for the end of the learning day.
    private func changed(_ setting: Setting) -> Remark {
        let from = person.calendar.current.from
        return Remark.set(setting, from: from > now ? from : nil, offset: offset(at: from))
    }

    /// Changes the calendar from the end of this learning day on, and what follows the person's zone at once.
    mutating func changeCalendar(zone: String? = nil, rolloverHour: Int? = nil) throws {
        let before = person.calendar
        let hasBegun = try transaction.countAnswers(of: person.id) > 0
        person.calendar =
            hasBegun
            ? before.changing(zone: zone, rolloverHour: rolloverHour, at: at, zones: zones)
            : LearningCalendar(
                zone: zone ?? before.current.zone, rolloverHour: rolloverHour ?? before.current.rolloverHour)
        guard person.calendar != before else { return }
        try log(.calendar, body: person.calendar.text)
        try rescheduleAll(zoneHasChanged: zone != nil)
    }

    /// `/language`.
    mutating func setLanguage(_ language: Language) throws -> [Message] {
        try requireAccount()
        person.language = language
        person.languageIsOwn = true
        return settings(remarks: [.set(.language)])
    }

    /// `/quiet`.
    mutating func setQuiet(_ quiet: QuietHours?) throws -> [Message] {
        try requireAccount()
        person.quiet = quiet
        return settings(remarks: [.set(.quiet)])
    }

    /// `/name`.
    mutating func setName(_ name: String) throws -> [Message] {
        try requireAccount()
        person.name = name
        person.nameIsOwn = true
        return settings(remarks: [.set(.name)])
    }

    /// `/nudge on|off`.
    mutating func setNudge(_ isOn: Bool) throws -> [Message] {
        try requireAccount()
        person.nudge = isOn
        return settings(remarks: [.set(.nudge)])
    }

    /// `/interview DATE|off`.
    mutating func setInterview(_ day: Day?) throws -> [Message] {
        if let day, day <= today { throw Refusal.interviewPast(today) }
        try requireAccount()
        person.interview = day
        return settings(remarks: [.set(.interview)])
    }

    /// `/color on|off`, of this connection.
    func setColor(_ isOn: Bool) throws -> [Message] {
        guard case .human(let session) = origin else { throw Refusal.humanOnly("color") }
        session.color = isOn
        return settings(remarks: [.set(.color)])
    }
}
