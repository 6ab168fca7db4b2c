import Testing
import YitiWire

/// One subscription of a kind.
@Suite struct SubscribingTests {
    private let harness: WriterHarness

    init() throws { harness = try WriterHarness() }

    private func zones() async throws -> [String] {
        let lines = try await harness.say("/subscriptions").data("subscriptions")?["subscriptions"] as? [[String: Any]]
        return lines?.compactMap { $0["timezone"] as? String } ?? []
    }

    @Test("the same again with the zone that was missing sets the zone, and is no second one")
    func sameWithZone() async throws {
        _ = try await harness.say("/language en")
        #expect(try await harness.say("/subscribe 09:00").isOK)
        let again = try await harness.say("/subscribe 09:00 Berlin")
        #expect(again.isOK && again.texts.contains("number 1"))
        #expect(try await zones() == ["Europe/Berlin"])
    }

    @Test("in another zone than the person's own it is a second one")
    func sameElsewhere() async throws {
        #expect(try await harness.say("/timezone Asia/Shanghai").isOK)
        #expect(try await harness.say("/subscribe 09:00").isOK)
        #expect(try await harness.say("/subscribe 09:00 Berlin").isOK)
        #expect(try await zones() == ["Asia/Shanghai", "Europe/Berlin"])
    }

    @Test("one whose place can't be reached says so elsewhere, and where to write")
    func unreachable() async throws {
        _ = try await harness.say("/language en")
        #expect(try await harness.say("/subscribe 09:00").isOK)
        let code = try #require(try await harness.say("/link").data("info")?["code"] as? String)
        #expect(try await harness.say("/link \(code)", as: "other").isOK)
        #expect(try await harness.say("/link yes").isOK)
        #expect(!(try await harness.say("/subscriptions", as: "other").texts.contains("can't be reached")))
        _ = try await harness.ask(.user(BridgeUser(id: "1", user: "u", state: .blocked)))
        #expect(
            try await harness.say("/subscriptions", as: "other").texts.contains("can't be reached on chat: write there")
        )
        #expect(!(try await harness.say("/subscriptions").texts.contains("can't be reached")))
    }
}
