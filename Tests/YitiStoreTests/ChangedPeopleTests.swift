import Testing
import YitiCore
import YitiPostgres
import YitiTestKit

@testable import YitiStore

@Suite(
    "what servers say of whom they have changed",
    .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
struct ChangedPeopleTests {
    private func guest() -> Person {
        Person(id: 0, createdAt: Instant(seconds: 0), calendar: LearningCalendar(zone: "UTC"))
    }

    /// Two stores on one database, with two people whom both know.
    private func two() throws -> (url: String, one: Store, two: Store, people: [Person]) {
        let url = try Engine.emptySchema()
        let (one, two) = try (Store.open(url: url), Store.open(url: url))
        let people = try one.write { transaction in try (0..<2).map { _ in try transaction.insert(guest()) } }
        for store in [one, two, one] { try store.write { for person in people { _ = try $0.file(of: person.id) } } }
        return (url, one, two, people)
    }

    /// Which of the people a store knows without asking, once its turn has begun.
    private func known(_ store: Store, _ people: [Person]) throws -> [Bool] {
        try store.write { transaction in people.map { transaction.cache.file($0.id) != nil } }
    }

    @Test("only those whom another server has changed are read anew, and they are as it left them")
    func reread() throws {
        var (_, one, two, people) = try two()
        defer { for store in [one, two] { try? store.close() } }
        people[1].name = "Ada"
        try one.write { transaction in try transaction.about([people[1].id]) { try transaction.update(people[1]) } }
        #expect(try known(two, people) == [true, false])
        #expect(try two.write { try $0.person(people[1].id)?.name } == "Ada")
        #expect(try known(one, people)[0], "two has changed nobody")
    }

    @Test("what was decided of somebody is told to others as well")
    func decisions() throws {
        let (_, one, two, people) = try two()
        defer { for store in [one, two] { try? store.close() } }
        try one.write { transaction in
            let before = try #require(try transaction.file(of: people[0].id))
            var file = before
            file.person.openings = 7
            _ = try transaction.keep(file, from: before, at: Instant(seconds: 5))
        }
        #expect(try known(two, people) == [false, true])
        #expect(try two.write { try $0.person(people[0].id)?.openings } == 7)
    }

    @Test("nothing that is known holds after a turn that does not say whom it has changed")
    func olderPrograms() throws {
        let (url, one, two, people) = try two()
        defer { for store in [one, two] { try? store.close() } }
        let connection = try PostgresConnection(url)
        defer { connection.close() }
        try connection.run(script: "UPDATE person SET openings = 9; UPDATE shared_part SET version = version + 1")
        try one.write { try $0.setMeta("a", "b") }
        #expect(try known(two, people) == [false, false])
        #expect(try two.write { try $0.person(people[0].id)?.openings } == 9)
    }

    @Test("whom a bridge's user stands for is looked up anew after others have moved one")
    func identities() throws {
        let (_, one, two, people) = try two()
        defer { for store in [one, two] { try? store.close() } }
        try one.write {
            try $0.insert(Identity(bridge: "tg", user: "1", person: people[0].id), at: Instant(seconds: 0))
        }
        #expect(try two.write { try $0.identity(bridge: "tg", user: "1")?.person } == people[0].id)
        try one.write { try $0.moveIdentity(bridge: "tg", user: "1", to: people[1].id) }
        #expect(try two.write { try $0.identity(bridge: "tg", user: "1")?.person } == people[1].id)
    }

    @Test("others know whether deliveries were changed")
    func pushes() throws {
        let (_, one, two, people) = try two()
        defer { for store in [one, two] { try? store.close() } }
        try one.write { try $0.setMeta("a", "b") }
        #expect(try two.write { $0.others?.concernsPushes == false })
        let moment = Instant(seconds: 5)
        try one.write {
            _ = try $0.insert(
                Delivery(
                    person: people[0].id, subscription: nil, occurrence: nil, kind: .later,
                    address: Address(bridge: "tg", user: "1"), question: "loss-01", pick: nil, day: Day(number: 1),
                    dueAt: moment, notBefore: moment, expiresAt: Instant(seconds: 90)))
        }
        #expect(try two.write { $0.others?.concernsPushes == true })
        _ = try one.write { try $0.takePushes(of: "tg") }
        #expect(try two.write { $0.others?.concernsPushes == true })
    }

    @Test("is the same once it is read as it was when it was written, however large the numbers")
    func spelling() {
        var changed = ChangedPeople()
        for people in [[], [1], [1, 2, 127, 128, 300, 1 << 40, .max]] as [[Int64]] {
            for reach in [ChangedPeople.Reach.nobody, .pushes, .everybody] {
                changed.people = Set(people)
                changed.reach = reach
                changed.hasIdentities.toggle()
                changed.hasPushes = reach == .pushes
                let read = changed.octets.withUnsafeBytes { ChangedPeople(mark: changed.mark, octets: $0) }
                #expect(read == changed)
            }
        }
        changed = ChangedPeople(people: Set(0..<5_000))
        #expect(
            changed.octets.isEmpty
                && ChangedPeople(mark: changed.mark, octets: .init(start: nil, count: 0)).reach == .everybody)
        #expect(ChangedPeople(mark: 16, octets: .init(start: nil, count: 0)).reach == .everybody)
    }
}
