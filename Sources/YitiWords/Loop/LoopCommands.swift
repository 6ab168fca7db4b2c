import YitiCore

extension CommandWords {
    static let loop: [CommandWords] = [
        CommandWords(
            "next",
            usage: Text(zh: "[主题]", en: "[topic]"), summary: Text(zh: "马上来一题", en: "a question now"),
            details: Text(
                zh: "还没答的题会被换下来，不算跳过。写了主题就从这个主题里选",
                en:
                    "It takes the place of an unanswered one, which doesn't count as skipped. With a topic, from that topic."
            ),
            example: Text(zh: "/next loss", en: "/next loss")),
        CommandWords(
            "today",
            summary: Text(zh: "再看今天推送的题", en: "today's pushed question again"),
            details: Text(zh: "也告诉你答过没有", en: "It says whether it is answered, too."),
            example: Text(zh: "/today", en: "/today")),
        CommandWords(
            "answer",
            usage: Text(zh: "内容", en: "TEXT"), summary: Text(zh: "回答当前的题", en: "answers the open question"),
            details: Text(
                zh: "直接打字就行，不写命令也算回答；打分之前再发的话会接在后面",
                en: "Plain text answers too, without a command; until you rate it, more text is added to it."),
            example: Text(zh: "/answer 因为梯度会饱和", en: "/answer because the gradient saturates")),
        CommandWords(
            "hint",
            summary: Text(zh: "看一个要点", en: "one key point"),
            details: Text(zh: "每次多给一个，要点给完为止", en: "One more each time, until there are no more."),
            example: Text(zh: "/hint", en: "/hint")),
        CommandWords(
            "reveal",
            summary: Text(zh: "看完整的参考答案", en: "the full reference answer"),
            details: Text(
                zh: "回答前也能看，那样会记下是先看了答案",
                en: "Allowed before answering, too: then the answer is marked as revealed first."),
            example: Text(zh: "/reveal", en: "/reveal")),
        CommandWords(
            "skip",
            summary: Text(zh: "今天不答这题", en: "puts the question off"),
            details: Text(zh: "至少明天才会再来，什么都不影响", en: "For at least a day, and it counts for nothing."),
            example: Text(zh: "/skip", en: "/skip")),
        CommandWords(
            "rate",
            usage: Text(zh: "1-4 [回答号]", en: "1-4 [answer number]"),
            summary: Text(zh: "给回答打分", en: "rates your answer"),
            details: Text(
                zh: "1 忘了，2 吃力，3 想起，4 轻松；写 again hard good easy 也行。等打分的时候只发一个数字就够",
                en: "1 forgot or wrong, 2 recalled with trouble, 3 good, 4 easy; again hard good easy work too. "
                    + "While a rating is pending a lone digit is enough."),
            example: Text(zh: "/rate 3", en: "/rate 3")),
        CommandWords(
            "points",
            usage: Text(zh: "编号…|none|all", en: "N…|none|all"),
            summary: Text(zh: "勾出答到的要点", en: "ticks the key points you covered"),
            details: Text(
                zh: "打分之前：两个以上直接发 1 3 4 就行；会建议打几分，下次这题来了会说上次漏了哪些",
                en:
                    "Before you rate; for two or more, 1 3 4 alone will do. It suggests a rating, and the next time you "
                    + "hear what you missed."),
            example: Text(zh: "/points 1 3", en: "/points 1 3")),
        CommandWords(
            "undo",
            summary: Text(zh: "撤回上一步", en: "takes the last step back"),
            details: Text(
                zh: "打分、勾的要点、接上的一段、回答，就像没发生过；可以一步步撤回去",
                en: "A rating, ticks, a piece of an answer or an answer, as if it had not been; step by step."),
            example: Text(zh: "/undo", en: "/undo")),
        CommandWords(
            "why",
            summary: Text(zh: "为什么选了这题", en: "why this question was chosen"),
            details: Text(zh: "带上当时的数字", en: "With the numbers of that moment."), example: Text(zh: "/why", en: "/why")),
        CommandWords(
            "later",
            usage: Text(zh: "多久|几点", en: "HOW LONG|WHEN"),
            summary: Text(zh: "过一会儿再问这题", en: "asks the open question later"),
            details: Text(
                zh: "多久（30m、2小时、半天、明天），或几点（晚上8点、周五 9:00），一分钟到三十天。最多 8 题在等",
                en:
                    "How long (30m, 2h, tomorrow) or when (8pm, friday 9:00), one minute to thirty days. Up to 8 questions wait."
            ),
            example: Text(zh: "/later 2h", en: "/later 2h")),
        CommandWords(
            "mock",
            usage: Text(zh: "[20m] [主题…] 或 stop", en: "[20m] [TOPIC…] or stop"),
            summary: Text(zh: "模拟面试：一题接一题，最后打分", en: "a mock interview: question after question, ratings at the end"),
            details: Text(
                zh: "五星题在先，会追问，答不好的接着问相关的题。中途去做别的题就先放着，/mock 接着来，/mock stop 提前结束；放了一天就不再出题，/mock 接着打分。推送会等它结束",
                en:
                    "Five stars first, with follow-ups, and related questions after a weak answer. It waits while you "
                    + "do another question, /mock goes on with it, /mock stop ends it early; after a day's silence /mock goes "
                    + "on with the ratings. Pushes wait for its end."),
            example: Text(zh: "/mock 20m", en: "/mock 20m")),
    ]
}
