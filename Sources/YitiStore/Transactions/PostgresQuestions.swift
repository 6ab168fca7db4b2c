import YitiPostgres

/// Questions that are asked together, one statement for all of a kind, and the answers until they are looked at.
struct PostgresQuestions {
    private struct Question: Hashable {
        let statement: ObjectIdentifier
        let values: [UInt8]
    }

    private struct Kind {
        let statement: PostgresStatement
        var rows = PostgresRows()
        var questions: [Question] = []
    }

    private struct Answer {
        let result: PostgresResult
        var rows: [Int] = []
    }

    private var isAsking = false
    private var asked: Set<Question> = []
    private var kinds: [Kind] = []
    private var answers: [Question: Answer] = [:]

    /// From here on questions are noted and not answered.
    mutating func begin() {
        self = PostgresQuestions()
        isAsking = true
    }

    /// The answer to a question, when it is here; no rows while questions are noted; nil when it has to be asked by itself.
    mutating func meet(_ statement: PostgresStatement, _ values: PostgresValues) -> PostgresCursor? {
        guard isAsking || !answers.isEmpty else { return nil }
        let question = Question(statement: ObjectIdentifier(statement), values: values.key())
        guard isAsking else {
            return answers[question].map { PostgresCursor(statement, $0.result, .these($0.rows)) }
        }
        note(question, statement, values)
        return PostgresCursor(statement, nil)
    }

    private mutating func note(_ question: Question, _ statement: PostgresStatement, _ values: PostgresValues) {
        // One that has no form for many is asked by itself when its turn comes.
        guard statement.form?.verb == .ask, asked.insert(question).inserted else { return }
        let place = kinds.firstIndex { $0.statement === statement } ?? kinds.endIndex
        if place == kinds.endIndex { kinds.append(Kind(statement: statement)) }
        kinds[place].rows.add(values)
        kinds[place].questions.append(question)
    }

    /// Asks all that was noted, in one flight.
    mutating func ask(on connection: PostgresConnection) throws {
        let kinds = kinds
        self = PostgresQuestions()
        var forms: [(kind: Kind, many: PostgresManyRows)] = []
        for kind in kinds {
            if let many = try connection.forMany(kind.statement) { forms.append((kind, many)) }
        }
        let results = try connection.ask(forms.map { ($0.many.statement, $0.many.values(of: $0.kind.rows)) })
        for (form, result) in zip(forms, results) { take(result, to: form.kind) }
    }

    /// The last column says which question a row answers, from 1.
    private mutating func take(_ result: PostgresResult, to kind: Kind) {
        var rows = Array(repeating: [Int](), count: kind.questions.count)
        let last = result.columns.count - 1
        for row in 0..<result.rows {
            let question = Int(result.integer(row: row, column: last)) - 1
            if rows.indices.contains(question) { rows[question].append(row) }
        }
        for (question, rows) in zip(kind.questions, rows) { answers[question] = Answer(result: result, rows: rows) }
    }
}
