import Testing
import YitiCore
import YitiPostgres
import YitiTestKit

@testable import YitiStore

/// The connection to PostgreSQL is cut off at each message of a turn, of either side's.
@Suite("a turn that is cut off", .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
struct PostgresCutTests {
    private let proxy: CuttingProxy
    private let store: Store

    init() throws {
        let server = try PostgresServer.shared()
        proxy = try CuttingProxy(before: server.port)
        let name = try #require(try Engine.emptySchema().split(separator: "%3D").last)
        store = try Store.open(url: server.url(schema: String(name), port: proxy.port))
    }

    /// A turn as the writer's are: it asks, inserts, changes rows of several tables, and asks once more. It says how often it was done by
    /// the number of people there are and by a count.
    private func turn(_ transaction: Transaction) throws {
        let count = try transaction.meta("count").flatMap { Int($0) } ?? 0
        let person = Person(id: 0, createdAt: Instant(seconds: 0), calendar: LearningCalendar(zone: "UTC"))
        let id = try transaction.insert(person).id
        try transaction.setMeta("count", String(count + 1))
        try transaction.insert(Identity(bridge: "chat", user: "u\(count)", person: id), at: Instant(seconds: 0))
        try transaction.flush()
        _ = try transaction.identity(bridge: "chat", user: "u\(count)")
    }

    /// Does the turn until it is done, as the writer does a batch again; how often it was begun.
    private func perform() throws -> Int {
        for attempt in 1...5 {
            do {
                try store.write(turn)
                return attempt
            } catch {
                guard case .busy = Fault(error) else { throw error }
            }
        }
        throw KitFailure("not done in five attempts")
    }

    @Test("happens once, wherever that is, and its outcome is found out", arguments: [true, false])
    func everywhere(isServer: Bool) throws {
        defer {
            try? store.close()
            proxy.close()
        }
        // The first has its statements prepared; from then on turns are alike.
        for _ in 1...2 { _ = try perform() }
        var (done, cut, again) = (2, 0, 0)
        for message in 1...200 {
            proxy.cut(atMessage: message, ofServer: isServer)
            again += try perform() - 1
            done += 1
            let isOver = proxy.cutsNoMore()
            // The sessions after it begin anew.
            let (count, people) = try store.write { transaction in
                (try transaction.meta("count"), try transaction.people(after: 0, limit: 1_000).count)
            }
            try #require(count == String(done) && people == done, "message \(message) of a turn")
            if isOver { break }
            cut += 1
            _ = try perform()
            done += 1
        }
        // Both kinds of outcomes were met: turns that had to be done again, and those that had happened.
        #expect(cut > 20 && again > 5 && again < cut, "\(cut) messages, \(again) turns done again")
        print("cut off at \(cut) messages of the \(isServer ? "server" : "client")'s; \(again) turns were done again")
    }
}
