import YitiCore

/// One row of a table by the names of its columns.
struct TableRow {
    let columns: [String: Int]
    let cells: [String]

    /// The cell of a column; nil when the table lacks it or the row is too short.
    subscript(_ column: String) -> String? {
        columns[column].flatMap { cells.indices.contains($0) ? cells[$0] : nil }
    }

    /// The topic: an id, names, or both; nil without any.
    var topic: TopicHint? {
        let cell = (self["topic"] ?? "").trimmingSpaces()
        let id = BankIds.isTopic(cell) ? cell : nil
        var names = Text(zh: (self["topic_zh"] ?? "").trimmingSpaces(), en: (self["topic_en"] ?? "").trimmingSpaces())
        if id == nil, names.zh.isEmpty != names.en.isEmpty, cell.containsChinese == names.zh.isEmpty {
            names = names.zh.isEmpty ? Text(zh: cell, en: names.en) : Text(zh: names.zh, en: cell)
        }
        if !names.zh.isEmpty || !names.en.isEmpty { return TopicHint(id: id, name: names) }
        if let fromId = self["id"].flatMap({ BankIds.parts(of: $0.trimmingSpaces())?.topic }), cell.isEmpty {
            return TopicHint(id: fromId, name: .empty)
        }
        if id == nil, let own = self["id"].flatMap({ BankIds.parts(of: $0.trimmingSpaces())?.topic }),
            own == cell.lowercased()
        {
            return TopicHint(id: own, name: cell)
        }
        return cell.isEmpty ? nil : TopicHint(id: id, name: id == nil ? cell : "")
    }

    /// The wording: `zh` and `en`, or `question` in its own language.
    var wording: Text {
        Text(zh: localized("question", "zh", .zh).singleLine, en: localized("question", "en", .en).singleLine)
    }

    /// Wording and answers.
    var question: Question {
        var question = Question.blank
        question.wording = wording
        question.related = (self["related"] ?? "").split(whereSeparator: { ", ;，；\n".contains($0) }).map(String.init)
        question.change = self["changed"].flatMap { QuestionChange(text: $0) }
        question.chinese = sheet(.zh)
        question.english = sheet(.en)
        question.code = self["code"].flatMap { $0.trimmingSpaces().isEmpty ? nil : $0.withoutFence }
        return question
    }

    /// The columns for either language whose text finds no place, the column of its language being there too.
    var unread: [String] {
        [
            ("question", "zh", "en"), ("answer", "answer_zh", "answer_en"),
            ("key_points", "key_points_zh", "key_points_en"),
            ("follow_ups", "follow_ups_zh", "follow_ups_en"),
        ].filter { common, chinese, english in
            guard let cell = self[common], !cell.isEmpty else { return false }
            let own = self[cell.containsChinese ? chinese : english] ?? ""
            return !own.isEmpty && own != cell
        }.map(\.0)
    }

    private func sheet(_ language: Language) -> AnswerSheet {
        AnswerSheet(
            keyPoints: answer("key_points", language).items, referenceAnswer: answer("answer", language),
            followUps: answer("follow_ups", language).items)
    }

    /// The column of a language, or the common one when it is written in that language.
    private func localized(_ common: String, _ column: String, _ language: Language) -> String {
        if let cell = self[column], !cell.isEmpty { return cell }
        guard let cell = common == "question" ? self[common].map({ PlainMarkdown($0.singleLine).text }) : self[common],
            cell.containsChinese == (language == .zh)
        else { return "" }
        return cell
    }

    private func answer(_ common: String, _ language: Language) -> String {
        let cell = localized(common, "\(common)_\(language.rawValue)", language)
        return isExport ? cell : cell.withoutHTML
    }

    /// Whether the table is a bank's own export: its answers are plain text already, and may be about tags.
    private var isExport: Bool {
        [BankTable.topicChinese, .topicEnglish, .related, .changed].allSatisfy { columns[$0.rawValue] != nil }
    }

    /// Whether it says what the rows above it come to.
    var isTotal: Bool {
        let first = cells.first { !$0.trimmingSpaces().isEmpty } ?? ""
        return [first, wording.zh, wording.en].contains { cell in
            Self.totals.contains(cell.lowercased().filter { !$0.isWhitespace && !":：".contains($0) })
        }
    }

    private static let totals: Set<String> = [
        "total", "totals", "sum", "subtotal", "grandtotal", "合计", "合計", "总计", "總計", "小计", "小計", "共计", "总数", "总和",
    ]
}

extension String {
    /// The text of a cell without tags of HTML: blocks, items and breaks are lines. What stands in a fence stays as it is.
    fileprivate var withoutHTML: String {
        guard contains("<") || contains("&") else { return self }
        let lines = BankLine.lines(of: self)
        let isPlain = lines.allSatisfy { $0.kind == .plain }
        if isPlain, ["</p>", "</div>", "</li>", "</ul>", "</ol>", "</pre>", "</table>"].contains(where: contains) {
            return HTML.plainText(self).text
        }
        return lines.flatMap { line in
            line.kind == .plain ? InlineTags.splitAtBreaks(line.text).map(InlineTags.removed) : [line.text]
        }.joined(separator: "\n")
    }

    /// A program without a fence of its own around it.
    fileprivate var withoutFence: String {
        let lines = BankLine.lines(of: trimmingSpaces())
        guard lines.count > 2, let first = lines.first, case .fenceStart = first.kind, lines.last?.kind == .fenceEnd,
            lines.dropFirst().dropLast().allSatisfy({ $0.kind == .fenced })
        else { return self }
        return lines.dropFirst().dropLast().map(\.text).joined(separator: "\n")
    }

    /// The string on one line, its runs of white space as one space.
    var singleLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// The lines as items of a list, without the number or dash before each, blank ones left out; of one line what semicolons part.
    var items: [String] {
        let lines = split(separator: "\n").map { String($0).trimmingSpaces() }.filter { !$0.isEmpty }
        let parts = lines.count == 1 ? lines[0].partsOfLine : lines
        return parts.map { $0.withoutItemMark.singleLine }.filter { !$0.isEmpty }
    }

    /// `one; two` and `1. one; 2. two`, but not the single item `1. one; two`.
    private var partsOfLine: [String] {
        let parts = split { ";；".contains($0) }.map { String($0).trimmingSpaces() }.filter { !$0.isEmpty }
        let marked = parts.count { $0.withoutItemMark != $0 }
        return parts.count > 1 && (marked == 0 || marked == parts.count) ? parts : [self]
    }

    /// A line of a list without its number or dash.
    var withoutItemMark: String {
        let digits = prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty, dropFirst(digits.count).hasPrefix(". ") { return String(dropFirst(digits.count + 2)) }
        for mark in ["- [x] ", "- [ ] ", "[x] ", "[ ] "] where lowercased().hasPrefix(mark) {
            return String(dropFirst(mark.count))
        }
        if ["- ", "* ", "+ ", "– "].contains(where: hasPrefix) { return String(dropFirst(2)) }
        if let first, "•·●▪◦".contains(first) { return String(dropFirst()).trimmingSpaces() }
        guard let first, first.wholeNumberValue != nil || "(（".contains(first), let mark = ItemMark(self),
            !mark.isChinese,
            !mark.text.isEmpty
        else { return self }
        return mark.text
    }
}
