import YitiTestKit

/// One person's days on a sandbox of their own.
final class Diary {
    let server: ServerProcess
    let client: BridgeClient

    /// Somebody new, at noon of the 2nd of March unless said otherwise.
    init(at instant: String = "2026-03-02T12:00:00Z", push: Bool = false) throws {
        let stars = Array(repeating: 5, count: 60)
        server = try ServerProcess.sandbox(at: instant, bank: SmallBank(.init("alpha", stars: stars)).folder())
        client = try server.bridge(push: push)
    }

    /// A day goes by.
    func nextDay() throws { try client.advance(86_400) }

    /// A question is asked, answered and rated.
    func answer(rating: Int = 3) throws { try client.answer("u", rating: rating) }

    /// Answers on so many days, beginning with today; the clock stays on the last.
    func answerDays(_ count: Int) throws {
        for day in 0..<count {
            if day > 0 { try nextDay() }
            try answer()
        }
    }

    /// The `data` of `/streak`.
    func streak() throws -> JSON { try client.run("u", "/streak").data("streak") }

    /// The learning day.
    func today() throws -> String { try streak()["day"].string ?? "" }

    /// The kinds of the days that `/streak` lists, oldest first.
    func kinds() throws -> [String] { try (streak()["days"].array ?? []).compactMap { $0["kind"].string } }

    /// The next push, acknowledged.
    @discardableResult
    func takePush() throws -> Push {
        let push = try client.push()
        try client.ack(push.delivery)
        return push
    }
}
