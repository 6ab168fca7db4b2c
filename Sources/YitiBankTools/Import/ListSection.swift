import YitiCore

/// A heading of a list of questions and what stands between it and the next.
struct ListSection {
    /// Nil for what stands before the first heading.
    let heading: ListLine?
    private(set) var groups: [ListGroup] = [ListGroup(above: .text)]
    /// The lines that belong to no item of the outermost lists.
    private(set) var stray: [ListLine] = []
    /// The lines of the stray ones that may be questions all the same.
    private(set) var lost: Set<Int> = []
    /// Whether the heading is a question, and what stands below it an answer.
    private(set) var isQuestion = false
    private var last: (indent: Int, isItem: Bool)?
    private var isBroken = true

    /// The sections of a file in its order.
    static func sections(of lines: [ListLine]) -> [ListSection] {
        var sections = [ListSection(heading: nil)]
        for line in lines {
            if case .heading = line.kind {
                sections.append(ListSection(heading: line))
            } else {
                sections[sections.count - 1].take(line)
            }
        }
        for index in sections.indices { sections[index].finish() }
        return sections
    }

    private init(heading: ListLine?) { self.heading = heading }

    /// The heading's level; nil before the first heading.
    var level: Int? {
        if case .heading(let level) = heading?.kind { level } else { nil }
    }

    /// Every item of the outermost lists.
    var items: [ListItem] { groups.flatMap(\.items) }

    /// Whether an item that may be a question asks something or has stars.
    var hasQuestions: Bool { groups.contains { !isAnswer($0) && $0.items.contains(where: \.asks) } }

    /// Whether the items of a group are an answer.
    func isAnswer(_ group: ListGroup) -> Bool {
        if isSurelyQuestion || isAnswerHeading || group.above == .answer { return true }
        return (isQuestion || group.above == .question) && !group.mostlyAsks
    }

    /// Whether the heading says that an answer follows.
    var isAnswerHeading: Bool { heading.map { QuestionWords.answer($0.text) != nil } ?? false }

    /// Whether the heading has a number and asks, or has stars: then it is a question whatever stands below it.
    private var isSurelyQuestion: Bool {
        guard let heading, heading.isQuestion else { return false }
        let plain = PlainMarkdown(heading.text)
        return plain.asks && (isNumbered || MarkedWording(plain).mark != .none)
    }

    /// Whether the heading has a number as items have.
    private var isNumbered: Bool { heading.flatMap { ItemMark($0.text) }.map { !$0.isChinese } ?? false }

    private mutating func take(_ line: ListLine) {
        defer { isBroken = line.kind == .blank }
        if takesMark(line) { return }
        switch line.kind {
        case .blank, .rule, .heading: break
        case .item(let number): takeItem(line, number)
        case .bullet: takeBullet(line)
        case .text: takeText(line)
        case .fenced: stray.append(line)
        }
    }

    /// A line that is nothing but a mark is of the item above, unless such lines stand above the items here.
    private mutating func takesMark(_ line: ListLine) -> Bool {
        guard let mark = line.mark, last?.isItem ?? false, let end = groups.last?.items.indices.last,
            let item = groups.last?.items[end], stray.last.map({ $0.number < item.line }) ?? true,
            !isBroken || !stray.contains(where: { $0.mark != nil })
        else { return false }
        return groups[groups.count - 1].items[end].takeMark(mark)
    }

    private func isNested(_ line: ListLine) -> Bool { last.map { line.indent >= $0.indent + 2 } ?? false }

    private mutating func takeItem(_ line: ListLine, _ number: Int) {
        guard !isNested(line) else { return takeNested(line) }
        last = (line.indent, true)
        groups[groups.count - 1].items.append(ListItem(line, number: number))
    }

    /// What asks below an item that doesn't is a question whose topic the item is.
    private mutating func takeNested(_ line: ListLine) {
        stray.append(line)
        if last?.isItem ?? false, groups.last?.items.last?.looksAsked == false, line.asksInRow {
            lost.insert(line.number)
        }
    }

    private mutating func takeBullet(_ line: ListLine) {
        guard !isNested(line) else { return takeNested(line) }
        // Bullets directly below an item are of its answer.
        let follows = stray.last.map { $0.number == line.number - 1 && lost.contains($0.number) } ?? false
        let isApart = isBroken || follows || line.isBold
        if isApart, line.isLostQuestion { lost.insert(line.number) }
        stray.append(line)
        last = (line.indent, false)
        if isApart, line.isBold || line.asksInRow { begin(.question, line) }
    }

    /// A text may go on with the item above it; else it is stray, and one that isn't indented ends the list.
    private mutating func takeText(_ line: ListLine) {
        let answer = QuestionWords.answer(line.text)
        let isContinuation =
            answer == nil && !line.stands && !isBroken && last?.isItem == true && stray.last?.number != line.number - 1
        if isContinuation, let end = groups.last?.items.indices.last {
            return groups[groups.count - 1].items[end].continuations.append(line)
        }
        stray.append(line)
        if line.isLostQuestion { lost.insert(line.number) }
        // An answer of one line lets the list go on.
        if answer == false { return }
        guard !isNested(line) || answer == true else { return }
        last = nil
        let goesOn = groups.last?.above == .answer && !line.isQuestion
        begin(answer == true || goesOn ? .answer : line.isQuestion ? .question : .text, line)
    }

    private mutating func begin(_ above: ListGroup.Above, _ line: ListLine) {
        if groups.last?.items.isEmpty ?? false { groups.removeLast() }
        groups.append(ListGroup(above: above, line: line.number))
    }

    private mutating func finish() {
        for group in groups.indices {
            for item in groups[group].items.indices {
                let rest = groups[group].items[item].settle()
                stray += rest
                lost.formUnion(rest.filter(\.isNumbered).map(\.number))
            }
        }
        stray.sort { $0.number < $1.number }
        let isLikely = heading?.isQuestion ?? false || (isNumbered && level ?? 0 > 2 && !items.isEmpty)
        isQuestion = isSurelyQuestion || (isLikely && !groups.contains(where: \.mostlyAsks))
        dropInterruptions()
        let asked = groups.filter { $0.above == .question && !$0.items.isEmpty && isAnswer($0) }
        lost.formUnion(asked.compactMap(\.line))
    }

    /// Where the questions alone are numbered 1, 2, 3, lists between them that begin anew are their answers.
    private mutating func dropInterruptions() {
        let interruptions = NestedNumbers.inner(groups)
        guard !interruptions.isEmpty else { return }
        for group in groups.indices {
            groups[group].letNumbersTell()
            for item in groups[group].items.indices
            where interruptions.contains(groups[group].items[item].line) {
                groups[group].items[item].isInterruption = true
            }
        }
    }
}

/// Items with no other line between them at their level.
struct ListGroup {
    /// What the line above is.
    enum Above {
        case text
        case question
        /// It says that an answer follows.
        case answer
    }

    private(set) var above: Above
    /// Where that line is; nil at the beginning of a section.
    let line: Int?
    var items: [ListItem] = []

    init(above: Above, line: Int? = nil) {
        self.above = above
        self.line = line
    }

    /// Whether more than half of its items ask something.
    var mostlyAsks: Bool { items.count(where: \.looksAsked) * 2 > items.count }

    /// Where the numbers tell questions and answers apart, the line above does not.
    mutating func letNumbersTell() {
        if above == .answer { above = .text }
    }
}
