package import YitiCore

/// What was read from a file that is to be imported, before anything is known of the bank it goes into.
package struct ImportSource: Hashable, Sendable {
    /// The questions in the file's order.
    package var questions: [ImportedQuestion] = []
    /// What could not be read or was guessed.
    package var remarks: [ImportRemark] = []
    /// How many lines, rows or notes could have been questions.
    package var candidates = 0
    /// How many lines, rows or notes could not be read.
    package var lost = 0
    /// What ``candidates`` counts.
    package var unit: String

    init(unit: String) { self.unit = unit }

    /// Adds a question with its stars; a mark that says nothing counts as three.
    /// `mayHoldMark` looks for stars in the wording where there are none beside it.
    mutating func add(_ question: ImportedQuestion, mark: StarMarks.Reading, mayHoldMark: Bool = false) {
        var question = question
        var mark = mark
        if mark == .none, mayHoldMark { mark = question.question.takeMark() }
        switch mark {
        case .none: break
        case .stars(let stars): question.stars = stars
        case .unknown(let text):
            question.stars = StarMarks.unknownStars
            let mark = text.truncated(toColumns: 20)
            remark(
                question.line,
                "the mark `\(mark)` not understood, expected 1 to 5 stars: taken as \(StarMarks.unknownStars)")
        }
        questions.append(question)
    }

    /// Says of a line that nothing of it could be taken.
    mutating func lose(_ line: Int, _ message: String) {
        lost += 1
        remark(line, message)
    }

    mutating func remark(_ line: Int?, _ message: String) {
        remarks.append(ImportRemark(line: line, message: message))
    }
}

/// One question of a file that is to be imported.
package struct ImportedQuestion: Hashable, Sendable {
    /// The line it begins on, counted from 1.
    package var line: Int
    /// The topic as the file names it.
    package var topic: TopicHint
    /// The id, where the file gives one.
    package var id: String?
    /// The number within the topic, where the file counts.
    package var number: Int?
    /// The stars, where the file gives them.
    package var stars: Int?
    /// Wording and answers; id, topic and stars are set when it is merged.
    package var question: Question
}

/// A topic as some file names it.
package struct TopicHint: Hashable, Sendable {
    /// Its id, where the file gives one that can be an id.
    package var id: String?
    /// Its names; one may be empty.
    package var name: Text

    /// A hint from a name of either language.
    init(id: String? = nil, name: String) {
        self.init(id: id, name: Text(monolingual: name))
    }

    init(id: String?, name: Text) {
        self.id = id
        self.name = name
    }

    /// What tells two topics of one file apart.
    var key: String { id ?? (name.zh.isEmpty ? name.en : name.zh).lowercased() }
}

/// Something to say about a line of the imported file.
package struct ImportRemark: Hashable, Sendable, CustomStringConvertible {
    /// The line; nil for the whole file.
    package var line: Int?
    package var message: String

    /// The remark with its line. Remarks quote files, so what a terminal would obey is left out.
    package var description: String { (line.map { "line \($0): \(message)" } ?? message).visible }
}

/// A file that can't be imported at all: one sentence, what was wrong and what to do.
package struct ImportFailure: Error, CustomStringConvertible, Sendable {
    package let description: String

    /// A failure from its sentence.
    package init(_ description: String) { self.description = description.visible }
}

extension Question {
    /// Takes stars out of a wording in one language.
    fileprivate mutating func takeMark() -> StarMarks.Reading {
        guard wording.zh.isEmpty || wording.en.isEmpty else { return .none }
        let text = wording.zh.isEmpty ? wording.en : wording.zh
        guard text.contains(where: StarMarks.isStar) else { return .none }
        let marked = MarkedWording(text)
        if !marked.wording.isEmpty { wording = Text(monolingual: marked.wording) }
        return marked.mark
    }

    /// A question without id, topic and stars.
    static var blank: Question { Question(id: "", topic: "", stars: 0, wording: .empty) }
}
