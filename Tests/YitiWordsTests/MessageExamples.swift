import YitiCore
import YitiWords

/// Facts of every kind, and what makes them awkward: a name in one language, a removed question, nothing known.
enum MessageExamples {
    /// 2026-11-25, a Wednesday.
    static let today = Day(number: 20_782)
    static let earlier = today.advanced(byDays: -12)
    static let now = Instant(seconds: 20_782 * 86_400 + 45_000)
    static let topicName = Text(zh: "损失函数", en: "Loss functions")

    static let question = Question(
        id: "loss-04", topic: "loss", stars: 5,
        wording: Text(
            zh: "用 sigmoid 输出做分类时，为什么选交叉熵而不是均方误差？",
            en: "Why pair a sigmoid output with cross-entropy rather than mean squared error?"),
        chinese: AnswerSheet(
            keyPoints: ["交叉熵的梯度是 ŷ − y", "均方误差的梯度多一个 σ′，会饱和", "交叉熵就是极大似然"], referenceAnswer: "先看梯度。\n再看似然。",
            followUps: ["多分类呢？"]),
        english: AnswerSheet(
            keyPoints: ["The gradient is ŷ − y", "MSE adds a factor σ′ that saturates", "It is maximum likelihood"],
            referenceAnswer: "First the gradient.\nThen the likelihood.", followUps: ["And with many classes?"]),
        code: "assert 1 + 1 == 2")

    /// As an import leaves it.
    static let bare = Question(id: "loss-05", topic: "loss", stars: 3, wording: Text(zh: "说说 KL 散度", en: ""))

    static let pick = PickRecord(
        reason: "best", recall: 0.62, score: 0.9, gain: 0.18, horizon: today.advanced(byDays: 30))
    static let streak = StreakNumbers(current: 12, longest: 30, today: true, freezes: 1)

    static let questionFacts = QuestionFacts(question: question, topicName: topicName, pick: pick, isNew: false)
    static let promptFacts = PromptFacts(
        answer: 42, question: question, questionID: "loss-04",
        earlier: EarlierAnswer(day: earlier, rating: .good, missed: [2]))
    static let ratedFacts = RatedFacts(
        answer: 42, question: "loss-04", rating: .good, due: today.advanced(byDays: 12), today: today,
        memory: MemoryState(stability: 12.5, difficulty: 4.25), streak: streak, remarks: [.freezeEarned(held: 2)])

    static func streakFacts(explained: Bool = false) -> StreakFacts {
        let days = (0..<28).map { offset in
            let kind = DayKind.allCases[offset % DayKind.allCases.count]
            return StreakDay(
                day: today.advanced(byDays: offset - 27), kind: kind, zone: "America/Argentina/ComodRivadavia",
                cause: .rated(offset))
        }
        return StreakFacts(
            numbers: streak, day: today, endsAt: now.advanced(bySeconds: 20_000), utcOffsetSeconds: 28_800, days: days,
            explained: explained)
    }

    static let statsFacts = StatsFacts(
        answered: 128, questionsSeen: 96, questionsTotal: 295, due: 7, retention: 0.874,
        byTopic: (1...22).map { number in
            StatsFacts.TopicPart(
                topic: "topic\(number)",
                name: number == 5
                    ? Text(
                        zh: "一个名字长得不得了而且怎么也说不完的主题一个名字长得不得了",
                        en: "A topic with a name that goes on and on and never quite ends")
                    : topicName, seen: number, total: 22, due: number % 3, mastery: Double(number) / 22)
        },
        answersByDay: Dictionary(
            uniqueKeysWithValues: (0..<380).filter { $0 % 3 != 0 }.map { (today.advanced(byDays: -$0), $0 % 8) }),
        today: today, interview: today.advanced(byDays: 25),
        readiness: Readiness(
            now: 0.5, expected: 0.62, low: 0.55, high: 0.69, weakest: ["topic1", "topic5"], next: ["loss-04"]),
        own: OwnForgetting(learned: 1.4, known: 1.4))

    static let topicsFacts = TopicsFacts(
        topics: statsFacts.byTopic.map {
            TopicsFacts.Line(
                id: $0.topic, name: $0.name, total: $0.total, seen: $0.seen, due: $0.due, selected: $0.seen > 3)
        }, remarks: [.selected([topicName])])

    static let subscriptionsFacts = SubscriptionsFacts(
        subscriptions: [
            SubscriptionsFacts.Line(
                number: 1, topics: ["loss"], topicNames: [topicName], minuteOfDay: 510, weekdays: .workdays,
                zone: "Asia/Shanghai", nextAt: now, utcOffsetSeconds: 28_800, pausedUntil: nil, isPaused: false),
            SubscriptionsFacts.Line(
                number: 3, topics: [], topicNames: [], minuteOfDay: 0, weekdays: WeekdaySet(rawValue: 0b10101),
                zone: "+08:00", nextAt: nil, utcOffsetSeconds: 28_800, pausedUntil: today, isPaused: true),
        ], today: today)

    static let settingsFacts = SettingsFacts(
        zone: "America/Argentina/ComodRivadavia", language: .both, rolloverHour: 4, interview: today,
        quiet: QuietHours(fromMinute: 1_320, untilMinute: 480), name: "一个四十个字符的名字一个四十个字符的名字一个四十个字符的名字一个四十个",
        nudge: false, today: today, remarks: [.usage(of: .zone)])

    static func entry(_ number: Int64, _ text: String, rating: Rating? = .good) -> HistoryFacts.Entry {
        HistoryFacts.Entry(
            answer: number, question: "loss-04", wording: question.wording, at: now, utcOffsetSeconds: 28_800,
            day: today,
            rating: rating, text: text)
    }

    static let historyFacts = HistoryFacts(
        answers: [entry(42, "gradient\nlikelihood"), entry(41, "saturation", rating: nil)], next: "/history 10 2")

    /// One message of every kind, and the awkward ones.
    static let messages: [Message] = [
        .question(questionFacts),
        .question(QuestionFacts(question: bare, topicName: topicName, pick: nil, isNew: true)),
        .prompt(promptFacts),
        .prompt(PromptFacts(answer: 7, question: bare, questionID: "loss-05", occasion: .appended)),
        .prompt(PromptFacts(answer: 7, question: nil, questionID: "gone-01")),
        .prompt(
            PromptFacts(
                answer: 7, question: question, questionID: "loss-04",
                isRoom: true)),
        .prompt(
            PromptFacts(answer: 7, question: question, questionID: "loss-04", isRoom: true, hasPrivateChat: false)),
        .prompt(
            PromptFacts(
                answer: 7, question: question, questionID: "loss-04", occasion: .judged, ticked: [1, 3], isNext: false)),
        .rated(ratedFacts),
        .rated(
            RatedFacts(
                answer: 7, question: "gone-01", rating: .hard, due: today, today: today,
                memory: MemoryState(stability: 1, difficulty: 5), streak: streak, isGone: true)),
        .streak(streakFacts()), .streak(streakFacts(explained: true)),
        .streak(
            StreakFacts(
                numbers: StreakNumbers(), day: today, endsAt: now, utcOffsetSeconds: -18_000, days: [], explained: false
            )),
        .stats(statsFacts),
        .stats(
            StatsFacts(
                answered: 0, questionsSeen: 0, questionsTotal: 0, due: 0, retention: nil, byTopic: [],
                answersByDay: [:],
                today: today, interview: nil, readiness: nil)),
        .topics(topicsFacts), .topics(TopicsFacts(topics: [])), .subscriptions(subscriptionsFacts),
        .subscriptions(SubscriptionsFacts(subscriptions: [], today: today)), .settings(settingsFacts),
        .settings(
            SettingsFacts(
                zone: "UTC", language: .zh, rolloverHour: 0, interview: nil, quiet: nil, name: nil, nudge: true,
                today: today)),
        .history(historyFacts), .history(HistoryFacts(answers: [], next: nil)),
        .info(.start(isRoom: false)), .info(.start(isRoom: true)), .info(.help(verb: nil, isSandbox: true)),
        .info(.help(verb: "subscribe", isSandbox: false)),
        .info(.usage(verb: "later")), .info(.hint(question, number: 1)),
        .info(.reveal(question, notes: ["note"], isBeforeAnswer: false)),
        .info(.why(question, topicName: topicName, pick: pick, interview: pick.horizon, today: today)),
    ]
}
