/// Sentences about subscriptions: what asks for a question again and again, what ends one, what says that one is to be changed.
extension SpelledCommand {
    /// A line that asks for something again and again (`每天8:30推送`, `quiz me every day at 9`), as the subscription that it would be.
    static func recurring(_ said: Sentence) -> SpelledCommand? {
        guard said.isChinese || englishWords.contains(firstWord(said.bare)) else { return nil }
        let rest = said.isChinese ? recurringInChinese(said.bare) : recurringInEnglish(said.bare.lowercased())
        return rest.map { SpelledCommand(verb: "订阅", rest: $0.trimmingSpaces()) }
    }

    /// Who only wants to be reminded may mean once: how often has to be said.
    private static func recurringInChinese(_ bare: String) -> String? {
        guard let last = bare.last, lastCharacters.contains(last) else { return nil }
        if let ending = questions.first(where: bare.hasSuffix) { return String(bare.dropLast(ending.count)) }
        guard let ending = reminders.first(where: bare.hasSuffix), recurrences.contains(where: bare.contains) else {
            return nil
        }
        return String(bare.dropLast(ending.count))
    }

    private static func recurringInEnglish(_ bare: String) -> String? {
        let said = without(englishAskings, bare) ?? bare
        if let rest = without(englishQuestions, said) { return rest.hasPrefix("about ") ? nil : rest }
        if let ending = englishQuestions.first(where: said.hasSuffix) { return String(said.dropLast(ending.count)) }
        guard englishRecurrences.contains(where: said.contains) else { return nil }
        if let ending = englishReminders.first(where: said.hasSuffix) { return String(said.dropLast(ending.count)) }
        return without(englishReminders, said)
    }

    /// Days and a time alone (`每晚九点半`, `every day at 8:30`), as the subscription that they would be.
    static func daysAlone(_ line: String) -> SpelledCommand? {
        guard let first = line.unicodeScalars.first, !first.isChinese || recurrencesBegin.contains(first),
            let said = Sentence(line)
        else { return nil }
        let isBegun =
            said.isChinese
            ? recurrences.contains(where: said.bare.hasPrefix) : englishDays.contains(firstWord(said.bare))
        return isBegun ? SpelledCommand(verb: said.isChinese ? "订阅" : "subscribe", rest: said.bare) : nil
    }

    /// A line that ends subscriptions in other words (`取消第一个订阅`, `把订阅1取消`), with what ends; `退掉` ends nothing else.
    static func ending(_ said: Sentence) -> SpelledCommand? {
        guard said.isChinese, said.bare.unicodeScalars.contains(where: endSigns.contains) else { return nil }
        let said = without(changeOpenings, said.bare) ?? said.bare
        if let rest = without(["退掉", "退了"], said) { return SpelledCommand(verb: "退订", rest: rest) }
        guard said.contains("订阅") else { return nil }
        let ended =
            without(endVerbs, said) ?? endEndings.first(where: said.hasSuffix).map { String(said.dropLast($0.count)) }
        guard let ended, let named = ended.hasSuffix("订阅") ? ended : without(["订阅"], ended) else { return nil }
        return named == ended || beginsWithNumber(named) ? SpelledCommand(verb: "退订", rest: named) : nil
    }

    /// What a line says that a time or days are to be changed to (`改到7点`, `把推送时间改成8点`, `把1改到20:00`), as the changes that it may be;
    /// without a number before them it is of the first.
    static func changed(_ said: Sentence) -> [(spelled: SpelledCommand, isNumbered: Bool)] {
        guard said.isChinese, said.bare.unicodeScalars.contains(where: timeSigns.contains) else { return [] }
        var said = said.bare
        if let last = said.last, "吧吗".contains(last) { said.removeLast() }
        let bare = without(changeOpenings, said) ?? said
        let time = without(changeVerbs, without(changedThings, bare) ?? bare) ?? without(changeVerbsOfThings, bare)
        let readings = [(numbered(bare), true), (time.map { "1 \($0)" }, false)]
        return readings.compactMap { rest, isNumbered in
            rest.map { (SpelledCommand(verb: "change", rest: $0), isNumbered) }
        }
    }

    /// `1改到20:00`, `第一个订阅改到晚上8点`, `调整1 20:00`: the number, and what it is changed to.
    private static func numbered(_ bare: String) -> String? {
        if let rest = without(changeVerbsBefore, bare) { return beginsWithNumber(rest) ? rest : nil }
        guard beginsWithNumber(bare) else { return nil }
        for verb in changeVerbs {
            guard let range = bare.firstRange(of: verb), isNumberOfSubscription(bare[..<range.lowerBound]) else {
                continue
            }
            return "\(bare[..<range.lowerBound]) \(bare[range.upperBound...])"
        }
        return nil
    }

    private static func beginsWithNumber(_ text: String) -> Bool {
        let bare = without(["订阅", "编号", "第"], text) ?? text
        return bare.first.map { $0.isNumber || Numerals.isChineseNumeral($0) || $0 == "第" } ?? false
    }

    /// Whether nothing but a number and names for what it counts stand here (`第一个订阅的时间`).
    private static func isNumberOfSubscription(_ text: Substring) -> Bool {
        text.allSatisfy { $0.isNumber || Numerals.isChineseNumeral($0) || numberSigns.contains($0) }
    }

    /// The Latin word that a line begins with, in lower case; empty where it begins with anything else.
    private static func firstWord(_ line: String) -> String {
        String(Substring(line.utf8.prefix(maxFirstWord).prefix(while: \.isLetter))).lowercased()
    }

    // MARK: Words

    private static let recurrences = ["每", "工作日", "周末", "天天", "隔天", "隔日"]
    /// Their first characters, and the traditional one.
    private static let recurrencesBegin = Set("每工周週天隔".unicodeScalars)
    /// What a question is asked for with; of two that end alike the longer comes first.
    private static let questions = longestFirst(
        ["给我", "请给我", "帮我", ""].flatMap { whom -> [String] in
            ["来", "出", "发", "推", "推送", "发送"].flatMap { verb -> [String] in
                ["一题", "一道题", "一道", "一个题", "一个题目", "道题", "个题"].map { "\(whom)\(verb)\($0)" }
            }
        },
        [
            "出题", "出题给我", "推送题目", "推送题目给我", "推送问题", "推题", "发题", "发我一题", "发我一道题", "发给我一题", "发给我一道题", "推送给我一题", "推送一题给我",
            "给我一题", "给我一道题", "考我一题", "问我一题", "考我一道题", "问我一道题",
        ])
    private static let reminders = longestFirst([
        "给我推送", "推送给我", "推送", "提醒我答题", "提醒我刷题", "提醒我做题", "提醒我学习", "提醒我复习", "提醒我", "叫我答题", "叫我刷题", "叫我做题", "叫我", "提醒",
        "考我", "问我",
        "刷题", "做题", "答题",
    ])

    /// What such a line ends with: most answers do with another.
    private static let lastCharacters = Set((questions + reminders).compactMap(\.last))

    private static let englishAskings = [
        "please ", "can you please ", "could you please ", "can you ", "could you ", "i want you to ",
    ]
    private static let englishQuestions = longestFirst(
        ["send", "give", "ask", "push", "text"].flatMap { verb -> [String] in
            ["a question", "one question", "questions", "one"].flatMap { thing -> [String] in
                ["\(verb) me \(thing)", "\(verb) \(thing)"]
            }
        },
        [
            "quiz me", "test me", "i want a question", "i want one question", "i'd like a question", "subscribe me to",
            "subscribe me",
        ])
    private static let englishReminders = longestFirst([
        "remind me to practice", "remind me to practise", "remind me", "ask me", "notify me", "ping me",
    ])
    private static let englishRecurrences = [
        "every", "each ", "daily", "weekday", "weekend", "nightly", "days",
    ]
    /// Longer words are none of these.
    private static let maxFirstWord = 16
    private static let englishDays: Set<String> = ["every", "everyday", "each", "weekdays", "weekends", "nightly"]
    /// What such a line begins with: most answers do with another.
    private static let englishWords: Set<String> = [
        "send", "give", "ask", "push", "text", "quiz", "test", "remind", "notify", "ping", "i", "please", "can",
        "could",
        "subscribe", "every", "everyday", "each", "daily", "weekdays", "weekends", "on", "at",
    ]

    /// What stands in every line that ends a subscription.
    private static let endSigns = Set("订退".unicodeScalars)
    private static let endVerbs = ["取消掉", "取消", "删除", "删掉", "去掉", "移除", "退掉", "停掉", "关掉", "停止", "结束"]
    private static let endEndings = ["取消掉", "取消了", "取消", "删除", "删掉", "删了", "去掉", "移除", "退掉", "退了", "停掉", "停了", "关掉"]

    /// What stands in every time of day and in names of days; one of them at least.
    private static let timeSigns = Set(":点时周星礼工每".unicodeScalars)
    private static let changeOpenings = [
        "请帮我把", "帮我把", "请把", "我想把", "我要把", "请帮我", "帮我", "我想", "我要", "可以", "把", "将", "请",
    ]
    private static let changedThings = ["我的推送时间", "我的订阅时间", "推送时间", "订阅时间", "提醒时间", "每日一题", "推送", "订阅", "提醒", "时间"]
    private static let changeVerbs = [
        "修改到", "修改成", "修改为", "更改到", "更改为", "调整到", "调整为", "改到", "改成", "改为", "改在", "调到", "调成", "调为", "换到", "换成", "设为",
        "设成",
        "设到", "挪到", "移到",
    ]
    /// What may stand about the number: `第一个订阅的推送时间`, `1号`.
    private static let numberSigns = Set("第个個号號条條的订阅訂閱推送提醒编号時时间間 ")
    /// What stands before the number: `调整1 20:00`.
    private static let changeVerbsBefore = [
        "修改时间", "更改时间", "调整时间", "改时间", "改一下", "修改一下", "更改", "调整", "换一下", "调一下",
    ]
    /// `改时间到8点`, `修改时间 8点`, `推送时间8:30`.
    private static let changeVerbsOfThings: [String] = longestFirst(
        ["修改", "更改", "改"].flatMap { verb -> [String] in
            ["推送时间", "订阅时间", "提醒时间", "时间"].flatMap { thing -> [String] in
                ["到", "成", "为", ""].map { "\(verb)\(thing)\($0)" }
            }
        }, ["推送时间是", "推送时间", "提醒时间是", "提醒时间", "订阅时间"])

    private static func longestFirst(_ lists: [String]...) -> [String] { lists.joined().sorted { $0.count > $1.count } }
}

extension UInt8 {
    /// Whether it is an ASCII letter.
    fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
