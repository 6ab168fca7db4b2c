import YitiCore

/// Reads lists of questions as people keep them: `## topic`, then `1. question⭐⭐⭐⭐`.
///
/// Questions are the items of the outermost numbered lists, in a file that has a question mark or stars in one of them. A list under a
/// line that is a question itself is its answer. Everything else is named by its line.
struct QuestionListParser {
    private let sections: [ListSection]
    private let topicLevel: Int
    private let takesAll: Bool
    private let asks: Bool
    /// Whether every question has its answer behind a dash in its own line.
    private let hasAnswers: Bool
    /// The topic of what stands under none.
    private let fallback: TopicHint?
    private var source = ImportSource(unit: "numbered lines")
    /// The headings above, with the stars that they give the items below.
    private var path: [(level: Int, topic: TopicHint, mark: StarMarks.Reading)] = []

    /// The questions of a file; `allItems` takes every item of the outermost lists.
    ///
    /// Throws ``ImportFailure`` for a code fence that is never closed: all that follows would be code.
    static func parse(_ text: String, allItems: Bool = false, topic: TopicHint? = nil) throws -> ImportSource {
        if let line = openFence(text) { throw ImportFailure("line \(line): a code fence that is never closed") }
        var parser = QuestionListParser(ListSection.sections(of: ListLine.lines(of: text)), allItems, topic)
        for index in parser.sections.indices { parser.take(index) }
        parser.source.remarks.sort { ($0.line ?? 0) < ($1.line ?? 0) }
        return parser.source
    }

    private static func openFence(_ text: String) -> Int? {
        var start: Int?
        for line in BankLine.lines(of: text) {
            if case .fenceStart = line.kind { start = line.number }
            if line.kind == .fenceEnd { start = nil }
        }
        return start
    }

    private init(_ sections: [ListSection], _ takesAll: Bool, _ fallback: TopicHint?) {
        self.fallback = fallback
        self.sections = sections
        self.takesAll = takesAll
        topicLevel = Self.topicLevel(sections)
        asks = sections.contains { $0.hasQuestions }
        let items = sections.flatMap { section in
            section.groups.filter { !section.isAnswer($0) }.flatMap(\.items).filter {
                !$0.isInterruption && !$0.isPlace
            }
        }
        hasAnswers = items.count >= 2 && items.allSatisfy { $0.toldApart != nil || $0.parts != nil }
    }

    /// Two where a heading of the second level has items below it, else the level that most items are under.
    private static func topicLevel(_ sections: [ListSection]) -> Int {
        var items: [Int: Int] = [:]
        var isBelowSecond = false
        for section in sections {
            guard let level = section.level else { continue }
            if level <= 2 { isBelowSecond = level == 2 }
            guard !section.items.isEmpty, !section.isQuestion, !section.isAnswerHeading else { continue }
            if isBelowSecond { return 2 }
            items[level, default: 0] += section.items.count
        }
        return items.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 2
    }

    private mutating func take(_ index: Int) {
        let section = sections[index]
        if let heading = section.heading, let level = section.level { enter(heading, level, index) }
        for group in section.groups { take(group, isAnswer: section.isAnswer(group)) }
        source.candidates += section.lost.count
        for line in section.stray {
            if line.kind == .fenced {
                source.remark(line.number, "left out: a line of a code fence")
            } else {
                source.lose(line.number, Self.reason(line))
            }
        }
    }

    private mutating func enter(_ heading: ListLine, _ level: Int, _ index: Int) {
        if sections[index].isQuestion {
            source.candidates += 1
            let text = heading.text.truncated(toColumns: 40)
            return source.lose(
                heading.number, "not understood, expected the question as `1. question` under `## topic`: \(text)")
        }
        guard !sections[index].isAnswerHeading else {
            return source.remark(heading.number, "the heading of an answer, left out")
        }
        path.removeAll { $0.level >= level }
        let hasStars = heading.text.contains(where: StarMarks.isStar)
        let mark = hasStars ? MarkedWording(PlainMarkdown(heading.text)).mark : .none
        path.append((level, Self.hint(heading.text), mark))
        let isTitle = index <= 1 && level < topicLevel && sections[index].items.isEmpty
        if !isTitle, !isTopic(level, index) {
            source.remark(
                heading.number, "a heading that is no topic, left out: \(heading.text.truncated(toColumns: 40))")
        }
    }

    /// Whether questions are filed under this heading: its own, or those of headings below it.
    private func isTopic(_ level: Int, _ index: Int) -> Bool {
        if level > topicLevel { return false }
        if !sections[index].items.isEmpty { return true }
        return level == topicLevel
            && sections[(index + 1)...].prefix { ($0.level ?? 0) > level }.contains { !$0.items.isEmpty }
    }

    /// The heading as names, without a number before them.
    private static func hint(_ heading: String) -> TopicHint {
        let plain = PlainMarkdown(heading).text.filter { !StarMarks.isStar($0) }
        let title = plain.trimmingSuffix("#").withoutNumbering
        let names = title.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmingSpaces() }
        return names.count == 2 && names.allSatisfy { !$0.isEmpty }
            ? TopicHint(id: nil, name: Text(zh: names[0], en: names[1])) : TopicHint(name: title)
    }

    private mutating func take(_ group: ListGroup, isAnswer: Bool) {
        for item in group.items {
            if !takesAll, isAnswer || item.isInterruption {
                // Numbers tell that it is an answer; a line above only makes it likely.
                if item.asks, !item.isInterruption { source.candidates += 1 }
                source.lose(item.line, "left out: an item below a question is part of its answer")
                continue
            }
            if !item.isPlace { source.candidates += 1 }
            if item.isOnlyLinks, !item.asks, !takesAll {
                source.lose(item.line, "left out: only a link")
            } else if !asks, !takesAll {
                source.lose(item.line, "left out: no item of the file has a `?` or stars (--all-items takes it)")
            } else {
                add(item)
            }
        }
    }

    private mutating func add(_ item: ListItem) {
        let heading = path.last { $0.level <= topicLevel } ?? path.first
        guard let topic = heading?.topic ?? fallback else {
            return source.lose(
                item.line, "left out: a question before the first `## topic` (--topic-ids ID puts it under one)")
        }
        guard item.wording.hasWords else {
            let what = item.mark == .none ? "no question in it" : "stars without a question"
            return source.lose(item.line, "left out: \(what)")
        }
        var question = Question.blank
        let parts = item.toldApart ?? (hasAnswers ? item.parts : nil)
        question.wording = Text(monolingual: parts?.wording ?? item.wording)
        if let answer = parts?.answer, !answer.isEmpty {
            question.change(answer.containsChinese ? .chineseAnswer : .englishAnswer) { $0.referenceAnswer = answer }
        }
        source.add(
            ImportedQuestion(
                line: item.line, topic: topic, number: item.number > 0 ? item.number : nil, question: question),
            mark: item.mark != .none ? item.mark : path.last { $0.mark != .none }?.mark ?? .none)
        for address in item.addresses {
            source.remark(item.line, "the address of a link or image left out: \(address)")
        }
    }

    private static func reason(_ line: ListLine) -> String {
        switch line.kind {
        case .item: "left out: below an item of the list: \(line.text.truncated(toColumns: 40))"
        default:
            "not understood, expected `## topic` or `1. question⭐⭐⭐`: \(line.original.truncated(toColumns: 40))"
        }
    }
}

extension String {
    /// Without a mark at the end, as some close their headings.
    fileprivate func trimmingSuffix(_ mark: Character) -> String {
        guard let end = lastIndex(where: { $0 != mark && !$0.isWhitespace }) else { return self }
        return String(self[...end])
    }

    /// `一、损失函数` and `2. Loss` without what counts them.
    fileprivate var withoutNumbering: String {
        ItemMark(self).flatMap { $0.text.isEmpty ? nil : $0.text } ?? self
    }
}
