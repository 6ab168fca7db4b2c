import Testing
import YitiCore
import YitiServer

@Suite("what /search finds")
struct SearchTests {
    private func answer(_ text: String, _ harness: WriterHarness) async throws {
        _ = try await harness.say("/next")
        #expect(try await harness.say(text).isOK)
        #expect(try await harness.say("3").isOK)
    }

    @Test(
        "lists everything that was found in pages, each naming the command for the next, in lines that are not wrapped")
    func pages() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/lang zh")
        for number in 0..<23 { try await answer("主题 \(number) " + String(repeating: "很长的回答 ", count: 40), harness) }
        var command: String? = "/search 主题"
        var questions: [String] = []
        var answers: [Int] = []
        var pages = 0
        while let next = command {
            let reply = try await harness.say(next)
            let data = try #require(reply.data("search"))
            questions += data["questions"] as? [String] ?? []
            answers += (data["answers"] as? [[String: Any]] ?? []).compactMap { $0["answer"] as? Int }
            for line in reply.texts.split(separator: "\n") { #expect(line.displayWidth <= 78, "\(line)") }
            pages += 1
            #expect(data["page"] as? Int == pages && data["pages"] as? Int == 3)
            command = data["next"] as? String
            if let command { #expect(command == "/search 主题 p\(pages + 1)" && reply.texts.contains(command)) }
        }
        #expect(pages == 3)
        #expect(Set(questions).count == 40 && questions.count == 40)
        #expect(answers.count == 23 && answers == answers.sorted(by: >))
        #expect(try await harness.say("/search 主题 p4").code == "not_found")
    }

    @Test("finds an appended piece, takes every separator, and puts words that stand together first")
    func finds() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/next")
        _ = try await harness.say("the loss of a")
        _ = try await harness.say("Ｈｉｎｇｅ")
        _ = try await harness.say("3")
        try await answer("hinge loss", harness)
        try await answer("只有 hinge", harness)
        for command in ["/search hinge loss", "/search Hinge，LOSS", "/search hinge、loss", "/search hinge/loss"] {
            let found = try await harness.say(command).data("search")?["answers"] as? [[String: Any]]
            let numbers = found?.compactMap { $0["answer"] as? Int } ?? []
            #expect(numbers.count == 2, "\(command)")
            #expect(command != "/search hinge loss" || numbers == numbers.sorted(by: >))
        }
        #expect(
            (try await harness.say("/search hinge", as: "other").data("search")?["answers"] as? [Any])?.isEmpty == true)
    }
}
