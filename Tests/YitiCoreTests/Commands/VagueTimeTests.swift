import Testing
import YitiCore

/// Today is Wednesday, 2026-11-25.
@Suite("Times that say no hour, and ends that no subscription has") struct VagueTimeTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    @Test(
        "a bit earlier or later is no time of day: it is not one o'clock",
        arguments: [
            "早一点", "晚一点", "早一點", "早一点儿", "晚一点点", "早点", "晚点", "晚些", "早一些", "迟一点", "每天早一点",
        ])
    func vagueTime(typed: String) {
        for verb in ["/subscribe", "/change 1", "/later", "/rollover", "/quiet"] {
            #expect(examples.refusal("\(verb) \(typed)")?.code == .invalidTime, "\(verb) \(typed)")
        }
    }

    @Test(
        "an hour that is said in full is one, whatever it begins like",
        arguments: [
            ("早上一点", 60), ("晚上一点", 60), ("早一点半", 90), ("晚一点钟", 60), ("早1点", 60), ("早一点一刻", 75), ("晚十一点", 1_380),
            ("一点", 60),
        ])
    func hourInFull(typed: String, minute: Int) {
        guard case .change(1, let request)? = examples.command("/change 1 \(typed)") else {
            Issue.record("\(typed): \(examples.parse("/change 1 \(typed)"))")
            return
        }
        #expect(request.minuteOfDay == minute, "\(typed)")
    }

    @Test(
        "a time that is told from the one that stands is refused, and asked for in full",
        arguments: [
            "one hour earlier", "30 minutes later", "an hour later", "1h earlier", "提前半小时", "推迟一小时", "晚半小时", "早半个小时",
            "a bit later",
            "earlier", "later", "延后1小时",
        ])
    func relativeTime(typed: String) {
        for verb in ["/change 1", "/subscribe"] {
            #expect(examples.refusal("\(verb) \(typed)")?.code == .invalidTime, "\(verb) \(typed)")
        }
    }

    @Test(
        "a few minutes later after a short word of the command are asked for, and no answer",
        arguments: ["稍后 一点", "稍后一点", "晚一点", "晚一点再答", "晚一点提醒我", "稍晚一点"])
    func laterOn(line: String) {
        #expect(examples.parser.isCommand(line), "\(line)")
        if case .command(.laterAt) = examples.parse(line) { Issue.record("\(line) is a time") }
    }

    @Test(
        "a subscription has no end: a day that it lasts to is refused, and is not its weekday",
        arguments: [
            "8:00 到周五", "8:00 直到周五", "8:00 until friday", "until Dec 1 8:00", "8:00 till friday", "loss through Dec 1",
            "8点 到12月1日",
            "8点 到12月", "8:00 for a week", "for two weeks 8:00", "8:00 for 3 months", "8:00 截止12月1日", "8:00 到月底为止",
        ])
    func hasNoEnd(typed: String) {
        for verb in ["/subscribe", "/change 1"] {
            #expect(examples.refusal("\(verb) \(typed)")?.code == .badRequest, "\(verb) \(typed)")
        }
    }

    @Test(
        "days from one to another, and a day that something is moved to, are weekdays",
        arguments: [
            ("周一到周五 8:00", WeekdaySet.workdays), ("mon to fri 8:00", .workdays), ("从周一到周五 8:00", .workdays),
            ("改到周五 8:00", WeekdaySet(rawValue: 16)), ("周一 到 周五 8:00", .workdays),
            ("8:00 周一 到 周五", .workdays),
        ])
    func weekdays(typed: String, days: WeekdaySet) {
        #expect(
            examples.command("/change 1 \(typed)")
                == .change(number: 1, SubscriptionRequest(minuteOfDay: 480, weekdays: days)), "\(typed)")
    }
}
