import Testing
import YitiCore
import YitiServer

@Suite("what is said at the end, and what is taken along")
struct LastWordsTests {
    @Test("who is forgotten is told so in the language that they read")
    func forgotten() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/language zh")
        let code = try #require(try await harness.say("/forget").data("info")?["code"] as? String)
        #expect(try await harness.say("/forget \(code)").texts.contains("你在这里是新人了"))
        #expect(try await harness.say("/forget").texts.contains("This deletes"), "whoever comes after is somebody new")
    }

    @Test("a note's lines stay in its item of the export, and times have two digits for the hour")
    func exported() async throws {
        let harness = try WriterHarness()
        for text in ["/next", "/note first\n## second\n- third", "/subscribe 9:05"] { _ = try await harness.say(text) }
        let content = try #require(try await harness.say("/export").data("info")?["content"] as? String)
        #expect(content.contains(": first\n  ## second\n  - third\n"))
        #expect(content.contains("- 1: 09:05 "))
        let table = try await harness.say("/export csv").data("info")?["content"] as? String
        #expect(table?.contains("1: 09:05 ") == true)
    }
}
