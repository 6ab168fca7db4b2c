import Foundation
import GRDB
import Testing
import YitiPostgres
import YitiTestKit

@testable import YitiStore

@Suite("moves from one engine to the other", .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
struct TransferTests {
    private struct Stop: Error {}
    private let scratch: Scratch
    private let url: String

    init() throws {
        scratch = try Scratch()
        url = try Engine.emptySchema()
    }

    /// Two people, and rows of every table: one with all that a column may hold, one with NULL wherever it may be.
    private static let rows = """
        DELETE FROM meta;
        INSERT INTO meta VALUES ('store', 'a name'), ('', '');
        INSERT INTO person (id, created_at, name, name_is_own, language, language_is_own, calendar, zone_is_own, topics, interview,
            quiet_from, quiet_until, nudge, openings, first_answers, first_passes, subscriptions_made, loop, memory) VALUES
            (3, -5, '小明 \u{1F600} "''\\\t' || char(10), 1, 'zh', 0, 'UTC', 1, '', 9223372036854775807, 0, 1439, 1, 0, 0, 0, 0, '[]', 'm'),
            (9, 9, NULL, 0, NULL, 0, 'UTC', 0, NULL, NULL, NULL, NULL, 0, -9223372036854775808, 0, 0, 0, NULL, '');
        INSERT INTO person (id, created_at, name_is_own, language_is_own, calendar, zone_is_own, nudge, openings, first_answers,
            first_passes, subscriptions_made) VALUES (40, 0, 0, 0, 'UTC', 0, 0, 0, 0, 0, 0);
        DELETE FROM person WHERE id = 40;
        INSERT INTO identity (bridge, "user", person, created_at, name, is_private) VALUES ('tg', ' room', 3, 1, NULL, 0), ('Tg', 'ä', 9, 1, 'b', 1);
        INSERT INTO login_key VALUES (randomblob(32), 3, 1), (zeroblob(32), 9, 1);
        INSERT INTO event VALUES (5, 3, 'answer', 1, 'UTC', 0, 1, 'q', NULL, NULL, 'an answer', NULL),
            (6, 3, 'rating', 2, 'UTC', 0, 1, 'q', 4, 5, NULL, 'prior'), (7, 9, 'resume', 3, 'UTC', -3600, -1, NULL, NULL, NULL, NULL, NULL);
        INSERT INTO answer (id, person, question, at, utc_offset, day, rating, rating_event, revealed, hints, ticked)
            VALUES (5, 3, 'q', 1, 0, 1, 4, 6, 0, 2, '1');
        INSERT INTO card VALUES (3, 'q', 1, NULL, 0.1, -1e-310, 1, 3, 1, 0, 4), (9, 'q', NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL);
        INSERT INTO ledger_day VALUES (3, -4, 'answered', NULL, 's'), (3, 4, 'frozen', 2, 's');
        INSERT INTO subscription (id, person, number, bridge, "user", minute, weekdays, created_at, generation, said_all_seen)
            VALUES (2, 3, 1, 'tg', 'u', 540, 127, 1, 1, 0);
        INSERT INTO schedule VALUES (2, 1, 540, 127, 'UTC', 1, NULL), (2, 0, 540, 127, 'UTC', 1, 2);
        INSERT INTO pause VALUES (8, 3, 1, NULL), (9, 3, 1, 2);
        INSERT INTO suspension VALUES (4, 3, 1, NULL);
        INSERT INTO delivery (id, person, subscription, occurrence, kind, bridge, "user", question, day, due_at, not_before, expires_at, state)
            VALUES (11, 3, 2, 1, 'daily', 'tg', 'u', 'q', 1, 1, 1, 9, 'pending'), (12, 9, NULL, NULL, 'notice', 'tg', 'u', 'q', 1, 1, 1, 9, 'dead');
        INSERT INTO later VALUES (3, 'q', NULL, 'tg', 'u', 'chat', 5);
        INSERT INTO effect VALUES (77, 'tg', 'u', '', 'cmd', 'm1', '', 'f', x'00FF0A00', 5), (78, 'tg', 'u', '', 'cmd', 'm2', '', 'f', x'', 5);
        INSERT INTO token VALUES ('tg', randomblob(32), 1);
        INSERT INTO link_code VALUES ('c', 3, 'tg', 'u', 5, 9, 'tg', 'v'), ('d', 9, 'tg', 'u', 5, NULL, NULL, NULL);
        INSERT INTO forget_code VALUES (3, 'c', 5);
        INSERT INTO bookmark VALUES (3, 'q', 1), (3, 'Q', 1);
        INSERT INTO note VALUES (31, 3, 'q', 1, '');
        INSERT INTO report VALUES (1, NULL, NULL, 1, 't'), (2, 3, 'q', 1, 't');
        INSERT INTO web_session VALUES (randomblob(32), 3, 1);
        INSERT INTO web_code VALUES (randomblob(32), 3, 1);
        INSERT INTO room_answer VALUES (3, 5, 9);
        INSERT INTO board VALUES (3, 9, 1);
        """

    private func file(_ name: String) -> StorePlace { .file(scratch.file(name)) }

    /// A file with those rows.
    private func filled(_ name: String) throws -> StorePlace {
        let path = scratch.file(name)
        try Store.open(path: path).close()
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: Self.rows) }
        try queue.close()
        return .file(path)
    }

    /// Every row of a file, as literals.
    private func dump(_ name: String) throws -> [String] {
        let queue = try DatabaseQueue(path: scratch.file(name))
        defer { try? queue.close() }
        return try queue.read { database in
            let tables = try TransferTable.all(in: database)
            let rows = try tables.flatMap { table in
                let values = table.columns.map { "quote(\"\($0.name)\")" }.joined(separator: " || ',' || ")
                let all = try String.fetchAll(database, sql: "SELECT \(values) FROM \"\(table.name)\"")
                #expect(!all.isEmpty, "nothing moves in \(table.name)")
                // Each place has a name of its own.
                let rows = table.name == "meta" ? all.filter { !$0.hasPrefix("'store',") } : all
                return rows.map { "\(table.name) \($0)" }.sorted()
            }
            return try rows
                + String.fetchAll(database, sql: "SELECT name || ' ' || seq FROM sqlite_sequence ORDER BY name")
        }
    }

    private func storeName(_ name: String) throws -> String {
        let store = try file(name).open()
        defer { try? store.close() }
        return try store.write { try $0.storeName() }
    }

    private func failure(of body: () throws -> Void) -> StoreFailure? {
        do { try body() } catch { return error as? StoreFailure }
        return nil
    }

    @Test("there and back every row is the same, and numbers go on where they were")
    func thereAndBack() throws {
        let source = try filled("a")
        let there = try source.migrate(to: .server(url))
        let store = try Store.open(url: url)
        #expect(try store.write { try ($0.lastNumber("person"), $0.lastNumber("effect")) } == (40, 78))
        let name = try store.write { try $0.storeName() }
        try store.close()
        #expect(try name.count == 32 && name != storeName("a"))
        let back = try StorePlace.server(url).migrate(to: file("b"))
        #expect(there == back)
        #expect(try dump("a") == dump("b"))
    }

    @Test("an interrupted move leaves nothing, and is begun anew; one that is repeated says that all is there")
    func repeated() throws {
        let source = try filled("a")
        var heard = 0
        #expect(throws: Stop.self) {
            _ = try source.migrate(to: .server(url)) { progress in
                heard += 1
                if progress.step == .comparing, progress.table == "note" { throw Stop() }
            }
        }
        #expect(heard > 24)
        let store = try Store.open(url: url)
        #expect(try store.write { try $0.person(3) } == nil)
        try store.close()
        let first = try source.migrate(to: .server(url))
        #expect(try source.migrate(to: .server(url)) == first)
        let back = file("b")
        #expect(throws: Stop.self) {
            _ = try StorePlace.server(url).migrate(to: back) { if $0.table == "note" { throw Stop() } }
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.path).filter { $0.hasPrefix("b") } == ["b.lock"]
        )
        #expect(try StorePlace.server(url).migrate(to: back) == first)
        #expect(try StorePlace.server(url).migrate(to: back) == first)
    }

    @Test("refuses a target that has something else, and leaves it")
    func refusesOthers() throws {
        let source = try filled("a")
        let other = try filled("b")
        _ = try other.migrate(to: .server(url))
        let refusal = failure { _ = try source.migrate(to: .server(url)) }
        #expect(refusal?.message.contains("something else already") == true)
        let kept = try dump("a")
        #expect(failure { _ = try StorePlace.server(url).migrate(to: source) } != nil)
        #expect(try dump("a") == kept)
    }

    @Test("says what is wrong: a server that runs, nothing to move, two of a kind, U+0000 in a text")
    func refusals() throws {
        let source = try filled("a")
        #expect(failure { _ = try file("none").migrate(to: .server(url)) }?.message.contains("no database") == true)
        #expect(
            failure { _ = try StorePlace.server(url).migrate(to: file("b")) }?.message.contains("nothing of yiti's")
                == true)
        #expect(failure { _ = try source.migrate(to: file("b")) } != nil)
        let running = try source.open()
        #expect(failure { _ = try source.migrate(to: .server(url)) }?.code == .locked)
        try running.close()
        let queue = try DatabaseQueue(path: scratch.file("a"))
        try queue.write { try $0.execute(sql: "UPDATE note SET text = 'a' || char(0)") }
        try queue.close()
        #expect(failure { _ = try source.migrate(to: .server(url)) }?.message.contains("note.text") == true)
    }
}
