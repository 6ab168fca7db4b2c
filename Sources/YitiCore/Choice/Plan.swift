/// What it takes to have seen every five-star question by the interview (`/plan`).
package struct Plan: Hashable, Sendable {
    /// The day to be ready for.
    package var interview: Day
    /// The learning day it is.
    package var today: Day
    /// Five-star questions of the selection.
    package var total: Int
    /// Those without a rating.
    package var unseen: Int
    /// New questions a day at the pace of late.
    package var pace: Double

    /// How far back the pace is looked at, in learning days with today.
    package static let paceDays = 14

    /// A plan; `newByDay` says how many questions got their first rating on each learning day.
    package init(interview: Day, today: Day, total: Int, unseen: Int, newByDay: [Day: Int]) {
        self.interview = interview
        self.today = today
        self.total = total
        self.unseen = unseen
        self.pace = Self.pace(newByDay, today: today)
    }

    /// New questions a day over the last ``paceDays``, or since the first one when that is later; 0 without any.
    package static func pace(_ newByDay: [Day: Int], today: Day) -> Double {
        guard let first = newByDay.keys.min(), first <= today else { return 0 }
        let days = min(today.days(since: first) + 1, paceDays)
        let start = today.advanced(byDays: 1 - days)
        let new = newByDay.reduce(0) { $0 + ($1.key >= start && $1.key <= today ? $1.value : 0) }
        return Double(new) / Double(days)
    }

    /// The days to learn on: today up to the day before the interview, at least today.
    package var daysLeft: Int { max(1, interview.days(since: today)) }

    /// How many unseen ones come to be seen before the interview at ``pace``.
    package var seenByThen: Int { min(unseen, Int(min(pace * Double(daysLeft) + 1e-9, Double(unseen)))) }

    /// The new questions a day that are enough.
    package var needed: Int { (unseen + daysLeft - 1) / daysLeft }

    /// The learning day the last one is seen on at ``pace``; today when none is left, nil when the pace is 0.
    package var doneOn: Day? {
        guard unseen > 0 else { return today }
        guard pace > 0 else { return nil }
        let days = (Double(unseen) / pace).rounded(.up)
        return days < 100_000 ? today.advanced(byDays: Int(days) - 1) : nil
    }

    /// Whether the pace is enough.
    package var isEnough: Bool { seenByThen == unseen }

    /// The plan in words.
    package var text: Text {
        let days = Text(zh: "\(daysLeft) 天", en: daysLeft == 1 ? "1 day" : "\(daysLeft) days")
        guard unseen > 0 else {
            return Text(
                zh: "5★ 题共 \(total) 道，都已见过。离 \(interview.text) 还有 \(days.zh)：继续复习即可（/next）",
                en:
                    "All \(total) five-star questions have been seen. \(days.en) to \(interview.text): keep reviewing (/next)"
            )
        }
        let head = Text(
            zh: "离 \(interview.text) 还有 \(days.zh)，5★ 题共 \(total) 道，\(unseen) 道还没见过。",
            en: "\(days.en) to \(interview.text); of \(total) five-star questions \(unseen) have not been seen. ")
        let verdict = verdict
        return Text(zh: head.zh + verdict.zh, en: head.en + verdict.en)
    }

    private var verdict: Text {
        let rate = Self.decimal(pace)
        if isEnough, let doneOn {
            return Text(
                zh: "按现在每天 \(rate) 道新题，\(doneOn.text) 就能全部见过：保持即可",
                en: "At \(rate) new questions a day you will have seen them all by \(doneOn.text): keep going")
        }
        let raised = Text(
            zh: "提高到每天 \(needed) 道新题就来得及（/next 随时再来一题，/subscribe 加一个订阅）",
            en: "\(needed) new \(needed == 1 ? "question" : "questions") a day will do "
                + "(/next for another one at any time, /subscribe to add a daily one)")
        return Text(
            zh: "按现在每天 \(rate) 道新题，到那天能见过其中 \(seenByThen) 道。\(raised.zh)",
            en: "At \(rate) new questions a day you will have seen \(seenByThen) of them by then. \(raised.en)")
    }

    /// A pace with one decimal, without a needless `.0`.
    private static func decimal(_ value: Double) -> String {
        let tenths = Int((min(value, 1_000_000) * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
