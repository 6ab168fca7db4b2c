import YitiCore

/// What a complete question has (`Data/README.md`).
struct QuestionRules {
    private let file: String
    private let question: Question
    private let places: QuestionPlaces
    private var findings: [Finding] = []

    /// Everything that is missing from one question.
    static func findings(_ placed: PlacedQuestion, file: String, today: Day?) -> [Finding] {
        var rules = QuestionRules(file: file, question: placed.question, places: placed.places)
        rules.wording()
        rules.change(today)
        if placed.question.lacksAnswers {
            rules.note(rules.places.heading, "no answers yet")
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

    private mutating func note(_ line: Int, _ message: String) {
        findings.append(
            Finding(file: file, line: line, severity: .incomplete, message: "\(question.id): \(message)"))
    }

    private mutating func wording() {
        if question.wording.zh.isEmpty { note(places.heading, "no wording in Chinese") }
        if question.wording.en.isEmpty { note(places.heading, "no wording in English") }
    }

    /// A day later than here it may be already elsewhere.
    private mutating func change(_ today: Day?) {
        guard let change = question.change, let today, change.day > today.advanced(byDays: 1) else { return }
        note(places.changed ?? places.heading, "`changed:` names a day that is yet to come")
    }

    private mutating func check(_ section: BankSection) {
        let sheet = question.sheet(in: section.language ?? .en)
        switch section.kind {
        case .keyPoints: count(sheet.keyPoints.count, BankLimits.keyPoints, section)
        case .followUps: count(sheet.followUps.count, BankLimits.followUps, section)
        case .answer: if sheet.referenceAnswer.isEmpty { isMissing(section) }
        case .code:
            if let code = question.code, !PythonText.asserts(code) {
                note(places.line(of: section), "the program in `Code` asserts nothing")
            }
        }
    }

    private mutating func isMissing(_ section: BankSection) {
        note(places.line(of: section), "`### \(section.rawValue)` is missing or empty")
    }

    private mutating func count(_ count: Int, _ range: ClosedRange<Int>, _ section: BankSection) {
        guard count > 0 else { return isMissing(section) }
        let line = places.line(of: section)
        if !range.contains(count) {
            let expected = "expected \(range.lowerBound) to \(range.upperBound)"
            note(line, "`\(section.rawValue)` has \(Self.items(count)): \(expected)")
        }
        let twins = counted(section.twin)
        if section.language == .en, twins > 0, twins != count {
            note(line, "`\(section.rawValue)` has \(Self.items(count)) and `\(section.twin.rawValue)` \(twins)")
        }
    }

    private static func items(_ count: Int) -> String { count == 1 ? "1 item" : "\(count) items" }

    private func counted(_ section: BankSection) -> Int {
        let sheet = question.sheet(in: section.language ?? .en)
        return section.kind == .keyPoints ? sheet.keyPoints.count : sheet.followUps.count
    }
}
