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
        question.code = self["code"].flatMap { $0.trimmingSpaces().isEmpty ? nil : $0 }
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
        let suffix = "_" + language.rawValue
        return AnswerSheet(
            keyPoints: localized("key_points", "key_points" + suffix, language).items,
            referenceAnswer: localized("answer", "answer" + suffix, language),
            followUps: localized("follow_ups", "follow_ups" + suffix, language).items)
    }

    /// The column of a language, or the common one when it is written in that language.
    private func localized(_ common: String, _ column: String, _ language: Language) -> String {
        if let cell = self[column], !cell.isEmpty { return cell }
        guard let cell = self[common], cell.containsChinese == (language == .zh) else { return "" }
        return cell
    }
}

extension String {
    /// The string on one line, its runs of white space as one space.
    var singleLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// The lines as items of a list, without the number or dash before each, blank ones left out.
    var items: [String] {
        split(separator: "\n").map { line in
            var item = String(line).trimmingSpaces()[...]
            let digits = item.prefix { $0.isASCII && $0.isNumber }
            let isNumbered = !digits.isEmpty && item.dropFirst(digits.count).hasPrefix(". ")
            if isNumbered {
                item = item.dropFirst(digits.count + 2)
            } else if item.hasPrefix("- ") {
                item = item.dropFirst(2)
            }
            return String(item).singleLine
        }.filter { !$0.isEmpty }
    }
}
