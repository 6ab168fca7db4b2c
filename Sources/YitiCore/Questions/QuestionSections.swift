// The sections of a question.
extension BankParser {
    mutating func sections(_ parts: ArraySlice<BankPart>, _ question: inout Question, _ places: inout QuestionPlaces) {
        var rank = -1
        for part in parts {
            guard let heading = part.heading, let section = section(heading) else { continue }
            if places.sections[section] != nil {
                error(heading.number, "`### \(section.rawValue)` stands here twice in one question")
                continue
            }
            if section.rank < rank {
                error(heading.number, "`### \(section.rawValue)` comes too late: the order is \(Self.order)")
            }
            rank = max(rank, section.rank)
            places.sections[section] = heading.number
            fill(section, part, &question, &places)
        }
    }

    private static let order = BankSection.allCases.map(\.rawValue).joined(separator: ", ")

    private mutating func section(_ heading: BankLine) -> BankSection? {
        let title = heading.heading?.title ?? ""
        if let section = BankSection(rawValue: title) { return section }
        let near = BankSection.allCases.min { editDistance($0.rawValue, title) < editDistance($1.rawValue, title) }
        let isNear = near.map { editDistance($0.rawValue.lowercased(), title.lowercased()) <= 3 } ?? false
        let expected = isNear ? near.map { "`### \($0.rawValue)`" } : nil
        error(heading.number, "no section is called `\(title)`: expected \(expected ?? "one of \(Self.order)")")
        return nil
    }

    private mutating func fill(
        _ section: BankSection, _ part: BankPart, _ question: inout Question, _ places: inout QuestionPlaces
    ) {
        switch section.kind {
        case .keyPoints:
            let items = numberedItems(part.body)
            places.contents[section] = items.map(\.line)
            question.change(section) { $0.keyPoints = items.map(\.text) }
        case .followUps:
            let items = dashedItems(part.body)
            places.contents[section] = items.map(\.line)
            question.change(section) { $0.followUps = items.map(\.text) }
        case .answer:
            places.contents[section] = part.trimmedBody.prefix(1).map(\.number)
            question.change(section) { $0.referenceAnswer = part.trimmedBody.map(\.text).joined(separator: "\n") }
        case .code:
            places.contents[section] = part.trimmedBody.prefix(1).map { $0.number + 1 }
            question.code = code(part)
        }
    }

    private mutating func numberedItems(_ lines: ArraySlice<BankLine>) -> [(line: Int, text: String)] {
        var items: [(line: Int, text: String)] = []
        var number = 1
        for line in lines where !line.isBlank {
            guard let item = NumberedItem(line) else {
                error(line.number, "expected `\(number). ` and a key point, all on one line")
                if line.text.first?.isNumber == true { number += 1 }
                continue
            }
            if item.number != number { error(line.number, "key point \(item.number) should be number \(number)") }
            items.append((line.number, item.text))
            number = item.number &+ 1
        }
        return items
    }

    private mutating func dashedItems(_ lines: ArraySlice<BankLine>) -> [(line: Int, text: String)] {
        var items: [(line: Int, text: String)] = []
        for line in lines where !line.isBlank {
            guard line.kind == .plain, line.text.hasPrefix("- "), line.text.utf8.count > 2 else {
                error(line.number, "expected `- ` and a follow-up question, all on one line")
                continue
            }
            items.append((line.number, String(line.text.dropFirst(2)).trimmingSpaces()))
        }
        return items
    }

    private mutating func code(_ part: BankPart) -> String? {
        let body = part.trimmedBody
        guard let first = body.first, let last = body.last, first.kind == .fenceStart("python"),
            body.firstIndex(where: { $0.kind == .fenceEnd }).map({ $0 == body.endIndex - 1 }) ?? (last.kind == .fenced)
        else {
            error(
                body.first?.number ?? part.heading?.number ?? 1,
                "expected one ```python fence in `### Code` and nothing else")
            return nil
        }
        return body.dropFirst().prefix { $0.kind == .fenced }.map(\.text).joined(separator: "\n")
    }
}

/// `3. text`.
private struct NumberedItem {
    let number: Int
    let text: String

    init?(_ line: BankLine) {
        guard line.kind == .plain, let dot = line.text.firstIndex(of: "."), let number = Int(line.text[..<dot]),
            number >= 0,
            line.text.utf8.first != UInt8(ascii: "+")
        else { return nil }
        let rest = line.text[line.text.index(after: dot)...]
        guard rest.first == " " else { return nil }
        self.number = number
        self.text = String(rest).trimmingSpaces()
    }
}

extension Question {
    /// Changes the answers in the language of `section`.
    package mutating func change(_ section: BankSection, _ body: (inout AnswerSheet) -> Void) {
        if section.language == .zh { body(&chinese) } else { body(&english) }
    }

    /// The answers in one language; `both` is English.
    package func sheet(in language: Language) -> AnswerSheet { language == .zh ? chinese : english }
}
