import Foundation
import GRDB
import Testing
import YitiTestKit

/// The ledger of the other tests is worth something only if it notices what it is there for.
@Suite struct BooksTests {
    @Test(
        "the ledger notices an answer that is gone and a rating that is gone or another",
        arguments: [
            "DELETE FROM answer WHERE id = (SELECT min(id) FROM answer)",
            """
            UPDATE answer SET rating = NULL, rating_event = NULL
            WHERE id = (SELECT min(id) FROM answer WHERE rating IS NOT NULL)
            """,
            "UPDATE answer SET rating = rating % 4 + 1 WHERE id = (SELECT min(id) FROM answer WHERE rating IS NOT NULL)",
        ])
    func notices(damage: String) throws {
        let (data, load) = try Load.over(replies: 200)
        #expect(try load.books.differences(in: data) == [])
        let queue = try DatabaseQueue(path: data.file("yiti.sqlite"))
        try queue.write { try $0.execute(sql: damage) }
        try queue.close()
        #expect(try load.books.differences(in: data).count == 1)
    }
}
