import YitiCore

extension StreakDay {
    /// Why the day is of its kind, as `/streak why` says it.
    var reason: Text {
        let reason = cause.reason(at: minute.map(Day.clock) ?? "")
        if let repairedBy {
            return Text(
                zh: "\(reason.zh)，由 \(repairedBy.text) 的两个回答补上",
                en: "\(reason.en); repaired by two answers on \(repairedBy.text)")
        }
        if kind == .frozen {
            return Text(zh: "\(reason.zh)，用掉一次冻结", en: "\(reason.en); a freeze was spent on it")
        }
        guard let repairs else { return reason }
        return Text(zh: "\(reason.zh)，补上了 \(repairs.text)", en: "\(reason.en); they repaired \(repairs.text)")
    }
}

extension LedgerCause {
    /// What the day was like; `time` is the local time of the instant it names.
    fileprivate func reason(at time: String) -> Text {
        switch self {
        case .rated(1): Text(zh: "1 个已评分的回答", en: "1 rated answer")
        case .rated(let count): Text(zh: "\(count) 个已评分的回答", en: "\(count) rated answers")
        case .today: Text(zh: "今天还没有已评分的回答", en: "nothing rated yet today")
        case .paused(nil): Text(zh: "暂停中", en: "paused")
        case .paused(let until?): Text(zh: "暂停中，\(until.text) 恢复", en: "paused until \(until.text)")
        case .unreachable: Text(zh: "聊天平台无法送达", en: "the chat platform could not reach you")
        case .noSuchDay: Text(zh: "更换时区或换日时间后，这一天不存在", en: "a change of time zone or rollover left no such day")
        case .noSubscription: Text(zh: "没有订阅，也没有回答", en: "no subscription and no answer")
        case .nothingScheduled: Text(zh: "这一天没有安排题目", en: "no question was scheduled")
        case .nothingArrived:
            Text(zh: "\(time) 的题目当天没有送到，不算你的", en: "the question due at \(time) did not arrive that day")
        case .asked:
            Text(
                zh: "题目在 \(time) 送到，没有已评分的回答",
                en: "a question arrived at \(time) and no answer was rated")
        }
    }
}
