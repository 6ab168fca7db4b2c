import Testing
import YitiCore

@Suite("Ratings in many spellings") struct RatingSpellingTests {
    static let rows: [(Rating, [String])] = [
        (
            .again,
            [
                "壹", "Ⅰ", "忘", "完全忘記", "没答出来", "i failed", "couldn't recall", "我忘了", "我不记得了", "又忘了", "没想起",
                "I dont know", "dunno", "改成1分",
            ]
        ),
        (
            .hard,
            [
                "贰", "2/4", "difficult", "困难", "非常难的", "有点儿难", "really hard", "勉强答对了", "改2分", "刚才那个改成2分",
                "change my rating to 2", "ii", "barely", "得2分",
            ]
        ),
        (
            .good,
            [
                "3/4", "3 out of 4", "我想起来了", "3 ok", "3嗯", "thx 3", "give 3", "叁", "Ⅲ", "III", "3呀", "得3分", "我觉得3",
                "我觉得3分", "自评3", "自评：3", "给自己打3分",
                "我给自己3分", "选项3", "我选择3", "大概3分", "应该是3分", "3分左右", "算3分", "三颗星", "3档", "第3档", "my rating: 3",
                "I think 3", "maybe a 3",
                "option 3", "答对", "想到了", "not bad", "还行", "都答对了",
            ]
        ),
        (
            .easy,
            [
                "4/4", "that's easy", "its easy", "满分", "秒答", "肆", "超簡單", "蠻簡單的", "非常容易", "easy peasy", "piece of cake",
                "iv",
            ]
        ),
    ]

    @Test("a whole message that can hardly be a piece of an answer rates", arguments: rows)
    func rates(rating: Rating, lines: [String]) {
        for line in lines { #expect(Rating(word: line) == rating, "\(line)") }
    }

    @Test(
        "what may be a piece of an answer stays one",
        arguments: [
            "1/3", "3/5", "good point", "good points", "大概3", "应该是3", "差不多3", "maybe 3", "3个", "第3", "第三个", "3+", "→3",
            "- 3", "3|good", "改成3",
            "改为3", "3/4 of the data",
            "3 out of 4 layers", "不太难", "很难收敛", "i", "简单模型", "困难样本", "x = 3",
        ])
    func staysText(line: String) { #expect(RatingText(line) == .text, "\(line)") }

    @Test("a rating that was pressed wrongly is none", arguments: ["打错了", "评错了", "选错了", "打分错了"])
    func wronglyPressed(text: String) { #expect(Rating(word: text) == nil) }
}
