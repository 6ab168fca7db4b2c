extension Ledger {
    /// The days as `/streak` shows them: repaired days under their own kind, each with its zone and cause in words.
    ///
    /// A day that a later one repaired is recognised when that later one is among `days`.
    package static func entries(_ days: [SettledDay], facts: LedgerFacts) -> [StreakFacts.Entry] {
        var repairedBy: [Day: Day] = [:]
        for day in days { if let missed = day.repairs { repairedBy[missed] = day.day } }
        return days.map { settled in
            let repair = repairedBy[settled.day]
            return StreakFacts.Entry(
                day: settled.day, kind: repair == nil ? settled.kind : .repaired,
                zone: facts.calendar.period(of: settled.day).zone, cause: cause(settled, repairedBy: repair, facts))
        }
    }

    private static func cause(_ settled: SettledDay, repairedBy repair: Day?, _ facts: LedgerFacts) -> Text {
        let reason = words(settled.cause, localTime: { localTime($0, on: settled.day, facts) })
        if let repair {
            return Text(
                zh: "\(reason.zh)，由 \(repair.text) 的两个回答补上",
                en: "\(reason.en); repaired by two answers on \(repair.text)")
        }
        if settled.kind == .frozen {
            return Text(zh: "\(reason.zh)，用掉一次冻结", en: "\(reason.en); a freeze was spent on it")
        }
        guard let missed = settled.repairs else { return reason }
        return Text(zh: "\(reason.zh)，补上了 \(missed.text)", en: "\(reason.en); they repaired \(missed.text)")
    }

    private static func words(_ cause: LedgerCause, localTime: (Instant) -> String) -> Text {
        switch cause {
        case .rated(1): return Text(zh: "1 个已评分的回答", en: "1 rated answer")
        case .rated(let count): return Text(zh: "\(count) 个已评分的回答", en: "\(count) rated answers")
        case .today: return Text(zh: "今天还没有已评分的回答", en: "nothing rated yet today")
        case .paused(nil): return Text(zh: "暂停中", en: "paused")
        case .paused(let until?):
            return Text(zh: "暂停中，\(until.text) 恢复", en: "paused until \(until.text)")
        case .unreachable: return Text(zh: "聊天平台无法送达", en: "the chat platform could not reach you")
        case .noSuchDay:
            return Text(zh: "更换时区或换日时间后，这一天不存在", en: "a change of time zone or rollover left no such day")
        case .noSubscription: return Text(zh: "没有订阅，也没有回答", en: "no subscription and no answer")
        case .nothingScheduled: return Text(zh: "这一天没有安排题目", en: "no question was scheduled")
        case .nothingArrived(let due):
            return Text(
                zh: "\(localTime(due)) 的题目当天没有送到，不算你的",
                en: "the question due at \(localTime(due)) did not arrive that day")
        case .asked(let arrival):
            return Text(
                zh: "题目在 \(localTime(arrival)) 送到，没有已评分的回答",
                en: "a question arrived at \(localTime(arrival)) and no answer was rated")
        }
    }

    /// `HH:MM` in the zone of the day.
    private static func localTime(_ instant: Instant, on day: Day, _ facts: LedgerFacts) -> String {
        let second = facts.zones.zone(facts.calendar.period(of: day).zone).local(at: instant).second
        return "\(Day.padded(second / 3600, 2)):\(Day.padded(second / 60 % 60, 2))"
    }
}
