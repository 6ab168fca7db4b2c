import Testing
import YitiCore

/// Today is Wednesday, 2026-11-25.
@Suite("Subscriptions as people speak of them") struct SpokenSubscriptionTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    @Test(
        "what ends subscriptions is understood in other words",
        arguments: [
            ("取消全部订阅", .all), ("取消所有訂閱", .all), ("全部取消订阅", .all), ("全都退订", .all), ("退订所有订阅", .all), ("把订阅都取消了", .all),
            ("/unsubscribe all please", .all), ("/unsubscribe from all subscriptions", .all), ("退订吧", .only),
            ("退订了", .only),
            ("不订了", .only), ("退订1吧", .number(1)), ("取消第一个订阅", .number(1)), ("删除订阅1", .number(1)), ("退掉1", .number(1)),
            ("把订阅1取消", .number(1)), ("把第二个订阅删掉", .number(2)), ("取消损失函数的订阅", .topic("loss")),
            ("退订 8:00", .at(minute: 480)),
            ("取消8点的订阅", .at(minute: 480)), ("退订第1、2个", .numbers([1, 2])), ("/unsubscribe 1-3", .numbers([1, 2, 3])),
            ("/unsubscribe 1+3", .numbers([1, 3])), ("退订1到3", .numbers([1, 2, 3])),
            ("/unsubscribe 1 to 2", .numbers([1, 2])),
        ] as [(String, Unsubscription)])
    func ends(line: String, which: Unsubscription) {
        #expect(examples.command(line) == .unsubscribe(which), "\(line): \(examples.parse(line))")
        #expect(examples.parser.isCommand(line), "\(line)")
    }

    @Test(
        "an English line that ends one is told what to type",
        arguments: [
            ("cancel subscription 1", "unsubscribe 1"), ("cancel all subscriptions", "unsubscribe all"),
            ("cancel my subscription", "unsubscribe"),
        ])
    func endsInEnglish(line: String, verb: String) {
        let refusal = examples.parser.slashMissing(line, today: CommandExamples.today)
        #expect(refusal?.reason == .command(.slashMissing(verb: verb)), "\(line)")
    }

    @Test(
        "what ends something else is text",
        arguments: ["取消订阅的用户", "删除订阅特征", "删除第一层", "取消dropout", "全部取消", "取消", "删掉第1个", "退掉一半的特征", "取消订阅率的预测"])
    func endsNothing(line: String) { #expect(examples.parse(line) == .text(line, rating: nil), "\(line)") }

    @Test(
        "a sentence of either language that asks for a question again and again subscribes",
        arguments: [
            ("remind me every day at 8", "every day 8:00"), ("send me a question every day at 8", "every day 8:00"),
            ("Quiz me every day at 9.", "every day 9:00"), ("can you quiz me on weekdays at 9pm?", "weekdays 21:00"),
            ("please subscribe me to loss at 8", "loss 8:00"), ("every day at 8 send me a question", "every day 8:00"),
            ("周一三五晚上8点来一题", "一三五 20:00"), ("周六10点来一题", "sat 10:00"), ("早上8点来一题", "8:00"), ("每天8点出题", "每天 8:00"),
            ("每天8:30发我一道题", "每天 8:30"), ("每天8点叫我刷题", "每天 8:00"), ("每天早上8点推送题目", "每天 8:00"), ("每天一题", "每天"),
            ("每天晚上9点给我推送一道题", "每天 21:00"),
        ])
    func recurs(line: String, arguments: String) {
        #expect(examples.command("/subscribe \(arguments)") != nil, "\(arguments)")
        #expect(examples.parse(line) == examples.parse("/subscribe \(arguments)"), "\(line)")
        #expect(examples.parser.isCommand(line), "\(line)")
    }

    @Test(
        "what no subscription has in it is asked back",
        arguments: [
            ("今晚8点来一题", "day"), ("每天早上来一题", "hour"), ("隔天早上8点提醒我", "often"),
            ("send me a question tomorrow at 8", "day"),
        ])
    func askedBack(line: String, why: String) {
        let refusal = examples.refusal(line)
        #expect(refusal?.orAnswer == line, "\(line)")
        switch refusal?.reason {
        case .arguments(.dateOfSubscription, verb: "subscribe"): #expect(why == "day", "\(line)")
        case .arguments(.noHour, verb: "subscribe"): #expect(why == "hour", "\(line)")
        case .arguments(.frequency, verb: "subscribe"): #expect(why == "often", "\(line)")
        default: Issue.record("\(line): \(examples.parse(line))")
        }
    }

    @Test(
        "days and a time alone lack the word for what they are",
        arguments: ["every day at 8:30", "weekdays at 8", "每晚九点半", "工作日早上8点", "每周一三五晚上8点"])
    func daysAlone(line: String) {
        guard
            case .command(.slashMissing(let verb)) = examples.parser.slashMissing(line, today: CommandExamples.today)?
                .reason
        else {
            Issue.record("\(line)")
            return
        }
        #expect(examples.command("/" + verb) != nil, "\(verb)")
        #expect(examples.parser.isRequest(line), "\(line)")
    }

    @Test(
        "with anything else in it such a sentence is an answer",
        arguments: [
            "each day at 8 the model is retrained", "push gradients every day", "every layer at once",
            "test me on trees",
            "每天8点更新模型", "每批数据推送", "每个epoch提醒我", "两小时后来一题", "损失函数来一题", "weekdays", "every day",
            "send a question to the model",
        ])
    func answers(line: String) {
        #expect(examples.parse(line) == .text(line, rating: nil), "\(line)")
        #expect(examples.parser.slashMissing(line, today: CommandExamples.today) == nil, "\(line)")
    }

    @Test(
        "a change names its subscription before or behind the word for it",
        arguments: [
            ("把1改到20:00", 1), ("把订阅1改到20:00", 1), ("将订阅1改为20:00", 1), ("1改到20:00", 1), ("把第一个改到晚上8点", 1),
            ("第一个订阅改到晚上8点", 1),
            ("把1号改到20点", 1), ("更改1 20:00", 1), ("调整1 20:00", 1), ("改时间 1 20:00", 1), ("改一下1 20:00", 1),
            ("把第二个订阅改到20:00吧", 2),
            ("/subscribe change 1 20:00", 1), ("/subscribe 1 to 20:00", 1),
        ])
    func changes(line: String, number: Int) {
        let expected = Command.change(number: number, SubscriptionRequest(minuteOfDay: 1_200))
        #expect(examples.command(line) == expected, "\(line): \(examples.parse(line))")
    }

    @Test(
        "numbers that are changed in an answer are text",
        arguments: ["把2改为3", "1改到3点估计", "把第1层改到周期末", "调整1 学习率", "更改2 3", "一改到底", "1改成2"])
    func changesNothing(line: String) { #expect(examples.parse(line) == .text(line, rating: nil), "\(line)") }
}
