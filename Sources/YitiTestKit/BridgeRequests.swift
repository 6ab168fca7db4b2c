/// The requests of a bridge, in the words of tests.
extension BridgeClient {
    /// Sends a `cmd` and waits for its reply. `more` adds members.
    package func cmd(_ user: String, _ text: String, mid: String? = nil, _ more: [String: JSON] = [:]) throws
        -> BridgeReply
    {
        var members: [String: JSON] = ["op": "cmd", "user": .string(user), "text": .string(text)]
        if let mid { members["mid"] = .string(mid) }
        return try request(members.merging(more) { _, given in given })
    }

    /// Sends an `act` and waits for its reply.
    package func act(_ user: String, _ callback: String, mid: String? = nil) throws -> BridgeReply {
        var members: [String: JSON] = ["op": "act", "user": .string(user), "cb": .string(callback)]
        if let mid { members["mid"] = .string(mid) }
        return try request(members)
    }

    /// Sends a `cmd` and throws unless it goes well.
    @discardableResult
    package func run(_ user: String, _ text: String, _ more: [String: JSON] = [:]) throws -> BridgeReply {
        let reply = try cmd(user, text, more)
        guard reply.isOK else { throw KitFailure("\(text) of \(user) was refused: \(reply)") }
        return reply
    }

    /// Acknowledges, and waits until that has been done.
    package func ack(_ deliveries: String...) throws {
        let reply = try request(["op": "ack", "d": .array(deliveries.map { .string($0) })])
        guard reply.isOK else { throw KitFailure("ack refused: \(reply)") }
    }

    /// Refuses a push, and waits until that has been noted.
    package func nack(_ delivery: String, _ code: String, _ more: [String: JSON] = [:]) throws {
        let members: [String: JSON] = ["op": "nack", "d": .string(delivery), "code": .string(code)]
        let reply = try request(members.merging(more) { _, given in given })
        guard reply.isOK else { throw KitFailure("nack refused: \(reply)") }
    }

    /// Moves the sandbox's clock on by so many seconds; the new now.
    @discardableResult
    package func advance(_ seconds: Int) throws -> String { try clock(["advance": .number(Double(seconds))]) }

    /// Moves the sandbox's clock to an instant; the new now.
    @discardableResult
    package func advance(to instant: String) throws -> String { try clock(["to": .string(instant)]) }

    private func clock(_ members: [String: JSON]) throws -> String {
        let reply = try request(members.merging(["op": "clock"]) { given, _ in given })
        guard reply.isOK, let now = try reply.data("info")["now"].string else {
            throw KitFailure("clock refused: \(reply)")
        }
        return now
    }

    /// Waits until everything that was sent has been answered.
    package func fence() throws {
        let id = freshID()
        try send(["op": "ping", "id": .string(id)])
        while true {
            let line = try other()
            if line["op"].string == "pong", line["id"].string == id { return }
        }
    }

    /// The pushes there are once the server has done everything it was asked so far, a request of another user included.
    package func settledPushes() throws -> [Push] {
        _ = try cmd("settling", "/whoami")
        try fence()
        return takePushes()
    }

    /// Opens a question, answers and rates it; the `rated` data.
    @discardableResult
    package func answer(_ user: String, rating: Int, _ text: String = "an answer", topic: String = "") throws -> JSON {
        try run(user, topic.isEmpty ? "/next" : "/next \(topic)")
        return try answerOpen(user, rating: rating, text)
    }

    /// Answers the open question and rates the answer; the `rated` data.
    @discardableResult
    package func answerOpen(_ user: String, rating: Int, _ text: String = "an answer") throws -> JSON {
        try run(user, text)
        return try run(user, "\(rating)").data("rated")
    }
}
