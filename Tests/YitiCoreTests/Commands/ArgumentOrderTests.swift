import Testing
import YitiCore
import YitiTestKit

@Suite("Arguments in any order") struct ArgumentOrderTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    private static let topics: [(String, [String])] = [
        ("loss", ["loss", "损失函数", "Loss functions", "損失函數", "损失"]),
        ("svm", ["svm", "支持向量机", "support vector machines"]),
        ("knn", ["knn", "K 近邻", "k-nearest neighbours"]),
        ("regression", ["regression", "线性回归与逻辑回归", "Linear and logistic regression"]),
    ]
    private static let times: [(Int, [String])] = [
        (510, ["8:30", "08:30", "8：30", "早上八点半", "8:30 am", "half past eight", "8点30分"]),
        (1_260, ["21:00", "9pm", "晚上九点", "晚上9點", "9 in the evening", "at 9 pm"]), (0, ["0:00", "零点", "12am", "凌晨十二点"]),
        (720, ["noon", "中午十二点", "12:00", "正午", "12 pm"]),
    ]
    private static let days: [(WeekdaySet, [String])] = [
        (.workdays, ["mon-fri", "weekdays", "工作日", "周一到周五", "Mon to Fri", "every weekday", "週一至週五"]),
        (.weekends, ["weekends", "周末", "Sa-Su", "周六、日", "每周六周日"]), (.everyDay, ["every day", "daily", "每天", "天天"]),
        (WeekdaySet(rawValue: 0b10101), ["一三五", "mon wed fri", "周一、三、五", "Mon, Wed & Fri", "每周一三五", "mon/wed/fri"]),
    ]
    private static let zones: [(String, [String])] = [
        ("Asia/Shanghai", ["上海", "Asia/Shanghai", "北京时间", "Shanghai"]),
        ("Europe/Berlin", ["Berlin", "柏林", "Europe/Berlin"]),
        ("+08:00", ["+08:00", "UTC+8", "东八区"]), ("America/New_York", ["new york", "纽约", "紐約", "NYC"]),
    ]
    private static let separators = [" ", "  ", "，", ", ", "、", "；", " · ", " | ", "\u{3000}"]
    private static let verbs = ["/subscribe ", "订阅 ", "/sub ", "订阅，"]

    /// A line that asks for a part of these things, in some order and some language, and what it asks for.
    private func line(_ random: inout SeededRandom) -> (line: String, request: SubscriptionRequest) {
        var request = SubscriptionRequest()
        var parts: [String] = []
        for (id, names) in Self.topics where random.below(3) == 0 {
            request.topics = (request.topics ?? []) + [id]
            parts.append(random.pick(names))
        }
        if random.below(4) > 0 {
            let (minute, names) = Self.times[random.below(Self.times.count)]
            request.minuteOfDay = minute
            parts.append(random.pick(names))
        }
        if random.below(3) > 0 {
            let (days, names) = Self.days[random.below(Self.days.count)]
            request.weekdays = days
            parts.append(random.pick(names))
        }
        if random.below(2) > 0 {
            let (zone, names) = Self.zones[random.below(Self.zones.count)]
            request.zone = zone
            parts.append(random.pick(names))
        }
        parts.shuffle(using: &random)
        return (random.pick(Self.verbs) + parts.joined(separator: random.pick(Self.separators)), request)
    }

    @Test(
        "topics, a time, days and a zone make the same subscription in any order and language",
        arguments: [UInt64.random(in: 1...999_999), 1])
    func anyOrder(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<400 {
            let (line, expected) = line(&random)
            guard case .subscribe(var request)? = examples.command(line) else {
                Issue.record("seed \(seed): \(line): \(examples.parse(line))")
                continue
            }
            request.topics?.sort()
            var sorted = expected
            sorted.topics?.sort()
            #expect(request == sorted, "seed \(seed): \(line)")
        }
    }

    static let sentences: [(String, SubscriptionRequest)] = [
        ("订阅 每天早上八点推送", SubscriptionRequest(minuteOfDay: 480, weekdays: .everyDay)),
        (
            "订阅 每周一三五 晚上九点半 上海 损失函数",
            SubscriptionRequest(
                topics: ["loss"], minuteOfDay: 1_290, weekdays: WeekdaySet(rawValue: 0b10101), zone: "Asia/Shanghai")
        ),
        ("/subscribe Remind me every weekday at 8:30 am", SubscriptionRequest(minuteOfDay: 510, weekdays: .workdays)),
        ("订阅每天晚上9點半給我推一題", SubscriptionRequest(minuteOfDay: 1_290, weekdays: .everyDay)),
        ("订阅 我想每天早上7点45学习", SubscriptionRequest(minuteOfDay: 465, weekdays: .everyDay)),
        ("/subscribe every morning at 7:15", SubscriptionRequest(minuteOfDay: 435, weekdays: .everyDay)),
        (
            "/subscribe send me a loss question every night at 10",
            SubscriptionRequest(topics: ["loss"], minuteOfDay: 1_320, weekdays: .everyDay)
        ),
        ("订阅 损失早上八点", SubscriptionRequest(topics: ["loss"], minuteOfDay: 480)),
        ("订阅 周一八点", SubscriptionRequest(minuteOfDay: 480, weekdays: WeekdaySet(rawValue: 1))),
        ("订阅 周一三五八点", SubscriptionRequest(minuteOfDay: 480, weekdays: WeekdaySet(rawValue: 0b10101))),
        ("订阅 每天除了周日 9点", SubscriptionRequest(minuteOfDay: 540, weekdays: WeekdaySet(rawValue: 0x3F))),
        (
            "/subscribe every day except sunday 9:00",
            SubscriptionRequest(minuteOfDay: 540, weekdays: WeekdaySet(rawValue: 0x3F))
        ),
        (
            "/subscribe loss/svm|knn·regression 8:30",
            SubscriptionRequest(topics: ["loss", "svm", "knn", "regression"], minuteOfDay: 510)
        ),
        ("订阅 周六到周一 9点", SubscriptionRequest(minuteOfDay: 540, weekdays: WeekdaySet(rawValue: 0b1100001))),
        ("订阅 周135 9点", SubscriptionRequest(minuteOfDay: 540, weekdays: WeekdaySet(rawValue: 0b10101))),
        (
            "/subscribe from Mon to Fri, 8:30, Berlin",
            SubscriptionRequest(minuteOfDay: 510, weekdays: .workdays, zone: "Europe/Berlin")
        ),
    ]

    @Test("understands whole sentences", arguments: sentences)
    func sentence(line: String, request: SubscriptionRequest) {
        #expect(examples.parse(line) == .command(.subscribe(request)))
    }

    static let separated = [" ", "、", "，", ",", ";", "；", "/", "|", "·", "／", "｜", "\u{3000}", "\u{A0}", "\t"]

    @Test("topics and words of a search are parted by any usual separator", arguments: separated)
    func separators(separator: String) {
        #expect(examples.command("/topic loss\(separator)svm") == .selectTopics(["loss", "svm"]))
        #expect(examples.command("/search softmax\(separator)交叉熵") == .search("softmax 交叉熵"))
        #expect(
            examples.command("/subscribe 周一\(separator)周三\(separator)8:30")
                == .subscribe(SubscriptionRequest(minuteOfDay: 510, weekdays: WeekdaySet(rawValue: 0b101))))
    }
}
