import Foundation
import GRDB
import Testing
import YitiCore
import YitiStore

@Suite struct EventTests {
    /// Runs one statement on the file of a person with one event; returns SQLite's complaint.
    private func complaint(about statement: String) throws -> String? {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yiti-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("yiti.sqlite").path
        let store = try Store.open(path: path)
        try store.write { transaction in
            let calendar = LearningCalendar(zone: "UTC")
            let person = try transaction.insert(Person(id: 0, createdAt: Instant(seconds: 0), calendar: calendar))
            let event = Event(
                person: person.id, kind: .resume, at: Instant(seconds: 0), zone: "UTC", offset: 0, day: Day(number: 1),
                question: "loss-01")
            _ = try transaction.append(event)
        }
        try store.close()
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        do { try queue.write { try $0.execute(sql: statement) } } catch let error as DatabaseError {
            return error.message
        }
        return nil
    }

    @Test(
        "refuses to rewrite an event",
        arguments: ["kind = 'undo'", "at = at + 1", "day = 3", "rating = 4", "question = 'svm-01'", "body = 'x'"])
    func staysAsWritten(_ assignment: String) throws {
        #expect(try complaint(about: "UPDATE event SET \(assignment)") == "events are append-only")
    }

    @Test("refuses a rating without a number, and an answer without a text")
    func isComplete() throws {
        let rating = "INSERT INTO event (person, kind, at, zone, utc_offset, day) VALUES (1, 'rating', 0, 'UTC', 0, 1)"
        #expect(try complaint(about: rating)?.contains("CHECK constraint failed") == true)
        let answer = rating.replacing("'rating'", with: "'answer'")
        #expect(try complaint(about: answer)?.contains("CHECK constraint failed") == true)
    }
}
