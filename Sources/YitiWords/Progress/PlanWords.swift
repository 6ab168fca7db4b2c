import YitiCore

/// What `/plan` says.
enum PlanWords {
    /// What it takes to have seen every 5★ question of the selection. `pace` is first answers a day of late.
    static func plan(today: Day, interview: Day?, fiveStars: Int, seen: Int, pace: Double) -> InfoFacts {
        let unseen = max(0, fiveStars - seen)
        let daysLeft = interview.map { max(0, $0.days(since: today)) }
        // Today counts as well as the interview's eve.
        let needed = daysLeft.map { unseen == 0 ? 0 : divided(unseen, by: max(1, $0)) }
        let days = daysNeeded(unseen, pace)
        let isOnTrack = daysLeft.map { left in unseen == 0 || (days.map { $0 <= max(1, left) } ?? false) }
        let lines =
            [seenLine(fiveStars, seen), paceLine(pace, unseen, days, today)]
            + [goalLine(today, interview, needed, isOnTrack, unseen)]
        return InfoFacts(
            lines.joined(),
            data: [
                Datum.Member("interview", interview.map { .string($0.text) } ?? .null),
                Datum.Member("days_left", daysLeft.map { .integer(Int64($0)) } ?? .null),
                Datum.Member("five_stars", .integer(Int64(fiveStars))), Datum.Member("seen", .integer(Int64(seen))),
                Datum.Member("pace", .number(pace)),
                Datum.Member("needed_pace", needed.map { .integer(Int64($0)) } ?? .null),
                Datum.Member("on_track", isOnTrack.map { .bool($0) } ?? .null),
            ])
    }

    private static func divided(_ count: Int, by days: Int) -> Int { (count + days - 1) / days }

    private static func daysNeeded(_ unseen: Int, _ pace: Double) -> Int? {
        guard pace.isFinite, pace > 0.01 else { return unseen == 0 ? 0 : nil }
        return Int((Double(unseen) / pace).rounded(.up))
    }

    private static func seenLine(_ all: Int, _ seen: Int) -> Text {
        Text(zh: "5★ 题见过 \(seen)/\(all)", en: "5★ questions seen: \(seen) of \(all)")
    }

    private static func paceLine(_ pace: Double, _ unseen: Int, _ days: Int?, _ today: Day) -> Text {
        if unseen == 0 { return Text(zh: "全都见过了，接下来是复习", en: "You have seen them all; reviews from here on") }
        let daily = tenths(pace)
        guard let days else {
            return Text(
                zh: "最近没有答新题，照这样看不完剩下的 \(unseen) 题",
                en: "No new questions of late: the \(unseen) left stay unseen that way")
        }
        let end = today.advanced(byDays: min(days, 36_500)).spoken(on: today)
        return Text(
            zh: "照最近每天 \(daily) 题新题，剩下 \(unseen) 题还要 \(days) 天，到 \(end.zh)",
            en: "At \(daily) new a day the \(unseen) left take \(days) \(days == 1 ? "day" : "days"), until \(end.en)")
    }

    private static func goalLine(
        _ today: Day, _ interview: Day?, _ needed: Int?, _ isOnTrack: Bool?, _ unseen: Int
    ) -> Text {
        guard let interview, let needed, let isOnTrack else {
            return Text(zh: "还没有面试日期：/interview 12-01", en: "No interview date yet: /interview 2026-12-01")
        }
        let day = interview.distance(from: today)
        if isOnTrack { return Text(zh: "面试 \(day.zh)，来得及", en: "The interview is \(day.en): on track") }
        return Text(
            zh: "面试 \(day.zh)，要提到每天 \(needed) 题新题：/next 多来几题，或者多订几个钟点",
            en:
                "The interview is \(day.en): raise the pace to \(needed) new ones a day, with /next or another /subscribe"
        )
    }

    private static func tenths(_ number: Double) -> String {
        guard number.isFinite else { return "0" }
        let tenths = Int((min(max(number, 0), 1e6) * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
