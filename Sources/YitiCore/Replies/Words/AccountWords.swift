/// What the commands about a person's identity and data say.
package enum AccountWords {
    /// One of a person's identities.
    package struct Identity: Hashable, Sendable {
        /// The bridge's name; empty for direct connections.
        package var bridge: String
        package var user: String
        package var name: String?
        /// Whether the command came from it.
        package var isThis: Bool

        /// An identity from its parts.
        package init(bridge: String, user: String, name: String?, isThis: Bool) {
            self.bridge = bridge
            self.user = user
            self.name = name
            self.isThis = isThis
        }

        var line: Text {
            let place = bridge.isEmpty ? Text(zh: "直接连接", en: "direct connection") : Text(zh: bridge, en: bridge)
            let who = [
                bridge.isEmpty ? "" : user.truncated(toColumns: 40), name.map { $0.truncated(toColumns: 24) } ?? "",
            ]
            let rest = who.filter { !$0.isEmpty }.joined(separator: " ")
            let mark = isThis ? Text(zh: "（这里）", en: " (here)") : Text(zh: "", en: "")
            return Text(
                zh: "- \(place.zh) \(rest)".droppingTrailingSpaces() + mark.zh,
                en: "- \(place.en) \(rest)".droppingTrailingSpaces() + mark.en)
        }
    }

    /// A guest, who has no account yet.
    package static let guest = InfoFacts(
        Text(
            zh: "你是访客。第一次回答、订阅或改设置时会建好账户，给你一个密钥；有密钥就 /login 密钥",
            en:
                "You are a guest. Your first answer, subscription or setting makes an account with a key; if you have one: /login KEY"
        ),
        data: [
            Datum.Member("name", .null), Datum.Member("guest", .bool(true)), Datum.Member("identities", .list([])),
        ])

    /// Who somebody is: `since` is the learning day the account was made on.
    package static func whoami(name: String?, since: Day, answers: Int, identities: [Identity]) -> InfoFacts {
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

    /// The key of a new account, shown this once.
    package static func key(_ key: String) -> Text {
        Text(
            zh: "给你建好了账户。密钥只显示这一次，请记下：\(key)\n以后在任何连接上 /login \(key) 就能接着来",
            en:
                "You have an account now. Keep this key, it is shown once: \(key)\nOn any connection /login \(key) gets you back"
        )
    }

    /// `/login` went well.
    package static func loggedIn(name: String?) -> InfoFacts {
        let called = name.map { $0.truncated(toColumns: 40) }
        return InfoFacts(
            Text(
                zh: called.map { "欢迎回来，\($0)。/today 或 /next" } ?? "欢迎回来。/today 或 /next",
                en: called.map { "Welcome back, \($0). /today or /next" } ?? "Welcome back. /today or /next"))
    }

    /// `/quit`.
    package static let goodbye = InfoFacts(Text(zh: "再见，明天见", en: "Goodbye, see you tomorrow"))

    // MARK: Linking

    /// A code to type on the other network.
    package static func linkCode(_ code: String) -> InfoFacts {
        InfoFacts(
            Text(
                zh: "在另一个网络上对我输入：/link \(code)\n十分钟内有效；之后回到这里，看清名字再 /link confirm",
                en: "On the other network, type to me: /link \(code)\nIt holds for ten minutes; then come back here, "
                    + "check the name and /link confirm"), data: [Datum.Member("code", .string(code))])
    }

    /// To the side that typed the code.
    package static let linkAwaits = InfoFacts(
        Text(
            zh: "码对了。请回到发码的那边确认：/link confirm",
            en: "The code is right. Now confirm on the side that gave it: /link confirm"))

    /// To the side that issued the code: who typed it.
    package static func linkClaimed(name: String?, bridge: String, user: String) -> InfoFacts {
        let place = bridge.isEmpty ? Text(zh: "直接连接", en: "a direct connection") : Text(zh: bridge, en: bridge)
        let who = [name ?? "", user].map { $0.truncated(toColumns: 40) }.filter { !$0.isEmpty }.joined(separator: " / ")
        return InfoFacts(
            Text(
                zh: "\(place.zh) 上的 \(who) 输入了你的码。是你自己吗？是就 /link confirm，不是就不用管",
                en: "\(who) on \(place.en) typed your code. Is it you? Then /link confirm; otherwise do nothing"),
            buttons: [[Button(Text(zh: "是我，合并", en: "It's me, link"), callback: Callbacks.confirmLink)]],
            data: [
                Datum.Member("name", name.map { .string($0) } ?? .null), Datum.Member("bridge", .string(bridge)),
                Datum.Member("user", .string(user)),
            ])
    }

    /// Both sides are one person; `paused` says how many subscriptions past the eighth are held.
    package static func linked(paused: Int) -> InfoFacts {
        let held =
            paused == 0
            ? Text(zh: "", en: "")
            : Text(
                zh: "超过 8 个的 \(paused) 个订阅先暂停，/resume 恢复。",
                en: " \(paused) subscriptions past eight are paused; /resume brings them back.")
        return InfoFacts(
            Text(
                zh: "好了，两边是同一个你了。\(held.zh)/whoami 看看", en: "Done, both are one person now.\(held.en) /whoami shows it"),
            data: [Datum.Member("paused", .integer(Int64(paused)))])
    }

    /// This identity is on its own again.
    package static let unlinked = InfoFacts(
        Text(
            zh: "这边单独出来了，从头开始；之前的记录留在另一边。/start",
            en: "This identity is on its own and starts anew; what was answered stays with the others. /start"))

    // MARK: Forgetting

    /// What `/forget` deletes, or has deleted.
    package struct Belongings: Hashable, Sendable {
        package var answers: Int
        package var notes: Int
        package var bookmarks: Int
        package var subscriptions: Int
        package var identities: Int

        /// Counts of what belongs to a person.
        package init(answers: Int, notes: Int, bookmarks: Int, subscriptions: Int, identities: Int) {
            self.answers = answers
            self.notes = notes
            self.bookmarks = bookmarks
            self.subscriptions = subscriptions
            self.identities = identities
        }

        var text: Text {
            Text(
                zh: "\(answers) 次回答和打分、\(notes) 条笔记、\(bookmarks) 个收藏、\(subscriptions) 个订阅、\(identities) 个身份和全部设置",
                en: "\(answers) answers with their ratings, \(notes) notes, \(bookmarks) bookmarks, "
                    + "\(subscriptions) subscriptions, \(identities) identities and all settings")
        }

        var data: [Datum.Member] {
            [
                Datum.Member("answers", .integer(Int64(answers))), Datum.Member("notes", .integer(Int64(notes))),
                Datum.Member("bookmarks", .integer(Int64(bookmarks))),
                Datum.Member("subscriptions", .integer(Int64(subscriptions))),
                Datum.Member("identities", .integer(Int64(identities))),
            ]
        }
    }

    /// The code that `/forget` wants to see again, and what would go.
    package static func forgetCode(_ code: String, deletes belongings: Belongings) -> InfoFacts {
        InfoFacts(
            Text(
                zh: "会删除：\(belongings.text.zh)。删了找不回，要留一份先 /export\n确定就输入：/forget \(code)",
                en:
                    "This deletes \(belongings.text.en), for good; /export first to keep a copy.\nIf you are sure: /forget \(code)"
            ),
            data: [Datum.Member("code", .string(code))] + belongings.data)
    }

    /// What was deleted.
    package static func forgotten(_ belongings: Belongings) -> InfoFacts {
        InfoFacts(
            Text(
                zh: "删除了：\(belongings.text.zh)。你在这里是新人了，随时 /start",
                en: "Deleted: \(belongings.text.en). You are new here now; /start whenever you like"),
            data: belongings.data)
    }

    // MARK: The sandbox

    /// What time it is in the sandbox.
    package static func clock(_ now: Instant) -> InfoFacts {
        InfoFacts(
            Text(zh: "现在是 \(now.text)。往后拨：/clock +25h", en: "It is \(now.text). To move on: /clock +25h"),
            data: [Datum.Member("now", .string(now.text))])
    }
}
