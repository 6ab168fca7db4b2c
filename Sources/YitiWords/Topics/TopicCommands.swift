import YitiCore

extension CommandWords {
    static let topics: [CommandWords] = [
        CommandWords(
            "topics",
            summary: Text(zh: "全部主题：题数、见过、到期、选中", en: "the topics: questions, seen, due, selected"),
            details: Text(zh: "前面的编号可以用在 /topic 里", en: "Its numbers work in /topic."),
            example: Text(zh: "/topics", en: "/topics")),
        CommandWords(
            "topic",
            usage: Text(zh: "[名字…|all]", en: "[NAME…|all]"), summary: Text(zh: "选择主题", en: "selects topics"),
            details: Text(
                zh: "用于 /next 和没写主题的订阅。写 id、中英文名、开头几个字或编号都行，可以写几个；all 是全选，+名字 加上，-名字 去掉",
                en:
                    "For /next, and for subscriptions that name none. An id, a name in either language, its beginning or its "
                    + "number, one or several; all selects every topic, +NAME adds one and -NAME takes one away."),
            example: Text(zh: "/topic loss svm", en: "/topic loss svm")),
        CommandWords(
            "questions",
            usage: Text(zh: "[主题] [p页]", en: "[TOPIC] [pN]"),
            summary: Text(zh: "一个主题的全部题目", en: "the questions of a topic"),
            details: Text(zh: "星级、见没见过、什么时候到期", en: "With stars, whether you have seen each, and when it is due."),
            example: Text(zh: "/questions loss", en: "/questions loss")),
    ]
}
