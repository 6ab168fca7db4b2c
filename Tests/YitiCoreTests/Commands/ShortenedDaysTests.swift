import Testing
import YitiCore

/// Today is Wednesday, 2026-11-25.
@Suite("What a number is that is said of a subscription") struct ShortenedDaysTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    private func reason(_ line: String) -> RefusalReason? { examples.refusal(line)?.reason }

    @Test("digits that shorten weekdays are no time of day: it is asked which of the two they are")
    func shortened() {
        let days = WeekdaySet(rawValue: 0b10101)
        for typed in ["135", "订阅 135", "135 loss", "loss 135", "135每天", "135，上海"] {
            let line = typed.hasPrefix("订阅") ? typed : "/subscribe \(typed)"
            #expect(
                reason(line) == .arguments(.timeOrWeekdays(minute: 95, days, typed: "135"), verb: "subscribe"),
                "\(line)")
        }
        #expect(
            reason("/change 1 135") == .arguments(.timeOrWeekdays(minute: 95, days, typed: "135"), verb: "change"))
        #expect(
            reason("/subscribe 135 8:30")
                == .arguments(.timeOrWeekdays(minute: nil, days, typed: "135"), verb: "subscribe"))
        for typed in ["246", "1234", "12345", "123 tonight", "67 567"] {
            #expect(examples.command("/subscribe \(typed)") == nil, "\(typed)")
        }
        #expect(examples.parser.isCommand("订阅135"))
    }

    @Test(
        "other digits, and those that are said to be a time, are one",
        arguments: [
            ("830", 510), ("0900", 540), ("2030", 1_230), ("145pm", 825), ("245 pm", 885), ("1245 pm", 765),
            ("下午145", 825), ("at 135", 95), ("1230", 750), ("周135 8:30", 510),
        ])
    func times(typed: String, minute: Int) {
        guard case .subscribe(let request)? = examples.command("/subscribe \(typed)") else {
            Issue.record("\(typed): \(examples.parse("/subscribe \(typed)"))")
            return
        }
        #expect(request.minuteOfDay == minute, "\(typed)")
    }

    @Test(
        "a number in words is asked about as the same in digits is",
        arguments: [("nine", 9), ("Ten", 10), ("九", 9), ("十二", 12), ("⑨", 9)])
    func words(typed: String, number: Int) {
        #expect(reason("/subscribe \(typed)") == reason("/subscribe \(number)"), "\(typed)")
        #expect(reason("/subscribe \(typed)") == .arguments(.timeOrTopic(hour: number, topic: nil), verb: "subscribe"))
    }

    @Test("one beside other words is no number")
    func one() {
        #expect(examples.command("/subscribe send me one at 8:30") == examples.command("/subscribe 8:30"))
        #expect(examples.command("/subscribe one question a day at 8:30") == examples.command("/subscribe 8:30"))
    }

    @Test(
        "what is sharp is no topic",
        arguments: ["8点正", "八点正", "晚上八点正", "8点整", "8:00整", "八点钟正", "八点零分正", "8点正 正则化", "八点正则化"])
    func sharp(typed: String) {
        guard case .subscribe(let request)? = examples.command("/subscribe \(typed)") else {
            Issue.record("\(typed): \(examples.parse("/subscribe \(typed)"))")
            return
        }
        #expect(request.minuteOfDay.map { $0 % 720 } == 480, "\(typed)")
        #expect(request.topics == (typed.contains("则") ? ["regularization"] : nil), "\(typed)")
    }
}
