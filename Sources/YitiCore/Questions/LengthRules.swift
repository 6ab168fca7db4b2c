/// How long the texts of one question may be (``BankLimits``).
package struct LengthRules {
    private let file: String
    private let question: Question
    private let places: QuestionPlaces
    private var findings: [Finding] = []

    /// Everything in one question that is too long; all of it errors.
    package static func findings(_ placed: PlacedQuestion, file: String) -> [Finding] {
        var rules = LengthRules(file: file, question: placed.question, places: placed.places)
        rules.wording()
        for section in BankSection.allCases { rules.check(section) }
        return rules.findings
    }

    private init(file: String, question: Question, places: QuestionPlaces) {
        self.file = file
        self.question = question
        self.places = places
    }

    private mutating func wording() {
        limit(question.wording.zh.count, BankLimits.wordingLength, "the Chinese wording", places.chineseWording)
        limit(question.wording.en.count, BankLimits.wordingLength, "the English wording", places.englishWording)
        let note = question.change?.note ?? Text(zh: "", en: "")
        limit(max(note.zh.count, note.en.count), BankLimits.wordingLength, "a note in `changed:`", places.changed)
        if question.related.count > BankLimits.relatedCount {
            add(places.related, "at most \(BankLimits.relatedCount) related questions")
        }
    }

    private mutating func check(_ section: BankSection) {
        let sheet = question.sheet(in: section.language ?? .en)
        let line = places.line(of: section)
        switch section.kind {
        case .keyPoints:
            let length = sheet.keyPoints.reduce(0) { $0 + $1.count }
            limit(length, BankLimits.keyPointsLength, "`\(section.rawValue)` together", line)
        case .followUps:
            for (followUp, line) in zip(sheet.followUps, places.contents[section] ?? []) {
                limit(followUp.count, BankLimits.followUpLength, "a follow-up", line)
            }
        case .answer: limit(sheet.referenceAnswer.count, BankLimits.answerLength, "`\(section.rawValue)`", line)
        case .code: limit(question.code?.count ?? 0, BankLimits.codeLength, "`Code`", line)
        }
    }

    private mutating func limit(_ length: Int, _ most: Int, _ what: String, _ line: Int?) {
        if length > most { add(line, "\(what) has \(length) characters: at most \(most)") }
    }

    private mutating func add(_ line: Int?, _ message: String) {
        findings.append(
            Finding(
                file: file, line: line ?? places.heading, severity: .error, message: "\(question.id): \(message)"))
    }
}
