import YitiCore

extension MessageWriter {
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
                facts.remarks, facts.subscriptions.isEmpty ? none : facts.subscriptions.map { line($0, facts.today) },
                planned(facts), [ending]),
            data: [Datum.Member("subscriptions", .list(facts.subscriptions.map(datum)))])
    }

    /// The pauses to come that nothing before has said.
    private func planned(_ facts: SubscriptionsFacts) -> [String] {
        facts.planned.map { Remark.paused(from: $0.from, until: $0.until, today: facts.today) }
            .filter { !facts.remarks.contains($0) }.map { say(RemarkWords.text(of: $0)) }
    }

    private func line(_ subscription: SubscriptionsFacts.Line, _ today: Day) -> String {
        let topics =
            subscription.topics == [Subscription.allTopics]
            ? say(zh: "全部主题", en: "every topic")
            : subscription.topicNames.isEmpty
                ? say(zh: "选中的主题", en: "selected topics")
                : zip(subscription.topics, subscription.topicNames).map(topic).joined(separator: say(zh: "、", en: ", "))
        let time = "\(say(subscription.weekdays.spoken)) \(Day.clock(subscription.minuteOfDay)) \(subscription.zone)"
        return "\(subscription.number). \(time) · \(topics) · \(next(subscription, today))"
    }

    private func topic(_ id: String, _ name: Text?) -> String {
        name.map(say) ?? say(zh: "\(id)（已不在题库）", en: "\(id) (no longer in the bank)")
    }

    private func next(_ subscription: SubscriptionsFacts.Line, _ today: Day) -> String {
        if subscription.isPaused {
            guard let until = subscription.pausedUntil?.spoken(on: today) else { return say(zh: "暂停中", en: "paused") }
            return say(zh: "暂停到 \(until.zh)", en: "paused until \(until.en)")
        }
        if let network = subscription.unreachable {
            return say(
                zh: "\(network) 那边收不到，在那边发一句话就恢复", en: "can't be reached on \(network): write there, and it goes on")
        }
        guard let next = subscription.nextAt?.spoken(offset: subscription.utcOffsetSeconds, on: today) else {
            return say(zh: "没有下次", en: "nothing ahead")
        }
        guard let after = subscription.afterQuiet?.spoken(offset: subscription.utcOffsetSeconds, on: today) else {
            return say(zh: "下次 \(next.zh)", en: "next \(next.en)")
        }
        return say(
            zh: "下次 \(next.zh)，免打扰到 \(after.zh) 才来", en: "next \(next.en), kept by quiet hours until \(after.en)")
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
}
