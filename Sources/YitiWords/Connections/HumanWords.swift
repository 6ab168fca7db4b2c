package import YitiCore

/// What a connection itself says to a person; everything else comes from the writer.
package enum HumanWords {
    /// The first line of a draft's reply: the protocol has its wording, for scripts.
    package static let draftOpened = Text(
        zh: "开始写草稿：单独一行 \".\" 保存，/cancel 放弃",
        en: "draft opened: \".\" on a line of its own saves it, /cancel drops it")
    /// The second, which names what it answers.
    package static func draftFor(_ question: String) -> Text {
        Text(zh: "回答 \(question)", en: "it answers \(question)")
    }
    /// A draft was dropped because the person said so.
    package static let dropped = Text(
        zh: "草稿已放弃，题目还开着。/answer 可用一行作答", en: "draft dropped; the question stays open. /answer TEXT answers in one line"
    )
    /// `.` or `/cancel` without a draft.
    package static let noDraft = Text(
        zh: "现在没有草稿。题目开着时直接输入文字就会开始写", en: "there is no draft. Typing text while a question is open begins one")
    /// A line over the cap.
    package static let lineTooLong = Text(
        zh: "这一行太长了，没有保存；请分成几行", en: "that line is too long and was not taken; please break it up")
    /// A line that is no UTF-8.
    package static let notUTF8 = Text(
        zh: "这一行不是 UTF-8，没有保存；请把终端的编码设为 UTF-8",
        en: "that line is not UTF-8 and was not taken; set your terminal to UTF-8")
    /// The server stops while a draft is open.
    package static let stopping = Text(
        zh: "服务器正在停止，草稿没有保存；请稍后重连再答",
        en: "the server is stopping and the draft was not saved; please come back in a moment")
    /// The last line before the server's end.
    package static let shutdown = Text(zh: "服务器正在停止，稍后再见", en: "the server is stopping; see you in a moment")
    /// The server has not reached its database for a while.
    package static let unavailable = Text(
        zh: "服务器连不上数据库，连接关闭了；请稍后再来", en: "the server can't reach its database; please come back in a moment")
    /// Nothing was typed for too long.
    package static let idle = Text(zh: "很久没有输入，连接关闭了；随时回来", en: "closed after a long silence; come back any time")
    /// No whole first line in time.
    package static let noFirstLine = Text(zh: "没有等到第一行，连接关闭了", en: "closed: no first line in time")
    /// A line was begun and never ended.
    package static let unfinishedLine = Text(zh: "这一行一直没有结束，连接关闭了", en: "closed: the line was never ended")
    /// Too many connections of one address.
    package static let tooManyConnections = Text(
        zh: "你的地址连接太多了，请先关掉几个", en: "too many connections from your address; please close some")
    /// Too many connections that have said nothing.
    package static let full = Text(
        zh: "现在连接太多，请稍后再试", en: "too many connections just now; please try again in a moment")
    /// A web browser or crawler.
    package static let notHTTP = Text(
        zh: "这里不是网页服务；请用 nc 或 telnet 连接", en: "this is no web server; connect with nc or telnet")
    /// Telnet options without end.
    package static let telnetFlood = Text(zh: "telnet 协商数据太多，连接关闭了", en: "closed: too much telnet negotiation")

    /// A draft past its bounds.
    package static func draftTooLong(lines: Int, bytes: Int) -> Text {
        Text(
            zh: "草稿太长（最多 \(lines) 行、\(bytes) 字节），没有保存；题目还开着。剩下的内容会略过，直到单独一行 \".\" 或一条命令",
            en:
                "the draft is too long (\(lines) lines and \(bytes) bytes at most) and was not saved; the question stays open. "
                + "The rest of it is passed over, up to \".\" on a line of its own or a command")
    }

    /// A bridge's text past its bound.
    package static func textTooLong(bytes: Int) -> Text {
        Text(
            zh: "内容太长了，最多 \(bytes) 字节；请缩短后再发。",
            en: "That is too long: \(bytes) bytes at most. Please shorten it.")
    }
}
