import YitiCore

extension CommandWords {
    static let rooms: [CommandWords] = [
        CommandWords(
            "leaderboard", usage: Text(zh: "[join|leave]", en: "[join|leave]"),
            summary: Text(zh: "群里的榜单，自愿加入", en: "a room's board, of those who joined"),
            details: Text(
                zh: "只在群里用，按四周里答题的天数排；leave 马上退出",
                en: "In a room only, by days answered in the last four weeks; leave takes you off at once."),
            example: Text(zh: "/leaderboard join", en: "/leaderboard join"))
    ]
}
