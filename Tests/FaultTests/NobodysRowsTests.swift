import Foundation
import GRDB
import Testing
import YitiStore
import YitiTestKit

/// Rows of people who are not there, as a hand or a failing disk may leave them: the database's own rules keep them from arising.
@Suite struct NobodysRowsTests {
    @Test("a push to nobody ends, and everybody else is served")
    func push() throws {
        let data = try DataFolder.make()
        var configuration = GRDB.Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: data.file("yiti.sqlite"), configuration: configuration)
        let now = Int64(Date().timeIntervalSince1970)
        try queue.writeWithoutTransaction { database in
            for number in 1...40 {
                try database.execute(
                    sql: """
                        INSERT INTO delivery (person, kind, bridge, user, question, day, due_at, not_before, expires_at, state)
                        VALUES (?, 'later', 'chat', ?, 'alpha-01', ?, ?, ?, ?, 'pending')
                        """,
                    arguments: [900 + number, "u\(number)", now / 86_400, now - 60, now - 60, now + 80_000])
            }
        }
        try queue.close()
        let server = try ServerProcess.real(data: data)
        let client = try server.chat(push: true)
        try client.run("good", "/next")
        try client.fence()
        server.terminate()
        #expect(try server.waitForExit(seconds: 12) == 0)
        let left = try DatabaseQueue(path: data.file("yiti.sqlite"), configuration: configuration)
        let waiting = "SELECT count(*) FROM delivery WHERE state <> 'expired'"
        #expect(try left.read { try Int.fetchOne($0, sql: waiting) } == 0)
        try left.close()
    }
}
