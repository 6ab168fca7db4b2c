import YitiCore

/// What is said to a room.
enum RoomWords {
    /// The end of its day: the key points, and who answered.
    static func day(_ question: Question, names: [String], others: Int) -> InfoFacts {
        let chinese = question.answers(in: .zh).keyPoints
        let english = question.answers(in: .en).keyPoints
        let who = answered(names, others)
        return InfoFacts(
            Text(
                zh: "\(question.id) 的要点：\n\(chinese.numbered)\n\n\(who.zh)",
                en: "Key points of \(question.id):\n\(english.numbered)\n\n\(who.en)"),
            ref: question.id,
            data: [
                Datum.Member("question", .string(question.id)),
                Datum.Member("points", .count(max(chinese.count, english.count))),
                Datum.Member("names", .strings(names)), Datum.Member("others", .count(others)),
            ])
    }

    private static func answered(_ names: [String], _ others: Int) -> Text {
        guard !names.isEmpty else {
            return others == 0
                ? Text(zh: "没有人回答。/today 再看题目", en: "Nobody answered. /today shows the question")
                : Text(
                    zh: "\(others) 人答了。/leaderboard join 显示名字",
                    en: "Answered: \(others). /leaderboard join shows your name")
        }
        let more = others == 0 ? Text.empty : Text(zh: "，还有 \(others) 人", en: ", and \(others) more")
        return Text(
            zh: "答了的：\(names.joined(separator: "、"))\(more.zh)",
            en: "Answered: \(names.joined(separator: ", "))\(more.en)")
    }

    /// The board.
    static func board(_ lines: [BoardLine]) -> InfoFacts {
        let zh = lines.map { "\($0.name) · \($0.days) 天" }.joined(separator: "\n")
        let en = lines.map { "\($0.name) · \($0.days == 1 ? "1 day" : "\($0.days) days")" }.joined(separator: "\n")
        return InfoFacts(
            lines.isEmpty
                ? Text(
                    zh: "榜上还没有人。/leaderboard join 加入",
                    en: "Nobody is on the board yet. /leaderboard join puts you on it")
                : Text(
                    zh: "四周里答题的天数：\n\(zh)\n/leaderboard join 加入 · leave 退出",
                    en:
                        "Days answered in the last four weeks:\n\(en)\n/leaderboard join puts you on it, leave takes you off"
                ),
            kind: "board",
            data: [
                Datum.Member(
                    "board",
                    .list(
                        lines.map {
                            .object([Datum.Member("name", .string($0.name)), Datum.Member("days", .count($0.days))])
                        }))
            ])
    }
}
