import Testing
import YitiCore

/// Today is Wednesday, 2026-11-25.
@Suite("Commands as people say them") struct SpokenCommandTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    /// A line without a space behind its command word, and the same with slash and space.
    static let glued: [(String, String)] = [
        ("暂停三天", "/pause 三天"), ("暂停一周", "/pause 一周"), ("暂停一个月", "/pause 一个月"), ("暂停到下周一", "/pause 到下周一"),
        ("暂停12月1日到12月5日", "/pause 12月1日到12月5日"), ("暫停三天", "/pause 三天"), ("暂停推送", "/pause 推送"),
        ("面试下周五", "/interview 下周五"), ("面试12月1日", "/interview 12月1日"), ("面试十天后", "/interview 十天后"),
        ("面试取消", "/interview 取消"), ("稍后2小时", "/later 2小时"), ("稍后半小时", "/later 半小时"), ("晚点8点", "/later 8点"),
        ("晚点晚上8点", "/later 晚上8点"), ("修改1 20点", "/change 1 20点"), ("修改1晚上八点", "/change 1 晚上八点"),
        ("改订阅1 20:00", "/change 1 20:00"), ("模拟20分钟", "/mock 20分钟"), ("模拟面试半小时", "/mock 半小时"),
        ("取消订阅1", "/unsubscribe 1"), ("语言中文", "/language 中文"), ("评分3", "/rate 3"), ("历史5", "/history 5"),
        ("统计损失函数", "/stats 损失函数"), ("下一题损失函数", "/next 损失函数"), ("导出csv", "/export csv"),
    ]

    @Test("a Chinese word needs no space when all that follows can be read", arguments: glued)
    func readsGlued(line: String, spelled: String) {
        #expect(examples.command(spelled) != nil, "\(spelled)")
        #expect(examples.parse(line) == examples.parse(spelled), "\(line)")
    }

    @Test(
        "an answer that begins with a command's word stays an answer",
        arguments: [
            "暂停三天的训练会让学习率错位", "面试官常问的是梯度", "统计量只来自训练集", "历史梯度平方累加", "语言模型的困惑度", "跳过连接缓解梯度消失", "模拟退火",
            "绑定attention", "注销softmax", "搜索空间很大", "笔记本", "修改损失函数", "暂停\n三天", "评分函数", "稍后更新参数",
        ])
    func staysText(line: String) {
        #expect(examples.parse(line) == .text(line, rating: nil), "\(line)")
    }

    static let pauses: [(String, String?, String?)] = [
        ("28.11-2.12", "2026-11-28", "2026-12-03"), ("20/12 - 4/1", "2026-12-20", "2027-01-05"),
        ("20/3 - 4/5", "2027-03-20", "2027-05-05"), ("4/5-20/5", "2027-05-04", "2027-05-21"),
        ("3.4.-7.4.", "2027-04-03", "2027-04-08"), ("12/20 - 1/4", "2026-12-20", "2027-01-05"),
        ("半个月", nil, "2026-12-10"), ("three weeks", nil, "2026-12-16"), ("through Jan 3", nil, "2027-01-04"),
        ("from Dec 1 through Dec 5", "2026-12-01", "2026-12-06"), ("到1月3日为止", nil, "2027-01-04"),
        ("until Jan 3", nil, "2027-01-03"), ("on Dec 1", "2026-12-01", "2026-12-02"),
        ("on Dec 1 to Dec 5", "2026-12-01", "2026-12-06"), ("今天", "2026-11-25", "2026-11-26"),
        ("today", "2026-11-25", "2026-11-26"), ("明天", nil, "2026-11-26"), ("下周", "2026-11-30", "2026-12-07"),
        ("next week", "2026-11-30", "2026-12-07"), ("本周", "2026-11-25", "2026-11-30"),
        ("周末", "2026-11-28", "2026-11-30"), ("this weekend", "2026-11-28", "2026-11-30"),
        ("下周末", "2026-12-05", "2026-12-07"), ("下周五", nil, "2026-12-04"), ("until next friday", nil, "2026-12-04"),
    ]

    @Test("a pause begins and ends on the days that were meant", arguments: pauses)
    func pause(typed: String, from: String?, until: String?) {
        let expected = Command.pause(from: from.flatMap { Day(text: $0) }, until: until.flatMap { Day(text: $0) })
        #expect(examples.parse("/pause \(typed)") == .command(expected), "\(typed)")
    }

    static let interviews: [(String, String)] = [
        ("半个月后", "2026-12-10"), ("半年后", "2027-05-25"), ("一年后", "2027-11-25"), ("in a year", "2027-11-25"),
        ("in half a year", "2027-05-25"), ("in a fortnight", "2026-12-09"), ("4.5.2027", "2027-05-04"),
    ]

    @Test("reads halves, years and fortnights", arguments: interviews)
    func interview(typed: String, day: String) {
        #expect(examples.parse("/interview \(typed)") == .command(.interview(Day(text: day))), "\(typed)")
    }

    @Test("turns off with the words of both languages, and with those that replies print")
    func off() {
        for word in ["off", "off.", "off。", "关。", "取消", "cancel", "clear", "remove", "无", "未定", "none"] {
            #expect(examples.parse("/interview \(word)") == .command(.interview(nil)), "\(word)")
        }
    }

    static let changes: [(String, SubscriptionRequest)] = [
        ("20:00 1", SubscriptionRequest(minuteOfDay: 1_200)), ("1. 20:00", SubscriptionRequest(minuteOfDay: 1_200)),
        ("1: 20:00", SubscriptionRequest(minuteOfDay: 1_200)), ("① 20:00", SubscriptionRequest(minuteOfDay: 1_200)),
        ("1 mon..fri", SubscriptionRequest(weekdays: .workdays)),
        ("1 mon…fri", SubscriptionRequest(weekdays: .workdays)),
        ("1 周一...周五", SubscriptionRequest(weekdays: .workdays)),
        ("1 20:00 六", SubscriptionRequest(minuteOfDay: 1_200, weekdays: WeekdaySet(rawValue: 0b100000))),
        ("1 日", SubscriptionRequest(weekdays: WeekdaySet(rawValue: 0b1000000))),
    ]

    @Test(
        "a change names its subscription first or last, as it is printed, and ranges have dots as well",
        arguments: changes)
    func change(typed: String, request: SubscriptionRequest) {
        #expect(examples.parse("/change \(typed)") == .command(.change(number: 1, request)), "\(typed)")
    }

    @Test("a numeral alone may be an hour or a day, and is asked for")
    func numeral() {
        for (line, verb) in [("/change 1 六", "change"), ("/subscribe 六", "subscribe")] {
            let reason = examples.refusal(line)?.reason
            #expect(reason == .arguments(.hourOrWeekday(hour: 6, typed: "六"), verb: verb), "\(line)")
        }
    }

    @Test("ends a subscription by its number as lists print it", arguments: ["1", "1.", "①", "1号", "第一个", "#1"])
    func unsubscribe(number: String) {
        #expect(examples.parse("/unsubscribe \(number)") == .command(.unsubscribe(.number(1))), "\(number)")
    }
}
