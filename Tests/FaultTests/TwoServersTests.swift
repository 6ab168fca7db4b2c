import Testing
import YitiCore
import YitiServer
import YitiStore
import YitiTestKit

/// What one person does at two servers of one PostgreSQL at the same time.
@Suite(.serialized, .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched")) struct TwoServersTests {
    /// Two servers, and a connection of the same bridge to each.
    private struct Pair {
        let postgres: PostgresServer
        let nodes: [ServerProcess]
        let clients: [BridgeClient]

        init() throws {
            postgres = try PostgresServer()
            let store = try Store.open(url: postgres.url())
            try store.write {
                try $0.saveToken(
                    bridge: "chat", hash: Secrets.hash(DataFolder.token), at: Instant(seconds: 1_700_000_000))
            }
            try store.close()
            let environment = ["YITI_DATABASE": postgres.url(), "YITI_LIMITS_RATE_USER_PER_SECOND": "0"]
            nodes = try (0..<2).map { _ in try ServerProcess.real(data: Scratch(), environment: environment) }
            clients = try nodes.map { try $0.chat() }
        }

        /// Sends a command to one of both and does not wait; returns what its reply is known by.
        func send(_ user: String, _ text: String, mid: String, at number: Int) throws -> String {
            let id = clients[number].freshID()
            try clients[number].send(
                ["op": "cmd", "id": .string(id), "user": .string(user), "text": .string(text), "mid": .string(mid)])
            return id
        }

        /// Ends both in good order and looks at what is there.
        func atTheEnd<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
            for node in nodes {
                node.terminate()
                #expect(try node.waitForExit() == 0)
            }
            let store = try Store.open(url: postgres.url())
            defer { try? store.close() }
            return try store.write(body)
        }
    }

    private static func person(_ user: String, _ transaction: Transaction) throws -> Int64 {
        try #require(try transaction.identity(bridge: "chat", user: user)).person
    }

    @Test("the same mid at both at once is carried out once, and both give the same reply")
    func sameMid() throws {
        let pair = try Pair()
        let users = (0..<12).map { "u\($0)" }
        for user in users { try pair.clients[0].run(user, "/next") }
        let asked = try users.map { user in
            try (0..<2).map { try pair.send(user, "an answer of \(user)", mid: "m1", at: $0) }
        }
        for ids in asked {
            let replies = try zip(pair.clients, ids).map { try $0.reply(to: $1) }
            #expect(replies.allSatisfy(\.isOK) && replies.count(where: \.isDuplicate) == 1, "\(replies)")
            #expect(replies[0].messages == replies[1].messages)
        }
        let counts = try pair.atTheEnd { transaction in
            try users.map { try transaction.countAnswers(of: Self.person($0, transaction)) }
        }
        #expect(counts == users.map { _ in 1 })
    }

    @Test("what a person writes at either is in their history in the order in which each server was told")
    func order() throws {
        let pair = try Pair()
        let users = (0..<8).map { "u\($0)" }
        for user in users { try pair.clients[0].run(user, "/next") }
        var asked: [[String]] = [[], []]
        for number in 0..<10 {
            for user in users {
                for node in 0..<2 {
                    asked[node].append(
                        try pair.send(user, "/note \(node) \(number)", mid: "m\(node)-\(number)", at: node))
                }
            }
        }
        for (client, ids) in zip(pair.clients, asked) {
            for id in ids { #expect(try client.reply(to: id).isOK) }
        }
        let written = try pair.atTheEnd { transaction in
            try users.map { user in
                try transaction.notes(of: Self.person(user, transaction)).map(\.text)
            }
        }
        for bodies in written {
            for node in 0..<2 {
                #expect(bodies.filter { $0.hasPrefix("\(node) ") } == (0..<10).map { "\(node) \($0)" }, "\(bodies)")
            }
        }
    }

    @Test("two who link themselves to each other at both at once become one person, or one of them is refused")
    func link() throws {
        let pair = try Pair()
        for round in 0..<4 {
            let users = ["a\(round)", "b\(round)"]
            var codes: [String] = []
            for (client, user) in zip(pair.clients, users) {
                try client.run(user, "/next")
                try client.run(user, "an answer of \(user)")
                codes.append(try #require(client.run(user, "/link").data("info")["code"].string))
            }
            let both = { (texts: [String], mid: String) in
                let ids = try (0..<2).map { try pair.send(users[$0], texts[$0], mid: mid, at: $0) }
                return try zip(pair.clients, ids).map { try $0.reply(to: $1) }
            }
            let claimed = try both(["/link \(codes[1])", "/link \(codes[0])"], "claim")
            #expect(claimed.count(where: \.isOK) == 2, "\(claimed)")
            let confirmed = try both(["/link yes", "/link yes"], "yes")
            #expect(confirmed.count(where: \.isOK) == 1, "\(confirmed)")
            for (client, user) in zip(pair.clients, users) { #expect(try client.cmd(user, "/streak").isOK) }
        }
        let people = try pair.atTheEnd { transaction in
            try (0..<4).map { round in
                let people = try Set(["a\(round)", "b\(round)"].map { try Self.person($0, transaction) })
                return try people.map { try transaction.countAnswers(of: $0) }
            }
        }
        #expect(people == [[2], [2], [2], [2]], "one person with what both have answered")
    }
}
