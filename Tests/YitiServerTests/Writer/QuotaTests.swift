import Testing
import YitiCore
import YitiServer

@Suite("what one person may keep")
struct QuotaTests {
    @Test("refuses a text past the limit, whatever it is, until what is kept is forgotten")
    func refuses() async throws {
        var limits = Limits()
        limits.personBytes = 30
        let harness = try WriterHarness(limits: limits)
        _ = try await harness.say("/next")
        #expect(try await harness.say("十个字十个字").isOK)
        #expect(try await harness.say("ten octets").isOK)
        for command in ["x y z", "/note abc", "/report abc"] {
            let refused = try await harness.say(command)
            #expect(refused.code == "quota_exceeded")
            #expect((refused.object["text"] as? String)?.contains("/forget") == true)
        }
        #expect(try await harness.say("/note ab").isOK)
        #expect(try await harness.say("3").isOK)
        #expect(try await harness.say("/answer abc").code == "no_question")
        #expect(await harness.differences() == [])
        let code = try #require(try await harness.say("/forget").data("info")?["code"] as? String)
        _ = try await harness.say("/forget \(code)")
        _ = try await harness.say("/next")
        #expect(try await harness.say("x y z").isOK)
    }

    @Test("keeps any amount without a limit")
    func unlimited() async throws {
        var limits = Limits()
        limits.personBytes = 0
        let harness = try WriterHarness(limits: limits)
        _ = try await harness.say("/next")
        for _ in 0..<3 { #expect(try await harness.say("more and more").isOK) }
    }

    @Test("counts two people who become one together")
    func links() async throws {
        var limits = Limits()
        limits.personBytes = 10
        let harness = try WriterHarness(limits: limits)
        for user in ["a", "b"] {
            _ = try await harness.say("/next", as: user)
            #expect(try await harness.say("abcd", as: user).isOK)
        }
        let code = try #require(try await harness.say("/link", as: "a").data("info")?["code"] as? String)
        _ = try await harness.say("/link \(code)", as: "b")
        _ = try await harness.say("/link confirm", as: "a")
        #expect(try await harness.say("/note abc", as: "b").code == "quota_exceeded")
        #expect(try await harness.say("/note ab", as: "b").isOK)
    }
}
