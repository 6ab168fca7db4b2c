import Testing
import YitiCore
import YitiServer
import YitiTestKit

@Suite struct SimulatedPeopleTests {
    private static let zones = ["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Apia", "UTC", "+05:45"]

    /// One thing somebody might do.
    private func action(_ random: inout SeededRandom) -> String {
        switch Int.random(in: 0..<24, using: &random) {
        case 0...5: "/next"
        case 6...9: "an answer"
        case 10...14: String(Int.random(in: 1...4, using: &random))
        case 15: "/undo"
        case 16: "/skip"
        case 17: "/subscribe \(Int.random(in: 0...23, using: &random)):30"
        case 18: "/unsubscribe all"
        case 19: "/timezone \(Self.zones.randomElement(using: &random) ?? "UTC")"
        case 20: "/rollover \(Int.random(in: 0...6, using: &random))"
        case 21: "/pause"
        case 22: "/resume"
        default: "/later 3h"
        }
    }

    @Test(
        "months of random people: what is stored equals a replay, and every occurrence has one push",
        arguments: [1, 2, 3])
    func replayEqualsStored(seed: UInt64) async throws {
        let harness = try WriterHarness()
        var random = SeededRandom(seed: seed)
        for _ in 1...90 {
            for user in ["a", "b", "c"] {
                for _ in 0..<Int.random(in: 0...5, using: &random) {
                    let answer = try await harness.say(action(&random), as: user)
                    #expect(answer.code != "internal", "seed \(seed)")
                }
            }
            try await harness.advance(hours: Int64(Int.random(in: 3...40, using: &random)))
            let pushes = try await harness.pushes()
            if Bool.random(using: &random) { try await harness.ack(pushes) }
        }
        for user in ["a", "b", "c"] { _ = try await harness.say("/streak", as: user) }
        #expect(await harness.differences() == [], "seed \(seed)")
    }
}
