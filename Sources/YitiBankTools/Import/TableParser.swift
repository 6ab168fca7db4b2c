import YitiCore

/// Reads a table with a header: the columns of ``BankTable``, or the few that somebody's own table has.
struct TableParser {
    /// Other names for the columns; `question`, `answer` and their like are of the language they are written in.
    private static let synonyms: [String: String] = [
        "question_zh": "zh", "question_en": "en", "chinese": "zh", "english": "en", "中文": "zh", "英文": "en",
        "front": "question", "正面": "question", "背面": "answer",
        "题目": "question", "问题": "question", "面试题": "question", "题干": "question", "回答": "answer", "解析": "answer",
        "back": "answer", "答案": "answer", "参考答案": "answer_zh",
        "reference_answer": "answer", "keypoints": "key_points", "要点": "key_points_zh", "追问": "follow_ups_zh",
        "followups": "follow_ups", "主题": "topic", "分类": "topic", "category": "topic", "deck": "topic", "星级": "stars",
        "星": "stars", "星数": "stars", "star": "stars", "rating": "stars", "重要性": "stars", "importance": "stars",
        "编号": "id",
        "相关": "related", "代码": "code", "难度": "stars", "难度系数": "stars", "difficulty": "stars", "level": "stars",
        "频率": "stars",
        "frequency": "stars", "推荐": "stars", "推荐指数": "stars",
    ]
    private static let known = Set(
        BankTable.allCases.map(\.rawValue) + ["question", "answer", "key_points", "follow_ups"])

    /// Whether a line names columns, one of them the question's.
    static func isHeader(_ line: String) -> Bool {
        let names = line.split(separator: "\t").map { name(ofColumn: String($0)) }
        return names.contains { ["zh", "en", "question"].contains($0) }
            && names.contains { ["topic", "stars"].contains($0) }
            && names.allSatisfy(known.contains)
    }

    /// The column that a cell of a header names, or its text.
    static func name(ofColumn cell: String) -> String {
        let name = cell.trimmingSpaces().simplified.lowercased().replacing(" ", with: "_").replacing("-", with: "_")
            .filter { !"()（）".contains($0) }
        return synonyms[name] ?? name
    }

    private let columns: [String: Int]
    /// The columns that have a name.
    private let named: Set<Int>
    /// How many cells the header has.
    private let width: Int
    private var source = ImportSource(unit: "rows")

    /// The topic of rows that name none.
    private let fallback: TopicHint?
    /// The topic of the row above: merged cells are exported with their first row.
    private var above: TopicHint?
    /// The header's cells, which a row repeats where tables were joined.
    private let header: [String]

    static func parse(_ text: String, topic: TopicHint? = nil) throws -> ImportSource {
        let (separator, skipped) = separator(of: text)
        let table = CSVParser.parse(text, separator: separator)
        if let line = table.openQuote { throw ImportFailure("line \(line): a quote that is never closed") }
        guard let header = table.records.dropFirst(skipped).first else {
            throw ImportFailure("an empty table: expected a header and a row a question")
        }
        var parser = try TableParser(header: header, topic)
        for record in table.records.dropFirst(skipped + 1) { parser.take(record) }
        return parser.source
    }

    /// Commas, or what the header has instead of them, or what Excel's `sep=;` above it says; and how many records that line takes.
    private static func separator(of text: String) -> (Character, skipped: Int) {
        let first = text.prefix { !$0.isNewline }
        if first.lowercased().hasPrefix("sep="), let separator = first.dropFirst(4).first, separator.isASCII {
            return (separator, first.dropFirst(5).isEmpty ? 1 : 0)
        }
        if first.contains("\t") { return ("\t", 0) }
        return (first.contains(";") && !first.contains(",") ? ";" : ",", 0)
    }

    private init(header: CSVParser.Record, _ fallback: TopicHint?) throws {
        self.fallback = fallback
        self.header = header.cells
        var names = header.cells.map(Self.name)
        if Set(names).isDisjoint(with: ["zh", "en", "question"]), let place = names.firstIndex(of: "name") {
            names[place] = "question"
        }
        width = names.count
        columns = Dictionary(
            names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        named = Set(names.indices.filter { !names[$0].isEmpty })
        guard columns.keys.contains(where: { ["zh", "en", "question"].contains($0) }) else {
            throw ImportFailure("no column for the question: expected a header with `zh`, `en` or `question` (题目, 问题)")
        }
        let unknown = zip(header.cells, names).filter { !$0.1.isEmpty && !Self.known.contains($0.1) }.map(\.0)
        say(unknown, "columns not understood and left out", header.line)
        let second = names.indices.filter { Self.known.contains(names[$0]) && columns[names[$0]] != $0 }
        say(second.map { header.cells[$0] }, "columns that are there twice, the second left out", header.line)
    }

    private mutating func say(_ columns: [String], _ what: String, _ line: Int) {
        guard !columns.isEmpty else { return }
        source.remark(line, "\(what): \(columns.map { "`\($0)`" }.joined(separator: ", "))")
    }

    private mutating func take(_ record: CSVParser.Record) {
        if record.cells == header { return source.remark(record.line, "left out: the header once more") }
        let row = TableRow(columns: columns, cells: record.cells)
        if row.isTotal { return source.remark(record.line, "left out: a row of totals") }
        source.candidates += 1
        let more = record.cells.indices.filter { !named.contains($0) && !record.cells[$0].isEmpty }
        if more.contains(where: { $0 >= width }) {
            return source.lose(
                record.line, "left out: more cells than the header has; one with a separator in it needs quotes")
        }
        if !more.isEmpty {
            let cells = more.map { record.cells[$0] }.joined(separator: " | ").singleLine.truncated(toColumns: 60)
            source.remark(record.line, "cells without a name in the header left out: \(cells)")
        }
        guard [row.wording.zh, row.wording.en].contains(where: \.hasWords) else {
            return source.lose(record.line, "left out: no question in it")
        }
        if let topic = row.topic { above = topic }
        guard let topic = row.topic ?? fallback ?? above else {
            return source.lose(
                record.line,
                "left out: no topic in it, expected a column `topic` (主题, 分类); --topic-ids ID puts it under one")
        }
        if row.topic == nil, fallback == nil {
            source.remark(record.line, "no topic in it: taken as that of the row above")
        }
        for column in row.unread {
            source.remark(record.line, "`\(column)` left out: its language has a column of its own")
        }
        if row.question.change == nil, let changed = row["changed"], !changed.isEmpty {
            source.remark(record.line, "`changed` left out, expected `YYYY-MM-DD | 中文说明 | English note`")
        }
        let id = row["id"].map { $0.trimmingSpaces() }.flatMap { $0.isEmpty ? nil : $0 }
        source.add(
            ImportedQuestion(line: record.line, topic: topic, id: id, question: row.question),
            mark: MarkedWording.reading(ofCell: row["stars"] ?? ""), mayHoldMark: true)
    }
}
