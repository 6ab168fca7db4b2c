import YitiCore

extension CommandWords {
    static let data: [CommandWords] = [
        CommandWords(
            "export",
            usage: Text(zh: "[md|csv|anki] [页]", en: "[md|csv|anki] [page]"),
            summary: Text(zh: "你的全部数据，分页", en: "everything about you, in pages"),
            details: Text(
                zh: "回答、打分、日子、笔记；不写格式就是 md", en: "Answers, ratings, days, notes; md unless you say otherwise."),
            example: Text(zh: "/export csv", en: "/export csv")),
        CommandWords(
            "forget", usage: Text(zh: "[确认码]", en: "[CODE]"),
            summary: Text(zh: "删除你的一切", en: "deletes everything about you"),
            details: Text(
                zh: "先给一个确认码，带着它再来一次才删；删了找不回", en: "First it gives you a code; with the code it deletes, for good."),
            example: Text(zh: "/forget", en: "/forget")),
        CommandWords(
            "report",
            usage: Text(zh: "内容", en: "TEXT"),
            summary: Text(zh: "告诉我们题目哪里不对", en: "tells us what is wrong with a question"),
            details: Text(zh: "会带上当前或刚才的题号", en: "The id of the open or the last question goes with it."),
            example: Text(zh: "/report 第二个要点的符号反了", en: "/report the sign in point 2 is wrong")),
        CommandWords(
            "clock", usage: Text(zh: "+25h|时刻", en: "+25h|INSTANT"),
            summary: Text(zh: "拨动沙盒的时钟", en: "moves the sandbox's clock"),
            details: Text(
                zh: "只能往后；路上该发生的都会发生。不写就看现在几点",
                en: "Forwards only; what falls due on the way happens. Bare, it says what time it is."),
            example: Text(zh: "/clock +25h", en: "/clock +25h")),
    ]
}
