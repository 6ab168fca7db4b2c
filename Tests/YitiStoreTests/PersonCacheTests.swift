import GRDB
import Testing
import YitiCore

@testable import YitiStore

@Suite("what is kept of people who were here lately")
struct PersonCacheTests {
    private struct Mishap: Error {}

    private let now = Instant(seconds: 1_772_000_000)

    private func guest() -> Person { Person(id: 0, createdAt: now, calendar: LearningCalendar(zone: "UTC")) }

    /// Somebody called so, decided and not written yet.
    private func rename(_ id: Int64, _ name: String, in transaction: Transaction) throws {
        let file = try #require(try transaction.file(of: id))
        var decided = file
        decided.person.name = name
        _ = try transaction.keep(decided, from: file, at: now)
    }

    private func name(_ id: Int64, in store: Store) throws -> String? {
        try store.write { transaction in
            let kept = try transaction.person(id)?.name
            let row = try transaction.first("SELECT name FROM person WHERE id = ?", id) { $0[0] as String? } ?? nil
            #expect(kept == row)
            return kept
        }
    }

    @Test(
        "what was decided is there for the next of the same batch, for whoever asks the database, and after the commit",
        arguments: Engine.all)
    func isSeen(on engine: Engine) throws {
        let store = try engine.store()
        let id = try store.write { try $0.insert(guest()).id }
        try store.write { transaction in
            try rename(id, "Ada", in: transaction)
            #expect(try transaction.person(id)?.name == "Ada")
            let row: String? = try transaction.first("SELECT name FROM person WHERE id = ?", id) { $0[0] }
            #expect(row == "Ada")
        }
        #expect(try name(id, in: store) == "Ada")
    }

    @Test("of a batch that goes wrong nothing is kept", arguments: Engine.all)
    func forgetsWhatFailed(on engine: Engine) throws {
        let store = try engine.store()
        let id = try store.write { try $0.insert(guest()).id }
        #expect(throws: Mishap.self) {
            try store.write { transaction in
                try rename(id, "Ada", in: transaction)
                throw Mishap()
            }
        }
        #expect(try name(id, in: store) == nil)
    }

    @Test("of a batch that can't be committed nothing is kept")
    func forgetsWhatWasNotCommitted() throws {
        /// Refuses every commit.
        final class Refusing: TransactionObserver {
            func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
            func databaseDidChange(with event: DatabaseEvent) {}
            func databaseWillCommit() throws { throw Mishap() }
            func databaseDidCommit(_ database: Database) {}
            func databaseDidRollback(_ database: Database) {}
        }
        let store = try Store.inMemory()
        let id = try store.write { try $0.insert(guest()).id }
        let refusing = Refusing()
        let queue = try #require(store.engine as? SQLiteEngine).queue
        queue.add(transactionObserver: refusing)
        #expect(throws: Mishap.self) { try store.write { try rename(id, "Ada", in: $0) } }
        queue.remove(transactionObserver: refusing)
        #expect(try name(id, in: store) == nil)
    }

    @Test("what was undone alone is not kept, what was decided before it is", arguments: Engine.all)
    func forgetsAPart(on engine: Engine) throws {
        let store = try engine.store()
        let id = try store.write { try $0.insert(guest()).id }
        try store.write { transaction in
            try rename(id, "Ada", in: transaction)
            #expect(throws: Mishap.self) {
                try transaction.attempt {
                    try rename(id, "Bob", in: transaction)
                    throw Mishap()
                }
            }
            #expect(try transaction.person(id)?.name == "Ada")
        }
        #expect(try name(id, in: store) == "Ada")
    }

    @Test("a row that is written directly is read anew, by whoever it was said to be about", arguments: Engine.all)
    func readsAnew(on engine: Engine) throws {
        let store = try engine.store()
        let (first, second) = try store.write { (try $0.insert(guest()).id, try $0.insert(guest()).id) }
        try store.write { transaction in
            for id in [first, second] { try rename(id, "Ada", in: transaction) }
            try transaction.about([first]) { try transaction.run("UPDATE person SET name = 'Bob' WHERE id = ?", first) }
            #expect(try transaction.person(first)?.name == "Bob")
            #expect(try transaction.person(second)?.name == "Ada")
            try transaction.run("UPDATE person SET name = 'Eve'")
        }
        #expect(try name(first, in: store) == "Eve")
        #expect(try name(second, in: store) == "Eve")
    }

    @Test("a file that was taken before a row was written directly is not kept as it was", arguments: Engine.all)
    func distrustsOldFiles(on engine: Engine) throws {
        let store = try engine.store()
        let id = try store.write { try $0.insert(guest()).id }
        try store.write { transaction in
            let old = try #require(try transaction.file(of: id))
            try transaction.about([id]) { try transaction.run("UPDATE person SET nudge = 1 WHERE id = ?", id) }
            _ = try transaction.keep(old, from: old, at: now)
        }
        #expect(try store.write { try $0.person(id)?.nudge } == true)
    }

    @Test(
        "knows what a statement is about",
        arguments: [
            ("SELECT * FROM person WHERE id = ?", Tables.person, Reloading.nothing),
            ("INSERT INTO person (id) VALUES (?)", .person, .nothing),
            ("UPDATE person SET name = ?", .person, .everything),
            ("DELETE FROM ledger_day WHERE person = ?", .otherParts, .everything),
            ("UPDATE later SET \"user\" = ?", .pushes, .pushes),
            ("INSERT INTO effect (bridge, \"user\") VALUES (?, ?)", .besides, .nothing),
            ("UPDATE delivery SET state = ? WHERE id IN (SELECT id FROM delivery)", .pushes, .pushes),
            ("SELECT s.* FROM schedule s JOIN subscription b ON b.id = s.subscription", .pushes, .nothing),
            ("INSERT INTO card (person) VALUES (?) ON CONFLICT (person) DO UPDATE SET x = 1", .card, .everything),
            ("UPDATE something SET x = 1", .otherParts, .everything),
        ])
    func knowsTables(sql: String, tables: Tables, concern: Reloading) {
        #expect(Tables(in: sql) == tables)
        #expect(Tables.concern(of: sql) == concern)
    }
}
