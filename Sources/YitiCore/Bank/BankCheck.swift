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
    /// Examines parsed files; their own findings are part of the result, and so are those that were found by other means.
    package static func examine(_ pages: [BankPage], also others: [Finding] = []) -> BankExamination {
        let rules = CrossRules(pages)
        let findings = pages.flatMap { page -> [Finding] in
            var findings = page.findings + rules.findings(page) + TopicRules.findings(page)
            findings += page.placed.flatMap { QuestionRules.findings($0, file: page.file) }
            findings += page.placed.flatMap { StyleRules.findings($0, file: page.file) }
            findings += others.filter { $0.file == page.file }
            return findings.sorted { $0.line < $1.line }
        }
        return BankExamination(pages: pages, findings: findings)
    }
}

/// Ids: unique over all files, belonging to their topic, `related` known.
private struct CrossRules {
    private let known: Set<String>
    private let firstPlace: [String: String]
    private let firstTopic: [String: String]

    init(_ pages: [BankPage]) {
        known = Set(pages.flatMap { $0.topic.questions.map(\.id) })
        let places = pages.flatMap { page in page.placed.map { ($0.question.id, "\(page.file):\($0.places.heading)") } }
        firstPlace = Dictionary(places, uniquingKeysWith: { first, _ in first })
        firstTopic = Dictionary(pages.map { ($0.topic.id, $0.file) }, uniquingKeysWith: { first, _ in first })
    }

    func findings(_ page: BankPage) -> [Finding] {
        var findings = page.placed.flatMap { ids($0, page) + related($0, page.file) }
        if let first = firstTopic[page.topic.id], first != page.file, !page.topic.id.isEmpty {
            findings.append(
                error(page.file, page.titleLine, "the topic `\(page.topic.id)` has a file already: \(first)"))
        }
        return findings
    }

    private func ids(_ placed: PlacedQuestion, _ page: BankPage) -> [Finding] {
        let id = placed.question.id
        let line = placed.places.heading
        var findings: [Finding] = []
        if let first = firstPlace[id], first != "\(page.file):\(line)" {
            findings.append(error(page.file, line, "the id \(id) is taken: \(first)"))
        }
        if !page.topic.id.isEmpty, BankIds.parts(of: id)?.topic != page.topic.id {
            findings.append(error(page.file, line, "the id \(id) should begin with the topic's: `\(page.topic.id)-`"))
        }
        return findings
    }

    private func related(_ placed: PlacedQuestion, _ file: String) -> [Finding] {
        let line = placed.places.related ?? placed.places.heading
        var seen: Set<String> = []
        return placed.question.related.compactMap { id in
            if id == placed.question.id { return error(file, line, "\(id) is related to itself: remove it") }
            if !known.contains(id) { return error(file, line, "related: no question has the id \(id)") }
            return seen.insert(id).inserted ? nil : error(file, line, "related: \(id) stands there twice")
        }
    }

    private func error(_ file: String, _ line: Int, _ message: String) -> Finding {
        Finding(file: file, line: line, severity: .error, message: message)
    }
}

/// A topic's name in both languages and the numbers of its questions.
private enum TopicRules {
    static func findings(_ page: BankPage) -> [Finding] {
        let name = page.topic.name
        guard !(name.zh.isEmpty && name.en.isEmpty) else { return [] }
        return names(name).map { severity, message in
            Finding(file: page.file, line: page.titleLine, severity: severity, message: message)
        } + numbers(page)
    }

    private static func names(_ name: Text) -> [(Finding.Severity, String)] {
        var problems: [(Finding.Severity, String)] = []
        if name.zh.isEmpty {
            problems.append((.incomplete, "the topic has no Chinese name: `# Chinese name | English name`"))
        }
        if name.en.isEmpty {
            problems.append((.incomplete, "the topic has no English name: `# Chinese name | English name`"))
        }
        if name.en.containsChinese {
            problems.append((.incomplete, "the topic's English name, after `|`, is in Chinese"))
        }
        if max(name.zh.count, name.en.count) > BankLimits.nameLength {
            problems.append((.error, "a topic's name may have \(BankLimits.nameLength) characters"))
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
