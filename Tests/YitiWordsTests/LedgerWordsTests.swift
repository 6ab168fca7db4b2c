import Foundation
import Testing
import YitiCore
import YitiWords

@Suite struct LedgerWordsTests {
    static let day = MessageExamples.today
    static let causes: [(LedgerCause, DayKind, String)] = [
        (.rated(1), .answered, "1 rated answer"),
        (.rated(2), .answered, "2 rated answers; they repaired 2026-11-24"),
        (.nothingArrived(due: MessageExamples.now), .notAsked, "the question due at 09:00 did not arrive that day"),
        (
            .asked(at: MessageExamples.now), .repaired,
            "a question arrived at 09:00 and no answer was rated; repaired by two answers on 2026-11-26"
        ),
        (
            .asked(at: MessageExamples.now), .frozen,
            "a question arrived at 09:00 and no answer was rated; a freeze was spent on it"
        ),
        (.asked(at: MessageExamples.now), .missed, "a question arrived at 09:00 and no answer was rated"),
        (.paused(until: nil), .paused, "paused"), (.paused(until: day), .paused, "paused until 2026-11-25"),
        (.unreachable, .paused, "the chat platform could not reach you"),
        (.noSuchDay, .travel, "a change of time zone or rollover left no such day"),
        (.noSubscription, .missed, "no subscription and no answer"),
        (.nothingScheduled, .rest, "no question was scheduled"), (.today, .open, "nothing rated yet today"),
    ]

    @Test("every day is listed with why it is of its kind, in both languages", arguments: causes)
    func listed(cause: LedgerCause, kind: DayKind, words: String) throws {
        let entry = StreakDay(
            day: Self.day, kind: kind, zone: "Asia/Shanghai", cause: cause, minute: 540,
            repairs: cause == .rated(2) ? Self.day.advanced(byDays: -1) : nil,
            repairedBy: kind == .repaired ? Self.day.advanced(byDays: 1) : nil)
        let facts = StreakFacts(
            numbers: StreakNumbers(), day: Self.day, endsAt: MessageExamples.now, utcOffsetSeconds: 28_800,
            days: [entry], explained: true)
        let english = MessageWriter(language: .en).write(.streak(facts)).text
        #expect(english.contains("Asia/Shanghai  \(words)\n"))
        let lines = MessageWriter(language: .zh).write(.streak(facts)).lines()
        let line = try #require(lines.first { $0.hasPrefix("2026-11-25") })
        let reason = try #require(line.components(separatedBy: "Asia/Shanghai  ").last)
        #expect(reason.containsChinese)
    }
}
