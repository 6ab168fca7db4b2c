import YitiCore

extension ArgumentFault {
    /// What is wrong, without an example; `pattern` is the verb with what may follow it.
    func text(pattern: Text) -> Text {
        switch self {
        case .misread(let typed):
            Text(zh: "看不懂“\(typed)”；用法：\(pattern.zh)", en: "can't read “\(typed)”; it goes: \(pattern.en)")
        case .noRating:
            Text(zh: "请打 1 到 4 分：1 忘了，2 吃力，3 想起，4 轻松", en: "a rating is 1 forgot, 2 hard, 3 good or 4 easy")
        case .noPoints:
            Text(zh: "写要点的编号，或 none、all", en: "name key points by their numbers, or none, or all")
        case .noDuration(let typed):
            Text(
                zh: "看不懂“\(typed)”是多久或几点，可以写 2小时、半小时、明天、晚上8点",
                en: "“\(typed)” is no span of time, nor a time of day: try 2h, tomorrow, 8pm")
        case .mockOutOfRange: Text(zh: "一场 5 到 120 分钟，写整分钟", en: "5 to 120 whole minutes")
        case .durationOutOfRange: Text(zh: "要在一分钟到三十天之间", en: "one minute to thirty days")
        case .spanOrTime(let number): Self.spanOrTime(number)
        case .timePast: Text(zh: "这个时间已经过了", en: "that time is past")
        case .noQuestionID(let typed): Text(zh: "“\(typed)”不是题号", en: "“\(typed)” is no question's id")
        case .numberFirst:
            Text(zh: "先写订阅的编号，见 /subscriptions", en: "the subscription's number comes first; /subscriptions has it")
        case .topicsAreFixed:
            Text(zh: "主题不能改，请另订一个再退掉这个", en: "topics can't be changed: make another and end this one")
        case .changesAtOnce:
            Text(zh: "修改马上生效，不写日期；只停几天用 /pause", en: "a change holds at once: leave the date out. /pause skips days")
        case .dateOfSubscription(let typed):
            Text(
                zh: "订阅按天或按星期重复，不能只订“\(typed)”；从那天起请写 \(typed)开始，只想推迟这一题用 /later",
                en: "a subscription repeats: to begin then, write “from \(typed)”; /later puts one question off")
        case .nothingToChange:
            Text(zh: "改成什么？写钟点、星期或时区", en: "change it to what? A time, days or a time zone")
        case .endOfSubscription(let typed):
            Text(
                zh: "订阅没有结束日期，“\(typed)”记不下来；到时 /unsubscribe 退订，只停几天用 /pause",
                en: "a subscription has no end, “\(typed)” can't be kept: /unsubscribe then, or /pause for some days")
        case .onlyOne(let part):
            Text(
                zh: "一个订阅只有一个\(part.name.zh)，需要两个就订阅两次",
                en: "a subscription has one \(part.name.en); make two for two")
        case .noTime(let typed):
            Text(zh: "“\(typed)”不是钟点，请写 00:00 到 23:59", en: "“\(typed)” is no time of day: 00:00 to 23:59")
        case .contradictoryTime(let typed):
            Text(
                zh: "“\(typed)”自相矛盾，请写 00:00 到 23:59，或 早上8点、晚上8点",
                en: "“\(typed)” contradicts itself: write 00:00 to 23:59, or 8am, 8pm")
        case .noHour(let typed): Self.noHour(typed)
        case .vagueTime(let typed):
            Text(zh: "“\(typed)”是几点？请写 早上8点 或 20:00", en: "what time is “\(typed)”? Write 8am or 20:00")
        case .timeOrTopic(let hour, let topic): Self.timeOrTopic(hour, topic)
        case .minutesOrTopic(let minutes, let topic):
            Text(
                zh: "\(minutes) 是分钟还是主题编号？分钟请写 \(minutes)m，第 \(minutes) 个主题请写 \(topic)",
                en: "is \(minutes) minutes or a topic's number? Write \(minutes)m, or \(topic) for topic \(minutes)")
        case .timeApart(let minute):
            Text(
                zh: "是 \(Day.clock(minute)) 吗？请写 \(Day.clock(minute))",
                en: "is it \(Day.clock(minute))? Write \(Day.clock(minute))")
        case .timeOrWeekdays(let minute, let days, let typed): Self.timeOrWeekdays(minute, days, typed)
        case .hourOrWeekday(let hour, let typed):
            Text(
                zh: "“\(typed)”是 \(typed)点 还是 周\(typed)？请写 \(Day.clock(hour * 60)) 或 周\(typed)",
                en: "is “\(typed)” an hour or a day? Write \(Day.clock(hour * 60)) or 周\(typed)")
        case .noWeekdays(let typed):
            Text(
                zh: "“\(typed)”不是星期几，可以写 周一、一三五、周一到周五、工作日、每天",
                en: "“\(typed)” names no weekdays: try mon, mon-fri, weekends, every day")
        case .unclearExclusion(let typed):
            Text(
                zh: "看不出“\(typed)”里不要的是哪些，请直接写要的星期或主题",
                en: "it isn't clear what “\(typed)” leaves out: write the days or topics that you want")
        case .frequency(let typed):
            Text(
                zh: "一个订阅每天一题，没有“\(typed)”；要多几题就再订一个钟点，隔几天一题请写星期几，比如 周一、周四",
                en:
                    "a subscription is one question a day, not “\(typed)”: make another for more, name days for fewer (mon, thu)"
            )
        case .numberRange(let first, let last): Self.numberRange(first, last)
        case .date(let fault): fault.text
        case .pauseTooEarly:
            Text(zh: "最早只能从三天前开始暂停", en: "a pause may begin three days ago at the earliest")
        case .pauseEndsTooEarly:
            Text(
                zh: "until 是恢复推送的第一天，要晚于开始那天",
                en: "until is the first day pushes return: it comes after the first day of the pause")
        case .contradictoryPause(let typed):
            Text(
                zh: "“\(typed)”自相矛盾：写从哪天起停几天，或从哪天起到哪天恢复",
                en:
                    "“\(typed)” contradicts itself: write the first day and how long, or the first day and the day of return"
            )
        case .datePast(let day):
            Text(zh: "\(day.spokenInFull.zh) 已经过去了", en: "\(day.spokenInFull.en) is past")
        case .answersOutOfRange: Text(zh: "一次可以看 1 到 500 条", en: "1 to 500 answers at a time")
        case .twoZones: Text(zh: "这是两个时区，请只写一个", en: "those are two time zones: write one")
        case .noLanguage: Text(zh: "只有 zh、en、both 三种", en: "it is zh, en or both")
        case .noSpan(let typed):
            Text(
                zh: "“\(typed)”不是一段钟点，可以写 22:00-08:00、晚上10点到早上8点",
                en: "“\(typed)” is no span between two times: try 22:00-08:00, 10pm to 8am")
        case .spanReadings(let readings): Self.either(readings.map(\.text))
        case .emptySpan: Text(zh: "开始和结束不能一样", en: "it can't begin and end at the same time")
        case .noRolloverHour: Text(zh: "只能是 0 到 6 点的整点", en: "a whole hour from 0 to 6")
        case .nameTooLong: Text(zh: "名字最多 40 个字符", en: "a name has at most 40 characters")
        case .neitherOnNorOff: Text(zh: "只有 on 和 off", en: "it is on or off")
        case .keyIsOneWord:
            Text(zh: "密钥是一串字母和数字，中间没有空格", en: "a key is letters and digits, without a space")
        case .codeIsOneWord:
            Text(zh: "码是一个词，由字母和数字组成，要整个照抄", en: "a code is one word of letters and digits, whole as it was shown")
        case .noFormat: Text(zh: "格式只有 md、csv、anki", en: "the formats are md, csv and anki")
        case .clockTooFar: Text(zh: "一次最多拨十年", en: "ten years at most")
        }
    }
}

extension ArgumentFault {
    private static func spanOrTime(_ number: Int) -> Text {
        let isHour = number < 24
        return Text(
            zh: "\(number) 是多久还是几点？请写 \(number)小时、\(number)分钟" + (isHour ? " 或 \(number):00" : ""),
            en: "is \(number) how long or what time? Write \(number)h, \(number)m" + (isHour ? " or \(number):00" : ""))
    }

    /// The example is of the same half of the day.
    private static func noHour(_ typed: String) -> Text {
        let isLate = ["晚", "夜", "暮", "黄昏", "下午", "午后", "evening", "night", "afternoon", "pm"].contains {
            typed.lowercased().contains($0)
        }
        return isLate
            ? Text(zh: "“\(typed)”几点？请写 晚上8点 或 20:00", en: "what time in “\(typed)”? Write 8pm or 20:00")
            : Text(zh: "“\(typed)”几点？请写 早上8点 或 08:00", en: "what time in “\(typed)”? Write 8am or 08:00")
    }

    private static func timeOrTopic(_ hour: Int, _ topic: String?) -> Text {
        let time = Day.clock(hour % 24 * 60)
        guard let topic else { return Text(zh: "\(hour) 是钟点吗？请写 \(time)", en: "is \(hour) a time? Write \(time)") }
        return Text(
            zh: "\(hour) 是钟点还是主题编号？钟点请写 \(time)，第 \(hour) 个主题请写 \(topic)",
            en: "is \(hour) a time or a topic's number? Write \(time) for the time, \(topic) for topic \(hour)")
    }

    private static func timeOrWeekdays(_ minute: Int?, _ days: WeekdaySet, _ typed: String) -> Text {
        let names = Text(zh: days.spoken.zh, en: days.weekdays.map { WeekdaySet.names[$0].en }.joined(separator: ","))
        guard let time = minute.map(Day.clock) else {
            return Text(
                zh: "\(typed) 是 \(names.zh) 吗？请写 \(names.zh)",
                en: "does \(typed) mean days? Write \(names.en.lowercased())")
        }
        return Text(
            zh: "\(typed) 是 \(time) 还是 \(names.zh)？请写其中一个",
            en: "is \(typed) the time \(time), or days? Write \(time) or \(names.en.lowercased())")
    }

    private static func numberRange(_ first: Int, _ last: Int) -> Text {
        guard (1...7).contains(first), (1...7).contains(last) else {
            return Text(
                zh: "\(first) 到 \(last) 是什么？钟点写 \(Day.clock(first % 24 * 60))，星期写 周一到周五，主题写名字",
                en:
                    "what are \(first) to \(last)? Write \(Day.clock(first % 24 * 60)) for a time, mon-fri for days, topics by name"
            )
        }
        let names = [first, last].map { Array("一二三四五六日")[$0 - 1] }
        let latin = [first, last].map { ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][$0 - 1] }
        return Text(
            zh: "\(first) 到 \(last) 是星期吗？请写 周\(names[0])到周\(names[1])；主题请写名字",
            en: "are \(first) to \(last) days? Write \(latin[0])-\(latin[1]); write topics by name")
    }

    private static func either(_ readings: [String]) -> Text {
        Text(
            zh: "说的是 \(readings.joined(separator: " 还是 "))？请写其中一个",
            en: "is it \(readings.joined(separator: " or "))? Write one of them")
    }
}

extension DateFault {
    fileprivate var text: Text {
        switch self {
        case .noDate(typed: ""): Text(zh: "少了日期", en: "a date is missing")
        case .noDate(let typed):
            Text(
                zh: "“\(typed)”不是日期，可以写 明天、周五、下周五、十天后，或 年-月-日（YYYY-MM-DD）",
                en: "“\(typed)” is no date: try tomorrow, friday, in 10 days, or YYYY-MM-DD")
        case .contradictory(let typed):
            Text(zh: "“\(typed)”前后说的不是同一天，只写一个", en: "“\(typed)” names different days: write one of them")
        case .tooFar: Text(zh: "日期要在十年之内", en: "a date within ten years")
        case .past(let past, let next):
            Text(
                zh: "\(past.spokenInFull.zh) 已经过去了，是 \(next.spokenInFull.zh) 吗？请把年份写上",
                en: "\(past.spokenInFull.en) is past: do you mean \(next.spokenInFull.en)? Write it with its year")
        case .notAfter(let past, let beginning, let next):
            Text(
                zh: "\(past.spokenInFull.zh) 不在 \(beginning.spokenInFull.zh) 之后，是 \(next.spokenInFull.zh) 吗？请把年份写上",
                en:
                    "\(past.spokenInFull.en) is not after \(beginning.spokenInFull.en): do you mean \(next.spokenInFull.en)? Write it with its year"
            )
        case .either(let first, let second):
            Text(
                zh: "是 \(first.spokenInFull.zh) 还是 \(second.spokenInFull.zh)？请写其中一个",
                en: "is it \(first.spokenInFull.en) or \(second.spokenInFull.en)? Write one of them")
        }
    }
}

extension SubscriptionPart {
    fileprivate var name: Text {
        switch self {
        case .time: Text(zh: "时间", en: "time")
        case .zone: Text(zh: "时区", en: "time zone")
        case .start: Text(zh: "开始日期", en: "first day")
        }
    }
}
