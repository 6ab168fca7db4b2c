package import YitiCore

/// A whole bank examined: its files, what is wrong with them, and the bank itself.
package struct BankExamination: Sendable {
    /// The parsed files in order.
    package let pages: [BankPage]
    /// Everything that is wrong, file by file, line by line.
    package let findings: [Finding]

    /// Whether anything forbids loading the bank.
    package var hasErrors: Bool { findings.contains { $0.severity == .error } }

    /// The bank. Serve it only when there are no errors.
    package var bank: Bank { Bank(topics: pages.map(\.topic)) }
}

/// The rules of a bank that go beyond the grammar of one file: ids across files, completeness, lengths, style.
package enum BankCheck {
    /// Examines parsed files; their own findings are part of the result, and so are those that were found by other means. What
    /// `allowed` lists is left out, and what it lists for nothing is a finding. Without `today` any day may stand in `changed:`, and
    /// without `zones`, which commands need, it is not looked whether commands understand the topics' names.
    package static func examine(
        _ pages: [BankPage], also others: [Finding] = [], allowed: AllowedBreaches = .none, today: Day? = nil,
        zones: ZoneBook? = nil
    ) -> BankExamination {
        let names = zones.map { TopicNames(pages, zones: $0) }
        let errors = Dictionary(grouping: BankErrors.findings(pages), by: \.file)
        let breaches = pages.map { page in page.placed.flatMap { ContentRules.breaches($0) } }
        let twins = SameWordings(pages)
        let findings = zip(pages, breaches).flatMap { page, breaches -> [Finding] in
            var findings = (errors[page.file] ?? []) + TopicRules.findings(page)
            findings += names?.findings(page) ?? []
            findings += twins.findings(page)
            findings += page.placed.flatMap { QuestionRules.findings($0, file: page.file, today: today) }
            findings += page.placed.flatMap { StyleRules.findings($0, file: page.file) }
            findings += breaches.filter { !allowed.allows($0) }.map { $0.finding(in: page.file) }
            findings += others.filter { $0.file == page.file }
            return findings.sorted { $0.line < $1.line }
        }
        let files = Set(pages.map(\.file))
        let unread = others.filter { !files.contains($0.file) }
        return BankExamination(pages: pages, findings: unread + findings + allowed.findings(breaches.flatMap(\.self)))
    }
}

/// A topic's name in both languages and the numbers of its questions.
private enum TopicRules {
    static func findings(_ page: BankPage) -> [Finding] {
        let name = page.topic.name
        guard !(name.zh.isEmpty && name.en.isEmpty) else { return [] }
        return names(name).map { message in
            Finding(file: page.file, line: page.titleLine, severity: .incomplete, message: message)
        } + numbers(page)
    }

    private static func names(_ name: Text) -> [String] {
        var problems: [String] = []
        if name.zh.isEmpty {
            problems.append("the topic has no Chinese name: `# Chinese name | English name`")
        }
        if name.en.isEmpty {
            problems.append("the topic has no English name: `# Chinese name | English name`")
        }
        if name.en.containsChinese {
            problems.append("the topic's English name, after `|`, is in Chinese")
        }
        if let stray = (name.zh + name.en).strayCharacter {
            problems.append("\(stray) in the topic's name can't be read: take it out")
        }
        return problems
    }

    private static func numbers(_ page: BankPage) -> [Finding] {
        if page.topic.questions.isEmpty {
            let message = "no questions yet: expected `## \(BankIds.question(page.topic.id, 1)) ★★★★★`"
            return [Finding(file: page.file, line: page.titleLine, severity: .incomplete, message: message)]
        }
        var expected = 1
        return page.placed.compactMap { placed in
            guard let (topic, number) = BankIds.parts(of: placed.question.id), topic == page.topic.id else {
                return nil
            }
            defer { expected = number + 1 }
            guard number != expected else { return nil }
            return Finding(
                file: page.file, line: placed.places.heading, severity: .incomplete,
                message:
                    "numbers go up by one: expected \(BankIds.question(topic, expected)) here, not \(placed.question.id)"
            )
        }
    }
}
