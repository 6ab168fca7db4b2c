import Testing
import YitiCore
import YitiTestKit

@Suite struct CommandParserTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    static let spellings: [(String, Command)] = [
        ("/next", .next(topic: nil)), ("/NEXT", .next(topic: nil)), ("  /next  ", .next(topic: nil)),
        ("／next", .next(topic: nil)), ("／ｎｅｘｔ", .next(topic: nil)), ("/next@yiti_bot", .next(topic: nil)),
        ("/next@yiti_bot loss", .next(topic: "loss")), ("下一题", .next(topic: nil)), ("/下一题", .next(topic: nil)),
        ("下一题　损失函数", .next(topic: "loss")), ("　/next", .next(topic: nil)), ("/n", .next(topic: nil)),
        ("/next support vector", .next(topic: "svm")), ("/next 3", .next(topic: "regularization")),
        ("/start from_web", .start), ("/help", .help(verb: nil)), ("/help /rate", .help(verb: "rate")),
        ("帮助 评分", .help(verb: "rate")), ("/today", .today), ("提示", .hint(question: nil)),
        ("/reveal", .reveal(question: nil)), ("跳过", .skip(question: nil)), ("/undo", .undo(answer: nil)),
        ("/why", .why),
        ("/answer  the gradient\nvanishes ", .answer("the gradient\nvanishes")), ("回答 因为／饱和", .answer("因为／饱和")),
        ("/answer /next", .answer("/next")), ("/note ２", .note("２")), ("/search  a   b", .search("a b")),
        ("/search softmax、交叉熵", .search("softmax 交叉熵")), ("搜索 梯度，消失；ReLU／tanh", .search("梯度 消失 ReLU tanh")),
        ("/search softmax，和交叉熵", .search("softmax 交叉熵")), ("/search softmax和 交叉熵", .search("softmax 交叉熵")),
        ("/search softmax\\交叉熵", .search("softmax 交叉熵")), ("/search softmax 以及 交叉熵", .search("softmax 交叉熵")),
        ("/search softmax 第2页", .search("softmax", page: 2)), ("/search softmax page 2", .search("softmax", page: 2)),
        ("/search 和", .search("和")), ("/search 与门", .search("与门")), ("/search page", .search("page")),
        ("/points 1 and 3", .points([1, 3])), ("/points 1/3", .points([1, 3])), ("/points 1+3", .points([1, 3])),
        ("/points 1-3", .points([1, 2, 3])), ("勾选 1以及3", .points([1, 3])), ("/points 1·3", .points([1, 3])),
        ("/subscribe 8点零5分", .subscribe(SubscriptionRequest(minuteOfDay: 485))),
        ("/subscribe 20 hrs", .subscribe(SubscriptionRequest(minuteOfDay: 1_200))),
        ("/subscribe 9:30 p. m.", .subscribe(SubscriptionRequest(minuteOfDay: 1_290))),
        ("/subscribe nightly 9:30", .subscribe(SubscriptionRequest(minuteOfDay: 1_290, weekdays: .everyDay))),
        ("/subscribe weeknights at 8", .subscribe(SubscriptionRequest(minuteOfDay: 1_200, weekdays: .workdays))),
        (
            "/subscribe both loss and svm 8:30",
            .subscribe(SubscriptionRequest(topics: ["loss", "svm"], minuteOfDay: 510))
        ),
        ("订阅一下 8:30", .subscribe(SubscriptionRequest(minuteOfDay: 510))),
        ("/later ½ hour", .later(seconds: 1_800)), ("/later 1½h", .later(seconds: 5_400)),
        ("/later a half hour", .later(seconds: 1_800)), ("/later 两刻钟", .later(seconds: 1_800)),
        ("/search softmax p2", .search("softmax", page: 2)), ("/search softmax, Ｐ１２", .search("softmax", page: 12)),
        ("/search p2", .search("p2")), ("/search top p0", .search("top p0")), ("/search ，、", .usage(verb: "search")),
        ("反馈 符号反了", .report("符号反了")),
        ("/rate 3", .rate(.good, answer: nil)), ("/rate ３", .rate(.good, answer: nil)),
        ("/rate again", .rate(.again, answer: nil)), ("评分 轻松", .rate(.easy, answer: nil)),
        ("/rate 2 17", .rate(.hard, answer: 17)), ("/rate 2 #17", .rate(.hard, answer: 17)),
        ("/points 2", .points([2])), ("/points 1 3", .points([1, 3])), ("/points １、3，4", .points([1, 3, 4])),
        ("/points ①③", .points([1, 3])), ("勾选 一、三", .points([1, 3])), ("/tick 1,3", .points([1, 3])),
        ("/points none", .points([])), ("/points 无", .points([])), ("/points 0", .points([])),
        ("/points all", .points(nil)),
        ("/later 2h", .later(seconds: 7_200)), ("/later 30m", .later(seconds: 1_800)),
        ("/mock", .mock(.go(minutes: nil, topics: nil))), ("/mock 20m loss", .mock(.go(minutes: 20, topics: ["loss"]))),
        ("模拟面试 30分钟", .mock(.go(minutes: 30, topics: nil))), ("/mock stop", .mock(.stop)),
        ("/later 1d", .laterDays(1)), ("稍后 2小时", .later(seconds: 7_200)),
        ("/later 90分钟", .later(seconds: 5_400)), ("/later 1h30m", .later(seconds: 5_400)),
        ("/later 半小时", .later(seconds: 1_800)), ("/later 1.5 hours", .later(seconds: 5_400)),
        ("/later 两小时", .later(seconds: 7_200)),
        ("/topics", .topics), ("/topic", .topics), ("/topic all", .selectTopics(nil)),
        ("/topic 全部", .selectTopics(nil)),
        ("/topic LOSS", .selectTopics(["loss"])), ("/topic 损失", .selectTopics(["loss"])),
        ("/topic loss functions svm", .selectTopics(["loss", "svm"])),
        ("/topic 损失函数，支持向量机、K 近邻", .selectTopics(["loss", "svm", "knn"])),
        ("/topic linear and logistic regression and knn", .selectTopics(["regression", "knn"])),
        ("/topic 1 4", .selectTopics(["loss", "svm"])), ("/topic svm svm", .selectTopics(["svm"])),
        ("选主题 K近邻", .selectTopics(["knn"])),
        ("/change 1 20:00", .change(number: 1, SubscriptionRequest(minuteOfDay: 1_200))),
        ("订阅1改到20:00", .change(number: 1, SubscriptionRequest(minuteOfDay: 1_200))),
        ("订阅 2，改成周末", .change(number: 2, SubscriptionRequest(weekdays: .weekends))),
        ("/unsubscribe", .unsubscribe(.only)), ("/unsubscribe 2", .unsubscribe(.number(2))),
        ("退订 损失函数", .unsubscribe(.topic("loss"))), ("/unsubscribe ALL", .unsubscribe(.all)),
        ("/subscriptions", .subscriptions), ("/resume", .resume),
        ("/streak", .streak(explained: false)), ("/streak why", .streak(explained: true)),
        ("连续 为什么", .streak(explained: true)), ("/stats", .stats(topic: nil)), ("/stats svm", .stats(topic: "svm")),
        ("/history", .history(.last(10, page: 1))), ("/history 3", .history(.last(3, page: 1))),
        ("/history 20 2", .history(.last(20, page: 2))), ("/history LOSS-4", .history(.question("loss-04", page: 1))),
        ("/history gone-11 3", .history(.question("gone-11", page: 3))), ("/bookmark", .bookmark(question: nil)),
        ("/bookmark loss-04", .bookmark(question: "loss-04")), ("收藏夹", .bookmarks), ("/plan", .plan),
        ("/settings", .settings), ("/timezone 上海", .zone("Asia/Shanghai")),
        ("/timezone new york", .zone("America/New_York")),
        ("/timezone +8", .zone("+08:00")), ("/timezone ＋０８：００", .zone("+08:00")),
        ("/timezone europe/berlin", .zone("Europe/Berlin")),
        ("/language ZH", .language(.zh)), ("语言 双语", .language(.both)),
        ("/quiet 22:00-08:00", .quiet(QuietHours(fromMinute: 1_320, untilMinute: 480))),
        ("/quiet 22:00 - 8:00", .quiet(QuietHours(fromMinute: 1_320, untilMinute: 480))),
        ("免打扰 晚上10点到早上8点", .quiet(QuietHours(fromMinute: 1_320, untilMinute: 480))),
        ("/quiet 22：00～8：00", .quiet(QuietHours(fromMinute: 1_320, untilMinute: 480))), ("/quiet off", .quiet(nil)),
        ("/rollover 0", .rollover(hour: 0)), ("/rollover 6点", .rollover(hour: 6)),
        ("/name Ada  Lovelace", .name("Ada Lovelace")),
        ("/nudge on", .nudge(true)), ("/color off", .color(false)), ("/link", .link(code: nil)),
        ("/link AB3D-77XQ", .link(code: "AB3D-77XQ")), ("/link confirm", .confirmLink), ("/unlink", .unlink),
        ("/login s3cret", .login(key: "s3cret")), ("/whoami", .whoami), ("/export", .export(.md, page: 1)),
        ("/export md 2", .export(.md, page: 2)), ("/export 2", .export(.md, page: 2)),
        ("导出 csv", .export(.csv, page: 1)),
        ("/export anki 3", .export(.anki, page: 3)), ("/forget", .forget(code: nil)),
        ("/forget X7K2", .forget(code: "X7K2")),
        ("/quit", .quit),
    ]

    @Test("reads every way to spell a command", arguments: spellings)
    func spelling(line: String, command: Command) {
        #expect(examples.parse(line) == .command(command))
        #expect(examples.parser.isCommand(line))
    }

    static let subscriptions: [(String, SubscriptionRequest)] = [
        ("/subscribe", SubscriptionRequest()),
        ("/subscribe 8:30", SubscriptionRequest(minuteOfDay: 510)),
        ("/subscribe 08：30", SubscriptionRequest(minuteOfDay: 510)),
        ("/subscribe 0830", SubscriptionRequest(minuteOfDay: 510)),
        ("订阅 8点", SubscriptionRequest(minuteOfDay: 480)),
        ("订阅 8点半", SubscriptionRequest(minuteOfDay: 510)),
        ("订阅 早上8点", SubscriptionRequest(minuteOfDay: 480)),
        ("订阅 晚上 八点三十分", SubscriptionRequest(minuteOfDay: 1_230)),
        ("/subscribe 8am", SubscriptionRequest(minuteOfDay: 480)),
        ("/subscribe 8:15 pm", SubscriptionRequest(minuteOfDay: 1_215)),
        ("/subscribe 12am", SubscriptionRequest(minuteOfDay: 0)),
        ("/subscribe 20:15 mon-fri", SubscriptionRequest(minuteOfDay: 1_215, weekdays: .workdays)),
        ("/subscribe weekends", SubscriptionRequest(weekdays: .weekends)),
        ("/subscribe weekdays", SubscriptionRequest(weekdays: .workdays)),
        ("/subscribe daily", SubscriptionRequest(weekdays: .everyDay)),
        ("/subscribe mon,wed,fri", SubscriptionRequest(weekdays: WeekdaySet(rawValue: 0b10101))),
        ("/subscribe fri-mon", SubscriptionRequest(weekdays: WeekdaySet(rawValue: 0b1110001))),
        ("订阅 一三五", SubscriptionRequest(weekdays: WeekdaySet(rawValue: 0b10101))),
        ("订阅 周一三五", SubscriptionRequest(weekdays: WeekdaySet(rawValue: 0b10101))),
        ("订阅 周一到周五", SubscriptionRequest(weekdays: .workdays)),
        ("订阅 周一至五", SubscriptionRequest(weekdays: .workdays)),
        ("订阅 工作日", SubscriptionRequest(weekdays: .workdays)), ("订阅 周末", SubscriptionRequest(weekdays: .weekends)),
        ("订阅 每天", SubscriptionRequest(weekdays: .everyDay)),
        ("订阅 工作日每天", SubscriptionRequest(weekdays: .workdays)), ("订阅 每天 周末", SubscriptionRequest(weekdays: .weekends)),
        ("/subscribe daily mon-fri", SubscriptionRequest(weekdays: .workdays)),
        ("订阅 周一→周五", SubscriptionRequest(weekdays: .workdays)),
        (
            "/subscribe Europe/Berlin sat svm 07:00 loss functions",
            SubscriptionRequest(
                topics: ["svm", "loss"], minuteOfDay: 420, weekdays: WeekdaySet(rawValue: 32), zone: "Europe/Berlin")
        ),
        ("/subscribe 1 8:30", SubscriptionRequest(topics: ["loss"], minuteOfDay: 510)),
        ("/subscribe 8:30 new york", SubscriptionRequest(minuteOfDay: 510, zone: "America/New_York")),
        ("/subscribe 9:00 +08:00", SubscriptionRequest(minuteOfDay: 540, zone: "+08:00")),
        (
            "/subscribe knn at 9:00 on sundays",
            SubscriptionRequest(topics: ["knn"], minuteOfDay: 540, weekdays: WeekdaySet(rawValue: 64))
        ),
        ("/subscribe linear and logistic regression", SubscriptionRequest(topics: ["regression"])),
    ]

    @Test("takes topics, time, days and zone in any order", arguments: subscriptions)
    func subscription(line: String, request: SubscriptionRequest) {
        #expect(examples.parse(line) == .command(.subscribe(request)))
    }

    static let dates: [(String, String)] = [
        ("2026-12-01", "2026-12-01"), ("today", "2026-11-25"), ("tomorrow", "2026-11-26"), ("+3", "2026-11-28"),
        ("3d", "2026-11-28"), ("3 days", "2026-11-28"), ("wednesday", "2026-12-02"), ("fri", "2026-11-27"),
        ("12-01", "2026-12-01"), ("01-02", "2027-01-02"), ("11-25", "2026-11-25"), ("12月1日", "2026-12-01"),
        ("2027年1月2号", "2027-01-02"), ("明天", "2026-11-26"), ("后天", "2026-11-27"), ("周一", "2026-11-30"),
        ("下周一", "2026-11-30"), ("下周五", "2026-12-04"), ("02-29", "2028-02-29"), ("１２－０１", "2026-12-01"),
    ]

    @Test("reads dates; one without a year is the next such", arguments: dates)
    func date(typed: String, day: String) {
        #expect(examples.parse("/interview \(typed)") == .command(.interview(Day(text: day))))
    }

    static let pauses: [(String, Int?, Int?)] = [
        ("/pause", nil, nil), ("/pause until +7", nil, 7), ("/pause from tomorrow until +7", 1, 7),
        ("/pause +7", nil, 7),
        ("/pause from -3", -3, nil), ("/pause from 11-23 until today", -2, 0), ("暂停 到 12月1日", nil, 6),
        ("暂停 从明天到12月1日", 1, 7), ("/pause until 3 days", nil, 3), ("/stop", nil, nil),
    ]

    @Test("reads pauses, which may begin three days ago", arguments: pauses)
    func pause(line: String, from: Int?, until: Int?) {
        let today = CommandExamples.today
        let pause = Command.pause(
            from: from.map { today.advanced(byDays: $0) }, until: until.map { today.advanced(byDays: $0) })
        #expect(examples.parse(line) == .command(pause))
    }

    static let refusals: [(String, RefusalCode)] = [
        ("/raet 3", .unknownCommand), ("/foo", .unknownCommand), ("/下一提", .unknownCommand),
        ("/clock +25h", .unknownCommand),
        ("/help foo", .unknownCommand), ("/rate 5", .invalidRating),
        ("/rate x", .invalidRating),
        ("/rate 3 x", .badRequest), ("/points x", .badRequest), ("/points 1 x", .badRequest),
        ("/points -1", .badRequest), ("/rate 3 99999999999999999999", .badRequest),
        ("/later 2", .invalidTime), ("/later soon", .invalidTime), ("/later 10s", .invalidTime),
        ("/later 60d", .invalidTime),
        ("/subscribe 25:00", .invalidTime), ("/subscribe 8:60", .invalidTime), ("/subscribe 13am", .invalidTime),
        ("/quiet 25:00-08:00", .invalidTime), ("/quiet 8:00-8:00", .invalidTime), ("/quiet noise", .invalidTime),
        ("/rollover 7", .invalidTime), ("/rollover x", .invalidTime), ("/interview someday", .invalidDate),
        ("/interview 2026-02-30", .invalidDate), ("/interview 2020-01-01", .invalidDate),
        ("/interview +999999", .invalidDate),
        ("/pause until yesterday", .invalidDate), ("/pause until", .invalidDate), ("/pause from -4", .invalidDate),
        ("/pause from +5 until +5", .invalidDate), ("/timezone Mars/Olympus", .unknownTimezone),
        ("/subscribe Europe/Berln", .unknownTimezone), ("/subscribe +25:00", .unknownTimezone),
        ("/topic los functions", .unknownTopic),
        ("/topic reg", .unknownTopic), ("/topic 9", .unknownTopic), ("/next nothing", .unknownTopic),
        ("/subscribe lossy", .unknownTopic), ("/unsubscribe nothing", .unknownTopic), ("/stats nothing", .unknownTopic),
        ("/hint please", .badRequest), ("/change x", .badRequest), ("/change 1", .badRequest),
        ("/change 1 svm", .badRequest),
        ("/subscribe 8:00 9:00", .badRequest), ("/subscribe mon-fry", .badRequest), ("/history x", .badRequest),
        ("/history 0", .badRequest), ("/history 501", .badRequest), ("/bookmark x", .badRequest),
        ("/language fr", .badRequest),
        ("/export pdf", .badRequest), ("/export md 0", .badRequest), ("/login a b", .badRequest),
        ("/nudge maybe", .badRequest),
        ("/streak how", .badRequest), ("/forget a b", .badRequest),
    ]

    @Test("refuses what it can't read with the code that says why", arguments: refusals)
    func refuses(line: String, code: RefusalCode) {
        #expect(examples.refusal(line)?.code == code)
        #expect(examples.parser.isCommand(line))
    }

    static let texts = [
        "", " ", "softmax", "// a comment", "/* a comment */", "/usr/bin", "//next", "/ next", "next",
        "rates 3",
        "为什么 ReLU 不会饱和", "提示 一下", "今天 天气不错", "下一题\n第二行", "回答 一\n二", "{\"op\":1}",
        "答案是 3", "easy one", "one of them", "选 3 个特征",
    ]

    @Test("takes everything else as text, as it was typed", arguments: texts)
    func text(line: String) {
        #expect(examples.parse(line) == .text(line, rating: nil))
        #expect(!examples.parser.isCommand(line))
    }

    static let ratings: [(String, Rating)] = [
        ("3", .good), ("１", .again), (" 4 ", .easy), ("忘了", .again), ("吃力", .hard), ("想起", .good), ("轻松", .easy),
        ("Good", .good), ("again", .again), ("3️⃣", .good), ("③", .good), ("3.", .good), ("3)", .good), ("3。", .good),
        ("(3)", .good), ("「3」", .good), ("3分", .good), ("3 分", .good), ("三", .good), ("三分", .good), ("3 good", .good),
        ("good 3", .good), ("3，想起来了", .good), ("3想起来了", .good), ("3 想起來了！", .good), ("1 forgot", .again),
        ("打3分", .good), ("rate 3", .good), ("輕鬆", .easy), ("忘記了。", .again), ("2 想得吃力", .hard),
        ("挺吃力的", .hard), ("太轻松了", .easy), ("forgot it", .again), ("3 stars", .good), ("three", .good),
        ("two", .hard), ("Four!", .easy), ("three please", .good), ("3 please", .good), ("选3", .good), ("我选三", .good),
        ("就3", .good),
        ("就三分吧", .good), ("⭐⭐⭐", .good), ("★★★☆", .good), ("⭐️ ⭐️", .hard), ("recalled with trouble", .hard),
        ("one", .again), ("3\n想起来了", .good), ("打个3", .good), ("给个3分吧", .good), ("评分为3", .good), ("选择3", .good),
        ("I'd give it a 3", .good), ("I’d say 2", .hard), ("My rating is 4", .easy), ("it's a 3", .good),
        ("Score: 3", .good),
        ("OK, 3", .good), ("好，3", .good), ("嗯 3", .good), ("很轻松啊", .easy), ("想起来了呀", .good), ("2 吃力了", .hard),
        ("记不清了", .again), ("got it wrong", .again), ("it was hard", .hard), ("勉强想起来", .hard), ("毫无压力", .easy),
        ("that was hard", .hard), ("This was really easy!", .easy), ("It was too difficult", .hard),
        ("rate it 3", .good),
        ("it is a 3", .good), ("that’s a 2", .hard), ("I'd rate it a 4", .easy), ("这题打3分", .good), ("这题3分", .good),
        ("不知道", .again), ("我不知道。", .again), ("没思路", .again), ("I don’t know", .again), ("no idea", .again),
        ("I have no idea", .again), ("难", .hard), ("好难啊", .hard),
    ]

    @Test(
        "says that a text was meant as a rating and is none",
        arguments: ["5", "0", "９", "五", "十", "4（想起来了）", "⑤", "5分", "7️⃣", "3 easy", "忘了 4", "1 good"])
    func wrongRating(line: String) { #expect(RatingText(line) == .invalid) }

    @Test(
        "leaves other numbers and words alone",
        arguments: [
            "it is 3", "a 3 x", "ok", "好", "a 3 and a 4", "I say 3 layers", "选择3个特征", "it is hard", "12", "3.5", "1/3",
            "-1", "3 次", "good idea", "打折", "rates", "三角形", "3 和 4 都行",
            "不会", "it was a linear layer", "rate it 3 layers", "that was hard to train", "这题3个要点", "it was easy to see",
            "不知道均值", "难以优化", "a = 1", "a == 2", "a[1]", "a > 1", "a-1", "a*3", "a, 1", "[-1]", "(-1)", ">3", "<3",
            ">=2",
            "!= 3", "* 3", "** 2", "[::2]", "[1:]", "(1,)", "2 =", "2*", "wrong = 1", "score = 3", "[0]", "hard = 1",
        ])
    func noRating(line: String) { #expect(RatingText(line) == .text) }

    @Test("says which rating a text is while one is pending", arguments: ratings)
    func rating(line: String, rating: Rating) {
        #expect(examples.parse(line) == .text(line, rating: rating))
        #expect(!examples.parser.isCommand(line))
    }

    static let bare: [(String, Command)] = [
        ("/answer", .usage(verb: "answer")), ("回答", .usage(verb: "answer")), ("/note", .usage(verb: "note")),
        ("/search", .usage(verb: "search")), ("/rate", .usage(verb: "rate")), ("评分", .usage(verb: "rate")),
        ("/report", .usage(verb: "report")), ("/later", .usage(verb: "later")),
        ("/login", .usage(verb: "login")), ("/change", .usage(verb: "change")), ("/timezone", .showSetting(.zone)),
        ("/language", .showSetting(.language)), ("/quiet", .showSetting(.quiet)),
        ("/rollover", .showSetting(.rollover)),
        ("/interview", .showSetting(.interview)), ("/name", .showSetting(.name)), ("/nudge", .showSetting(.nudge)),
        ("/color", .showSetting(.color)), ("/interview off", .interview(nil)),
        ("/interview 2026-12-01 off", .interview(nil)),
    ]

    @Test("a bare command says what stands and what to type", arguments: bare)
    func bareCommand(line: String, command: Command) {
        #expect(examples.parse(line) == .command(command))
    }

    @Test("the clock is there in the sandbox alone")
    func clock() throws {
        let sandbox = try CommandExamples(isSandbox: true)
        #expect(sandbox.parse("/clock +25h") == .command(.clock(.advance(seconds: 90_000))))
        #expect(sandbox.parse("/clock +1d2h") == .command(.clock(.advance(seconds: 93_600))))
        #expect(sandbox.parse("/clock") == .command(.clock(.advance(seconds: 0))))
        let instant = try #require(Instant(text: "2026-03-08T00:00:00Z"))
        #expect(sandbox.parse("/clock 2026-03-08T00:00:00Z") == .command(.clock(.to(instant))))
        #expect(sandbox.refusal("/clock -1h")?.code == .invalidTime)
        #expect(sandbox.refusal("/clock +9999999999999999d")?.code == .invalidTime)
        #expect(sandbox.refusal("/clock +99999d")?.code == .invalidTime)
        #expect(examples.parse("时钟") == .text("时钟", rating: nil))
    }

    @Test("any bytes of any length are read without harm")
    func survives() {
        var random = SeededRandom(seed: 11)
        let pieces = [
            "/subscribe", "订阅", " ", "\n", "8:30", "周一到", "99999999999", "-", "/", "：", "十", "半", "+", "@", "d",
            "\u{0}", "周",
            "🇨🇳", "e\u{301}", "点", "loss", "/later", "/pause from", "暂停", "/quiet", "/history", "一", "到", "#", ".",
            "/topic",
        ]
        for _ in 0..<2_000 {
            let line = (0..<random.below(12)).map { _ in random.pick(pieces) }.joined()
            let isText = if case .text = examples.parse(line) { true } else { false }
            #expect(isText != examples.parser.isCommand(line), "seed 11: \(line)")
        }
    }

    @Test(
        "reads commands through what people's keyboards add",
        arguments: [
            ("\u{FEFF}/next", Command.next(topic: nil)), ("\u{200B}/next\u{200B}", .next(topic: nil)),
            ("下一题。", .next(topic: nil)),
            ("下一题！", .next(topic: nil)), ("/next\u{200B} loss", .next(topic: "loss")),
            ("订阅8:30", .subscribe(SubscriptionRequest(minuteOfDay: 510))),
            ("订阅，8:30", .subscribe(SubscriptionRequest(minuteOfDay: 510))),
        ])
    func keyboards(line: String, command: Command) {
        #expect(examples.parser.parse(line, today: CommandExamples.today) == .command(command))
        #expect(examples.parser.isCommand(line))
    }

    @Test("refuses a short line that was meant as a command, and takes longer ones for answers")
    func nearCommands() {
        for line in [
            "订阅 后天吧", "时区 火星", "时区火星", "下一题 没想好", "评分 9", "订阅 者模式", "统计 学习方法", "导出 公式", "登录 系统", "名字 叫 softmax",
            "历史 悠久", "暂停 训练",
        ] {
            guard case .refused = examples.parser.parse(line, today: CommandExamples.today) else {
                Issue.record("\(line) is not refused")
                continue
            }
        }
        for line in [
            "语言模型的困惑度是平均负对数似然的指数", "历史梯度平方累加", "跳过连接缓解梯度消失", "统计量只来自训练集", "为什么要减去均值：因为要居中",
            "下一题：", "订阅 这个词在推荐系统里指的是用户主动关注某个内容源的行为",
        ] {
            guard case .text(line, rating: nil) = examples.parser.parse(line, today: CommandExamples.today) else {
                Issue.record("\(line) is not text")
                continue
            }
        }
    }

    @Test("reads ratings in the spellings people use, and knows what was meant as one")
    func ratingSpellings() {
        let good = ["3", "3️⃣", "③", "3.", "3。", "3)", "３", "三", "3分", "good", "GOOD!", "3 good", "想起来了", "\u{200B}3"]
        for text in good { #expect(RatingText(text) == .rating(.good), "\(text)") }
        for text in ["5", "0", "9.", "5️⃣", "3 easy", "1 轻松"] { #expect(RatingText(text) == .invalid, "\(text)") }
        for text in ["42", "3x", "good enough", "三个原因", "1 3 4", ""] { #expect(RatingText(text) == .text, "\(text)") }
    }
}
