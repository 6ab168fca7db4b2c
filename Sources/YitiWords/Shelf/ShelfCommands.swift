import YitiCore

extension CommandWords {
    static let shelf: [CommandWords] = [
        CommandWords(
            "history",
            usage: Text(zh: "[条数|题号]", en: "[n|ID]"),
            summary: Text(zh: "最近的回答，或一题历次的回答", en: "your last answers, or all to one question"),
            details: Text(zh: "写题号就是这一题历次回答的全文", en: "With a question's id, every answer to it in full."),
            example: Text(zh: "/history loss-04", en: "/history loss-04")),
        CommandWords(
            "search",
            usage: Text(zh: "词 [p页]", en: "WORDS [pN]"),
            summary: Text(zh: "搜题目和自己的回答", en: "questions and your own answers"),
            details: Text(
                zh: "几个词都要出现，空格或顿号、逗号分开；p2 是第二页",
                en: "All the words have to be there, spaces or commas between; p2 is the second page."),
            example: Text(zh: "/search 交叉熵", en: "/search cross-entropy")),
        CommandWords(
            "bookmark",
            usage: Text(zh: "[题号]", en: "[ID]"),
            summary: Text(zh: "收藏一题，再来一次是取消", en: "keeps a question; again lets it go"),
            details: Text(zh: "不写题号就是当前或刚才那题", en: "Without an id, the open or the last question."),
            example: Text(zh: "/bookmark loss-04", en: "/bookmark loss-04")),
        CommandWords(
            "bookmarks",
            summary: Text(zh: "收藏的题", en: "the questions you kept"),
            details: Text(zh: "最近的在前", en: "The newest first."), example: Text(zh: "/bookmarks", en: "/bookmarks")),
        CommandWords(
            "note", usage: Text(zh: "内容", en: "TEXT"),
            summary: Text(zh: "给当前或刚才的题记笔记", en: "a note on the open or the last question"),
            details: Text(zh: "看参考答案时会一起显示，也在 /export 里", en: "It shows with the reference answer, and is in /export."),
            example: Text(zh: "/note 记住 ŷ−y", en: "/note remember ŷ−y")),
    ]
}
