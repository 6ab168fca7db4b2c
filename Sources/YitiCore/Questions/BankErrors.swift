/// What forbids loading a bank: its grammar, ids across files, texts that are too long for the wire.
package enum BankErrors {
    /// Every error of these files, file by file, line by line.
    package static func findings(_ pages: [BankPage]) -> [Finding] {
        let ids = IdRules(pages)
        return pages.flatMap { page in
            let findings = page.findings + ids.findings(page) + name(page)
            return (findings + page.placed.flatMap { LengthRules.findings($0, file: page.file) })
                .sorted { $0.line < $1.line }
        }
    }

    private static func name(_ page: BankPage) -> [Finding] {
        let name = page.topic.name
        guard max(name.zh.count, name.en.count) > BankLimits.nameLength else { return [] }
        let message = "a topic's name may have \(BankLimits.nameLength) characters"
        return [Finding(file: page.file, line: page.titleLine, severity: .error, message: message)]
    }
}

/// Ids: unique over all files, belonging to their topic, `related` known.
private struct IdRules {
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
