import Testing
import YitiTestKit

/// A room whose server is killed before and after each of its pushes, and behind each answer.
@Suite struct RoomKillTests {
    private final class House {
        let data: Scratch
        let clock: SetClock
        private(set) var server: ServerProcess
        private(set) var client: BridgeClient

        init() throws {
            data = try DataFolder.make()
            clock = try SetClock(at: "2026-03-02T12:00:00Z")
            server = try ServerProcess.real(data: data, environment: clock.environment())
            client = try server.chat(push: true)
        }

        func killAndRestart() throws {
            server.kill()
            _ = try server.waitForExit()
            server = try ServerProcess.real(data: data, environment: clock.environment())
            client = try server.chat(push: true)
        }

        /// The next push: what was not acknowledged before a kill comes again as the same one, and what was does not.
        func pushThroughKills() throws -> Push {
            let first = try client.push()
            try killAndRestart()
            let again = try client.push()
            #expect(again.delivery == first.delivery && again.line["msgs"] == first.line["msgs"])
            try client.ack(again.delivery)
            try killAndRestart()
            return again
        }
    }

    @Test(
        "asks a room once a day, tells a member the key points once and the room who answered once, whenever it is killed"
    )
    func kills() throws {
        let house = try House()
        let room: [String: JSON] = ["chat": "club"]
        try house.client.run("ann", "/subscribe 09:00", room)
        try house.client.run("ben", "/name Ben")
        try house.client.run("ben", "/leaderboard join", room)
        var asked: [String] = []
        for day in 3...5 {
            try house.clock.set(to: "2026-03-0\(day)T09:00:00Z")
            let question = try house.pushThroughKills()
            #expect(question.line["chat"].string == "club")
            asked.append(try #require(question.question))
            try house.client.run("ben", "mine", room.merging(["re": .string(asked.last ?? "")]) { $1 })
            try house.killAndRestart()
            #expect(try house.pushThroughKills().user == "ben")
            try house.client.run("ben", "3", room)
            try house.killAndRestart()
            try house.clock.set(to: "2026-03-0\(day + 1)T04:00:00Z")
            let end = try house.pushThroughKills()
            #expect(end.line["chat"].string == "club" && end.line["msgs"].text.contains("Ben"))
            #expect(try house.client.settledPushes().isEmpty)
        }
        #expect(Set(asked).count == 3)
        #expect(try house.client.run("dee", "/leaderboard", room).data("board")["board"][0]["days"].integer == 3)
        house.server.terminate()
        #expect(try house.server.waitForExit() == 0)
        let verified = try Program.run(["user", "verify", "--data", house.data.path])
        #expect(verified.status == 0, "\(verified)")
    }
}
