import Foundation
import GRDB
import Testing
import YitiCore

@testable import YitiStore

@Suite("a database that an earlier version wrote")
struct MigrationTests {
    /// Rows as version 2 wrote them: an open question, an answer that waits for its rating, and pieces appended to two answers.
    private static let rows = """
        INSERT INTO person (id, created_at, name_is_own, language_is_own, calendar, zone_is_own, nudge, open_question, open_at,
            open_hints, open_revealed, pending_answer, last_question, openings, first_answers, first_passes, subscriptions_made)
            VALUES (1, 100, 0, 0, 'CALENDAR', 0, 0, 'svm-02', 900, 2, 1, 4, 'loss-03', 3, 1, 1, 0);
        INSERT INTO identity (bridge, user, person, created_at) VALUES ('chat', 'u', 1, 100);
        INSERT INTO event (id, person, kind, at, zone, utc_offset, day, question, subject, body) VALUES
            (1, 1, 'answer', 200, 'UTC', 0, 5, 'loss-01', NULL, 'first'),
            (2, 1, 'append', 210, 'UTC', 0, 5, 'loss-01', 1, 'second'),
            (4, 1, 'answer', 300, 'UTC', 3600, 6, 'loss-03', NULL, '交叉熵'),
            (5, 1, 'append', 310, 'UTC', 3600, 6, 'loss-03', 4, '梯度'),
            (6, 1, 'append', 320, 'UTC', 3600, 6, 'loss-03', 4, '');
        INSERT INTO event (id, person, kind, at, zone, utc_offset, day, question, rating, subject)
            VALUES (3, 1, 'rating', 220, 'UTC', 0, 5, 'loss-01', 3, 1);
        INSERT INTO answer (id, person, question, at, utc_offset, day, rating, rating_event, revealed)
            VALUES (1, 1, 'loss-01', 200, 0, 5, 3, 3, 0), (4, 1, 'loss-03', 300, 3600, 6, NULL, NULL, 1);
        """

    /// What version 4 had besides: a question put off, and an answer that was taken back with its piece.
    private static let laterRows = """
        INSERT INTO later (person, question, bridge, user, fire_at) VALUES (1, 'svm-03', 'chat', 'u', 5000);
        INSERT INTO event (id, person, kind, at, zone, utc_offset, day, question, subject, body) VALUES
            (7, 1, 'answer', 400, 'UTC', 0, 6, 'loss-05', NULL, 'gone'),
            (8, 1, 'append', 410, 'UTC', 0, 6, 'loss-05', 7, 'as well'),
            (9, 1, 'undo', 420, 'UTC', 0, 6, 'loss-05', 7, NULL);
        """

    private func withOldStore(version: String = "2", _ body: (Transaction) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yiti-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("yiti.sqlite").path
        let old = try DatabaseQueue(path: path)
        try Migrations.all.migrate(old, upTo: version)
        let calendar = LearningCalendar(zone: "Asia/Shanghai").text
        try old.write { try $0.execute(sql: Self.rows.replacing("CALENDAR", with: calendar)) }
        if version == "4" { try old.write { try $0.execute(sql: Self.laterRows) } }
        try old.close()
        let store = try Store.open(path: path)
        try store.write(body)
        try store.close()
        #expect(FileManager.default.fileExists(atPath: path + ".before-migration-\(version)"))
    }

    /// A folder with a database of version 2, and what its octets are.
    private func withOldFile(_ body: (_ path: String, _ old: Data) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "yiti-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/yiti.sqlite"
        let queue = try DatabaseQueue(path: path)
        try Migrations.all.migrate(queue, upTo: "2")
        try queue.close()
        try body(path, Data(contentsOf: URL(fileURLWithPath: path)))
    }

    @Test("is copied at each upgrade, also where a copy of an earlier one lies, and once where a start is said again")
    func copies() throws {
        try withOldFile { path, old in
            let copy = path + ".before-migration-2"
            try Data("an earlier one".utf8).write(to: URL(fileURLWithPath: copy))
            for _ in 0..<2 {
                try old.write(to: URL(fileURLWithPath: path))
                let store = try Store.open(path: path)
                #expect(store.migration == StoreMigration(version: "2", copy: copy + "-2"))
                try store.close()
            }
            #expect(FileManager.default.contents(atPath: copy) == Data("an earlier one".utf8))
            #expect(!FileManager.default.fileExists(atPath: copy + "-3"))
            let store = try Store.open(path: path)
            #expect(store.migration == nil)
            try store.close()
        }
    }

    @Test("is left as it is by whoever only looks, who is told so, and can be copied")
    func looked() throws {
        try withOldFile { path, old in
            let failure = #expect(throws: StoreFailure.self) { try Store.look(at: path) { _ in } }
            #expect(failure?.code == .older)
            try Store.backUp(path, to: path + ".copy")
            #expect(FileManager.default.contents(atPath: path) == old)
            let names = try FileManager.default.contentsOfDirectory(
                atPath: (path as NSString).deletingLastPathComponent)
            #expect(names.sorted() == ["yiti.sqlite", "yiti.sqlite.copy", "yiti.sqlite.lock"])
        }
    }

    @Test("keeps the question that was put off, ticks nothing, and knows the last step that stands")
    func keepsVersion4() throws {
        try withOldStore(version: "4") { transaction in
            #expect(try transaction.laters(of: 1).map(\.question) == ["svm-03"])
            #expect(try transaction.answers(of: 1, limit: 9).map(\.ticked) == [nil, nil])
            #expect(try transaction.answers(of: 1, limit: 9).map(\.hints) == [0, 0])
            #expect(try transaction.lastStep(of: 1)?.id == 6)
            #expect(try transaction.lastEventAt(of: 1) == Instant(seconds: 420))
            #expect(try transaction.questionsUnderWay(of: 1, since: Day(number: 0)) == ["svm-03"])
            try transaction.save(
                LaterRecord(
                    person: 1, question: "svm-04", pick: nil, address: Address(bridge: "chat", user: "u"),
                    fireAt: Instant(seconds: 4000)))
            #expect(try transaction.laters(of: 1).map(\.question) == ["svm-04", "svm-03"])
            try transaction.setTicked([1, 3], answer: 1)
            #expect(try transaction.tickedAnswers(of: 1).map(\.ticked) == [[1, 3]])
        }
    }

    @Test("keeps the open question and the answer that waits")
    func keepsTheLoop() throws {
        try withOldStore { transaction in
            let person = try #require(try transaction.person(1))
            let open = try #require(person.loop.current())
            #expect(open.question == "svm-02" && open.hints == 2 && open.revealed)
            #expect(person.loop.lastWaiting()?.answer == 4 && person.loop.lastWaiting()?.question == "loss-03")
            #expect(person.calendar.current.zone == "Asia/Shanghai")
            #expect(try transaction.identity(bridge: "chat", user: "u")?.person == 1)
        }
    }

    @Test("keeps every answer with what was appended to it")
    func keepsTexts() throws {
        try withOldStore { transaction in
            let written = try transaction.writtenAnswers(of: 1, limit: .max)
            #expect(written.map(\.text) == ["交叉熵\n梯度\n", "first\nsecond"])
            #expect(written.map(\.offset) == [3600, 0])
            #expect(written.map(\.answer.rating) == [nil, .good])
            for one in written {
                #expect(try transaction.text(ofAnswer: one.answer.id, person: 1) == one.text)
                #expect(try transaction.writtenAnswers(of: 1, question: one.answer.question, limit: 5) == [one])
            }
            #expect(try transaction.text(ofAnswer: 1, person: 2) == "")
        }
    }
}
