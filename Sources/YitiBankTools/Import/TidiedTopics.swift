import YitiCore

extension ImportSource {
    /// The source with topics whose names a bank's file can hold: one line without characters that can't be seen and without a bar, as
    /// long as a name may be. What was changed is told with the first line of the topic.
    var tidyingTopics: ImportSource {
        var tidy = self
        var told: Set<String> = []
        for place in questions.indices {
            let hint = questions[place].topic
            tidy.questions[place].topic.name = hint.name.tidiedName
            guard told.insert(hint.key).inserted, let change = Self.change(in: hint.name) else { continue }
            tidy.remark(questions[place].line, "the topic's name \(change)")
        }
        return tidy
    }

    private static func change(in name: Text) -> String? {
        let names = [name.zh, name.en]
        if names.contains(where: { $0.oneLineName.count > BankLimits.nameLength }) {
            return "is longer than \(BankLimits.nameLength) characters: the rest left out"
        }
        let isChanged = names.contains { $0.visible != $0 || $0.contains(where: \.isNewline) }
        return isChanged ? "has line breaks or characters that can't be seen: left out" : nil
    }
}

extension Text {
    fileprivate var tidiedName: Text { Text(zh: zh.shortName, en: en.shortName) }
}

extension String {
    fileprivate var oneLineName: String {
        visible.singleLine.replacing("|", with: "/").trimmingSpaces()
    }

    fileprivate var shortName: String { String(oneLineName.prefix(BankLimits.nameLength)).trimmingSpaces() }
}
