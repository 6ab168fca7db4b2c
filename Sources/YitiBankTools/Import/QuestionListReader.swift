import YitiCore

/// Reads lists of questions as people keep them: `## topic`, then `1. question⭐⭐⭐⭐`.
struct QuestionListReader {
    private var source = ImportSource()
    private var topic: TopicHint?

    static func read(_ text: String) -> ImportSource {
        var reader = QuestionListReader()
        for line in BankLine.lines(of: text) { reader.take(line) }
        return reader.source
    }

    private mutating func take(_ line: BankLine) {
        let text = line.text.trimmingSpaces()
        if text.isEmpty || line.heading?.level == 1 { return }
        if let title = line.title(ofLevel: 2) {
            topic = TopicHint(name: title)
        } else if let item = Self.item(text) {
            add(item.number, item.text, line.number)
        } else {
            remark(
                line.number, "not understood, expected `## topic` or `1. question⭐⭐⭐`: \(text.truncated(toColumns: 40))"
            )
        }
    }

    private mutating func add(_ number: Int, _ text: String, _ line: Int) {
        guard let topic else { return remark(line, "left out: a question before the first `## topic`") }
        let (wording, stars) = Self.splitStars(text)
        guard !wording.isEmpty else { return remark(line, "left out: stars without a question") }
        var question = Question.blank
        question.wording = wording.containsChinese ? Text(zh: wording, en: "") : Text(zh: "", en: wording)
        source.questions.append(
            ImportedQuestion(line: line, topic: topic, number: number, stars: stars, question: question))
    }

    private mutating func remark(_ line: Int, _ message: String) {
        source.remarks.append(ImportRemark(line: line, message: message))
    }

    /// `12. text`, the number of at most four digits; `1.5` is no item.
    private static func item(_ text: String) -> (number: Int, text: String)? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(digits.count)
        guard (1...4).contains(digits.count), let number = Int(digits), number > 0,
            rest.first == "." || rest.first == "、"
        else {
            return nil
        }
        return (number, String(rest.dropFirst()).trimmingSpaces())
    }

    /// The text before the stars at its end, and how many there are; nil without any.
    private static func splitStars(_ text: String) -> (String, Int?) {
        let isStar = { (character: Character) in character == "★" || character.unicodeScalars.first == "⭐" }
        let stars = text.reversed().prefix { isStar($0) || $0.isWhitespace }
        let count = stars.count(where: isStar)
        return (String(text.dropLast(stars.count)).trimmingSpaces(), count == 0 ? nil : count)
    }
}
