import Testing
import YitiCore

/// Today is Wednesday, 2026-11-25.
@Suite("Lines that were meant as a command") struct MeantAsCommandTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    @Test(
        "a change that names no subscription is neither an answer nor one subscription more",
        arguments: [
            "改到7点", "改成7点", "改为晚上8点", "调到8:30", "时间改到8点", "把时间改成8点", "推送时间改到8点", "帮我改到8点", "我想改到8点", "改到8点吧",
            "请把时间改到8点", "推送改到晚上9点", "把订阅改到8点", "订阅改到8点",
            "订阅 改成8点", "改到周五", "改成周末吧", "把推送改到周一到周五", "改为工作日", "改时间到8点", "修改时间 8点", "把推送时间调到工作日早上8点", "/subscribe 改到8点",
        ])
    func changeWithoutNumber(line: String) {
        #expect(examples.refusal(line)?.reason == .arguments(.numberFirst, verb: "change"), "\(line)")
        #expect(examples.parser.isCommand(line), "\(line)")
    }

    @Test(
        "what is changed in an answer is text",
        arguments: [
            "改为每层一个卷积", "改成sigmoid", "改为3", "把学习率改到0.1", "时间复杂度改成线性", "改到一半", "把损失改成交叉熵", "调到收敛为止", "时间改成离散的",
            "改成三点估计", "改到周期末尾", "改为周围的像素", "学习率改成每天一次", "改到星期五的损失",
        ])
    func changedInAnswer(line: String) {
        #expect(examples.parse(line) == .text(line, rating: nil), "\(line)")
    }

    @Test(
        "earlier or later each day is asked for its time, and a last day is not to be had: neither is an answer",
        arguments: [
            ("每天早一点提醒我", "vague"), ("工作日晚一点推送", "vague"), ("每天晚些来一题", "vague"), ("每天8点提醒我直到周五", "end"),
            ("每天8点提醒我，到12月1日为止", "end"), ("每天8点推送直到月底", "end"), ("工作日早上8点直到周五提醒我", "end"),
        ])
    func askedBack(line: String, why: String) {
        #expect(examples.parser.isCommand(line), "\(line)")
        let refusal = examples.refusal(line)
        #expect(refusal?.orAnswer == line, "\(line)")
        switch refusal?.reason {
        case .arguments(.vagueTime, verb: "change"): #expect(why == "vague", "\(line)")
        case .arguments(.endOfSubscription, verb: "subscribe"): #expect(why == "end", "\(line)")
        default: Issue.record("\(line): \(examples.parse(line))")
        }
    }

    @Test(
        "with more in it than that request such a line is an answer",
        arguments: [
            "每轮早一点停止并提醒我", "每天的数据早一点推送", "每天8点推送直到收敛", "每步提醒我直到损失下降", "工作日流量大，早一点推送", "每天8点提醒我直到周五的梯度",
        ])
    func answeredSo(line: String) {
        #expect(examples.parse(line) == .text(line, rating: nil), "\(line)")
    }

    @Test(
        "what is asked for again at a time is put off until then",
        arguments: [
            ("两小时后再问我", "/later 2h"), ("半小时后提醒我", "/later 30m"), ("明早八点提醒我", "/later 明早8点"),
            ("明天早上9点再来", "/later 明天早上9点"),
            ("推迟2小时", "/later 2h"), ("推迟到明天", "/later 明天"), ("延后到晚上8点", "/later 晚上8点"), ("过两个小时再叫我。", "/later 2h"),
        ])
    func askedForLater(line: String, command: String) {
        #expect(examples.command(command) != nil, "\(command)")
        #expect(examples.parse(line) == examples.parse(command), "\(line)")
        #expect(examples.parser.isCommand(line), "\(line)")
    }

    @Test(
        "what is asked for again at no hour is asked for it, and a bit later is not one o'clock",
        arguments: ["推迟一点", "延后一点", "今晚再答", "明早提醒我", "推迟到晚上", "明天晚点再来"])
    func askedForLaterAtNoHour(line: String) {
        #expect(examples.parser.isCommand(line), "\(line)")
        switch examples.parse(line) {
        case .refused(let refusal): #expect(refusal.code == .invalidTime && refusal.orAnswer == line, "\(line)")
        case .command(let command): #expect(command == examples.command("/later"), "\(line)")
        case .text: Issue.record("\(line) is text")
        }
    }

    @Test(
        "with anything else in it such a line is an answer",
        arguments: [
            "训练两天后再来", "以后再说", "先前向再来", "推迟更新两步", "每隔两天提醒我", "推迟", "之后再问", "两轮后再来一次", "梯度累积八步后再来",
        ])
    func answeredLater(line: String) {
        #expect(examples.parse(line) == .text(line, rating: nil), "\(line)")
    }

    @Test("an English line that asks for the question later lacks the slash, and is told what to type")
    func remindMe() {
        for line in [
            "remind me in 2 hours", "Remind me tomorrow at 9", "ask me again in 2h", "ask me tomorrow",
            "ask again tonight at 8",
        ] {
            #expect(examples.parser.lacksSlash(line, today: CommandExamples.today), "\(line)")
        }
        for line in ["remind me of the chain rule", "ask me about momentum", "remind me", "ask again"] {
            #expect(!examples.parser.lacksSlash(line, today: CommandExamples.today), "\(line)")
        }
    }

    @Test("short words that nobody answers with lack their slash alone, too")
    func loneAlternates() {
        for line in ["pass", "Pass.", "stop", "snooze", "menu!", "exit", "bye", "unsub"] {
            #expect(examples.parser.lacksSlash(line, today: CommandExamples.today), "\(line)")
        }
        for line in ["log", "page", "n", "me", "zone", "bank", "solution", "find", "star"] {
            #expect(!examples.parser.lacksSlash(line, today: CommandExamples.today), "\(line)")
        }
    }
}
