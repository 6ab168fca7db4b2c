import YitiCore

/// What `/plan` says.
enum PlanWords {
    /// What it takes to have seen every 5★ question of the selection, and what the pace of late leads to.
    static func plan(_ facts: PlanFacts) -> InfoFacts {
        let daysLeft = facts.interview.map { max(0, $0.days(since: facts.today)) }
        let isOnTrack = facts.fiveStars > 0 ? facts.interview.map { _ in facts.seenByThen >= facts.fiveStars } : nil
        return InfoFacts(
            [seenLine(facts), facts.interview == facts.today ? nil : paceLine(facts), goalLine(facts, isOnTrack)]
                .compactMap { $0 }.joined(),
            kind: "plan",
            data: [
                Datum.Member("interview", facts.interview.map { .string($0.text) } ?? .null),
                Datum.Member("days_left", daysLeft.map { .count($0) } ?? .null),
                Datum.Member("five_stars", .count(facts.fiveStars)), Datum.Member("seen", .count(facts.seen)),
                Datum.Member("pace", .number(facts.pace)), Datum.Member("seen_by_then", .count(facts.seenByThen)),
                Datum.Member("all_seen_by_then", .count(facts.allSeenByThen)),
                Datum.Member("needed_pace", facts.neededPace.map { .count($0) } ?? .null),
                Datum.Member("on_track", isOnTrack.map { .bool($0) } ?? .null),
            ])
    }

    private static func seenLine(_ facts: PlanFacts) -> Text {
        guard facts.fiveStars > 0 else {
            return Text(zh: "你选的主题里没有 5★ 题", en: "Your topics have no 5★ questions")
        }
        return Text(
            zh: "5★ 题见过 \(facts.seen)/\(facts.fiveStars)", en: "5★ questions seen: \(facts.seen) of \(facts.fiveStars)")
    }

    private static func paceLine(_ facts: PlanFacts) -> Text {
        let unseen = facts.fiveStars - facts.seen
        if facts.fiveStars > 0, unseen <= 0 {
            return Text(zh: "全都见过了，接下来是复习", en: "You have seen them all; reviews from here on")
        }
        guard facts.pace > 0 else {
            guard unseen > 0 else { return Text(zh: "最近没有答题", en: "No answers of late") }
            return Text(
                zh: "最近没有答题，照这样看不完剩下的 \(unseen) 题", en: "No answers of late: the \(unseen) left stay unseen that way")
        }
        let daily = tenths(facts.pace)
        let day = facts.interview?.spoken(on: facts.today)
        let then = day.map { Text(zh: $0.zh, en: "by \($0.en)") } ?? Text(zh: "30 天后", en: "in 30 days")
        let answers = daily == "1" ? "answer" : "answers"
        guard facts.fiveStars > 0 else {
            return Text(
                zh: "照最近每天 \(daily) 题（新题和复习都算），到 \(then.zh)能见到 \(facts.allSeenByThen) 题",
                en:
                    "At \(daily) \(answers) a day, reviews included, you will have seen \(facts.allSeenByThen) questions \(then.en)"
            )
        }
        return Text(
            zh: "照最近每天 \(daily) 题（新题和复习都算），到 \(then.zh)能见到 \(facts.seenByThen)/\(facts.fiveStars)",
            en:
                "At \(daily) \(answers) a day, reviews included, you will have seen \(facts.seenByThen) of them \(then.en)"
        )
    }

    private static func goalLine(_ facts: PlanFacts, _ isOnTrack: Bool?) -> Text {
        guard let interview = facts.interview else {
            if let past = facts.pastInterview?.distance(from: facts.today) {
                return Text(
                    zh: "面试是 \(past.zh)。下一场：/interview 日期",
                    en: "The interview was \(past.en). For another: /interview DATE")
            }
            return Text(zh: "还没有面试日期：/interview 30天后", en: "No interview date yet: /interview in 30 days")
        }
        if interview == facts.today { return Text(zh: "面试就在今天，祝顺利", en: "The interview is today: good luck") }
        let day = interview.distance(from: facts.today)
        guard let isOnTrack else {
            return Text(zh: "面试 \(day.zh)。要换主题：/topic", en: "The interview is \(day.en). For other topics: /topic")
        }
        if isOnTrack { return Text(zh: "面试 \(day.zh)，来得及", en: "The interview is \(day.en): on track") }
        guard let needed = facts.neededPace else {
            return Text(
                zh: "面试 \(day.zh)，见不完了：先挑最弱的主题 /topic",
                en: "The interview is \(day.en): too near to see them all; pick topics with /topic")
        }
        return Text(
            zh: "面试 \(day.zh)，要提到每天 \(needed) 题：/next 多来几题，或者多订几个钟点",
            en: "The interview is \(day.en): raise the pace to \(needed) a day, with /next or another /subscribe")
    }

    private static func tenths(_ number: Double) -> String {
        guard number.isFinite else { return "0" }
        let tenths = Int((min(max(number, 0), 1e6) * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
