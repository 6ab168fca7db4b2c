import Foundation
import Testing
import YitiServer
import YitiStore

@Suite("what is much to move or to delete")
struct SlicedWorkTests {
    /// Somebody answers every question of the bank on each of so many days.
    private func answer(_ days: Int, as user: String, _ harness: WriterHarness) async throws {
        for _ in 0..<days {
            for _ in 0..<40 {
                _ = try await harness.say("/next", as: user)
                _ = try await harness.say("an answer", as: user)
                _ = try await harness.say("3", as: user)
            }
            try await harness.advance(hours: 24)
        }
    }

    /// What is left of anybody but of those who are there.
    private func rows(_ harness: WriterHarness) async throws -> [String: Int] {
        try await harness.read { transaction in
            let people = try transaction.people(after: 0, limit: 100)
            var rows = ["people": people.count]
            rows["answers"] = try people.reduce(0) { try $0 + transaction.countAnswers(of: $1) }
            rows["under way"] = try transaction.metaKeys(from: "forgetting.").count
            rows["becoming one"] = try transaction.metaKeys(from: "uniting.").count
            return rows
        }
    }

    private func forgetCode(of user: String, _ harness: WriterHarness) async throws -> String {
        try #require(try await harness.say("/forget", as: user).data("info")?["code"] as? String)
    }

    /// Two people of whom one has only to say yes.
    private func prepareLink(_ harness: WriterHarness) async throws {
        let code = try #require(try await harness.say("/link", as: "a").data("info")?["code"] as? String)
        #expect(try await harness.say("/link \(code)", as: "b").isOK)
    }

    /// Asks for all of it in one batch, and says in which order it was answered.
    private func together(
        _ harness: WriterHarness, _ asked: [(name: String, text: String, user: String)]
    ) async throws -> (order: [String], replies: [String: Answer]) {
        let replies = Replies()
        harness.writer.add(
            Job { [port = harness.port, connection = harness.connection] _ in
                for one in asked { replies.ask(port, connection, one.name, one.text, as: one.user) }
            })
        let given = try await replies.wait(for: asked.count)
        return (replies.names, given)
    }

    /// PostgreSQL does all of it in one turn.
    private static let isSliced = TestStore.Engine.current == .sqlite

    @Test(
        "is deleted by slices: others are answered meanwhile, and what the person says next is a newcomer's",
        .enabled(if: isSliced))
    func forgets() async throws {
        let harness = try WriterHarness()
        try await answer(4, as: "a", harness)
        let code = try await forgetCode(of: "a", harness)
        let (order, replies) = try await together(
            harness,
            [("forget", "/forget \(code)", "a"), ("next", "/next", "a"), ("other", "/next", "b")])
        #expect(order == ["other", "forget", "next"])
        #expect(replies["forget"]?.texts.contains("160") == true)
        #expect(replies["next"]?.kinds == ["question"])
        #expect(
            try await rows(harness) == ["people": 2, "answers": 0, "under way": 0, "becoming one": 0])
        #expect(await harness.differences() == [])
    }

    @Test(
        "is moved by slices: others are answered meanwhile, both wait, and a replay gives the same",
        .enabled(if: isSliced))
    func links() async throws {
        let harness = try WriterHarness()
        try await answer(3, as: "a", harness)
        try await answer(4, as: "b", harness)
        try await prepareLink(harness)
        let (order, replies) = try await together(
            harness,
            [
                ("link", "/link yes", "a"), ("younger", "/whoami", "b"), ("other", "/next", "c"),
            ])
        #expect(order.first == "other" && order.count == 3)
        #expect(replies["younger"]?.texts.contains("280") == true)
        #expect(
            try await rows(harness) == ["people": 2, "answers": 280, "under way": 0, "becoming one": 0])
        #expect(await harness.differences() == [])
        #expect(try await harness.say("/next", as: "a").isOK)
    }

    @Test("is finished at the next start when the server ends in the middle of it", arguments: ["/forget", "/link"])
    func finishes(command: String) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("yiti-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("yiti.sqlite").path
        let harness = try WriterHarness(inFile: path)
        try await answer(command == "/forget" ? 5 : 1, as: "a", harness)
        try await answer(command == "/forget" ? 1 : 5, as: "b", harness)
        if command == "/link" { try await prepareLink(harness) }
        let words = command == "/link" ? "/link yes" : "/forget " + (try await forgetCode(of: "a", harness))
        let replies = Replies()
        harness.writer.add(
            Job { [port = harness.port, connection = harness.connection, writer = harness.writer] batch in
                replies.ask(port, connection, "command", words, as: "a")
                // It begins with the next batch; the writer ends after that one.
                batch.afterCommit { writer.add(Job { batch in batch.afterCommit { writer.takeNoMore() } }) }
            })
        let given = try await replies.wait(for: 1)
        #expect(given["command"]?.code == "busy")
        harness.stop()
        try harness.store.close()
        let again = try WriterHarness(at: "2026-03-20T08:00:00Z", inFile: path)
        let expected = command == "/forget" ? ["people": 1, "answers": 40] : ["people": 1, "answers": 240]
        let found = try await rows(again)
        #expect(found.filter { $0.value > 0 } == expected)
        #expect(await again.differences() == [])
        again.stop()
        try again.store.close()
    }
}
