import YitiCore

extension MessageWriter {
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
}
