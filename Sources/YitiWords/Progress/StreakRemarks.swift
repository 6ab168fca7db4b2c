import YitiCore

/// Remarks about the streak.
extension RemarkWords {
    /// A freeze was earned.
    static func freezeEarned(held: Int) -> Text {
        Text(zh: "答满七天，得到一张冻结卡，现在有 \(held) 张", en: "Seven answered days: you earned a freeze and hold \(held)")
    }

    /// A missed day was made good.
    static func repaired(_ day: Day) -> Text {
        Text(zh: "\(day.spoken.zh) 补上了，连续没断", en: "\(day.spoken.en) is repaired; your streak goes on")
    }

    /// What would make a missed day good.
    static func repairable(_ day: Day, more: Int) -> Text {
        Text(
            zh: "今天再答 \(more) 题，可以补上 \(day.spoken.zh)",
            en: "\(more) more today \(more == 1 ? "repairs" : "repair") \(day.spoken.en)")
    }
}

/// What has become of the streak meanwhile.
enum StreakWords {
    /// Freezes were spent on missed days; oldest first.
    static func freezesSpent(_ days: [Day], left: Int) -> InfoFacts {
        let zh = days.prefix(4).map(\.spoken.zh).joined(separator: "、")
        let en = days.prefix(4).map(\.spoken.en).joined(separator: ", ")
        return InfoFacts(
            Text(
                zh: "\(zh) 没答，用掉 \(days.count) 张冻结卡，连续没断，还剩 \(left) 张",
                en:
                    "Nothing answered on \(en): \(days.count == 1 ? "a freeze" : "\(days.count) freezes") kept your streak, \(left) left"
            ))
    }
}
