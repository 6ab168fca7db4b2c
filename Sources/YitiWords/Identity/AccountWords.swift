import YitiCore

/// What the commands about a person's identity and data say.
enum AccountWords {
    /// A guest, who has no account yet.
    static let guest = InfoFacts(
        Text(
            zh: "你是访客。第一次回答、订阅或改设置时会建好账户，给你一个密钥；有密钥就 /login 密钥",
            en:
                "You are a guest. Your first answer, subscription or setting makes an account with a key; if you have one: /login KEY"
        ),
        data: [
            Datum.Member("name", .null), Datum.Member("guest", .bool(true)), Datum.Member("identities", .list([])),
        ])

    /// Who somebody is: `since` is the learning day the account was made on.
    static func whoami(name: String?, since: Day, answers: Int, identities: [KnownIdentity]) -> InfoFacts {
        let called = name.map { $0.truncated(toColumns: 40) }
        let since = since.text
        let head = Text(
            zh: "\(called ?? "还没有名字（/name 名字）") · \(since) 起 · \(answers) 次回答",
            en:
                "\(called ?? "No name yet (/name NAME)") · since \(since) · \(answers) \(answers == 1 ? "answer" : "answers")"
        )
        let last = Text(zh: "在另一个网络上也是你：/link", en: "To be the same person on another network: /link")
        return InfoFacts(
            ([head] + identities.prefix(20).map(\.line) + [last]).joined(),
            data: [
                Datum.Member("name", name.map { .string($0) } ?? .null), Datum.Member("guest", .bool(false)),
                Datum.Member(
                    "identities",
                    .list(
                        identities.prefix(20).map {
                            .object([
                                Datum.Member("bridge", .string($0.bridge)), Datum.Member("user", .string($0.user)),
                            ])
                        })),
            ])
    }

    /// The address of one's own page.
    static func webLink(_ link: String) -> InfoFacts {
        InfoFacts(
            Text(
                zh: "你的网页，十分钟内有效，只能打开一次，别转给别人：\n\(link)",
                en: "Your page; the link is good for ten minutes, once, and for nobody else:\n\(link)"),
            data: [Datum.Member("url", .string(link))])
    }

    /// The key of a new account, shown this once.
    static func key(_ key: String) -> InfoFacts {
        InfoFacts(
            Text(
                zh: "给你建好了账户。密钥只显示这一次，请记下：\(key)\n以后在任何连接上 /login \(key) 就能接着来",
                en:
                    "You have an account now. Keep this key, it is shown once: \(key)\nOn any connection /login \(key) gets you back"
            ), data: [Datum.Member("key", .string(key))])
    }

    /// `/login` went well.
    static func loggedIn(name: String?, open: String?) -> InfoFacts {
        let called = name.map { $0.truncated(toColumns: 40) }
        let next =
            open.map { Text(zh: "\($0) 还开着，直接写下回答", en: "\($0) is still open: type your answer") }
            ?? Text(zh: "/today 或 /next", en: "/today or /next")
        return InfoFacts(
            Text(
                zh: (called.map { "欢迎回来，\($0)。" } ?? "欢迎回来。") + next.zh,
                en: (called.map { "Welcome back, \($0). " } ?? "Welcome back. ") + next.en))
    }

    /// `/quit`.
    static let goodbye = InfoFacts(Text(zh: "再见，明天见", en: "Goodbye, see you tomorrow"))
}

extension KnownIdentity {
    fileprivate var line: Text {
        let place = bridge.isEmpty ? Text(zh: "直接连接", en: "direct connection") : Text(zh: bridge, en: bridge)
        let who = [
            bridge.isEmpty ? "" : user.truncated(toColumns: 40), name.map { $0.truncated(toColumns: 24) } ?? "",
        ]
        let rest = who.filter { !$0.isEmpty }.joined(separator: " ")
        let mark = isThis ? Text(zh: "（这里）", en: " (here)") : .empty
        return Text(
            zh: "- \(place.zh) \(rest)".droppingTrailingSpaces() + mark.zh,
            en: "- \(place.en) \(rest)".droppingTrailingSpaces() + mark.en)
    }
}
