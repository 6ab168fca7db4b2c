import YitiCore

extension CommandWords {
    static let subscriptions: [CommandWords] = [
        CommandWords(
            "subscribe",
            usage: Text(zh: "[主题…] [钟点] [星期] [时区]", en: "[topics…] [HH:MM] [days] [time zone]"),
            summary: Text(zh: "每天一题", en: "a daily question"),
            details: Text(
                zh: "顺序随意，不写就是每天 09:00、你的时区、选中的主题。钟点写 8:30、早上八点半、晚上9点；星期写 工作日、周末、一三五、周一到周五；"
                    + "时区写城市名。最多 8 个",
                en: "In any order; unless said otherwise 09:00 every day, in your zone, from the selected topics. "
                    + "Times: 8:30, 8pm, half past eight. Days: mon-fri, weekends, mon,wed,fri. Up to 8."),
            example: Text(zh: "/subscribe 损失函数 8:30 工作日", en: "/subscribe loss 8:30 mon-fri Europe/Berlin")),
        CommandWords(
            "change",
            usage: Text(zh: "编号 [钟点] [星期] [时区]", en: "N [HH:MM] [days] [time zone]"),
            summary: Text(zh: "改一个订阅", en: "changes a subscription"),
            details: Text(
                zh: "编号见 /subscriptions；没写的保持不变。每天最多改 5 次",
                en: "/subscriptions has the numbers; what you don't name stays. At most 5 times a day."),
            example: Text(zh: "/change 1 20:00 周末", en: "/change 1 20:00 weekends")),
        CommandWords(
            "unsubscribe",
            usage: Text(zh: "[编号|主题|all]", en: "[number|topic|all]"), summary: Text(zh: "结束订阅", en: "ends one, or all"),
            details: Text(zh: "只有一个订阅时不用写编号", en: "With only one there is no need for a number."),
            example: Text(zh: "/unsubscribe 1", en: "/unsubscribe 1")),
        CommandWords(
            "subscriptions",
            summary: Text(zh: "订了什么，下次什么时候", en: "what is on, and when each is next"),
            details: Text(zh: "前面的编号用在 /change 和 /unsubscribe 里", en: "Its numbers work in /change and /unsubscribe."),
            example: Text(zh: "/subscriptions", en: "/subscriptions")),
        CommandWords(
            "pause",
            usage: Text(zh: "[from 日期] [until 日期]", en: "[from DATE] [until DATE]"),
            summary: Text(zh: "暂停推送，不断连续", en: "no pushes; the streak stays"),
            details: Text(
                zh: "until 是恢复推送的第一天，写成 下周一到下周五 则两头都暂停；from 可以是三天以内的过去。日期写 明天、下周一、十天后、几月几日 都行",
                en:
                    "until is the first day they return; of next monday to next friday both ends are paused; from may be up to three days ago. "
                    + "Dates: tomorrow, next monday, in 10 days, a month and day, YYYY-MM-DD."),
            example: Text(zh: "/pause until 下周一", en: "/pause until next monday")),
        CommandWords(
            "resume",
            summary: Text(zh: "恢复推送", en: "ends a pause"), details: Text(zh: "从现在起", en: "From now on."),
            example: Text(zh: "/resume", en: "/resume")),
    ]
}
