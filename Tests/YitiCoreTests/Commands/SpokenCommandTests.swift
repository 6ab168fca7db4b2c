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
        ("历史：5", "/history 5"), ("导出：csv", "/export csv"), ("/订阅8:30", "/subscribe 8:30"), ("/打分3", "/rate 3"),
        ("/稍后2小时", "/later 2小时"), ("/rate3", "/rate 3"), ("/later2h", "/later 2h"),
    ]

    /// A line whose verb ends with another sign than a space, and the same with one.
    static let signs: [(String, String)] = [
        ("/next:loss", "/next loss"), ("/next，loss", "/next loss"), ("/next, loss", "/next loss"),
        ("/next：", "/next"), ("/subscribe，8:30", "/subscribe 8:30"), ("/subscribe:8:30", "/subscribe 8:30"),
        ("/订阅，8:30", "/subscribe 8:30"), ("/rate=3", "/rate 3"), ("/评分：3", "/rate 3"),
        ("/timezone:Berlin", "/timezone Berlin"), ("/note：记一下", "/note 记一下"), ("/answer：因为梯度", "/answer 因为梯度"),
        ("/search：交叉熵", "/search 交叉熵"), ("/search、loss", "/search loss"), ("/search\"loss\"", "/search \"loss\""),
        ("/history:5", "/history 5"), ("/历史：5", "/history 5"), ("/export.csv", "/export csv"),
        ("/search\u{200B}loss", "/search loss"),
        ("\u{202A}/next\u{202C}", "/next"), ("/next 🙏", "/next"), ("跳过😂", "/skip"), ("下一题👍", "/next"),
        ("“/next”", "/next"), ("「下一题」", "/next"), ("`/next loss`", "/next loss"), ("、next", "/next"),
        ("/ne\u{200B}xt", "/next"), ("/\u{200B}next", "/next"), ("/提示一下", "/hint"), ("/跳过这题", "/skip"),
        ("/next please", "/next"), ("/下一題吧", "/next"), ("改1 9点", "/change 1 9:00"),
        ("改1 9:30", "/change 1 9:30"), ("改1 周一", "/change 1 mon"),
        ("∕next", "/next"), ("下一题吧", "/next"), ("跳过这题", "/skip"), ("看答案 吧", "/reveal"), ("下一题，谢谢", "/next"),
        ("/export md p2", "/export md 2"), ("/history 20 p2", "/history 20 2"), ("/rate 3 good", "/rate 3"),
        ("/search softmax+交叉熵", "/search softmax 交叉熵"), ("/search 交叉熵 & softmax", "/search 交叉熵 softmax"),
        ("/search softmax 和 交叉熵", "/search softmax 交叉熵"), ("/search “交叉熵”？", "/search 交叉熵"),
        ("/topic loss 🙏", "/topic loss"),
        ("换一题", "/next"), ("下一道题吧", "/next"), ("给个提示", "/hint"), ("請給我提示", "/hint"), ("提示一下", "/hint"),
        ("为什么选这题？", "/why"), ("稍后再答", "/later"), ("每天早上8点订阅", "/subscribe 每天早上8点"), ("关闭免打扰", "/quiet off"),
        ("定阅 8:30", "/subscribe 8:30"), ("改 1 20:00", "/change 1 20:00"), ("/change 1：20:00", "/change 1 20:00"),
        ("/mock for 30 minutes", "/mock 30m"),
        ("/mock half an hour", "/mock 30m"), ("/answer (a) b", "回答 (a) b"),
    ]

    @Test("a count is no number of a subscription, and a topic behind 主题 is selected")
    func counts() {
        for line in ["/change 两个 7点", "修改 两个都改到7点", "/change 2个 7:00", "/unsubscribe 两个", "退订 3条"] {
            #expect(examples.command(line) == nil, "\(line)")
        }
        #expect(examples.command("修改 第二个 7点") == examples.command("/change 2 7:00"))
        #expect(examples.command("退订第2条") == .unsubscribe(.number(2)))
        for line in ["/unsubscribe 1 and 3", "/unsubscribe 1,3", "退订 1和3", "退订1、3", "/unsubscribe #1 #3", "退订第1和第3个"] {
            #expect(examples.command(line) == .unsubscribe(.numbers([1, 3])), "\(line)")
        }
        #expect(examples.command("/unsubscribe 1.3") == nil)
        #expect(examples.command("/unsubscribe everything") == .unsubscribe(.all))
        for line in ["/unsubscribe loss svm", "退订 损失函数、支持向量机", "/unsubscribe loss and support vector machines"] {
            #expect(examples.command(line) == .unsubscribe(.topics(["loss", "svm"])), "\(line)")
        }
        #expect(examples.command("/unsubscribe linear and logistic regression") == .unsubscribe(.topic("regression")))
        #expect(examples.refusal("/unsubscribe loss trees")?.code == .unknownTopic)
        #expect(examples.command("/topic everything") == .selectTopics(nil))
        for line in ["/next one about svm, please", "/next svm please", "来一题svm的", "来一题关于SVM的题", "下一题 支持向量机的题目"] {
            #expect(examples.command(line) == .next(topic: "svm"), "\(line)")
        }
        #expect(examples.command("/next one please") == .next(topic: nil))
        #expect(examples.refusal("/next about trees")?.code == .unknownTopic)
        #expect(examples.command("主题 损失函数") == .selectTopics(["loss"]))
        #expect(examples.command("/topics loss svm") == .selectTopics(["loss", "svm"]))
        #expect(examples.refusal("主题 LDA")?.code == .unknownTopic && examples.refusal("主题 LDA")?.orAnswer == "主题 LDA")
        #expect(examples.refusal("请订阅 25点")?.orAnswer == "请订阅 25点")
        #expect(examples.parse("主题 模型的作用") == .text("主题 模型的作用", rating: nil))
        #expect(examples.command("/mock 20 minutes on svm") == examples.command("/mock svm 20m"))
        let refusal = examples.refusal("名字 小 明")
        #expect(refusal?.reason != .arguments(.nameTooLong, verb: "name") && refusal?.orAnswer == "名字 小 明")
    }

    /// A whole line that asks for a command in words that are not its own, and the command.
    static let requests: [(String, String)] = [
        ("撤消", "/undo"), ("撤消一下", "/undo"), ("来一道题", "/next"), ("请出一道题", "/next"), ("今日一题", "/today"),
        ("今天的题呢？", "/today"),
        ("看看答案", "/reveal"), ("查看答案吧", "/reveal"), ("答案是什么？", "/reveal"), ("再给个提示", "/hint"), ("跳过本题", "/skip"),
        ("为什么选这道题？", "/why"), ("晚点提醒我", "/later"), ("明天再答", "/later 明天"), ("我的统计", "/stats"), ("查看进度", "/stats"),
        ("连续天数", "/streak"), ("我的打卡记录", "/streak"), ("历史记录", "/history"), ("答题記錄", "/history"), ("收藏列表", "/bookmarks"),
        ("查看订阅", "/subscriptions"), ("看看我的订阅", "/subscriptions"), ("暂停订阅", "/pause"), ("恢复订阅", "/resume"),
        ("所有主题", "/topics"), ("修改时区", "/timezone"), ("切换到英文", "/language en"), ("结束面试", "/mock stop"),
        ("停止模拟面试。", "/mock stop"), ("结束面试吧", "/mock stop"), ("开始模拟面试", "/mock"), ("导出数据", "/export"),
        ("注销账号", "/forget"), ("关闭推送", "/pause"), ("取消推送", "/pause"), ("打开推送", "/resume"), ("换个主题", "/topic"),
        ("换个题目吧", "/next"), ("来一道", "/next"), ("我要做题", "/next"), ("打开网页", "/web"), ("什么时候推送？", "/subscriptions"),
        ("设置推送时间", "/subscriptions"), ("怎么用？", "/help"), ("说英文", "/language en"), ("换成英语", "/language en"),
        ("说中文", "/language zh"), ("删除我的账号", "/forget"), ("导出我的回答", "/export"),
        ("登陆", "/login"), ("解除绑定", "/unlink"), ("使用说明", "/help"), ("加入排行榜", "/leaderboard join"), ("题目有误", "/report"),
        ("好的，下一题", "/next"), ("谢谢，下一题！", "/next"), ("ok 下一题", "/next"), ("OK，跳过吧", "/skip"), ("（下一题）", "/next"),
        ("(提示)。", "/hint"), ("略过", "/skip"), ("这题跳过", "/skip"), ("稍后再问我", "/later"), ("一会儿再叫我", "/later"),
        ("撤销打分", "/undo"),
        ("撤回评分", "/undo"), ("取消收藏", "/bookmark off"), ("切换英文", "/language en"), ("换成双语", "/language both"),
        ("切换中文", "/language zh"), ("导出全部", "/export"), ("看我的统计", "/stats"), ("帮我订阅每天8点", "/subscribe 每天8点"),
        ("请暂停推送", "/pause"), ("请帮我暂停三天", "/pause 三天"), ("好的，每天8点推送", "/subscribe 每天8点"), ("谢谢，看看答案", "/reveal"),
        ("不会，跳过", "/skip"), ("这题不会，跳过", "/skip"), ("今天跳过", "/skip"), ("求提示", "/hint"), ("有提示吗", "/hint"),
        ("请给提示", "/hint"),
        ("直接看答案", "/reveal"), ("给答案", "/reveal"), ("不知道，看答案", "/reveal"), ("看解答", "/reveal"), ("出一题", "/next"),
        ("给我一题", "/next"), ("下题", "/next"), ("不会，下一题", "/next"), ("来一道损失函数的题", "/next loss"), ("为啥选这题", "/why"),
        ("重新打分", "/undo"), ("復原", "/undo"), ("如何使用", "/help"), ("說明", "/help"), ("今天题目", "/today"), ("每日一题", "/today"),
        ("语言改成英文", "/language en"), ("英文界面", "/language en"), ("设定", "/settings"), ("匯出", "/export"),
        ("搜尋 x", "/search x"),
        ("停止推播", "/pause"), ("别发了", "/pause"), ("提醒 开", "/nudge on"), ("提醒 关", "/nudge off"), ("明天面试", "/interview 明天"),
        ("面试推迟到3月20日", "/interview 3月20日"), ("取消面试", "/interview"), ("退出模拟", "/mock stop"), ("👉下一题", "/next"),
        ("#下一题", "/next"),
        ("能给个提示吗？", "/hint"), ("可以跳过吗", "/skip"), ("能不能暂停三天吗", "/pause 三天"), ("跳过这道", "/skip"), ("继续下一题", "/next"),
        ("给点提示呗", "/hint"), ("我忘了，看答案", "/reveal"), ("想不起来了，看答案吧", "/reveal"), ("忘了，跳过", "/skip"),
        ("打分打错了", "/undo"), ("/stop mock", "/mock stop"), ("/stop interview", "/mock stop"), ("下一个问题", "/next"),
        ("答案是啥", "/reveal"), ("没头绪，给点提示", "/hint"), ("不再推送", "/pause"),
    ]

    @Test("a Chinese line that asks for a command in other words is that command", arguments: requests)
    func readsRequests(line: String, command: String) {
        #expect(examples.command(command) != nil, "\(command)")
        #expect(examples.parse(line) == examples.parse(command), "\(line)")
        #expect(examples.parser.isCommand(line), "\(line)")
    }

    @Test("a sentence that asks for a question again and again subscribes")
    func recurring() {
        for (line, command) in [
            ("每天8:30推送", "/subscribe 每天 8:30"), ("每天早上8点提醒我", "/subscribe 每天 8:00"),
            ("工作日晚上九点来一题", "/subscribe weekdays 21:00"),
            ("每周三晚八点给我推送一题。", "/subscribe wed 20:00"), ("每天早上八点损失函数推送", "/subscribe loss 每天 8:00"),
        ] {
            #expect(examples.command(command) != nil && examples.parse(line) == examples.parse(command), "\(line)")
        }
        for line in ["损失函数来一题", "每个时间步推送", "每一层都推送梯度", "每隔两天提醒我", "每个参数服务器推送"] {
            #expect(examples.parse(line) == .text(line, rating: nil), "\(line)")
        }
    }

    @Test("an English line that asks for a command in other words lacks the slash, and is told what to type")
    func englishRequests() {
        let rows: [(String, String?)] = [
            ("show me the answer", "reveal"), ("What’s the answer?", "reveal"), ("Give me a hint", "hint"),
            ("stop mock", "mock stop"),
            ("End the interview.", "mock stop"), ("my stats", "stats"), ("another question please", nil),
            ("another question", "next"),
            ("remind me later", "later"), ("show answers to be wrong", nil), ("a hint", nil), ("undo last", "undo"),
            ("Stop sending me questions", "pause"), ("no more questions", "pause"),
            ("switch to Chinese", "language zh"),
            ("english please", "language en"), ("take it back", "undo"), ("show me the solution", "reveal"),
            ("reveal the answer", "reveal"), ("show hint", "hint"), ("how does this work?", "help"),
            ("when is the next question", "subscriptions"), ("take it back to zero", nil),
            ("can I skip", "skip"), ("let me skip this one", "skip"), ("I'll skip", "skip"), ("need a hint", "hint"),
            ("more hints", "hint"), ("tell me the answer", "reveal"), ("I give up", "reveal"),
            ("give me another", "next"),
            ("cancel all subscriptions", "unsubscribe all"), ("I give up the gradient", nil), ("skip connections", nil),
            ("ok next", "next"), ("Thanks, next!", "next"), ("please skip this one", "skip"),
            ("ok, show me the answer", "reveal"),
            ("oops, undo", "undo"), ("undo the rating", "undo"), ("what's my streak?", "streak"),
            ("how am I doing?", "stats"),
            ("idk, show me the answer", "reveal"), ("wait for the next", nil), ("sorry for that", nil),
            ("ok", nil), ("please note that x", nil), ("ok next token", nil),
        ]
        for (line, verb) in rows { #expect(CommandTable.loneVerb(line) == verb, "\(line)") }
        #expect(examples.parser.isRequest("show me the answer"))
    }

    @Test("with anything before or behind it such a line is an answer")
    func longerThanRequests() {
        for line in [
            "参考答案 是对的", "下一个词的概率", "历史记录的平均", "题目说的是交叉熵", "结束面试前先看梯度", "我的统计量",
            "好的，下一题的梯度", "（提示学习）", "略过中间层", "请回答：因为梯度", "请笔记 一下", "我想起来了一点", "请注意梯度", "帮我们收敛", "好，因为提示学习", "切换英文词表",
            "能跳过连接吗", "可以提示", "能暂停三天",
            "谢谢", "好的，因为损失函数是凸的", "导出全部梯度",
        ] {
            #expect(examples.parse(line) == .text(line, rating: nil), "\(line)")
        }
    }

    @Test("behind a slash any sign ends the verb, and a picture ends no line", arguments: signs)
    func readsSigns(line: String, spelled: String) {
        #expect(examples.command(spelled) != nil, "\(spelled)")
        #expect(examples.parse(line) == examples.parse(spelled), "\(line)")
    }

    @Test("a slash with a verb that there is not is refused, and a path is text")
    func unknownVerbs() {
        let long = "/" + String(repeating: "a", count: 65)
        for line in [
            "/frob:loss", "/frob", "/later火星", "/rateq", "/3", "/5", "/12 34", "/2 * x", "/?", "/", "／", "/ ", "/。",
            long, "/3 good",
        ] {
            #expect(examples.refusal(line)?.code == .unknownCommand, "\(line)")
            #expect(examples.parser.isCommand(line), "\(line)")
        }
        #expect(
            examples.refusal("/3")?.reason == .command(.unknown(typed: "3", near: ["/rate 3"])))
        for line in [
            "/1/2", "/x.*/g", "/^a+$/", "/\\d+/", "/[a-z]/", "/3.5/2", "/help/next",
        ] {
            #expect(examples.parse(line) == .text(line, rating: nil), "\(line)")
            #expect(!examples.parser.isCommand(line), "\(line)")
        }
        for line in ["/usr/bin", "// x", "/* x", "/ 2 * x", "/ n", "/ frob loss", "/next/loss"] {
            #expect(examples.parse(line) == .text(line, rating: nil), "\(line)")
        }
    }

    @Test(
        "knows a command that lacks only its slash, when all that follows can be read",
        arguments: [
            "later 2h", "subscribe 8:30", "topic loss", "quiet off", "pause until friday", "unsubscribe 1", "rate 3",
            "next loss", "history 5", "Language en", "timezone: Berlin", "/ history", "/  history 5", "next",
            "sub 8:30", "tz Berlin", "streak why",
        ])
    func lacksSlash(line: String) {
        #expect(examples.parser.lacksSlash(line, today: CommandExamples.today), "\(line)")
        #expect(examples.parser.isRequest(line) && !examples.parser.isCommand(line), "\(line)")
        #expect(examples.parse(line) == .text(line, rating: Rating(word: line)), "\(line)")
    }

    @Test(
        "does not take an answer for a command without its slash",
        arguments: [
            "next token prediction", "name collision", "search trees", "rate of change", "log 5", "note that x",
            "softmax",
            "topic models", "pause the training", "change the loss", "points in space", "history matters", "/ 2 * x",
            "/ n", "/ frob", "// next", "language model",
        ])
    func hasNoSlashToMiss(line: String) {
        #expect(!examples.parser.lacksSlash(line, today: CommandExamples.today), "\(line)")
    }

    @Test("a Chinese word needs no space when all that follows can be read", arguments: glued)
    func readsGlued(line: String, spelled: String) {
        #expect(examples.command(spelled) != nil, "\(spelled)")
        #expect(examples.parse(line) == examples.parse(spelled), "\(line)")
    }

    @Test(
        "an answer that begins with a command's word stays an answer",
        arguments: [
            "暂停三天的训练会让学习率错位", "请求体积很大", "给我的理解", "提示学习一下", "用户的免打扰", "面试官常问的是梯度", "统计量只来自训练集", "历史梯度平方累加", "语言模型的困惑度",
            "跳过连接缓解梯度消失", "模拟退火",
            "绑定attention", "注销softmax", "搜索空间很大", "笔记本", "修改损失函数", "暂停\n三天", "评分函数", "稍后更新参数", "订阅：", "暂停：", "退订:",
            "时区：", "历史：梯度累加", "下一题：略", "“梯度”", "为什么梯度消失呢", "\\alpha 是学习率", "、因此发散", "\\log 2", "\\star", "\\n", "\\sub",
            "\\stop", "\\next", "改2为3", "改1", "改1x1卷积",
            "改为每层一个卷积",
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
        ("between Dec 30 and Jan 3", "2026-12-30", "2027-01-04"), ("1-5 December", "2026-12-01", "2026-12-06"),
        ("30 - 31 Dec", "2026-12-30", "2027-01-01"), ("the 1st to 5th of Dec", "2026-12-01", "2026-12-06"),
        ("12月1-5日", "2026-12-01", "2026-12-06"), ("until the end of March", nil, "2027-03-31"),
        ("到月底", nil, "2026-11-30"),
        ("since monday", "2026-11-23", nil), ("since yesterday", "2026-11-24", nil), ("两日", nil, "2026-11-27"),
        ("12月2日（周三）到12月6日（周日）", "2026-12-02", "2026-12-07"), ("周六周日", "2026-11-28", "2026-11-30"),
        ("sat and sun", "2026-11-28", "2026-11-30"), ("just today", "2026-11-25", "2026-11-26"),
        ("tomorrow only", "2026-11-26", "2026-11-27"), ("just tomorrow", "2026-11-26", "2026-11-27"),
        ("just for 3 days", nil, "2026-11-28"), ("forever", nil, nil), ("from monday", "2026-11-30", nil),
        ("到三月底", nil, "2027-03-31"), ("between 12月1日 和 12月5日", "2026-12-01", "2026-12-06"),
    ]

    @Test("a return that is not after the beginning is asked for with its year: nobody slips into a pause of a year")
    func pauseBackwards() {
        for (typed, end) in [("from Dec 10 until Dec 8", 8), ("from Dec 10 until Dec 10", 10), ("12月10日到12月8日", 8)] {
            let fault = DateFault.notAfter(
                Day(year: 2026, month: 12, day: end) ?? CommandExamples.today,
                beginning: Day(year: 2026, month: 12, day: 10) ?? CommandExamples.today,
                orNext: Day(year: 2027, month: 12, day: end) ?? CommandExamples.today)
            let reason = examples.refusal("/pause \(typed)")?.reason
            #expect(reason == .arguments(.date(fault), verb: "pause"), "\(typed)")
        }
        #expect(examples.command("/pause from Dec 10 until 2027-12-08") != nil)
    }

    @Test("a pause begins and ends on the days that were meant", arguments: pauses)
    func pause(typed: String, from: String?, until: String?) {
        let expected = Command.pause(from: from.flatMap { Day(text: $0) }, until: until.flatMap { Day(text: $0) })
        #expect(examples.parse("/pause \(typed)") == .command(expected), "\(typed)")
    }

    static let interviews: [(String, String)] = [
        ("半个月后", "2026-12-10"), ("半年后", "2027-05-25"), ("一年后", "2027-11-25"), ("in a year", "2027-11-25"),
        ("in half a year", "2027-05-25"), ("in a fortnight", "2026-12-09"), ("4.5.2027", "2027-05-04"),
        ("三月底", "2027-03-31"), ("3月底", "2027-03-31"), ("end of March", "2027-03-31"),
        ("the end of march", "2027-03-31"),
        ("二月底", "2027-02-28"), ("end of Feb 2028", "2028-02-29"), ("2028年2月底", "2028-02-29"), ("明年3月底", "2027-03-31"),
        ("年底", "2026-12-31"), ("end of the year", "2026-12-31"), ("end of next month", "2026-12-31"),
        ("last day of February", "2027-02-28"), ("明早", "2026-11-26"), ("明晚", "2026-11-26"),
        ("tomorrow at 10", "2026-11-26"), ("本月最后一天", "2026-11-30"), ("last day of next month", "2026-12-31"),
        ("1月15日 2028", "2028-01-15"), ("1月15日 2028年", "2028-01-15"), ("Dec 1 at 10", "2026-12-01"),
        ("2026-12-10T00:00:00Z", "2026-12-10"),
        ("2026-12-10T09:00", "2026-12-10"),
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

    static let starts: [(String, SubscriptionRequest)] = [
        ("明天开始每天8点", request(480, ahead: 1, .everyDay)), ("每天8点，从明天起", request(480, ahead: 1, .everyDay)),
        ("8:30 from tomorrow", request(510, ahead: 1)), ("from next monday 8:30", request(510, ahead: 5)),
        ("下周一开始 8:30 工作日", request(510, ahead: 5, .workdays)), ("12月1日起 8:30", request(510, ahead: 6)),
        ("starting Dec 1 at 8", request(480, ahead: 6)), ("明早8点开始", request(480, ahead: 1)),
        ("从明早8点", request(480, ahead: 1)), ("今晚8点起 每天", request(1_200, ahead: nil, .everyDay)),
        ("from tomorrow morning 8am", request(480, ahead: 1)),
        ("from mon to fri 8:30", request(510, ahead: nil, .workdays)),
        ("从周一到周五 8:30", request(510, ahead: nil, .workdays)),
        ("今天开始 8:30", request(510, ahead: 0)), ("8:30 开始", request(510, ahead: nil)),
    ]

    private static func request(_ minute: Int, ahead: Int?, _ days: WeekdaySet? = nil) -> SubscriptionRequest {
        SubscriptionRequest(
            minuteOfDay: minute, weekdays: days, from: ahead.map { CommandExamples.today.advanced(byDays: $0) })
    }

    @Test("a subscription may begin on a later day", arguments: starts)
    func start(typed: String, request: SubscriptionRequest) {
        #expect(examples.parse("/subscribe \(typed)") == .command(.subscribe(request)), "\(typed)")
    }

    @Test("a day alone is no subscription's, and a change holds at once")
    func dates() {
        for (typed, day) in [
            ("明天 8:30", "明天"), ("tomorrow 8:30", "tomorrow"), ("后天", "后天"), ("Dec 1 8:30", "Dec 1"),
            ("明早8点", "明早8点"), ("明天早上8点", "明天早上8点"), ("今晚8点 loss", "今晚8点"), ("8pm tonight", "8pm tonight"),
            ("tomorrow morning 8am", "tomorrow morning 8am"), ("8:30 loss tonight", "tonight"),
            ("tonight 8", "tonight 8"),
            ("tonight at midnight", "tonight at midnight"),
        ] {
            let fault = ArgumentFault.dateOfSubscription(typed: day)
            #expect(examples.refusal("/subscribe \(typed)")?.reason == .arguments(fault, verb: "subscribe"), "\(typed)")
        }
        for typed in ["明早8点", "明天8点", "今晚8点开始", "tomorrow morning 8am", "8pm tonight"] {
            let reason = examples.refusal("/change 1 \(typed)")?.reason
            #expect(reason == .arguments(.changesAtOnce, verb: "change"), "\(typed)")
        }
        // Neither is it as a sentence, nor an answer.
        #expect(examples.refusal("今晚8点订阅")?.orAnswer == "今晚8点订阅")
        #expect(examples.refusal("改到明早8点")?.reason == .arguments(.numberFirst, verb: "change"))
        #expect(
            examples.refusal("/change 1 明天开始 9点")?.reason == .arguments(.changesAtOnce, verb: "change"))
        #expect(examples.refusal("/subscribe 昨天开始 9点")?.code == .invalidDate)
        let interval = ArgumentFault.frequency(typed: "every other day")
        #expect(examples.refusal("/subscribe every other day 8:30")?.reason == .arguments(interval, verb: "subscribe"))
        #expect(
            examples.refusal("/subscribe wensday 8:30")?.reason
                == .arguments(.noWeekdays(typed: "wensday"), verb: "subscribe"))
        #expect(examples.refusal("/subscribe 8 30")?.reason == .arguments(.timeApart(minute: 510), verb: "subscribe"))
        #expect(
            examples.refusal("/pause until further notice")?.reason
                == .arguments(.date(.noDate(typed: "further notice")), verb: "pause"))
        #expect(examples.refusal("/later 0")?.reason == .arguments(.noDuration(typed: "0"), verb: "later"))
    }

    @Test("midnight in a change is the one that ends the days which stand")
    func endsDays() {
        let midnight = SubscriptionRequest(minuteOfDay: 0, endsDays: true)
        #expect(examples.parse("/change 1 晚上12点") == .command(.change(number: 1, midnight)))
        let saturday = SubscriptionRequest(minuteOfDay: 0, weekdays: WeekdaySet(rawValue: 32))
        #expect(examples.parse("/change 1 周五晚上12点") == .command(.change(number: 1, saturday)))
    }

    @Test("a numeral alone may be an hour or a day, and is asked for")
    func numeral() {
        for (line, verb) in [("/change 1 六", "change"), ("/subscribe 六", "subscribe")] {
            let reason = examples.refusal(line)?.reason
            #expect(reason == .arguments(.hourOrWeekday(hour: 6, typed: "六"), verb: verb), "\(line)")
        }
    }

    static let logins = [
        "login KEY", "Login: KEY", "login:KEY", "log in KEY", "登录：KEY", "登录KEY", "登录 KEY", "登錄，KEY", "/login KEY",
        "login = KEY.",
    ]

    @Test("a key behind its word logs in, however it is parted, and is nobody's answer", arguments: logins)
    func login(line: String) {
        let key = "abcd-efgh-jkmn-pqrs-tvwx-yz01-2345-6789"
        let typed = line.replacing("KEY", with: key)
        #expect(examples.parse(typed) == .command(.login(key: key)))
        #expect(examples.parser.isCommand(typed))
    }

    @Test("what stands apart behind the word that logs in is a key, as behind its slash")
    func loginWord() {
        #expect(examples.parse("登录 abc") == examples.parse("/login abc"))
        #expect(examples.refusal("登录 系统")?.reason == .arguments(.keyIsOneWord, verb: "login"))
    }

    @Test(
        "words of logging in are text",
        arguments: [
            "login is the first step of a session", "登录是一个过程", "login authentication", "logins0123456789abcdef",
        ])
    func noLogin(line: String) { #expect(examples.parse(line) == .text(line, rating: nil)) }

    @Test("a search keeps the signs of a word")
    func searchesSigns() {
        #expect(examples.command("/search C++") == .search("C++"))
        #expect(examples.command("/search and") == .search("and"))
        #expect(examples.command("/search softmax。交叉熵") == .search("softmax 交叉熵"))
        #expect(examples.command("/search soft\u{200B}max") == .search("softmax"))
    }

    @Test("ends a subscription by its number as lists print it", arguments: ["1", "1.", "①", "1号", "第一个", "#1"])
    func unsubscribe(number: String) {
        #expect(examples.parse("/unsubscribe \(number)") == .command(.unsubscribe(.number(1))), "\(number)")
    }

    @Test(
        "a time to come alone, and a word that begins no answer, lack the slash and are told what to type",
        arguments: [
            ("半小时后", "later 半小时后"), ("明早八点", "later 明早八点"), ("tomorrow at 7", "later tomorrow at 7"),
            ("in 2 hours", "later in 2 hours"), ("timezone Mars", "timezone Mars"),
            ("subscribe 25:00", "subscribe 25:00"),
        ])
    func lacksWord(line: String, command: String) {
        #expect(
            examples.parser.slashMissing(line, today: CommandExamples.today)?.reason
                == .command(.slashMissing(verb: command)))
    }

    @Test(
        "what only looks like it is an answer",
        arguments: [
            "卷积后", "归一化之后", "in parallel", "tomorrow's weights", "明天气温的分布", "rollover of the ring buffer index",
        ])
    func needsNoWord(line: String) { #expect(examples.parser.slashMissing(line, today: CommandExamples.today) == nil) }

    @Test("a rating and a command without its slash are two things", arguments: ["3 统计", "3 stats", "2，提示", "4 skip"])
    func two(line: String) {
        #expect(
            examples.refusal(line)?.reason
                == .command(.oneAtATime(first: String(line.prefix(1)), second: "/" + line.dropFirst(2))))
    }

    @Test("an answer may begin with a slash, and how is said where no command is meant")
    func slashes() {
        for line in ["/begin{align} x", "/256", "/batch size"] {
            #expect(examples.refusal(line)?.orAnswer == line, "\(line)")
        }
        #expect(examples.refusal("/ratee")?.orAnswer == nil)
    }
}
