import Testing
import YitiCore

@Suite("Times as people write them") struct TimeWordsTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    static let times: [(String, String)] = [
        ("8:30", "08:30"), ("8：30", "08:30"), ("８：３０", "08:30"), ("8∶30", "08:30"), ("8。30", "08:30"),
        ("08:30", "08:30"),
        ("0830", "08:30"), ("8.30", "08:30"), ("20h", "20:00"), ("8h30", "08:30"), ("8.30pm", "20:30"),
        ("8:30:00", "08:30"),
        ("830pm", "20:30"), ("8点", "08:00"), ("8點", "08:00"), ("八点半", "08:30"), ("八點鐘", "08:00"), ("早上8点一刻", "08:15"),
        ("八点三刻", "08:45"), ("八点零五", "08:05"), ("八点05分", "08:05"), ("8点 30分", "08:30"), ("晚上九点半", "21:30"),
        ("晚上八点三十分", "20:30"), ("二十点三十", "20:30"), ("廿二点", "22:00"), ("两点", "02:00"), ("兩點", "02:00"),
        ("8时30分", "08:30"),
        ("差一刻九点", "08:45"), ("差5分9点", "08:55"), ("九点差五分", "08:55"), ("早八", "08:00"), ("早8点", "08:00"), ("晚9点", "21:00"),
        ("晚上 8:30", "20:30"), ("8:30 晚上", "20:30"), ("上午8:30", "08:30"), ("下午20:30", "20:30"), ("凌晨12:30", "00:30"),
        ("中午12点半", "12:30"), ("零点", "00:00"), ("零点半", "00:30"), ("24:00", "00:00"), ("24点", "00:00"), ("中午", "12:00"),
        ("正午", "12:00"), ("午夜", "00:00"), ("noon", "12:00"), ("midnight", "00:00"), ("12 noon", "12:00"),
        ("12 midnight", "00:00"),
        ("8am", "08:00"), ("8 am", "08:00"), ("8 a.m.", "08:00"), ("8:30 P.M.", "20:30"), ("AM 8:30", "08:30"),
        ("PM8:30", "20:30"),
        ("12am", "00:00"), ("12pm", "12:00"), ("half past eight", "08:30"), ("quarter past 8", "08:15"),
        ("a quarter to nine", "08:45"),
        ("ten past eight", "08:10"), ("ten to nine", "08:50"), ("8 o'clock", "08:00"), ("8 o’clock", "08:00"),
        ("eight o'clock", "08:00"), ("eight thirty", "08:30"), ("eight thirty pm", "20:30"),
        ("eight oh five am", "08:05"),
        ("8 in the morning", "08:00"), ("half past eight in the evening", "20:30"), ("at 8", "08:00"),
        ("@8:30", "08:30"),
        ("at 8:30 at night", "20:30"), ("时间 8:30", "08:30"), ("8点左右", "08:00"), ("8点整", "08:00"), ("晚上8点pm", "20:00"),
        ("21 Uhr", "21:00"), ("21 Uhr 30", "21:30"), ("21:30 Uhr", "21:30"), ("2100hrs", "21:00"),
        ("21:00hrs", "21:00"),
        ("2130 hours", "21:30"), ("20h30m", "20:30"), ("8p", "20:00"), ("8:30a", "08:30"), ("7 30 pm", "19:30"),
        ("20:30pm", "20:30"), ("20.30 p.m.", "20:30"), ("PM 20:30", "20:30"), ("13pm", "13:00"),
        ("下午20:30 pm", "20:30"), ("8a.m.", "08:00"), ("8:30p.m.", "20:30"), ("8:30a.m.", "08:30"), ("8p.m", "20:00"),
        ("8:30, evening", "20:30"),
    ]

    @Test("reads a time of day in every spelling", arguments: times)
    func time(typed: String, time: String) {
        guard case .subscribe(let request)? = examples.command("/subscribe \(typed)") else {
            Issue.record("\(typed): \(examples.parse("/subscribe \(typed)"))")
            return
        }
        #expect(request == SubscriptionRequest(minuteOfDay: minute(time)), "\(typed)")
    }

    static let wrong = [
        "25:00", "8:60", "8点70", "8:3", "8:305", "24:30", "25点", "24pm", "0pm", "20:30am", "13am", "上午13点", "晚上13点",
        "早上8点pm", "晚上8am", "早上20:30",
        "中午8点", "早上", "每天早上", "every evening",
    ]

    @Test("refuses what is no time, contradicts itself, or lacks its hour", arguments: wrong)
    func refuses(typed: String) {
        #expect(examples.refusal("/subscribe \(typed)")?.code == .invalidTime, "\(typed)")
        #expect(examples.refusal("/change 1 \(typed)")?.code == .invalidTime, "\(typed)")
    }

    static let apart: [(String, String, WeekdaySet?)] = [
        ("8:30 fri night", "20:30", WeekdaySet(rawValue: 16)), ("fri night 8:30", "20:30", WeekdaySet(rawValue: 16)),
        ("9 monday morning", "09:00", WeekdaySet(rawValue: 1)), ("8点 周五晚上", "20:00", WeekdaySet(rawValue: 16)),
        ("8点 周五晚", "20:00", WeekdaySet(rawValue: 16)), ("8:30 every evening", "20:30", .everyDay),
        ("8:30 fri pm", "20:30", WeekdaySet(rawValue: 16)), ("8 every morning", "08:00", .everyDay),
    ]

    @Test("a part of the day may stand apart from its hour", arguments: apart)
    func periodApart(typed: String, time: String, days: WeekdaySet?) {
        let request = SubscriptionRequest(minuteOfDay: minute(time), weekdays: days)
        #expect(examples.parse("/subscribe \(typed)") == .command(.subscribe(request)))
        #expect(examples.parse("/change 1 \(typed)") == .command(.change(number: 1, request)))
    }

    @Test(
        "and contradicts it then as it does beside it", arguments: ["9am fri night", "20:30 fri morning", "早上8点 周五晚上"])
    func contradiction(typed: String) { #expect(examples.refusal("/subscribe \(typed)")?.code == .invalidTime) }

    @Test("a number alone is a time where no topic may stand, a topic beside a time, and a question otherwise")
    func bareNumbers() {
        #expect(examples.command("/change 1 8") == .change(number: 1, SubscriptionRequest(minuteOfDay: 480)))
        #expect(examples.command("修改 1 改成8") == .change(number: 1, SubscriptionRequest(minuteOfDay: 480)))
        #expect(
            examples.command("/change 2 20 fri")
                == .change(number: 2, SubscriptionRequest(minuteOfDay: 1_200, weekdays: .init(rawValue: 16))))
        #expect(
            examples.command("/subscribe 4 8:00") == .subscribe(SubscriptionRequest(topics: ["svm"], minuteOfDay: 480)))
        #expect(
            examples.command("/subscribe 8:00 4") == .subscribe(SubscriptionRequest(topics: ["svm"], minuteOfDay: 480)))
        for (line, number, topic) in [
            ("/subscribe 4", 4, "svm"), ("/subscribe loss 8", 8, nil), ("订阅 工作日 4", 4, "svm"),
        ] as [(String, Int, String?)] {
            let refusal = examples.refusal(line)
            #expect(refusal?.code == .invalidTime)
            #expect(refusal?.reason == .arguments(.timeOrTopic(hour: number, topic: topic), verb: "subscribe"))
        }
        #expect(examples.refusal("/subscribe 99")?.code == .unknownTopic)
    }

    @Test("twelve at night belongs to the day that it ends")
    func midnight() {
        let saturday = WeekdaySet(rawValue: 32)
        for line in ["订阅 周五晚上12点", "订阅 晚上十二点 周五", "/subscribe fri midnight", "订阅 周五半夜12点", "订阅 周五24点", "订阅 周五晚上1点"] {
            guard case .subscribe(let request)? = examples.command(line) else {
                Issue.record("\(line)")
                continue
            }
            #expect(request.weekdays == saturday, "\(line)")
        }
        for line in ["订阅 周六 0点", "订阅 周六凌晨12点", "/subscribe sat 12am"] {
            #expect(
                examples.command(line) == .subscribe(SubscriptionRequest(minuteOfDay: 0, weekdays: saturday)), "\(line)"
            )
        }
        #expect(examples.command("订阅 每天晚上12点") == .subscribe(SubscriptionRequest(minuteOfDay: 0, weekdays: .everyDay)))
    }

    static let spans: [(String, String)] = [
        ("22:00-08:00", "22:00-08:00"), ("22:00 - 8:00", "22:00-08:00"), ("22：00～8：00", "22:00-08:00"),
        ("22-8", "22:00-08:00"),
        ("22点到8点", "22:00-08:00"), ("2200-0800", "22:00-08:00"), ("下午1点到3点", "13:00-15:00"), ("1-3pm", "13:00-15:00"),
        ("1pm-3", "13:00-15:00"), ("晚上10点到11点", "22:00-23:00"), ("晚上11点到1点", "23:00-01:00"),
        ("晚上10点到早上8点", "22:00-08:00"),
        ("晚上十点半~早上七点半", "22:30-07:30"), ("晚十点至早七点", "22:00-07:00"), ("10pm to 8am", "22:00-08:00"),
        ("10:30pm–7am", "22:30-07:00"), ("between 10pm and 8am", "22:00-08:00"),
        ("from 10 pm until 8 am", "22:00-08:00"),
        ("晚上10点到08:00", "22:00-08:00"), ("22:00到早上8点", "22:00-08:00"), ("22:00-24:00", "22:00-00:00"),
        ("晚上11点以后到早上7点", "23:00-07:00"),
        ("每天晚上11点到早上7点不要打扰我", "23:00-07:00"), ("22:00 8:00", "22:00-08:00"), ("noon to 2pm", "12:00-14:00"),
        ("中午12点到2点", "12:00-14:00"),
        ("from ten to six", "10:00-06:00"), ("晚上10點到早上8點", "22:00-08:00"), ("noon to 2", "12:00-14:00"),
        ("noon to two", "12:00-14:00"), ("midnight to 8", "00:00-08:00"), ("半夜12点到8点", "00:00-08:00"),
        ("midnight to 8:30", "00:00-08:30"), ("10p-8a", "22:00-08:00"),
    ]

    @Test("a part of the day at one end holds for the other", arguments: spans)
    func span(typed: String, span: String) {
        guard case .quiet(let quiet?)? = examples.command("/quiet \(typed)") else {
            Issue.record("\(typed): \(examples.parse("/quiet \(typed)"))")
            return
        }
        #expect(quiet.text == span)
    }

    static let doubtful: [(String, [String])] = [
        ("晚上10点到8点", ["22:00-08:00", "22:00-20:00"]), ("10pm-6", ["22:00-06:00", "22:00-18:00"]),
        ("9-5pm", ["09:00-17:00", "21:00-17:00"]), ("9点免打扰到早上7点", ["09:00-07:00", "21:00-07:00"]),
    ]

    @Test("asks which half of the day is meant where that is open, with both readings", arguments: doubtful)
    func asks(typed: String, readings: [String]) {
        let refusal = examples.refusal("/quiet \(typed)")
        guard case .arguments(.spanReadings(let found), _)? = refusal?.reason else {
            Issue.record("\(typed): \(examples.parse("/quiet \(typed)"))")
            return
        }
        #expect(refusal?.code == .invalidTime)
        #expect(found.map(\.text) == readings)
    }

    static let laters: [(String, Command)] = [
        ("2h", .later(seconds: 7_200)), ("2小时", .later(seconds: 7_200)), ("2个小时后", .later(seconds: 7_200)),
        ("半小时", .later(seconds: 1_800)), ("半個小時", .later(seconds: 1_800)), ("一个半小时", .later(seconds: 5_400)),
        ("两天", .laterDays(2)), ("明天", .laterOn(day(1))), ("tomorrow", .laterOn(day(1))),
        (".5h", .later(seconds: 1_800)), ("in .5 hours", .later(seconds: 1_800)), (".5 days", .later(seconds: 43_200)),
        ("tonight at midnight", .laterToday(minute: 0, endsDay: true)),
        ("今晚午夜", .laterToday(minute: 0, endsDay: true)),
        ("8点正", .laterAt(day: nil, minute: 480)), ("今晚九点正", .laterToday(minute: 1_260, endsDay: false)),
        ("in 48 hours", .later(seconds: 172_800)),
        ("a week and 2 days", .laterDays(9)), ("两天半", .later(seconds: 216_000)),
        ("a day and an hour", .later(seconds: 90_000)),
        ("tomorrow 8", .laterAt(day: day(1), minute: 480)), ("明天 8", .laterAt(day: day(1), minute: 480)),
        ("friday 20", .laterAt(day: day(2), minute: 1_200)),
        ("1h30", .later(seconds: 5_400)), ("1h 30m", .later(seconds: 5_400)), ("1.5h", .later(seconds: 5_400)),
        ("an hour and a half", .later(seconds: 5_400)), ("half an hour", .later(seconds: 1_800)),
        ("in 20 minutes", .later(seconds: 1_200)),
        ("过十分钟", .later(seconds: 600)), ("一刻钟", .later(seconds: 900)), ("20h", .later(seconds: 72_000)),
        ("in two days", .laterDays(2)),
        ("8pm", .laterAt(day: nil, minute: 1_200)), ("晚上8点", .laterAt(day: nil, minute: 1_200)),
        ("8:30", .laterAt(day: nil, minute: 510)),
        ("at 9", .laterAt(day: nil, minute: 540)), ("今晚9点", .laterToday(minute: 1_260, endsDay: false)),
        ("今晚12点", .laterToday(minute: 0, endsDay: true)), ("today 20:00", .laterToday(minute: 1_200, endsDay: false)),
        ("今天晚上8点", .laterToday(minute: 1_200, endsDay: false)),
        ("8pm tonight", .laterToday(minute: 1_200, endsDay: false)),
        ("2026-11-25 20:00", .laterAt(day: day(0), minute: 1_200)), ("明早8点", .laterAt(day: day(1), minute: 480)),
        ("明天早上八点半", .laterAt(day: day(1), minute: 510)), ("tomorrow at 8:30 pm", .laterAt(day: day(1), minute: 1_230)),
        ("8:30 tomorrow", .laterAt(day: day(1), minute: 510)), ("周五 9:00", .laterAt(day: day(2), minute: 540)),
        ("friday at 9", .laterAt(day: day(2), minute: 540)), ("12月1日 20:00", .laterAt(day: day(6), minute: 1_200)),
        ("后天晚上九点", .laterAt(day: day(2), minute: 1_260)), ("周五晚上12点", .laterAt(day: day(3), minute: 0)),
    ]

    private static func day(_ ahead: Int) -> Day { CommandExamples.today.advanced(byDays: ahead) }

    @Test("/later reads spans first, then days and times of day", arguments: laters)
    func later(typed: String, command: Command) {
        #expect(examples.parse("/later \(typed)") == .command(command), "\(typed)")
    }

    @Test("/later says what a number alone may be")
    func laterNumbers() {
        #expect(examples.refusal("/later 8")?.reason == .arguments(.spanOrTime(8), verb: "later"))
        for typed in ["8", "friday 27", "12月1日 8", "soon", "明天早上", "晚上13点", "2h 3x", "今天"] {
            #expect(examples.refusal("/later \(typed)")?.code == .invalidTime, "\(typed)")
        }
        #expect(examples.refusal("/later 昨天")?.code == .invalidTime)
    }

    @Test("/later reads an instant as replies' data have it")
    func instants() throws {
        let instant = try #require(Instant(text: "2026-12-10T01:00:00Z"))
        #expect(examples.command("/later 2026-12-10T01:00:00Z") == .laterUntil(instant))
        #expect(examples.command("/later 2026-12-10T09:00:00+08:00") == .laterUntil(instant))
        let day = Day(text: "2026-12-10")
        #expect(examples.command("/later 2026-12-10T09:00") == .laterAt(day: day, minute: 540))
        #expect(examples.command("/later 半個鐘") == .later(seconds: 1_800))
    }

    static let rollovers = ["at 4", "：4", "4", "4点", "04:00", "4am", "凌晨4点", "四点", "早上4点", "4:00"]

    @Test("the rollover is an hour in any spelling", arguments: rollovers)
    func rollover(typed: String) {
        #expect(examples.command("/rollover \(typed)") == .rollover(hour: 4))
        #expect(examples.command("/rollover midnight") == .rollover(hour: 0))
    }

    private func minute(_ time: String) -> Int? {
        let parts = time.split(separator: ":").compactMap { Int($0) }
        return parts.count == 2 ? parts[0] * 60 + parts[1] : nil
    }
}
