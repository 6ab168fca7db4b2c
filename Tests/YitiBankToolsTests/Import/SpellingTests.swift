import Testing
import YitiBankTools
import YitiCore

/// Marks and topics as people type them.
@Suite struct SpellingTests {
    @Test(
        "takes marks however they were typed, and leaves nothing of them in the wording",
        arguments: [
            ("问？＊＊＊＊", 4), ("问？ ****", 4), ("问？ (***)", 3), ("问？:star::star:", 2), ("问？ 4 out of 5", 4), ("问？ 5.0", 5),
            ("问？推荐指数：★★★★", 4), ("问？｜★★", 2), ("问？ ★★ ·", 2), ("★★ - 问？", 2), ("(4星) 问？", 4), ("问？⭐⭐⭐⭐/5", 4),
            ("**问？** ★★", 2), ("**问？**", 5), ("问？ 2.5", 3),
        ] as [(String, Int)])
    func spelledMarks(item: String, stars: Int) throws {
        let wording = "问？"
        #expect(summary(try plan(.list, "## 一\n1. \(item)\n")) == ["topic01-01 \(stars) \(wording)"])
    }

    @Test("one id is that of a file without a topic")
    func topicOfItsOwn() throws {
        let list = try ImportPlan.make(
            ImportFormat.list.read("\u{200B}1. What is x?\n\u{200B}2. What\u{200B} is y?\n3. ?\n", topic: "db"),
            topicIds: ["db"], into: [], directory: "bank")
        #expect(summary(list) == ["db-01 5 What is x?", "db-02 5 What is y?"])
        let table = try ImportPlan.make(
            ImportFormat.csv.read("question,answer\nWhat is x?,y\nquestion,answer\n?,z\n", topic: "db"),
            topicIds: ["db"], into: [], directory: "bank")
        #expect(
            summary(table) == ["db-01 5 What is x?"] && table.remarks.compactMap(\.line).filter { $0 > 2 } == [3, 4])
        #expect(throws: ImportFailure.self) { try plan(.list, "1. What is x?\n", ids: ["a", "b"]) }
    }

    @Test("ids whose topic is the topic's name stay")
    func idsOfTopics() throws {
        #expect(summary(try plan(.csv, "id,topic,question\ndb-03,DB,What is a?\n")) == ["db-03 5 What is a?"])
    }
}
