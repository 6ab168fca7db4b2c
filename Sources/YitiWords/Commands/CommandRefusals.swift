import YitiCore

extension CommandRefusal {
    var text: Text {
        switch self {
        case .unknown(let typed, let near) where near.isEmpty:
            Text(zh: "没有 /\(typed) 这个命令。全部命令：/help", en: "there is no /\(typed); /help lists the commands")
        case .unknown(let typed, let near):
            Text(
                zh: "没有 /\(typed) 这个命令，是不是 \(near.joined(separator: "、"))？",
                en: "there is no /\(typed), did you mean \(near.joined(separator: " or "))?")
        case .slashMissing(let verb):
            Text(zh: "命令前面要有斜杠：/\(verb)", en: "a command begins with a slash: /\(verb)")
        case .oneAtATime(let first, let second):
            Text(zh: "一条消息做一件事：先发 \(first)，再发 \(second)", en: "one thing a message: send \(first), then \(second)")
        case .staleButton:
            Text(zh: "这个按钮已经失效。输入 /next 来一题", en: "this button does nothing any more; /next asks a question")
        case .takesNothing(let typed, let verb):
            Text(
                zh: "/\(verb) 后面不用写什么（“\(typed)”）。只输入 /\(verb)",
                en: "/\(verb) takes nothing after it (“\(typed)”); type just /\(verb)")
        case .textTooLong(let limit):
            Text(zh: "太长了：最多 \(limit) 个字符", en: "that is too long: at most \(limit) characters")
        }
    }
}
