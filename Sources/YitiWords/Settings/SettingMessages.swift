import YitiCore

extension MessageWriter {
    func settings(_ facts: SettingsFacts) -> WireMessage {
        let off = say(zh: "关", en: "off")
        let rows: [(Setting, String)] = [
            (.zone, facts.zone), (.language, say(facts.language.name)),
            (.rollover, Day.clock(min(max(facts.rolloverHour, 0), 23) * 60)),
            (.interview, facts.interview.map { say(interview($0, on: facts.today)) } ?? say(zh: "未定", en: "none")),
            (.quiet, facts.quiet?.text ?? off), (.name, facts.name ?? say(zh: "未起", en: "none")),
            (.nudge, facts.nudge ? say(zh: "开", en: "on") : off),
        ]
        let lines = rows.map { setting, value in
            [say(setting.name), value.truncated(toColumns: 30), say(CommandWords.of(setting.verb).pattern)]
        }
        return WireMessage(
            kind: "settings",
            text: text(
                facts.remarks, TextTable([.left, .left, .left], flexible: 1, rows: lines).lines,
                [say(zh: "输入右边的命令就能改", en: "Type what stands on the right to change a line")]),
            data: [
                Datum.Member("timezone", .string(facts.zone)),
                Datum.Member("language", .string(facts.language.rawValue)),
                Datum.Member("rollover_hour", .count(facts.rolloverHour)),
                Datum.Member("interview", .string(orNull: facts.interview?.text)),
                Datum.Member("quiet", .string(orNull: facts.quiet?.text)),
                Datum.Member("name", .string(orNull: facts.name)),
                Datum.Member("nudge", .bool(facts.nudge)),
            ])
    }

    private func interview(_ day: Day, on today: Day) -> Text {
        let spoken = day.spoken(on: today)
        return day < today ? Text(zh: "\(spoken.zh)（已过）", en: "\(spoken.en) (past)") : spoken
    }
}
