import Testing
import YitiTestKit

extension Pushes {
    @Suite struct RoomTests {
        @Test("a room of four gets a question a day for a fortnight, and each member's days are their own")
        func fortnight() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            let room: [String: JSON] = ["chat": "club"]
            try client.run("ann", "/subscribe 09:00", room)
            try client.run("ben", "/name Ben")
            try client.run("ben", "/leaderboard join", room)
            var asked: [String] = []
            for day in 3...16 {
                try client.advance(to: "2026-03-\(day < 10 ? "0" : "")\(day)T09:00:00Z")
                for push in try takeAll(client) {
                    #expect(push.line["chat"].string == "club" && push.user == "ann")
                    if let question = push.question { asked.append(question) }
                }
                // Ben answers every day and Cy on even ones, who never wrote in private; Dee talks of something else.
                for user in ["ben", "cy"] where user == "ben" || day.isMultiple(of: 2) {
                    let answer = try client.run(user, "mine", room.merging(["re": .string(asked.last ?? "")]) { $1 })
                    #expect(answer.kinds == ["prompt"])
                    #expect(try client.run(user, "3", room).data("rated")["streak"] == .null)
                }
                #expect(try client.cmd("dee", "/stats", room).code == "forbidden")
                #expect(try client.run("dee", "/nonsense", room).messages.isEmpty)
                #expect(try takeAll(client).map(\.user) == ["ben"])
            }
            #expect(asked.count == 14 && Set(asked).count == 14)
            #expect(try client.run("ben", "/streak").data("streak")["current"].integer == 14)
            #expect(try client.run("ann", "/streak").data("streak")["current"].integer == 0)
            #expect(try client.run("dee", "/leaderboard", room).data("board")["board"][0]["days"].integer == 14)
        }

        /// Takes and acknowledges what comes, until nothing does: one push at a time goes to a room.
        private func takeAll(_ client: BridgeClient) throws -> [Push] {
            var all: [Push] = []
            while case let pushes = try client.settledPushes(), !pushes.isEmpty {
                for push in pushes { try client.ack(push.delivery) }
                all += pushes
            }
            return all
        }
    }
}
