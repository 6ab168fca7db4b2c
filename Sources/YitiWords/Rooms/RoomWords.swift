import YitiCore

/// What is said to a room.
enum RoomWords {
    /// The end of its day: the key points, and who answered.
    static func day(_ question: Question, names all: [String], others unnamed: Int) -> InfoFacts {
        let names = Array(fitting(all) { $0 })
        let others = unnamed + all.count - names.count
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

    /// So many are named at most, each whole; of the others it is said how many they are.
    private static let mostNames = 50

    /// The first of a list whose names, which stand in the text and in `data`, fit a line of the wire.
    private static func fitting<Line>(_ lines: [Line], name: (Line) -> String) -> ArraySlice<Line> {
        var bytes = 2_048
        return lines.prefix(mostNames).prefix { line in
            bytes += 2 * WireBudget.escapedBytes(name(line)) + 64
            return bytes <= WireBudget.messageBytes
        }
    }

    /// The board.
    static func board(_ all: [BoardLine]) -> InfoFacts {
        let lines = fitting(all, name: \.name)
        let others = all.count - lines.count
        let more = others == 0 ? Text.empty : Text(zh: "\n还有 \(others) 人", en: "\nand \(others) more")
        let zh = lines.map { "\($0.name) · \($0.days) 天" }.joined(separator: "\n") + more.zh
        let en =
            lines.map { "\($0.name) · \($0.days == 1 ? "1 day" : "\($0.days) days")" }.joined(separator: "\n") + more.en
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
                        })), Datum.Member("others", .count(others)),
            ])
    }
}
