/// Refusals about who somebody is, worded.
extension Refusal {
    /// The key of `/login` is wrong.
    package static let wrongKey = Refusal(
        .authFailed, Text(zh: "密钥不对。检查有没有漏字", en: "that key is not right; check that it is complete"))

    /// The code of `/link` is wrong, used up or too old.
    package static let wrongLinkCode = Refusal(
        .notFound,
        Text(
            zh: "这个码不对或已过期。在另一边 /link 再要一个",
            en: "that code is wrong or too old; /link on the other side gives a new one"))

    /// The code of `/forget` is wrong or too old.
    package static let wrongForgetCode = Refusal(
        .notFound, Text(zh: "确认码不对或已过期。/forget 再要一个", en: "that code is wrong or too old; /forget gives a new one"))

    /// Nobody typed the code, so there is nothing to confirm.
    package static let nothingToConfirm = Refusal(
        .notFound, Text(zh: "没有要确认的绑定。/link 要一个码", en: "there is nothing to confirm; /link gives a code"))

    /// Nothing is linked.
    package static let notLinked = Refusal(
        .notFound, Text(zh: "这边没有绑定别的账号。/link 绑定", en: "this identity is linked to nothing; /link links"))

    /// A command of direct connections, sent through a chat network.
    package static func humanOnly(_ verb: String) -> Refusal {
        Refusal(
            .forbidden,
            Text(zh: "/\(verb) 只用于直接连接（nc、telnet）", en: "/\(verb) is for direct connections (nc, telnet) only"))
    }

    /// A command that is for private chats, sent in a room.
    package static func privateOnly(_ verb: String) -> Refusal {
        Refusal(.forbidden, Text(zh: "/\(verb) 请私下对我说", en: "/\(verb) works in private only"))
    }
}
