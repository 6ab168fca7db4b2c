import Testing
import YitiCore

@Suite("What is left out of a subscription, and how often it asks") struct ExclusionTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    private static let others = ["regression", "regularization", "svm", "knn"]

    static let topics: [(String, [String])] = [
        ("/subscribe 8:30 except loss", others), ("/subscribe 8:30 all except loss", others),
        ("/subscribe 8:30 without loss", others), ("/subscribe 8:30 all but loss", others),
        ("订阅 8:30 不要损失函数", others), ("订阅 8:30 除了损失函数", others), ("订阅 8:30 损失函数除外", others),
        ("订阅 8:30 全部除了损失函数", others), ("/subscribe 8:30 -loss", others), ("/subscribe -loss 8:30", others),
        ("/subscribe !loss 8:30", others), ("/subscribe ~loss 8:30", others), ("订阅 8:30 损失函数不要", others),
        ("/subscribe 8:30 -loss -svm", ["regression", "regularization", "knn"]),
        ("/subscribe 8:30 except loss and svm", ["regression", "regularization", "knn"]),
        ("/subscribe 8:30 loss svm knn except svm", ["loss", "knn"]), ("/subscribe 8:30 - loss", ["loss"]),
        ("/subscribe 8:30 svm", ["svm"]),
        ("/subscribe 8:30 all - loss", others), ("/subscribe 8:30 all -loss", others),
    ]

    @Test("topics that are left out leave all the others", arguments: topics)
    func leavesTopics(line: String, topics: [String]) {
        #expect(
            examples.parse(line) == .command(.subscribe(SubscriptionRequest(topics: topics, minuteOfDay: 510))))
    }

    static let selections: [(String, [String])] = [
        ("/topic all -loss", others), ("/topic not loss", others), ("/topic except loss", others),
        ("/topic all except loss", others), ("选题 除了损失函数", others), ("选题 损失函数除外", others),
        ("/topic loss svm", ["loss", "svm"]), ("/topic k-nearest neighbours", ["knn"]),
    ]

    @Test("so they do of the topics for all questions", arguments: selections)
    func selection(line: String, topics: [String]) {
        #expect(examples.parse(line) == .command(.selectTopics(topics)))
    }

    @Test(
        "a topic that is left out first is taken from the selection",
        arguments: ["/topic -loss", "/topic !loss", "/topic ~loss", "/topic 去掉损失函数", "/topic remove loss"])
    func takenFromSelection(line: String) {
        #expect(examples.parse(line) == .command(.changeTopics(adding: [], removing: ["loss"])))
    }

    @Test(
        "where one topic is wanted, one that is left out is none",
        arguments: [
            "/next -loss", "/unsubscribe -loss", "/mock -loss", "/mock 20m !loss", "/stats -loss", "/topic -nosuch",
            "/topic -loss 8:30",
        ])
    func leftOutAlone(line: String) { #expect(examples.refusal(line)?.code == .unknownTopic) }

    static let days: [(String, [String])] = [
        ("周末除外", ["mon", "tue", "wed", "thu", "fri"]), ("周一除外", ["tue", "wed", "thu", "fri", "sat", "sun"]),
        ("周日不要", ["mon", "tue", "wed", "thu", "fri", "sat"]), ("不要周日", ["mon", "tue", "wed", "thu", "fri", "sat"]),
        ("每天，周日除外", ["mon", "tue", "wed", "thu", "fri", "sat"]),
        ("每天不要周日", ["mon", "tue", "wed", "thu", "fri", "sat"]),
        ("工作日（周五除外）", ["mon", "tue", "wed", "thu"]), ("周一到周五，周三除外", ["mon", "tue", "thu", "fri"]),
        ("周一到周五 周三、周四除外", ["mon", "tue", "fri"]), ("周六周日除外", ["mon", "tue", "wed", "thu", "fri"]),
        ("周六，周日除外", ["mon", "tue", "wed", "thu", "fri"]), ("工作日，周末除外", ["mon", "tue", "wed", "thu", "fri"]),
        ("除了周末", ["mon", "tue", "wed", "thu", "fri"]), ("除了周末每天", ["mon", "tue", "wed", "thu", "fri"]),
        ("除了周三，周一到周五", ["mon", "tue", "thu", "fri"]), ("周末以外", ["mon", "tue", "wed", "thu", "fri"]),
        ("除了周末以外", ["mon", "tue", "wed", "thu", "fri"]), ("except monday", ["tue", "wed", "thu", "fri", "sat", "sun"]),
        ("every day but sunday", ["mon", "tue", "wed", "thu", "fri", "sat"]),
        ("not on sundays", ["mon", "tue", "wed", "thu", "fri", "sat"]),
        ("skip sundays", ["mon", "tue", "wed", "thu", "fri", "sat"]),
        ("sundays off", ["mon", "tue", "wed", "thu", "fri", "sat"]),
        ("no weekends", ["mon", "tue", "wed", "thu", "fri"]), ("mon-fri -wed", ["mon", "tue", "thu", "fri"]),
        ("every day - sunday", ["mon", "tue", "wed", "thu", "fri", "sat"]),
    ]

    @Test("days that are left out leave the others", arguments: days)
    func leavesDays(typed: String, days: [String]) {
        for line in ["/subscribe 8:30 \(typed)", "/subscribe \(typed) 8:30"] {
            guard case .subscribe(let request)? = examples.command(line) else {
                Issue.record("\(line): \(examples.parse(line))")
                continue
            }
            #expect(request.weekdays?.dataNames == days, "\(line)")
            #expect(request.minuteOfDay == 510 && request.topics == nil, "\(line)")
        }
    }

    @Test(
        "what is left out of nothing, or leaves nothing, or may be either, is refused",
        arguments: [
            "/subscribe 8:30 except", "/subscribe 8:30 不要", "/subscribe except 8:30 loss",
            "/subscribe loss except loss 8:30",
            "/subscribe except every day 8:30", "订阅 周一到周四，周末除外 9点", "/subscribe loss, svm excluded 9:00",
            "/subscribe except loss sunday 9:00", "/topic all svm",
            "/change 1 not on sundays",
        ])
    func unclear(line: String) {
        #expect(examples.refusal(line)?.code == .badRequest, "\(line): \(examples.parse(line))")
    }

    @Test(
        "quiet hours that are not wanted are not set",
        arguments: ["/quiet 22-8 不要", "/quiet not 22-8", "/quiet 22:00-08:00 off"])
    func quiet(line: String) { #expect(examples.refusal(line)?.code == .invalidTime) }

    static let once: [(String, SubscriptionRequest)] = [
        ("订阅 每天8点一题", SubscriptionRequest(minuteOfDay: 480, weekdays: .everyDay)),
        ("订阅 早八点一题", SubscriptionRequest(minuteOfDay: 480)), ("订阅 8点一刻一题", SubscriptionRequest(minuteOfDay: 495)),
        ("订阅 一天一题", SubscriptionRequest()), ("订阅 一天一题 8:30", SubscriptionRequest(minuteOfDay: 510)),
        ("订阅 一日一题", SubscriptionRequest()),
        ("订阅 每天1题 8:30", SubscriptionRequest(minuteOfDay: 510, weekdays: .everyDay)),
        ("/subscribe 1 a day 8:30", SubscriptionRequest(minuteOfDay: 510)),
        ("/subscribe one question a day at 8:30", SubscriptionRequest(minuteOfDay: 510)),
        ("/subscribe once a day 8:30", SubscriptionRequest(minuteOfDay: 510)),
        ("订阅 每天一题", SubscriptionRequest(weekdays: .everyDay)), ("订阅 8:30 一题", SubscriptionRequest(minuteOfDay: 510)),
        ("订阅 每周三 一题 8:30", SubscriptionRequest(minuteOfDay: 510, weekdays: WeekdaySet(rawValue: 4))),
        ("订阅 周一一题 8:30", SubscriptionRequest(minuteOfDay: 510, weekdays: WeekdaySet(rawValue: 1))),
        ("订阅 六日 8:30", SubscriptionRequest(minuteOfDay: 510, weekdays: .weekends)),
        ("/subscribe 7 days a week 8:30", SubscriptionRequest(minuteOfDay: 510, weekdays: .everyDay)),
    ]

    @Test("one question a day is what a subscription is", arguments: once)
    func onceADay(line: String, request: SubscriptionRequest) {
        #expect(examples.parse(line) == .command(.subscribe(request)))
    }

    @Test(
        "more questions a day, or fewer, are refused, and are no minutes, days or topics",
        arguments: [
            "订阅 9点两题", "订阅 8:30 每周5天", "订阅 8:30 一周五天", "订阅 八点十题", "订阅 三天一题", "订阅 9点三天", "订阅 一周三题", "订阅 每周三题 8:30",
            "订阅 每天3题 8:30", "订阅 隔天 8:30",
            "订阅 三天一次 8:30", "/subscribe 2 questions a day 8:30", "/subscribe twice a day 8:30", "/subscribe 3/day 8:30",
            "/subscribe every 3 days 8:30", "/subscribe 3 days a week 8:30", "/subscribe once a week 8:30",
            "/change 1 每天3题 8:30",
        ])
    func otherFrequency(line: String) {
        guard case .arguments(.frequency, verb: _)? = examples.refusal(line)?.reason else {
            Issue.record("\(line): \(examples.parse(line))")
            return
        }
    }

    @Test(
        "two numbers with a dash or a word between them are asked about",
        arguments: ["1到5", "1至5", "1-5", "1~5", "1 to 5", "1 - 5"])
    func ranges(typed: String) {
        for line in ["/subscribe 8:30 \(typed)", "/subscribe \(typed) 8:30"] {
            #expect(examples.refusal(line)?.reason == .arguments(.numberRange(1, 5), verb: "subscribe"), "\(line)")
        }
        for days in ["一到五", "周1到周5"] {
            #expect(
                examples.command("/subscribe 8:30 \(days)")
                    == .subscribe(SubscriptionRequest(minuteOfDay: 510, weekdays: .workdays)))
        }
    }

    @Test(
        "a weekday that something makes the beginning is that day, not that day every week",
        arguments: [
            "从周一开始 7:00", "from monday 7:00", "从下周一开始 7:00", "from next monday 7:00", "周一开始 7:00",
            "7:00 starting monday",
        ])
    func beginning(typed: String) {
        #expect(
            examples.command("/subscribe \(typed)")
                == .subscribe(SubscriptionRequest(minuteOfDay: 420, from: Day(text: "2026-11-30"))))
    }

    static let repeated: [(String, [String])] = [
        ("from Mon to Fri 7:00", ["mon", "tue", "wed", "thu", "fri"]),
        ("从周一到周五 7:00", ["mon", "tue", "wed", "thu", "fri"]),
        ("from monday and wednesday 7:00", ["mon", "wed"]), ("从每周一 7:00", ["mon"]), ("every monday from 7:00", ["mon"]),
    ]

    @Test("several days, and each of a kind, come every week", arguments: repeated)
    func everyWeek(typed: String, days: [String]) {
        guard case .subscribe(let request)? = examples.command("/subscribe \(typed)") else {
            Issue.record("\(typed)")
            return
        }
        #expect(request.weekdays?.dataNames == days && request.from == nil)
    }
}
