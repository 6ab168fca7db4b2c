import Testing
import YitiCore
import YitiServer
import YitiStore
import YitiTestKit

/// Two servers, a database and a bridge on machines of their own; what is sent between two of them vanishes. Only in `make soak`.
@Suite(
    .serialized,
    .enabled(
        if: Program.soaks && PostgresServer.isThere && NetworkOfMachines.canBeMade,
        "takes long, and needs PostgreSQL and the right to make namespaces: make soak"))
struct CutNetworkTests {
    private let network: NetworkOfMachines
    private let postgres: PostgresServer
    private let nodes: [ServerProcess]

    init() throws {
        network = try NetworkOfMachines()
        postgres = try PostgresServer(on: (network, .db))
        let bank = try SmallBank.usual.folder()
        let (network, url) = (network, postgres.url())
        try network.on(.db) { try TwoServers.prepare(url) }
        nodes = try [NetworkOfMachines.Machine.one, .two].map { machine in
            let folder = try Scratch()
            try folder.write("listeners:\n  - address: 0.0.0.0\n    insecure: true\n", to: "yiti.yaml")
            return try ServerProcess(
                ["--config", folder.file("yiti.yaml"), "--data", folder.path, "--bank", bank.path],
                environment: ["YITI_DATABASE": url, "YITI_HTTP": "off"], keeping: [folder, bank],
                on: (network, machine))
        }
    }

    /// A connection of the bridge's to a server, the first or the second.
    private func chat(_ number: Int, push: Bool = false, window: Int? = nil) throws -> BridgeClient {
        let machine: NetworkOfMachines.Machine = number == 0 ? .one : .two
        return try network.on(.bridge) {
            try BridgeClient(
                port: nodes[number].port, token: DataFolder.token, bridge: "chat", push: push, window: window,
                host: machine.address)
        }
    }

    private func end() throws {
        for node in nodes { node.terminate() }
        for node in nodes { #expect(try node.waitForExit(seconds: 60) == 0) }
    }

    private func change<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
        try network.on(.db) { try TwoServers.change(postgres.url(), body) }
    }

    @Test("a server that is cut off from the database says so, the other goes on, and nothing is lost or doubled")
    func database() throws {
        var load = Load(users: 90)
        for round in 1...4 {
            let client = try chat(0)
            try load.run(client, replies: 150)
            // In the middle of a turn, most likely: the client has 48 requests under way.
            try network.cut(.one, .db)
            let begun = ContinuousClock.now
            let other = try TwoServers.untilServed { try chat(1).cmd("v", "/whoami") }
            print("round \(round): the other served after \(begun.duration(to: .now))")
            #expect(other.isOK)
            try? load.drain(client)
            // Requests are refused by now, and the bridge is sent away.
            let bye = try? client.othersToEnd().last
            #expect(bye?["code"].string == "unavailable")
            let there = try chat(1)
            try load.run(there, replies: 150)
            try load.drain(there)
            try network.heal()
            #expect(try TwoServers.untilServed { try chat(0).cmd("w", "/whoami") }.isOK)
            try #require(load.complaints.isEmpty, "round \(round): \(load.complaints.prefix(5))")
        }
        try end()
        let (books, url) = (load.books, postgres.url())
        #expect(try network.on(.db) { try books.differences(at: url) } == [])
        print("\(books.certain.count) answers replied to, \(load.retries) told to try again")
    }

    @Test(
        "a server that is cut off from its bridge in the middle of pushes gives them to the other: none lost, none doubled"
    )
    func bridge() throws {
        let (count, turns) = (2_000, 6)
        let due = try change { try Storm.prepare(subscriptions: count, $0) }
        var storm = Storm(count)
        var connections: [BridgeClient] = []
        for turn in 0..<turns {
            let (here, machine) = (turn % 2, turn % 2 == 0 ? NetworkOfMachines.Machine.one : .two)
            let client = try chat(here, push: true, window: 64)
            try storm.take(client, pushes: 120, leaving: 30)
            // No goodbye is heard: the server goes on sending for as long as it believes in the connection.
            try network.cut(.bridge, machine)
            let other = try chat(1 - here, push: true, window: 64)
            try storm.take(other, pushes: 120, leaving: 30)
            try network.heal()
            connections += [client, other]
        }
        let last = try chat(0, push: true, window: 64)
        while !storm.isDone { try storm.take(last, pushes: 1, leaving: 0) }
        try end()
        #expect(storm.complaints.isEmpty, "\(storm.complaints.prefix(5))")
        #expect(try change { try Storm.differences(due: due, $0) } == [])
        print("\(turns) cuts, \(count) pushes")
    }
}
