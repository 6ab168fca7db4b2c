package import YitiCore

/// What a bridge says by itself. It does not know anybody's language, so it says both.
package enum BridgeWords {
    /// Of a message that came too late to be carried out.
    package static let tooOld = both(
        Text(
            zh: "有一条消息是 36 小时之前发的，没有执行。要的话请再发一次。",
            en: "A message was sent over 36 hours ago and was not carried out. Send it again if you still want it."))

    /// Of a message whose outcome is not known.
    package static let doubtful = both(
        Text(
            zh: "有一条消息问过服务器，两天没等到回音，不知道执行了没有。用 /history 看一看，没有的话请再发一次。",
            en:
                "The server was asked to carry out a message of yours and did not answer for two days: nobody knows whether it did. Look at /history, and send it again if it is not there."
        ))

    /// To a message without a text.
    package static let textOnly = both(
        Text(
            zh: "我只读得懂文字：图片、语音、表情没有收下。请把要说的写出来。",
            en: "I read text only: a picture, a voice message or a sticker is not taken. Please write what you mean."))

    /// In place of a reply that the network does not take.
    package static let refused = both(
        Text(
            zh: "有一条回复在这里发不出去，已经放弃了。",
            en: "A reply could not be shown here and was given up."))

    /// To messages that come faster than they are answered.
    package static let tooMany = both(
        Text(
            zh: "消息太多，后面的没有收下。等前面的有了回复再发。",
            en: "Too many messages at once: the last ones were dropped. Wait for replies, then send them again."))

    /// In a chat whose messages can't be read.
    package static let encrypted = both(
        Text(
            zh: "这个聊天是加密的，我读不了。我已邀请你到一个不加密的房间，请在那里给我写 /start。",
            en:
                "This chat is encrypted and I can't read it. I have invited you to a room that is not: write /start to me there."
        ))

    /// One line, as everything that nobody has asked for.
    package static let inRoom =
        "我是每日一题：用 /next 这样的命令，或回复我；个人的事请私下写。"
        + " · I am Yiti, one question a day: use commands such as /next, or reply to me; write to me alone for what is yours."

    /// The first line in a private chat that was opened for somebody.
    package static let welcome = both(
        Text(
            zh: "你好，这里是每日一题。写 /start 开始。",
            en: "Hello, this is Yiti, one question a day. Write /start to begin."))

    /// To somebody on IRC who is not logged in there.
    package static let noAccount = both(
        Text(
            zh: "请先登录网络的账号（/msg NickServ IDENTIFY），我靠账号认人。",
            en: "Log in to your account on this network first (/msg NickServ IDENTIFY): that is how I know you."))

    /// The field of a command that stands for what may follow it.
    package static let whatFollows = Text(zh: "命令后面的内容", en: "what follows the command")

    /// So many lines are kept until somebody asks for them.
    package static func more(_ count: Int) -> String { "… 还有 \(count) 行，写 more · \(count) more lines: write more" }

    /// Somebody asks for a page where none waits.
    package static let noMore =
        "没有更多了；要把 more 当作回答，就发 !answer more · nothing more waits; to answer with it, !answer more"

    private static func both(_ text: Text) -> String { "\(text.zh)\n\(text.en)" }
}
