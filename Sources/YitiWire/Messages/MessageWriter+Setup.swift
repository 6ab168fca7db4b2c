import YitiCore

extension MessageWriter {
    // MARK: Topics

    func topics(_ facts: TopicsFacts) -> WireMessage {
        let head =
            language == .zh ? ["", "", "", "主题", "见过", "到期"] : ["", "", "", "Topic", "Seen", "Due"]
        let rows = facts.topics.enumerated().map { place, topic in
            [
                String(place + 1), topic.selected ? "✓" : " ", topic.id, say(topic.name),
                "\(topic.seen)/\(topic.total)", String(topic.due),
            ]
        }
        let table = TextTable([.right, .left, .left, .left, .right, .right], flexible: 3, rows: [head] + rows).lines
        let ending = say(
            zh: "/topic 编号或名字 选主题 · /topic all 全选 · /next 名字 来一题",
            en: "/topic NAME or number selects · /topic all · /next NAME asks")
        let empty = [say(zh: "题库还是空的。", en: "The bank is empty.")]
        return WireMessage(
            kind: "topics", text: text(facts.remarks, facts.topics.isEmpty ? empty : table, [ending]),
            buttons: [[button(zh: "来一题", en: "A question", Callbacks.next)]],
            data: [
                Datum.Member(
                    "topics",
                    .list(
                        facts.topics.map { topic in
                            .object([
                                Datum.Member("id", .string(topic.id)), Datum.Member("zh", .string(topic.name.zh)),
                                Datum.Member("en", .string(topic.name.en)), Datum.Member("total", .count(topic.total)),
                                Datum.Member("seen", .count(topic.seen)), Datum.Member("due", .count(topic.due)),
                                Datum.Member("selected", .bool(topic.selected)),
                            ])
                        }))
            ])
    }

    // MARK: Subscriptions

    func subscriptions(_ facts: SubscriptionsFacts) -> WireMessage {
        let first = facts.subscriptions.first?.number ?? 1
        let ending =
            facts.subscriptions.isEmpty
            ? say(zh: "每天九点来一题：/subscribe 09:00", en: "One a day at nine: /subscribe 09:00")
            : say(
                zh: "/change \(first) 20:00 改 · /unsubscribe \(first) 退 · /pause 暂停",
                en: "/change \(first) 20:00 · /unsubscribe \(first) · /pause")
        let none = [say(zh: "没有订阅。", en: "No subscriptions.")]
        return WireMessage(
            kind: "subscriptions",
            text: text(
                facts.remarks, facts.subscriptions.isEmpty ? none : facts.subscriptions.map(line), [ending]),
            data: [Datum.Member("subscriptions", .list(facts.subscriptions.map(datum)))])
    }

    private func line(_ subscription: SubscriptionsFacts.Line) -> String {
        let topics =
            subscription.topicNames.isEmpty
            ? say(zh: "选中的主题", en: "selected topics")
            : subscription.topicNames.map(say).joined(separator: say(zh: "、", en: ", "))
        let time = "\(say(subscription.weekdays.spoken)) \(Day.clock(subscription.minuteOfDay)) \(subscription.zone)"
        return "\(subscription.number). \(time) · \(topics) · \(next(subscription))"
    }

    private func next(_ subscription: SubscriptionsFacts.Line) -> String {
        if subscription.isPaused {
            guard let until = subscription.pausedUntil?.spoken else { return say(zh: "暂停中", en: "paused") }
            return say(zh: "暂停到 \(until.zh)", en: "paused until \(until.en)")
        }
        guard let next = subscription.nextAt?.spoken(offset: subscription.utcOffsetSeconds) else {
            return say(zh: "没有下次", en: "nothing ahead")
        }
        return say(zh: "下次 \(next.zh)", en: "next \(next.en)")
    }

    private func datum(_ subscription: SubscriptionsFacts.Line) -> Datum {
        .object([
            Datum.Member("id", .count(subscription.number)), Datum.Member("topics", .strings(subscription.topics)),
            Datum.Member("time", .string(Day.clock(subscription.minuteOfDay))),
            Datum.Member("days", .strings(subscription.weekdays.dataNames)),
            Datum.Member("timezone", .string(subscription.zone)),
            Datum.Member("next_at", .string(orNull: subscription.nextAt?.text)),
            Datum.Member("paused_until", .string(orNull: subscription.pausedUntil?.text)),
        ])
    }

    // MARK: Settings

    func settings(_ facts: SettingsFacts) -> WireMessage {
        let off = say(zh: "关", en: "off")
        let rows: [(Setting, String)] = [
            (.zone, facts.zone), (.language, say(facts.language.name)),
            (.rollover, Day.clock(min(max(facts.rolloverHour, 0), 23) * 60)),
            (.interview, facts.interview?.text ?? say(zh: "未定", en: "none")),
            (.quiet, facts.quiet?.text ?? off), (.name, facts.name ?? say(zh: "未起", en: "none")),
            (.nudge, facts.nudge ? say(zh: "开", en: "on") : off),
        ]
        let lines = rows.map { setting, value in
            [say(setting.name), value.truncated(toColumns: 30), say(Self.command(setting))]
        }
        return WireMessage(
            kind: "settings",
            text: text(
                facts.remarks, TextTable([.left, .left, .left], flexible: 1, rows: lines).lines,
                [say(zh: "输入右边的命令就能改", en: "Type what stands on the right to change a line")]),
            data: [
                Datum.Member("timezone", .string(facts.zone)),
                Datum.Member("language", .string(facts.language.rawValue)),
                Datum.Member("rollover_hour", .count(facts.rolloverHour)),
                Datum.Member("interview", .string(orNull: facts.interview?.text)),
                Datum.Member("quiet", .string(orNull: facts.quiet?.text)),
                Datum.Member("name", .string(orNull: facts.name)),
            ])
    }

    /// What to type, as the table of commands has it.
    private static func command(_ setting: Setting) -> Text {
        CommandTable.row(setting.verb, isSandbox: false)?.pattern ?? Text(zh: "/settings", en: "/settings")
    }
}
