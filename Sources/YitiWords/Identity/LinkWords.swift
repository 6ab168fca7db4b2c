import YitiCore

/// What `/link` and `/unlink` say.
enum LinkWords {
    /// A code to type on the other network.
    static func linkCode(_ code: String) -> InfoFacts {
        InfoFacts(
            Text(
                zh: "在另一个网络上对我输入：/link \(code)\n十分钟内有效；之后回到这里，看清名字再 /link confirm",
                en: "On the other network, type to me: /link \(code)\nIt holds for ten minutes; then come back here, "
                    + "check the name and /link confirm"), data: [Datum.Member("code", .string(code))])
    }

    /// To the side that typed the code.
    static let linkAwaits = InfoFacts(
        Text(
            zh: "码对了。请回到发码的那边确认：/link confirm",
            en: "The code is right. Now confirm on the side that gave it: /link confirm"))

    /// To the side that issued the code: who typed it.
    static func linkClaimed(name: String?, bridge: String, user: String) -> InfoFacts {
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
    static func linked(paused: Int) -> InfoFacts {
        let held =
            paused == 0
            ? .empty
            : Text(
                zh: "超过 8 个的 \(paused) 个订阅先暂停，/resume 恢复。",
                en: paused == 1
                    ? " 1 subscription past eight is paused; /resume brings it back."
                    : " \(paused) subscriptions past eight are paused; /resume brings them back.")
        return InfoFacts(
            Text(
                zh: "好了，两边是同一个你了。\(held.zh)/whoami 看看", en: "Done, both are one person now.\(held.en) /whoami shows it"),
            data: [Datum.Member("paused", .integer(Int64(paused)))])
    }

    /// This identity is on its own again.
    static let unlinked = InfoFacts(
        Text(
            zh: "这边单独出来了，设置照旧，从头开始；之前的记录留在另一边。/start",
            en:
                "This identity is on its own and starts anew, with the settings as they are; what was answered stays with the others. /start"
        ))
}
