import Testing
import YitiTestKit

@testable import YitiCore
@testable import YitiPostgres
@testable import YitiStore

@Suite("how often PostgreSQL is waited for", .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
struct PostgresFlightTests {
    private let address = Address(bridge: "tg", user: "1")

    private func guest() -> Person {
        Person(id: 0, createdAt: Instant(seconds: 0), calendar: LearningCalendar(zone: "UTC"))
    }

    private func delivery(to person: Int64) -> Delivery {
        Delivery(
            person: person, subscription: nil, occurrence: nil, kind: .later, address: address, question: "loss-01",
            pick: nil, day: Day(number: 1), dueAt: Instant(seconds: 5), notBefore: Instant(seconds: 5),
            expiresAt: Instant(seconds: 90))
    }

    /// How often it is waited for while `body` runs.
    private func flights(_ store: Store, _ body: () throws -> Void) throws -> Int {
        let engine = try #require(store.engine as? PostgresEngine)
        let before = try engine.connected { $0.flights }
        try body()
        return try engine.connected { $0.flights } - before
    }

    /// So many people, each with a bridge's user, two cards and a delivery that waits, as a store finds them that has just been opened.
    private func people(_ count: Int) throws -> (store: Store, people: [Int64], deliveries: [Int64]) {
        let url = try Engine.emptySchema()
        let store = try Store.open(url: url)
        defer { try? store.close() }
        var (people, deliveries): ([Int64], [Int64]) = ([], [])
        try store.write { transaction in
            for number in 0..<count {
                let person = try transaction.insert(guest()).id
                people.append(person)
                try transaction.insert(
                    Identity(bridge: "tg", user: "\(number)", person: person), at: Instant(seconds: 0))
                for question in ["a", "b"] {
                    var card = Card(question: question)
                    card.shownDay = Day(number: number)
                    try transaction.save(card, person: person)
                }
                deliveries.append(try #require(try transaction.insert(delivery(to: person))).id)
            }
        }
        return (try Store.open(url: url), people, deliveries)
    }

    @Test("what many people's decisions lack is asked in a few flights, and is then known of each")
    func foresees() throws {
        let (store, people, _) = try people(60)
        defer { try? store.close() }
        try store.write { _ in }
        let count = try flights(store) {
            try store.write { transaction in
                let users = people.indices.map { (bridge: "tg", user: "\($0)") } + [(bridge: "tg", user: "nobody")]
                #expect(try transaction.foresee(users: users, deliveries: []) == people.map(Optional.init) + [nil])
                try transaction.foresee(people) { $0.needsToChoose(on: Day(number: 9)) }
                for (number, id) in people.enumerated() {
                    let file = try #require(try transaction.file(of: id))
                    #expect(file.needsToChoose(on: Day(number: 9)) == [])
                    let cards = file.cards.known.compactMapValues { $0 }
                    #expect(cards.keys.sorted() == ["a", "b"])
                    #expect(cards.values.allSatisfy { $0.shownDay == Day(number: number) })
                    #expect(try transaction.identity(bridge: "tg", user: "\(number)")?.person == id)
                }
            }
        }
        // Each kind of question is described once besides.
        #expect(count <= 16, "\(count) flights")
    }

    @Test("pushes that were taken are written together, and those that ended meanwhile are not taken")
    func acknowledges() throws {
        let (store, people, deliveries) = try people(40)
        defer { try? store.close() }
        let count = try flights(store) {
            try store.write { transaction in
                _ = try transaction.foresee(users: [], deliveries: deliveries)
                for (id, person) in zip(deliveries, people) {
                    var sent = delivery(to: person)
                    sent.id = id
                    #expect(try transaction.acknowledge(sent, at: Instant(seconds: 7)) == person)
                }
            }
        }
        #expect(count <= 8, "\(count) flights")
        #expect(try store.write { try $0.delivery(deliveries[39])?.ackedAt } == Instant(seconds: 7))
        let more = try store.write { transaction in
            try people.prefix(2).map { try #require(try transaction.insert(delivery(to: $0))) }
        }
        try store.write { transaction in
            _ = try transaction.foresee(users: [], deliveries: more.map(\.id))
            try transaction.end(more[0].id, as: .expired)
            #expect(try transaction.acknowledge(more[0], at: Instant(seconds: 8)) == nil)
            #expect(try transaction.acknowledge(more[1], at: Instant(seconds: 8)) == people[1])
            #expect(try transaction.acknowledge(more[1], at: Instant(seconds: 9)) == nil)
        }
    }

    @Test("what is written to many rows is sent together, and of a row that is named twice the last stays")
    func gathers() throws {
        let (store, people, _) = try people(1)
        defer { try? store.close() }
        try store.write { _ in }
        let person = try #require(people.first)
        let count = try flights(store) {
            try store.write { transaction in
                for round in 0..<3 {
                    for number in 0..<50 {
                        var card = Card(question: "q\(number)")
                        card.shownDay = Day(number: round * 100 + number)
                        try transaction.about([person]) { try transaction.save(card, person: person) }
                        try transaction.setMeta("m\(number)", round == 2 && number == 7 ? "" : "\(round)")
                    }
                }
                _ = try transaction.apply(.reportDone(1), at: Instant(seconds: 0))
            }
        }
        #expect(count <= 8, "\(count) flights")
        try store.write { transaction in
            let cards = try transaction.cards(of: person).filter { $0.question.hasPrefix("q") }
            #expect(cards.count == 50 && cards.allSatisfy { $0.shownDay.map { $0.number / 100 } == 2 })
            #expect(try transaction.meta("m7") == "" && transaction.meta("m8") == "2")
        }
    }

    @Test("a statement that fails with others fails them all, and the next transaction has nothing of them")
    func fails() throws {
        let (store, people, _) = try people(2)
        defer { try? store.close() }
        #expect(throws: PostgresError.self) {
            try store.write { transaction in
                try transaction.setMeta("a", "1")
                for person in people + [99] {
                    try transaction.update(Identity(bridge: "tg", user: "\(person)", person: person))
                }
                for person in people + [99] {
                    try transaction.insert(
                        Identity(bridge: "irc", user: "x\(person)", person: person), at: Instant(seconds: 0))
                }
            }
        }
        #expect(try store.write { try $0.meta("a") } == nil)
        #expect(try store.write { try $0.identity(bridge: "irc", user: "x1") } == nil)
    }

    @Test("the form for many rows is told from the text, where nothing else could be meant")
    func forms() throws {
        let types: [UInt32] = [20, 25]
        let text = { (sql: String) in ManyRowsForm(sql)?.text(for: types) }
        let arrays = "unnest($1::bigint[], $2::text[])"
        #expect(
            text("UPDATE t SET a = $1 WHERE b = $2 AND c IN ('x')")
                == "UPDATE t SET a = r.p1 FROM \(arrays) AS r(p1, p2) WHERE b = r.p2 AND c IN ('x')")
        #expect(
            text("INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (b) DO UPDATE SET a = excluded.a")
                == "INSERT INTO t (a, b) SELECT r.p1, r.p2 FROM \(arrays) AS r(p1, p2) ON CONFLICT (b) DO UPDATE SET a = excluded.a"
        )
        #expect(ManyRowsForm("INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (b) DO NOTHING")?.keys == [1])
        #expect(
            text("DELETE FROM t WHERE a = $1 AND b = $2")
                == "DELETE FROM t USING \(arrays) AS r(p1, p2) WHERE a = r.p1 AND b = r.p2")
        #expect(
            text("SELECT a FROM t WHERE b = $1 AND c = $2 ORDER BY a")
                == "SELECT q.*, r.n FROM \(arrays) WITH ORDINALITY AS r(p1, p2, n), LATERAL (SELECT a FROM t WHERE b = r.p1 AND c = r.p2 ORDER BY a) AS q"
        )
        for sql in [
            "UPDATE t SET a = $1 WHERE b < $2", "UPDATE t SET a = 1 WHERE b IN (SELECT $1)", "BEGIN",
            "INSERT INTO t (a) VALUES ($1) RETURNING a", "DELETE FROM t WHERE a = $1 OR b = $2",
        ] { #expect(ManyRowsForm(sql) == nil, "\(sql)") }
        #expect(ManyRowsForm("UPDATE t SET a = $1 WHERE b = $2")?.text(for: [20, 1184]) == nil)
    }
}
