import Testing
import YitiCore
import YitiServer
import YitiStore
import YitiTestKit

@Suite(.serialized, .enabled(if: PostgresServer.isThere, "PostgreSQL could not be fetched"))
struct TwoPlacesTests {
    @Test("whoever has nc at one server and the page at the other sees every push at both, and answers at either")
    func places() throws {
        let postgres = try PostgresServer()
        let nodes = try (0..<2).map { _ in
            try ServerProcess.real(data: Scratch(), environment: ["YITI_DATABASE": postgres.url()])
        }
        let page = WebClient(port: nodes[1].webPort)
        let person = try nodes[0].connect()
        let words = try person.ask("/name Ada").text.split { !$0.isLetter && !$0.isNumber }
        let key = try #require(words.first { $0.count == 32 })
        #expect(try page.say("/login \(key)").json["op"] == "ok")
        for number in 1...4 {
            let stream = try page.events()
            try Self.fallDue(number, postgres.url())
            try Self.waitForPush(stream)
            let lines = try Self.push(to: person)
            // Both know the question that was shown last: what is typed is its answer.
            let question = try #require(lines.first?.split(separator: " ").first)
            if number % 2 == 0 {
                #expect(try person.ask("/answer \(question) text").isDone)
            } else {
                #expect(try page.say("a text").json["op"] == "ok")
            }
            #expect(try page.say("/history").words.contains(question))
        }
    }

    /// Waits until a page hears that there is a push; comments come without end.
    private static func waitForPush(_ stream: Socket) throws {
        let deadline = Deadline()
        var heard: [UInt8] = []
        while heard.firstRange(of: Array("event: push".utf8)) == nil {
            guard deadline.remainingMilliseconds > 0 else { throw KitFailure("the page heard of no push") }
            heard += try stream.receive()
        }
    }

    /// The lines of the next push to a person; its last says what may be typed.
    private static func push(to person: LineClient) throws -> [String] {
        var lines = [try person.pushLine()]
        while lines.last?.contains("/skip") == false { lines.append(try person.pushLine()) }
        return lines
    }

    /// Gives the first person another subscription, which has been there for an hour and is due at this minute.
    private static func fallDue(_ number: Int, _ url: String) throws {
        try TwoServers.change(url) { transaction in
            let now = try #require(transaction.databaseNow)
            let at = now.advanced(bySeconds: -(now.seconds % 60))
            var subscription = Subscription(
                id: 0, person: 1, number: number, address: .human(1), topics: nil,
                minuteOfDay: Int(at.seconds % 86_400 / 60), weekdays: .everyDay, zone: "UTC",
                createdAt: at.advanced(bySeconds: -3_600))
            subscription.nextAt = at
            subscription.nextOccurrence = Day(number: Int(at.seconds / 86_400))
            _ = try transaction.insert(subscription)
        }
    }
}
