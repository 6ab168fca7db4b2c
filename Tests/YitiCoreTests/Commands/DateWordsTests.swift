import Testing
import YitiCore

/// Today is Wednesday, 2026-11-25.
@Suite("Dates as people write them") struct DateWordsTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    static let dates: [(String, String)] = [
        ("2026-12-01", "2026-12-01"), ("2026/12/1", "2026-12-01"), ("2026.12.1", "2026-12-01"),
        ("20261201", "2026-12-01"),
        ("2026年12月1日", "2026-12-01"), ("二〇二六年十二月一日", "2026-12-01"), ("12月1号", "2026-12-01"), ("十二月一日", "2026-12-01"),
        ("十二月二十五號", "2026-12-25"), ("12/1", "2026-12-01"), ("25/12", "2026-12-25"), ("13/12/2026", "2026-12-13"),
        ("1.12.2026", "2026-12-01"), ("Dec 1", "2026-12-01"), ("dec. 1st", "2026-12-01"),
        ("December 1, 2026", "2026-12-01"),
        ("1 December", "2026-12-01"), ("1st of December", "2026-12-01"), ("the 1st of dec", "2026-12-01"),
        ("december first", "2026-12-01"), ("1-Dec-2026", "2026-12-01"), ("Tuesday, December 1", "2026-12-01"),
        ("12月1日周二", "2026-12-01"),
        ("周二 12月1日", "2026-12-01"), ("12月1日（星期二）", "2026-12-01"), ("Dec 1 (Tue)", "2026-12-01"),
        ("in 10 days", "2026-12-05"),
        ("10 days from now", "2026-12-05"), ("in ten days", "2026-12-05"), ("十天后", "2026-12-05"),
        ("10天後", "2026-12-05"),
        ("再过十天", "2026-12-05"), ("一百天后", "2027-03-05"), ("in two weeks", "2026-12-09"), ("两周后", "2026-12-09"),
        ("兩個星期後", "2026-12-09"),
        ("in a week", "2026-12-02"), ("一个月后", "2026-12-25"), ("in 2 months", "2027-01-25"), ("明天", "2026-11-26"),
        ("后天", "2026-11-27"), ("大后天", "2026-11-28"), ("day after tomorrow", "2026-11-27"), ("tmr", "2026-11-26"),
        ("周五", "2026-11-27"), ("friday", "2026-11-27"), ("on Friday", "2026-11-27"), ("週五", "2026-11-27"),
        ("星期三", "2026-12-02"),
        ("wednesday", "2026-12-02"), ("这周五", "2026-11-27"), ("本周日", "2026-11-29"), ("this friday", "2026-11-27"),
        ("下周五", "2026-12-04"), ("next friday", "2026-12-04"), ("下个星期五", "2026-12-04"), ("下禮拜五", "2026-12-04"),
        ("friday next week", "2026-12-04"), ("下周一", "2026-11-30"), ("next monday", "2026-11-30"),
        ("下下周五", "2026-12-11"),
        ("15号", "2026-12-15"), ("the 15th", "2026-12-15"), ("26日", "2026-11-26"), ("下个月15号", "2026-12-15"),
        ("15th of next month", "2026-12-15"),
        ("月底", "2026-11-30"), ("明年3月1日", "2027-03-01"), ("March 1 next year", "2027-03-01"), ("元旦", "2027-01-01"),
        ("1月2日", "2027-01-02"),
        ("11月25日", "2026-11-25"), ("2月29日", "2028-02-29"), ("8-1", "2027-08-01"), ("面试在12月1日", "2026-12-01"),
        ("12 天后（12月7日周一）", "2026-12-07"),
    ]

    @Test("reads a date in every spelling, the same in both languages", arguments: dates)
    func date(typed: String, day: String) {
        #expect(examples.parse("/interview \(typed)") == .command(.interview(Day(text: day))), "\(typed)")
    }

    static let wrong = [
        "2026-02-30", "2月30日", "13月1日", "someday", "32号", "周八", "下周", "next week", "12", "Dec", "周五 12月1日", "Fri Dec 1",
        "in 10",
        "12月1日 12月5日", "2037-01-01", "这周一", "this monday", "昨天", "12/1/2026", "11-24", "Nov 1", "十一月一日", "9月27日",
    ]

    @Test("refuses what is no date, a past one, and one that may be two", arguments: wrong)
    func refuses(typed: String) {
        #expect(examples.refusal("/interview \(typed)")?.code == .invalidDate, "\(typed)")
    }

    @Test("a date without a year that is up to sixty days back is asked for, with both years")
    func bothYears() {
        let reason = examples.refusal("/interview 11-01")?.reason
        #expect(
            reason
                == .arguments(
                    .date(.past(Day(number: 20_758), orNext: Day(number: 20_758 + 365))), verb: "interview"))
        #expect(examples.command("/interview 9-25") == .interview(Day(text: "2027-09-25")))
        #expect(examples.refusal("/interview 9-26")?.code == .invalidDate)
    }

    static let pauses: [(String, String?, String?)] = [
        ("4月1日到4月5日", "2027-04-01", "2027-04-06"), ("from Apr 1 to Apr 5", "2027-04-01", "2027-04-06"),
        ("Apr 1-5", "2027-04-01", "2027-04-06"),
        ("4月1日-5日", "2027-04-01", "2027-04-06"), ("12-01~12-05", "2026-12-01", "2026-12-06"),
        ("12-01 - 12-05", "2026-12-01", "2026-12-06"),
        ("2026-12-01 to 2026-12-05", "2026-12-01", "2026-12-06"), ("12月30日到1月3日", "2026-12-30", "2027-01-04"),
        ("周五到周一", "2026-11-27", "2026-12-01"), ("friday through monday", "2026-11-27", "2026-12-01"),
        ("從明天到12月1日", "2026-11-26", "2026-12-02"),
        ("昨天到后天", "2026-11-24", "2026-11-28"), ("until 12-01", nil, "2026-12-01"), ("到12月1日", nil, "2026-12-01"),
        ("直到周五", nil, "2026-11-27"),
        ("till friday", nil, "2026-11-27"), ("from tomorrow until Dec 5", "2026-11-26", "2026-12-05"),
        ("3天", nil, "2026-11-28"),
        ("for a week", nil, "2026-12-02"), ("from friday for 3 days", "2026-11-27", "2026-11-30"),
        ("周五起", "2026-11-27", nil),
        ("从周五开始", "2026-11-27", nil), ("from 11-22", "2026-11-22", nil),
        ("from 11月23日 到 11月30日", "2026-11-23", "2026-12-01"),
        ("3 days from friday", "2026-11-27", "2026-11-30"), ("for 3 days from tomorrow", "2026-11-26", "2026-11-29"),
        ("三天，从周五开始", "2026-11-27", "2026-11-30"), ("3 days starting friday", "2026-11-27", "2026-11-30"),
        ("a week starting monday", "2026-11-30", "2026-12-07"), ("一周，从下周一开始", "2026-11-30", "2026-12-07"),
        ("从下周一开始一周", "2026-11-30", "2026-12-07"), ("friday for 3 days", "2026-11-27", "2026-11-30"),
        ("周五 三天", "2026-11-27", "2026-11-30"), ("on friday for 3 days", "2026-11-27", "2026-11-30"),
        ("today for 3 days", "2026-11-25", "2026-11-28"), ("两周，从12月1日起", "2026-12-01", "2026-12-15"),
        ("a month starting monday", "2026-11-30", "2026-12-30"), ("fri to sun for 3 days", "2026-11-27", "2026-11-30"),
        ("for 3 days until saturday", nil, "2026-11-28"), ("3 days from now", nil, "2026-11-28"),
        ("3天后", nil, "2026-11-28"), ("in 3 days", nil, "2026-11-28"),
        ("2026-12-01..2026-12-05", "2026-12-01", "2026-12-06"), ("2026-12-01…2026-12-05", "2026-12-01", "2026-12-06"),
        ("12月1日……12月5日", "2026-12-01", "2026-12-06"), ("fri..sun", "2026-11-27", "2026-11-30"),
    ]

    @Test(
        "a pause whose length contradicts its days, or that has none, is refused",
        arguments: [
            "until friday for 3 days", "for 3 days until friday", "fri to sun for 2 days", "next week for 3 days",
            "-3天", "0天",
            "0 days", "-3 days", "3 days 4 days", "from friday -3 days",
        ])
    func contradictoryPause(typed: String) {
        #expect(examples.refusal("/pause \(typed)")?.code == .invalidDate, "\(examples.parse("/pause \(typed)"))")
    }

    @Test("a span pauses both ends, and until names the day of return", arguments: pauses)
    func pause(typed: String, from: String?, until: String?) {
        let command = Command.pause(from: from.flatMap { Day(text: $0) }, until: until.flatMap { Day(text: $0) })
        #expect(examples.parse("/pause \(typed)") == .command(command), "\(typed)")
        #expect(examples.parse("暂停 \(typed)") == .command(command), "\(typed)")
    }

    @Test("whether a line is a command is the same on every day")
    func everyDay() {
        let lines = [
            "暂停 从2026年11月27日到2026年12月1日", "面试 二〇二六年十二月一日星期二", "暂停 从2016年11月27日到2016年12月1日为止吧", "面试 2030年的12月1日星期日那天",
            "暂停 从11月27日一直到12月1日都不要推送", "稍后 等到12月1日晚上八点半再提醒我一次吧", "面试 官问的是为什么要用批归一化而不用层归一化", "暂停 4月1日到4月5日",
        ]
        for line in lines {
            let isCommand = examples.parser.isCommand(line)
            for number in stride(from: 16_000, through: 26_000, by: 371) {
                let isText =
                    if case .text = examples.parser.parse(line, today: Day(number: number)) { true } else { false }
                #expect(isText != isCommand, "\(line) on \(Day(number: number).text)")
            }
        }
        #expect(examples.parser.isCommand(lines[0]) && examples.parser.isCommand(lines[1]))
        #expect(!examples.parser.isCommand(lines[6]))
    }
}
