import YitiCore

/// How questions and answers begin in people's files.
enum QuestionWords {
    private static let chinese = [
        "说说", "说一说", "说一下", "谈谈", "谈一谈", "谈一下", "讲讲", "讲一讲", "讲一下", "聊聊", "解释", "描述", "简述", "阐述", "论述", "概述", "介绍一下",
        "请",
        "简单介绍", "列举", "什么是", "为什么", "如何", "怎么", "怎样",
    ]
    private static let english: Set<String> = [
        "explain", "describe", "discuss", "compare", "define", "what", "why", "how",
    ]
    private static let questionLabels: Set<String> = ["q", "question", "问", "问题", "题", "题目"]
    private static let answerLabels: Set<String> = [
        "a", "ans", "answer", "solution", "答", "答案", "参考答案", "回答", "解答", "解析",
    ]

    /// Whether a line asks although it has no question mark: `谈谈闭包`, `Explain closures`.
    static func begins(_ text: String) -> Bool {
        let bare = ItemMark(text)?.text ?? text
        if chinese.contains(where: bare.hasPrefix) { return true }
        let word = bare.prefix { $0.isLetter }
        return english.contains(word.lowercased()) && bare.count > word.count
    }

    /// Whether a line is labelled as a question: `Q: …`, `问：…`.
    static func isLabelledQuestion(_ line: String) -> Bool {
        label(line).map { questionLabels.contains($0.word) } ?? false
    }

    /// Where an answer begins on a line: nil for none, true when it goes on below (`答：`, `**Answer**`, `答：分三步：`).
    static func answer(_ line: String) -> Bool? {
        if let label = label(line) {
            guard answerLabels.contains(label.word) else { return nil }
            return label.rest.isEmpty || label.rest.last.map { ":：".contains($0) } ?? false
        }
        let word = bare(line)
        return word.count > 1 && answerLabels.contains(word.lowercased()) ? true : nil
    }

    /// What follows the label of an answer at the beginning; nil without one.
    static func labelledAnswer(_ text: String) -> String? {
        label(text).flatMap { answerLabels.contains($0.word) ? $0.rest : nil }
    }

    private static func label(_ line: String) -> (word: String, rest: String)? {
        let bare = bare(line)
        guard let colon = bare.prefix(12).firstIndex(where: { ":：".contains($0) }) else { return nil }
        let rest = bare[bare.index(after: colon)...].filter { $0 != "*" }
        return (String(bare[..<colon]).filter { $0 != "*" }.trimmingSpaces().lowercased(), rest.trimmingSpaces())
    }

    private static func bare(_ line: String) -> String {
        let trimmed = line.drop { "*>_#- ".contains($0) }
        return String(trimmed.prefix(200)).trimmingSpaces().trimmingEnd("*_")
    }
}

extension String {
    /// Whether there is a letter or a number in it: without one nothing is asked, and no second import would know it again.
    var hasWords: Bool { contains { $0.isLetter || $0.isNumber } }

    fileprivate func trimmingEnd(_ characters: String) -> String {
        var text = self[...]
        while let last = text.last, characters.contains(last) { text = text.dropLast() }
        return String(text)
    }
}
