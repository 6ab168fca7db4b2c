import YitiTestKit

/// What a bridge was told, kept by the bridge: every user asks, answers and rates in turn, a request in flight each, and sends
/// what was not answered again under the same `mid`.
final class Ledger {
    private struct Walk {
        var round = 0
        var step = 0
        var isInFlight = false
        var answered: [String] = []
    }

    let users: [String]
    private var walks: [String: Walk]
    private var lastID = 0

    init(users count: Int, named name: String = "user") {
        users = (0..<count).map { "\(name)-\($0)" }
        walks = Dictionary(uniqueKeysWithValues: users.map { ($0, Walk()) })
    }

    private func text(_ user: String, _ walk: Walk) -> String {
        ["/next", "answer \(walk.round) of \(user)", "3"][walk.step]
    }

    private func send(_ user: String, over client: BridgeClient) throws {
        guard var walk = walks[user] else { return }
        lastID += 1
        try client.send([
            "op": "cmd", "id": .string("\(user):\(lastID)"), "user": .string(user), "text": .string(text(user, walk)),
            "mid": .string("\(walk.round).\(walk.step)"),
        ])
        walk.isInFlight = true
        walks[user] = walk
    }

    /// Takes a reply into the books; the user it was for.
    private func book(_ reply: BridgeReply) throws -> String {
        let id = reply.line["id"].string ?? ""
        let user = String(id.prefix { $0 != ":" })
        // What came to nothing is sent again.
        if reply.code == "busy" { return user }
        guard var walk = walks[user], walk.isInFlight, reply.isOK else { throw KitFailure("unexpected: \(reply)") }
        if walk.step == 1 { walk.answered.append(text(user, walk)) }
        walk.isInFlight = false
        walk.step = (walk.step + 1) % 3
        if walk.step == 0 { walk.round += 1 }
        walks[user] = walk
        return user
    }

    /// Works until so many replies have been read, and leaves a request of every user in flight.
    func work(over client: BridgeClient, replies: Int) throws {
        for user in users { try send(user, over: client) }
        for _ in 0..<replies {
            for reply in try client.repliesInOrder(1) { try send(book(reply), over: client) }
        }
    }

    /// Sends what is in flight again, and has every user finish the round.
    func finish(over client: BridgeClient) throws {
        for user in users { try send(user, over: client) }
        var left = users.count
        while left > 0 {
            for reply in try client.repliesInOrder(1) {
                let user = try book(reply)
                if walks[user]?.step == 0, walks[user]?.isInFlight == false {
                    left -= 1
                } else {
                    try send(user, over: client)
                }
            }
        }
    }

    /// What the server has of a user that the books don't, and the other way round.
    func differences(of user: String, over client: BridgeClient) throws -> [String] {
        var texts: [String] = []
        var unrated = 0
        var command: String? = "/history 500"
        while let next = command {
            let reply = try client.run(user, next)
            for answer in try reply.data("history")["answers"].array ?? [] {
                texts.append(answer["text"].string ?? "")
                if answer["rating"] != 3 { unrated += 1 }
            }
            command = reply.messages.compactMap { $0["data"]["next"].string }.first
        }
        let expected = walks[user]?.answered ?? []
        let lost = expected.filter { !texts.contains($0) }.map { "lost: \($0)" }
        let extra = texts.count == expected.count ? [] : ["\(texts.count) answers instead of \(expected.count)"]
        return lost + extra + (unrated == 0 ? [] : ["\(unrated) without their rating"])
    }
}
