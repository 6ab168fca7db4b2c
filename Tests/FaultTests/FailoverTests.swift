import Testing
import YitiPostgres
import YitiTestKit

/// PostgreSQL with a synchronous standby. Only in `make soak`.
@Suite(
    .serialized, .enabled(if: Program.soaks && PostgresServer.isThere, "takes long, and needs PostgreSQL: make soak"))
struct StandbyTests {
    @Test("a primary that is killed under load, over and over: its standby has everything that was replied to, once")
    func failover() throws {
        let pair = try PostgresPair()
        let servers = try TwoServers(pair.url)
        var load = Load(users: 90)
        var random = Lot(seed: 4)
        let rounds = 20
        for round in 1...rounds {
            let node = random.below(2)
            let client = try servers.nodes[node].chat()
            try load.run(client, replies: 60 + random.below(200))
            try pair.kill()
            try pair.promote()
            // What was on its way is answered, or refused, once there is a primary again.
            try? load.drain(client)
            try servers.work(&load, at: 1 - node, replies: 60)
            try pair.rebuild()
            try #require(load.complaints.isEmpty, "round \(round): \(load.complaints.prefix(5))")
        }
        #expect(try servers.end(load) == [])
        print(
            "\(rounds) primaries killed, \(load.books.certain.count) answers replied to, \(load.retries) told to try again"
        )
    }

    @Test(
        "a wait for the standby that is called off is no answer: what became of it is found out once it can't be lost",
        arguments: [true, false])
    func cancelled(standbyTakesOver: Bool) throws {
        let pair = try PostgresPair()
        let servers = try TwoServers(pair.url)
        let node = servers.nodes[0]
        let client = try node.chat()
        try client.run("u", "/next")
        let session = try PostgresConnection(pair.url)
        defer { session.close() }
        let waits = session.statement(
            "SELECT pid::bigint, pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
        try pair.detach()
        let id = client.freshID()
        try client.send(["op": "cmd", "id": .string(id), "user": "u", "text": "an answer", "mid": "m1"])
        // The turn itself is cancelled, and each look at what became of it.
        for _ in 1...5 { try wait { try session.run(waits).rows > 0 } }
        if standbyTakesOver {
            try pair.kill()
            try pair.promote()
        } else {
            try pair.attach()
        }
        let told = try? client.reply(to: id)
        // What was replied to is there, and what was not is done now; the other server knows of it as well.
        let again = try TwoServers.untilServed { try servers.nodes[1].chat().cmd("u", "an answer", mid: "m1") }
        #expect(again.isOK)
        if let told, told.isOK { #expect(again.isDuplicate && again.messages == told.messages) }
        let answers = try servers.nodes[1].chat().run("u", "/history").data("history")["answers"].array
        #expect(answers?.count == 1)
        print(
            "told after \(standbyTakesOver ? "a takeover" : "the standby came back"): \(told.map { $0.isOK ? "ok" : $0.code ?? "" } ?? "bye")"
        )
        #expect(try servers.end(Load(users: 1)).filter { !$0.contains("never written") } == [])
    }
}

/// Three database servers under Patroni. Only in `make soak`.
@Suite(
    .serialized,
    .enabled(
        if: Program.soaks && PatroniCluster.isThere, "takes long, and needs PostgreSQL, Patroni and etcd: make soak"))
struct PatroniTests {
    enum Fault: String, CaseIterable {
        case killed, frozen
    }

    @Test(
        "a primary that is killed, or frozen for 32 seconds, under load: nothing that was replied to is lost or doubled",
        arguments: Fault.allCases)
    func primary(fault: Fault) throws {
        let cluster = try PatroniCluster()
        let servers = try TwoServers(cluster.url)
        var load = Load(users: 90)
        for round in 1...3 {
            let (client, primary) = (try servers.nodes[round % 2].chat(), try cluster.primary())
            try load.run(client, replies: 300)
            let begun = ContinuousClock.now
            switch fault {
            case .killed: try cluster.kill(primary)
            case .frozen: try cluster.freeze(primary, seconds: 32)
            }
            try? load.drain(client)
            // More than are under way at a time: some of them began afterwards.
            try servers.work(&load, at: (round + 1) % 2, replies: 60)
            let pause = begun.duration(to: .now)
            print("primary \(primary) \(fault.rawValue): served again after \(pause), by \(try cluster.primary())")
            #expect(pause < .seconds(PatroniCluster.longestPause))
            if fault == .killed { try cluster.start(primary) }
            try cluster.waitUntilReady()
            try #require(load.complaints.isEmpty, "round \(round): \(load.complaints.prefix(5))")
        }
        #expect(try servers.end(load) == [])
        print("\(load.books.certain.count) answers replied to, \(load.retries) told to try again")
    }
}
