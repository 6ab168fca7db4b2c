import YitiCore

extension MessageWriter {
    // MARK: The streak

    func streak(_ facts: StreakFacts) -> WireMessage {
        let calendar =
            facts.explained ? explained(facts) : WeekCalendar(facts.days, today: facts.day).lines(in: language)
        let ending =
            facts.explained
            ? say(zh: "/streak 看四周日历", en: "/streak shows four weeks")
            : say(zh: "/streak why 看每天的缘故 · /next 来一题", en: "/streak why lists the days · /next for a question")
        return WireMessage(
            kind: "streak", text: text(facts.remarks, [streakLine(facts.numbers), today(facts)], calendar, [ending]),
            data: Datum.members(of: facts.numbers) + [
                Datum.Member("day", .string(facts.day.text)), Datum.Member("ends_at", .string(facts.endsAt.text)),
                Datum.Member(
                    "days",
                    .list(
                        facts.days.map {
                            .object([
                                Datum.Member("day", .string($0.day.text)),
                                Datum.Member("kind", .string($0.kind.rawValue)),
                            ])
                        })),
                Datum.Member(
                    "causes",
                    .list(
                        facts.days.map {
                            .object([
                                Datum.Member("name", .string(say($0.kind.name))),
                                Datum.Member("cause", .string(say($0.reason))),
                            ])
                        })),
            ])
    }

    func today(_ facts: StreakFacts) -> String {
        let day = facts.day.spoken
        let end = facts.endsAt.spoken(offset: facts.utcOffsetSeconds, on: facts.day)
        if facts.numbers.today {
            return say(zh: "今天（\(day.zh)）答过了，\(end.zh) 换日", en: "Today (\(day.en)) is answered; the day ends \(end.en)")
        }
        if facts.isPaused {
            return say(
                zh: "今天（\(day.zh)）在暂停中，不答也不断 · /resume 恢复",
                en: "Today (\(day.en)) is paused: nothing breaks your streak · /resume ends the pause")
        }
        return say(zh: "今天（\(day.zh)）还没答，\(end.zh) 截止", en: "Today (\(day.en)) is open until \(end.en)")
    }

    /// Every day with kind, zone and cause, the newest last; the oldest give way when there are more than a message holds.
    private func explained(_ facts: StreakFacts) -> [String] {
        let most = 120
        let left = facts.days.count - most
        let head = left > 0 ? [say(zh: "…之前还有 \(left) 天", en: "… \(left) days before")] : []
        return head
            + facts.days.suffix(most).map { entry in
                let name = say(entry.kind.name).padded(toColumns: 8)
                return
                    "\(entry.day.text) \(WeekCalendar.symbol(entry.kind)) \(name) \(entry.zone)  \(say(entry.reason))"
            }
    }

    // MARK: Statistics

    func stats(_ facts: StatsFacts) -> WireMessage {
        WireMessage(
            kind: "stats",
            text: text(
                facts.remarks,
                [totals(facts)] + [facts.own.map { say(ForgettingWords.line($0)) }].compactMap { $0 }
                    + readiness(facts),
                mastery(facts),
                points(facts),
                YearMap(facts.answersByDay, today: facts.today).lines(in: language),
                [say(zh: "/stats 主题 只看一个 · /plan 来不来得及", en: "/stats TOPIC for one · /plan for what it takes")]),
            data: [
                Datum.Member("answered", .count(facts.answered)),
                Datum.Member("questions_seen", .count(facts.questionsSeen)),
                Datum.Member("questions_total", .count(facts.questionsTotal)), Datum.Member("due", .count(facts.due)),
                Datum.Member("retention", .number(orNull: facts.retention)),
                Datum.Member("by_topic", .list(facts.byTopic.map(part))),
                Datum.Member("missed", .list(facts.missed.prefix(Self.maxMissed).map(missed))),
                Datum.Member("heat", days(facts.answersByDay, "answers")),
                Datum.Member("due_by_day", days(facts.dueByDay, "due")),
                Datum.Member("readiness", facts.readiness.map(Self.datum) ?? .null),
                Datum.Member("calibrated", .bool(facts.own != nil)),
            ])
    }

    private static func datum(_ readiness: Readiness) -> Datum {
        .object([
            Datum.Member("now", .number(readiness.now)), Datum.Member("expected", .number(readiness.expected)),
            Datum.Member("low", .number(readiness.low)), Datum.Member("high", .number(readiness.high)),
            Datum.Member("weakest", .list(readiness.weakest.map { .string($0) })),
            Datum.Member("next", .list(readiness.next.map { .string($0) })),
        ])
    }

    /// Counts by day, the oldest first; days without are left out.
    private func days(_ counts: [Day: Int], _ name: String) -> Datum {
        .list(
            counts.sorted { $0.key < $1.key }.map {
                .object([Datum.Member("day", .string($0.key.text)), Datum.Member(name, .count($0.value))])
            })
    }

    private func part(_ part: StatsFacts.TopicPart) -> Datum {
        .object([
            Datum.Member("topic", .string(part.topic)), Datum.Member("seen", .count(part.seen)),
            Datum.Member("total", .count(part.total)), Datum.Member("due", .count(part.due)),
            Datum.Member("mastery", .number(part.mastery)), Datum.Member("covered", .count(part.covered)),
            Datum.Member("points", .count(part.points)),
        ])
    }

    /// The most that is listed of what is missed again and again.
    private static let maxMissed = 20
    private static let maxMissedSaid = 5

    private func missed(_ point: MissedPoint) -> Datum {
        .object([
            Datum.Member("question", .string(point.question)), Datum.Member("point", .count(point.point)),
            Datum.Member("times", .count(point.times)),
        ])
    }

    /// Where key points were ticked: how many were covered by topic, and what is missed again and again.
    private func points(_ facts: StatsFacts) -> [String] {
        let topics = facts.byTopic.filter { $0.points > 0 }.map { part in
            "\(say(part.name)) \(part.covered)/\(part.points)"
        }
        let missed = facts.missed.prefix(Self.maxMissedSaid).map { point in
            say(
                zh: "\(point.question) 要点 \(point.point)（\(point.times) 次）",
                en: "\(point.question) point \(point.point) (\(point.times) times)")
        }
        let covered = topics.isEmpty ? [] : [say(zh: "答到的要点：", en: "Key points covered:")] + topics
        return covered + (missed.isEmpty ? [] : [say(zh: "一再漏掉：", en: "Missed again and again:")] + missed)
    }

    func totals(_ facts: StatsFacts) -> String {
        let retention = facts.retention.map {
            say(zh: " · 复习时记得 \(WhyWords.percent($0))", en: " · retention \(WhyWords.percent($0))")
        }
        return say(
            zh: "答过 \(facts.answered) 次 · 见过 \(facts.questionsSeen)/\(facts.questionsTotal) 题 · 到期 \(facts.due)",
            en: "Answered \(facts.answered) · seen \(facts.questionsSeen) of \(facts.questionsTotal) · due \(facts.due)"
        )
            + (retention ?? "")
    }

    private func readiness(_ facts: StatsFacts) -> [String] {
        guard let interview = facts.interview else { return [] }
        let day = interview.distance(from: facts.today)
        guard let ready = facts.readiness else {
            return [say(zh: "面试 \(day.zh)，就绪度 -", en: "Interview \(day.en), readiness -")]
        }
        let (expected, low, high) = (
            WhyWords.percent(ready.expected), WhyWords.percent(ready.low), WhyWords.percent(ready.high)
        )
        let scope = scope(facts)
        let names = ready.weakest.compactMap { id in facts.byTopic.first { $0.topic == id }.map { say($0.name) } }
        let weakest = names.count < 2 ? [] : [say(zh: "最弱的主题：", en: "The weakest topics:")] + names.map { "- \($0)" }
        let next = ready.next.joined(separator: " ")
        return [
            say(
                zh: "面试 \(day.zh)，\(scope.zh)就绪度 \(expected)（八成在 \(low)–\(high)）",
                en: "Interview \(day.en), readiness\(scope.en) \(expected) (four in five: \(low)–\(high))")
        ] + weakest + (next.isEmpty ? [] : [say(zh: "最值得先答：\(next)", en: "What raises it most: \(next)")])
    }

    /// What readiness is of where it isn't of the whole bank.
    private func scope(_ facts: StatsFacts) -> Text {
        guard let topics = facts.readinessTopics else { return Text(zh: "", en: "") }
        let names = facts.byTopic.filter { topics.contains($0.topic) }.map(\.name)
        if names.count == 1, let name = names.first { return Text(zh: "\(name.zh)的", en: " in \(name.en)") }
        let all = facts.byTopic.count
        return names.count == all
            ? Text(zh: "", en: "")
            : Text(zh: "\(all) 个主题里 \(names.count) 个的", en: " in \(names.count) of \(all) topics")
    }

    private func mastery(_ facts: StatsFacts) -> [String] {
        guard !facts.byTopic.isEmpty else { return [] }
        let head =
            language == .zh ? ["主题", "见过", "到期", "掌握", ""] : ["Topic", "Seen", "Due", "Mastery", ""]
        let rows = facts.byTopic.map { part in
            [
                say(part.name).truncated(toColumns: 36), "\(part.seen)/\(part.total)", String(part.due),
                Bar.drawn(part.mastery), WhyWords.percent(part.mastery),
            ]
        }
        return TextTable([.left, .right, .right, .left, .right], flexible: 0, rows: [head] + rows).lines
    }
}
