package import YitiCore

/// Writes a topic as the canonical Markdown of a bank's file: what ``BankParser`` reads back as the same topic.
package enum BankWriter {
    /// The whole file, with one line end at its end.
    package static func markdown(_ topic: Topic) -> String {
        (head(topic) + topic.questions.flatMap { [""] + lines($0) }).joined(separator: "\n") + "\n"
    }

    /// One question from its `##` line on, without a blank line around it.
    package static func lines(_ question: Question) -> [String] {
        var lines = ["## \(question.id) \(String(repeating: "★", count: question.stars))"]
        lines += [question.wording.zh, question.wording.en].filter { !$0.isEmpty }
        if !question.related.isEmpty { lines.append("related: " + question.related.joined(separator: ", ")) }
        if let change = question.change { lines.append("changed: " + change.text) }
        let sections = BankSection.allCases.flatMap { section($0, of: question) }
        return sections.isEmpty ? lines : lines + [""] + sections
    }

    /// `# Chinese | English` and the id. The bar is left out where one name is missing and the other tells its language.
    static func head(_ topic: Topic) -> [String] {
        let name = topic.name
        let isChinese = name.zh.containsChinese && name.en.isEmpty
        let isEnglish = name.zh.isEmpty && !name.en.containsChinese
        let title = isChinese || isEnglish ? name.zh + name.en : "\(name.zh) | \(name.en)".droppingTrailingSpaces()
        return ["# " + title, "id: \(topic.id)"]
    }

    /// The heading and the content of a section; nothing when it has no content.
    static func section(_ section: BankSection, of question: Question) -> [String] {
        let content = content(of: section, question)
        return content.isEmpty ? [] : ["### " + section.rawValue] + content
    }

    private static func content(of section: BankSection, _ question: Question) -> [String] {
        let sheet = question.sheet(in: section.language ?? .en)
        switch section.kind {
        case .keyPoints: return sheet.keyPoints.enumerated().map { "\($0.offset + 1). \($0.element)" }
        case .answer: return sheet.referenceAnswer.isEmpty ? [] : [sheet.referenceAnswer]
        case .followUps: return sheet.followUps.map { "- \($0)" }
        case .code:
            guard let code = question.code else { return [] }
            let marks = CodeFence.marks(around: code)
            return [marks + "python", code, marks]
        }
    }
}
