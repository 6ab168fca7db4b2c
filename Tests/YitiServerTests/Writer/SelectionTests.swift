import Testing

@testable import YitiServer

@Suite("what /topic does to the topics that are selected")
struct SelectionTests {
    private func selected(_ harness: WriterHarness) async throws -> [String] {
        let lines = try await harness.say("/topics").data("topics")?["topics"] as? [[String: Any]] ?? []
        return lines.filter { $0["selected"] as? Bool == true }.compactMap { $0["id"] as? String }
    }

    @Test(
        "what is taken away, is taken from the selection, and what is added, added to it",
        arguments: [
            ("/topic 去掉svm", ["loss"]), ("/topic -svm", ["loss"]), ("/topic remove svm", ["loss"]),
            ("/topic 不要svm", ["loss"]),
            ("/topic drop svm, tree", ["loss"]), ("/topic 删掉svm和tree", ["loss"]), ("选题 减去 svm", ["loss"]),
            ("/topic minus svm", ["loss"]), ("/topic -tree", ["loss", "svm"]),
            ("/topic +nlp", ["loss", "svm", "nlp"]), ("/topic add nlp", ["loss", "svm", "nlp"]),
            ("/topic 加上nlp", ["loss", "svm", "nlp"]), ("/topic 增加 nlp、tree", ["loss", "svm", "tree", "nlp"]),
            ("/topic also svm", ["loss", "svm"]), ("/topic -svm +tree", ["loss", "tree"]),
            ("/topic +nlp -loss", ["svm", "nlp"]), ("/topic +1 +3", ["loss", "svm", "tree"]), ("/topic -2", ["loss"]),
            ("/topic add 3", ["loss", "svm", "tree"]), ("/topic 加上nlp和tree", ["loss", "svm", "tree", "nlp"]),
            ("/topic + nlp, tree", ["loss", "svm", "tree", "nlp"]), ("/topic 去掉 2", ["loss"]),
            ("/topic - svm", ["loss"]),
        ])
    func relative(line: String, topics: [String]) async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/topic loss svm")
        #expect(try await harness.say(line).isOK, "\(line)")
        #expect(try await selected(harness) == topics, "\(line)")
    }

    @Test(
        "what is left out of all topics, is left out of all, whatever is selected",
        arguments: ["/topic all but svm", "/topic all -svm", "/topic 除了svm", "/topic except svm", "/topic 全部除了svm"])
    func ofAll(line: String) async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/topic loss svm")
        #expect(try await harness.say(line).isOK, "\(line)")
        #expect(try await selected(harness) == ["loss", "tree", "nlp"], "\(line)")
    }

    @Test(
        "what is not said clearly changes nothing",
        arguments: [
            "/topic add", "/topic 去掉", "/topic 去掉svm 不要loss", "/topic +nope", "/topic add all",
            "/topic -all",
        ])
    func unclear(line: String) async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/topic loss svm")
        #expect(try await ["bad_request", "unknown_topic"].contains(harness.say(line).code), "\(line)")
        #expect(try await selected(harness) == ["loss", "svm"], "\(line)")
    }

    @Test("where all are selected, one may be taken away and none is missing to be added, and one stays at least")
    func edges() async throws {
        let harness = try WriterHarness()
        #expect(try await harness.say("/topic +svm").isOK)
        #expect(try await selected(harness) == ["loss", "svm", "tree", "nlp"])
        #expect(try await harness.say("/topic 去掉svm").isOK)
        #expect(try await selected(harness) == ["loss", "tree", "nlp"])
        _ = try await harness.say("/topic loss")
        #expect(try await harness.say("/topic -loss").code == "bad_request")
        #expect(try await selected(harness) == ["loss"])
    }
}
