/// A bank of a few questions, for tests in which it matters which one is chosen.
package struct SmallBank: Sendable {
    /// One topic: its id and the stars of its questions.
    package struct Topic: Sendable {
        let id: String
        let stars: [Int]

        /// A topic with one question for each number of stars.
        package init(_ id: String, stars: [Int]) {
            self.id = id
            self.stars = stars
        }
    }

    /// Three topics of forty questions each, for whoever does not mind which is asked.
    package static let usual = SmallBank(
        Topic("alpha", stars: [Int](repeating: 5, count: 40)), Topic("beta", stars: [Int](repeating: 4, count: 40)),
        Topic("gamma", stars: [Int](repeating: 3, count: 40)))

    private let topics: [Topic]

    /// A bank of these topics, in this order.
    package init(_ topics: Topic...) {
        self.topics = topics
    }

    /// Writes the bank to a new folder.
    package func folder() throws -> Scratch {
        let folder = try Scratch()
        try write(to: folder)
        return folder
    }

    /// Writes the bank into a folder, over what is there.
    package func write(to folder: Scratch) throws {
        for (position, topic) in topics.enumerated() {
            try folder.write(Self.page(of: topic), to: "\(10 + position)-\(topic.id).md")
        }
    }

    private static func page(of topic: Topic) -> String {
        let questions = topic.stars.enumerated().map { position, stars in
            question("\(topic.id)-\(position < 9 ? "0" : "")\(position + 1)", stars: stars)
        }
        return "# 题目\(topic.id) | Topic \(topic.id)\nid: \(topic.id)\n\n" + questions.joined(separator: "\n")
    }

    private static func question(_ id: String, stars: Int) -> String {
        """
        ## \(id) \(String(repeating: "★", count: stars))
        请说说 \(id) 是什么？
        What is \(id)?

        ### 要点
        1. \(id) 的第一点
        2. \(id) 的第二点
        3. \(id) 的第三点
        ### Key points
        1. The first point of \(id)
        2. The second point of \(id)
        3. The third point of \(id)
        ### 参考答案
        \(id) 的参考答案。
        ### Reference answer
        The reference answer of \(id).
        ### 追问
        - \(id) 之后呢？
        ### Follow-ups
        - And after \(id)?

        """
    }
}
