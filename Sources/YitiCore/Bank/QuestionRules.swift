/// What a complete question has, and how long it may be (`Data/README.md`).
struct QuestionRules {
    private let file: String
    private let question: Question
    private let places: QuestionPlaces
    private var findings: [Finding] = []

    /// Everything that is missing from or too long in one question.
    static func findings(_ placed: PlacedQuestion, file: String) -> [Finding] {
        var rules = QuestionRules(file: file, question: placed.question, places: placed.places)
        rules.wording()
        if rules.lacksAnswers {
            rules.note(rules.places.heading, .incomplete, "no answers yet")
        } else {
            for section in BankSection.allCases { rules.check(section) }
        }
        return rules.findings
    }

    private init(file: String, question: Question, places: QuestionPlaces) {
        self.file = file
        self.question = question
        self.places = places
    }

    private var lacksAnswers: Bool {
        question.chinese == AnswerSheet() && question.english == AnswerSheet() && question.code == nil
    }

    private mutating func note(_ line: Int, _ severity: Finding.Severity, _ message: String) {
        findings.append(Finding(file: file, line: line, severity: severity, message: "\(question.id): \(message)"))
    }

    private mutating func wording() {
        if question.wording.zh.isEmpty { note(places.heading, .incomplete, "no wording in Chinese") }
        if question.wording.en.isEmpty { note(places.heading, .incomplete, "no wording in English") }
        limit(question.wording.zh.count, BankLimits.wordingLength, "the Chinese wording", places.chineseWording)
        limit(question.wording.en.count, BankLimits.wordingLength, "the English wording", places.englishWording)
        if question.related.count > BankLimits.relatedCount {
            note(places.related ?? places.heading, .error, "at most \(BankLimits.relatedCount) related questions")
        }
    }

    private mutating func limit(_ length: Int, _ most: Int, _ what: String, _ line: Int?) {
        if length > most { note(line ?? places.heading, .error, "\(what) has \(length) characters: at most \(most)") }
    }

    private mutating func check(_ section: BankSection) {
        let sheet = question.sheet(in: section.language ?? .en)
        let line = places.line(of: section)
        switch section.kind {
        case .keyPoints:
            count(sheet.keyPoints.count, BankLimits.keyPoints, section)
            let length = sheet.keyPoints.reduce(0) { $0 + $1.count }
            limit(length, BankLimits.keyPointsLength, "`\(section.rawValue)` together", line)
        case .followUps:
            count(sheet.followUps.count, BankLimits.followUps, section)
            for (followUp, line) in zip(sheet.followUps, places.contents[section] ?? []) {
                limit(followUp.count, BankLimits.followUpLength, "a follow-up", line)
            }
        case .answer:
            if sheet.referenceAnswer.isEmpty {
                note(line, .incomplete, "`### \(section.rawValue)` is missing or empty")
            }
            limit(sheet.referenceAnswer.count, BankLimits.answerLength, "`\(section.rawValue)`", line)
        case .code: code(line)
        }
    }

    private mutating func count(_ count: Int, _ range: ClosedRange<Int>, _ section: BankSection) {
        let line = places.line(of: section)
        guard count > 0 else { return note(line, .incomplete, "`### \(section.rawValue)` is missing or empty") }
        if !range.contains(count) {
            let expected = "expected \(range.lowerBound) to \(range.upperBound)"
            note(line, .incomplete, "`\(section.rawValue)` has \(Self.items(count)): \(expected)")
        }
        let twins = counted(section.twin)
        if section.language == .en, twins > 0, twins != count {
            note(
                line, .incomplete,
                "`\(section.rawValue)` has \(Self.items(count)) and `\(section.twin.rawValue)` \(twins)")
        }
    }

    private static func items(_ count: Int) -> String { count == 1 ? "1 item" : "\(count) items" }

    private func counted(_ section: BankSection) -> Int {
        let sheet = question.sheet(in: section.language ?? .en)
        return section.kind == .keyPoints ? sheet.keyPoints.count : sheet.followUps.count
    }

    private mutating func code(_ line: Int) {
        guard let code = question.code else { return }
        limit(code.count, BankLimits.codeLength, "`Code`", line)
        if !code.contains("assert") { note(line, .incomplete, "the program in `Code` asserts nothing") }
    }
}
