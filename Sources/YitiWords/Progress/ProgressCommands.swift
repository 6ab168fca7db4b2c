import YitiCore

extension CommandWords {
    static let progress: [CommandWords] = [
        CommandWords(
            "streak", usage: Text(zh: "[why]", en: "[why]"),
            summary: Text(zh: "连续天数和四周日历", en: "the streak, with four weeks as a calendar"),
            details: Text(zh: "why 逐日列出是哪一种、哪个时区、什么缘故", en: "why lists the days with kind, zone and cause."),
            example: Text(zh: "/streak why", en: "/streak why")),
        CommandWords(
            "stats",
            usage: Text(zh: "[主题]", en: "[topic]"),
            summary: Text(zh: "见过、到期、掌握、一年热力图", en: "seen, due, mastery, a year's heat map"),
            details: Text(zh: "写了主题就只看它", en: "With a topic, that topic alone."),
            example: Text(zh: "/stats loss", en: "/stats loss")),
        CommandWords(
            "plan",
            summary: Text(zh: "面试前来不来得及", en: "what it takes until the interview"),
            details: Text(
                zh: "按现在的速度，到面试那天能不能见过全部 5★ 题，要提到每天几题。算的是订阅和 /topic 选的主题",
                en:
                    "Whether you will have seen every 5★ question by then at today's pace, and what to raise the pace to; "
                    + "of the topics of your subscriptions and those of /topic."
            ),
            example: Text(zh: "/plan", en: "/plan")),
        CommandWords(
            "interview", usage: Text(zh: "日期|off", en: "DATE|off"),
            summary: Text(zh: "要准备好的那一天", en: "the day to be ready for"),
            details: Text(
                zh: "选题会朝着这一天，/stats 会多一行就绪度。日期写 下周五、十天后、几月几日、YYYY-MM-DD 都行",
                en:
                    "It changes what is chosen and adds the readiness line to /stats. Dates: next friday, in 10 days, a month and day, YYYY-MM-DD."
            ),
            example: Text(zh: "/interview 下周五", en: "/interview next friday")),
    ]
}
