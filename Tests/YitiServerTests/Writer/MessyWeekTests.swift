import Testing
import YitiCore
import YitiServer

/// Two subscriptions a day, answered as people do: late, twice, by reply, by digit, in Chinese. What should come of it is written out by hand.
///
/// First intervals of FSRS-6 at 90 %: again 1 day, hard 1, good 2, easy 8, counted from the learning day of the answer.
@Suite("a messy week")
struct MessyWeekTests {
    private let harness: WriterHarness

    init() async throws {
        // Monday; the person lives in UTC, and their days begin at four.
        harness = try WriterHarness(at: "2026-03-02T07:00:00Z")
        _ = try await harness.say("/language zh")
        _ = try await harness.say("/subscribe 08:00 loss")
        _ = try await harness.say("/subscribe 20:00 svm")
    }

    /// The question of the next push, after so many hours.
    private func pushed(after hours: Int64) async throws -> Answer {
        let arrived = try await harness.pass(hours: hours)
        #expect(arrived.count == 1)
        return try #require(arrived.first)
    }

    private func name(_ push: Answer) throws -> String { try #require(push.object["d"] as? String) }

    private func expect(
        _ rated: Answer, _ question: Answer, _ rating: Int, due: String, streak: Int, today: Bool = true, _ day: String
    ) {
        let data = rated.data("rated")
        let numbers = data?["streak"] as? [String: Any]
        #expect(data?["question"] as? String == question.ref, "\(day)")
        #expect(data?["rating"] as? Int == rating, "\(day)")
        #expect(data?["due"] as? String == due, "\(day)")
        #expect(numbers?["current"] as? Int == streak, "\(day)")
        #expect(numbers?["today"] as? Bool == today, "\(day)")
    }

    @Test("streak, ratings and due dates are as reckoned by hand")
    func week() async throws {
        // Monday: answered at once.
        let loss1 = try await pushed(after: 1)
        _ = try await harness.say("交叉熵的梯度更简单")
        expect(try await harness.say("3"), loss1, 3, due: "2026-03-04", streak: 1, "Monday")
        let svm1 = try await pushed(after: 12)

        // Tuesday: yesterday evening's by reply, this morning's twice: taken back and rated anew.
        let loss2 = try await pushed(after: 12)
        _ = try await harness.say("迟到的回答", re: try name(svm1))
        expect(try await harness.say("吃力"), svm1, 2, due: "2026-03-04", streak: 2, "Tuesday, by reply")
        _ = try await harness.say("先说结论")
        _ = try await harness.say("再补一句")
        expect(try await harness.say("③"), loss2, 3, due: "2026-03-05", streak: 2, "Tuesday")
        #expect(try await harness.say("撤销").isOK)
        expect(try await harness.say("4分"), loss2, 4, due: "2026-03-11", streak: 2, "Tuesday, rated anew")
        let svm2 = try await pushed(after: 12)
        _ = try await harness.say("间隔最大")

        // Wednesday: the digit comes after the next push and is still for Tuesday's answer; that of today by the question's id, at night.
        let loss3 = try await pushed(after: 12)
        let late = try await harness.say("3")
        expect(late, svm2, 3, due: "2026-03-05", streak: 2, today: false, "Wednesday, a late digit")
        #expect(late.data("rated")?["open"] as? [String] == [loss3.ref ?? ""])
        #expect(late.texts.contains("3月3日周二"))
        let svm3 = try await pushed(after: 12)
        try await harness.pass(hours: 3)
        _ = try await harness.say("夜里才答", re: loss3.ref)
        expect(try await harness.say("想起來了！"), loss3, 3, due: "2026-03-06", streak: 3, "Wednesday")

        // Thursday: nothing until half past two at night, which is Thursday still. The evening's question was shown last.
        let loss4 = try await pushed(after: 9)
        let svm4 = try await pushed(after: 12)
        try await harness.pass(hours: 6)
        _ = try await harness.say("核技巧")
        expect(try await harness.say("忘了"), svm4, 1, due: "2026-03-06", streak: 4, "Thursday, at night")

        // Friday: written at half past eleven while the bridge was away, brought on Saturday morning, and rated then.
        let loss5 = try await pushed(after: 6)
        _ = try await pushed(after: 12)
        try await harness.pass(hours: 10)
        let away = try await harness.say("离线写的", re: try name(loss5), sentAt: Instant(text: "2026-03-06T23:30:00Z"))
        #expect(away.object["warn"] == nil)
        expect(try await harness.say("3"), loss5, 3, due: "2026-03-08", streak: 5, today: false, "Friday, brought late")

        // Saturday: ticked, and the suggestion is taken; a digit that is none is refused.
        let loss6 = try await pushed(after: 2)
        _ = try await harness.say("答一半", re: try name(loss6))
        #expect(try await harness.say("1、3").data("prompt")?["suggested"] as? Int == 3)
        #expect(try await harness.say("5").code == "invalid_rating")
        expect(try await harness.say("三"), loss6, 3, due: "2026-03-09", streak: 6, "Saturday")
        _ = try await pushed(after: 12)

        // Sunday: the seventh day earns a freeze.
        let loss7 = try await pushed(after: 12)
        _ = try await harness.say("最后一天")
        let last = try await harness.say("3 good")
        expect(last, loss7, 3, due: "2026-03-10", streak: 7, "Sunday")
        #expect((last.data("rated")?["streak"] as? [String: Any])?["freezes"] as? Int == 1)

        let streak = try await harness.say("/streak").data("streak")
        let kinds = (streak?["days"] as? [[String: Any]])?.map { $0["kind"] as? String }
        #expect(kinds == Array(repeating: "answered", count: 7))
        #expect(streak?["longest"] as? Int == 7)
        let history = try await harness.say("/history 20").data("history")?["answers"] as? [[String: Any]]
        #expect(history?.map { $0["rating"] as? Int } == [3, 3, 3, 1, 3, 3, 4, 2, 3])
        #expect(history?[6]["text"] as? String == "先说结论\n再补一句")
        _ = (svm3, loss4)
        #expect(await harness.differences() == [])
    }
}
