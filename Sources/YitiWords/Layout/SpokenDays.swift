package import YitiCore

extension Day {
    /// The date as people say it: `11月26日周四`, `Thu 26 Nov`.
    package var spoken: Text {
        let (_, month, day) = civil
        let weekday = WeekdaySet.names[self.weekday]
        return Text(zh: "\(month)月\(day)日\(weekday.zh)", en: "\(weekday.en) \(day) \(Day.months[month - 1])")
    }

    /// The same with its year: where it has to be told from the same date of another.
    var spokenInFull: Text { Text(zh: "\(civil.year)年\(spoken.zh)", en: "\(spoken.en) \(civil.year)") }

    /// The date as people say it on another day; the year is said when it is not the same.
    package func spoken(on today: Day) -> Text {
        civil.year == today.civil.year ? spoken : spokenInFull
    }

    /// How far off a date is, and which it is: `明天`, `12 天后（12月7日周一）`.
    package func distance(from today: Day) -> Text {
        let days = days(since: today)
        switch days {
        case 0: return Text(zh: "今天", en: "today")
        case 1: return Text(zh: "明天", en: "tomorrow")
        case -1: return Text(zh: "昨天", en: "yesterday")
        default:
            let spoken = spoken(on: today)
            return days > 0
                ? Text(zh: "\(days) 天后（\(spoken.zh)）", en: "in \(days) days (\(spoken.en))")
                : Text(zh: "\(-days) 天前（\(spoken.zh)）", en: "\(-days) days ago (\(spoken.en))")
        }
    }

    /// Three letters for each month, January first.
    package static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension Instant {
    /// Local date and time as people say them on a day: `11月26日周四 08:30`; the year when it is not that day's.
    package func spoken(offset: Int, on today: Day) -> Text {
        let (day, minute) = local(offset: offset)
        return day.spoken(on: today).map { "\($0) \(Day.clock(minute))" }
    }
}

extension LocalInstant {
    /// Local date and time as people say them that day.
    package var spoken: Text { at.spoken(offset: offset, on: today) }
}

extension WeekdaySet {
    /// The weekdays' names, Monday first.
    package static let names = [
        Text(zh: "周一", en: "Mon"), Text(zh: "周二", en: "Tue"), Text(zh: "周三", en: "Wed"), Text(zh: "周四", en: "Thu"),
        Text(zh: "周五", en: "Fri"), Text(zh: "周六", en: "Sat"), Text(zh: "周日", en: "Sun"),
    ]

    /// The set as people say it: `每天`, `工作日`, `周一、三、五`.
    package var spoken: Text {
        switch self {
        case .everyDay: return Text(zh: "每天", en: "every day")
        case .workdays: return Text(zh: "工作日", en: "Mon-Fri")
        case .weekends: return Text(zh: "周末", en: "Sat, Sun")
        default:
            let days = weekdays.map { Self.names[$0] }
            return Text(
                zh: "周" + days.map { String($0.zh.dropFirst()) }.joined(separator: "、"),
                en: days.map(\.en).joined(separator: ", "))
        }
    }
}

extension Language {
    /// What it is called.
    package var name: Text {
        switch self {
        case .zh: Text(zh: "中文", en: "Chinese")
        case .en: Text(zh: "英文", en: "English")
        case .both: Text(zh: "双语", en: "both")
        }
    }
}

extension DayKind {
    /// What it is called.
    package var name: Text {
        switch self {
        case .answered: Text(zh: "已答", en: "answered")
        case .frozen: Text(zh: "冻结", en: "frozen")
        case .repaired: Text(zh: "补上", en: "repaired")
        case .paused: Text(zh: "暂停", en: "paused")
        case .rest: Text(zh: "休息", en: "rest")
        case .travel: Text(zh: "换时区", en: "travel")
        case .notAsked: Text(zh: "没送到", en: "not asked")
        case .missed: Text(zh: "缺席", en: "missed")
        case .open: Text(zh: "待答", en: "open")
        }
    }
}
