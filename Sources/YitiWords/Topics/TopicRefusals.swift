import YitiCore

extension TopicRefusal {
    var text: Text {
        switch self {
        case .lastOne:
            return Text(
                zh: "至少要留一个主题；/topic 名字 换别的，/topic all 全选",
                en: "one topic has to stay; /topic NAME selects others, /topic all every one")
        case .ambiguous(let typed, let among):
            let listed = Self.list(among)
            return Text(
                zh: "“\(typed)”可以是：\(listed.zh)。请写得再具体些，或者写编号",
                en: "“\(typed)” may be \(listed.en): type more of the name, or the id")
        case .unknown(let typed, let near) where near.isEmpty:
            return Text(
                zh: "没有“\(typed)”这个主题。全部主题：/topics", en: "no topic is called “\(typed)”; /topics lists them all")
        case .unknown(let typed, let near):
            let listed = Self.list(near)
            return Text(
                zh: "没有“\(typed)”这个主题，是不是 \(listed.zh)？全部主题：/topics",
                en: "no topic is called “\(typed)”, did you mean \(listed.en)? /topics lists them all")
        }
    }

    /// `loss（损失函数）、svm（支持向量机）`.
    private static func list(_ topics: [Named]) -> Text {
        let zh = topics.map { "\($0.id)（\($0.name.wording(in: .zh))）" }.joined(separator: "、")
        let en = topics.map { "\($0.id) (\($0.name.wording(in: .en)))" }.joined(separator: ", ")
        return Text(zh: zh, en: en)
    }
}
