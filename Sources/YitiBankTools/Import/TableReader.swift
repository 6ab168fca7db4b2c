import YitiCore

/// Reads a table with a header: the columns of ``BankTable``, or the few that somebody's own table has.
struct TableReader {
    /// Other names for the columns; `question`, `answer` and their like are of the language they are written in.
    private static let synonyms: [String: String] = [
        "question_zh": "zh", "question_en": "en", "chinese": "zh", "english": "en", "中文": "zh", "英文": "en",
        "front": "question",
        "题目": "question", "问题": "question", "back": "answer", "答案": "answer", "参考答案": "answer_zh",
        "reference_answer": "answer", "keypoints": "key_points", "要点": "key_points_zh", "追问": "follow_ups_zh",
        "followups": "follow_ups", "主题": "topic", "分类": "topic", "category": "topic", "deck": "topic", "星级": "stars",
        "星": "stars", "编号": "id", "相关": "related", "代码": "code",
    ]
    private static let known = Set(
        BankTable.allCases.map(\.rawValue) + ["question", "answer", "key_points", "follow_ups"])

    private let columns: [String: Int]
    private var source = ImportSource()

    static func read(_ text: String) throws -> ImportSource {
        let table = SeparatedValues.parse(text, separator: separator(of: text))
        if let line = table.openQuote { throw ImportFailure("line \(line): a quote that is never closed") }
        guard let header = table.records.first else {
            throw ImportFailure("an empty table: expected a header and a row a question")
        }
        var reader = try TableReader(header: header.cells)
        for record in table.records.dropFirst() { reader.take(record) }
        return reader.source
    }

    /// Commas, or what the header has instead of them.
    private static func separator(of text: String) -> Character {
        let header = text.prefix { !$0.isNewline }
        if header.contains("\t") { return "\t" }
        return header.contains(";") && !header.contains(",") ? ";" : ","
    }

    private init(header: [String]) throws {
        let names = header.map { cell in
            let name = cell.trimmingSpaces().lowercased().replacing(" ", with: "_").replacing("-", with: "_")
            return Self.synonyms[name] ?? name
        }
        columns = Dictionary(
            names.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        guard columns.keys.contains(where: { ["zh", "en", "question"].contains($0) }) else {
            throw ImportFailure("no column for the question: expected a header with `zh`, `en` or `question`")
        }
        let unknown = zip(header, names).filter { !$0.1.isEmpty && !Self.known.contains($0.1) }.map(\.0)
        if !unknown.isEmpty {
            let list = unknown.map { "`\($0)`" }.joined(separator: ", ")
            source.remarks.append(ImportRemark(line: 1, message: "columns not understood and left out: \(list)"))
        }
    }

    private mutating func take(_ record: SeparatedValues.Record) {
        let row = TableRow(columns: columns, cells: record.cells)
        guard !row.wording.zh.isEmpty || !row.wording.en.isEmpty else {
            return remark(record.line, "left out: no question in it")
        }
        guard let topic = row.topic else { return remark(record.line, "left out: no topic in it") }
        if let stars = row["stars"].map({ $0.trimmingSpaces() }), !stars.isEmpty, row.stars == nil {
            remark(record.line, "stars `\(stars)` not understood, expected 1 to 5")
        }
        let id = row["id"].map { $0.trimmingSpaces() }.flatMap { $0.isEmpty ? nil : $0 }
        source.questions.append(
            ImportedQuestion(line: record.line, topic: topic, id: id, stars: row.stars, question: row.question))
    }

    private mutating func remark(_ line: Int, _ message: String) {
        source.remarks.append(ImportRemark(line: line, message: message))
    }
}
