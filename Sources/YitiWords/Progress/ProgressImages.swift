import YitiCore

extension MessageWriter {
    /// The picture of a message; nil for kinds that have none.
    func image(of message: Message) -> MessageImage? {
        switch message {
        case .stats(let facts):
            image(YearChart(facts.answersByDay, today: facts.today).picture, [totals(facts), year(facts)])
        case .streak(let facts):
            image(
                WeekPicture(facts.days, today: facts.day).picture,
                [streakLine(facts.numbers), today(facts), weeks(facts)].filter { !$0.isEmpty })
        default: nil
        }
    }

    private func image(_ picture: PixelImage, _ lines: [String]) -> MessageImage? {
        let png = picture.png
        guard png.count <= MessageImage.maxBytes else { return nil }
        return MessageImage(png: png, description: String(lines.joined(separator: "\n").prefix(1_000)))
    }

    private func year(_ facts: StatsFacts) -> String {
        let days = facts.answersByDay.filter { $0.value > 0 }
        guard let most = days.values.max() else { return say(zh: "一年里还没有回答", en: "No answers in the year yet") }
        let total = days.values.reduce(0, +)
        return say(
            zh: "到 \(facts.today.text) 的一年：\(days.count) 天答了 \(total) 次，一天最多 \(most) 次",
            en: "The year up to \(facts.today.text): \(total) answer\(total == 1 ? "" : "s") on \(days.count) "
                + "day\(days.count == 1 ? "" : "s"), at most \(most) a day")
    }

    /// How many days of each kind there are in the four weeks.
    private func weeks(_ facts: StreakFacts) -> String {
        let days = facts.days.filter { $0.day > facts.day.advanced(byDays: -28) }
        let counts = DayKind.allCases.compactMap { kind -> String? in
            let count = days.count { $0.kind == kind }
            return count > 0 ? "\(say(kind.name)) \(count)" : nil
        }
        guard !counts.isEmpty else { return "" }
        return say(zh: "四周：", en: "Four weeks: ") + counts.joined(separator: say(zh: "，", en: ", "))
    }
}
