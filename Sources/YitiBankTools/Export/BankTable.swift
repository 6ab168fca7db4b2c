import YitiCore

/// The columns of a bank as a table. Lists stand in one cell, an item a line.
enum BankTable: String, CaseIterable {
    case id
    case topic
    case topicChinese = "topic_zh"
    case topicEnglish = "topic_en"
    case stars
    case chinese = "zh"
    case english = "en"
    case related
    case changed
    case chineseKeyPoints = "key_points_zh"
    case englishKeyPoints = "key_points_en"
    case chineseAnswer = "answer_zh"
    case englishAnswer = "answer_en"
    case chineseFollowUps = "follow_ups_zh"
    case englishFollowUps = "follow_ups_en"
    case code

    /// The header and a row for each question; without the columns of a language that was left out.
    static func records(_ topics: [Topic], language: Language) -> [[String]] {
        let columns = allCases.filter { $0.language == nil || language == .both || $0.language == language }
        let rows = topics.flatMap { topic in
            topic.questions.map { question in columns.map { $0.cell(topic, question) } }
        }
        return [columns.map(\.rawValue)] + rows
    }

    /// The language of an answer's column. Wordings and names have none: a missing one falls back to the other language.
    private var language: Language? {
        switch self {
        case .chineseKeyPoints, .chineseAnswer, .chineseFollowUps: .zh
        case .englishKeyPoints, .englishAnswer, .englishFollowUps: .en
        default: nil
        }
    }

    private func cell(_ topic: Topic, _ question: Question) -> String {
        switch self {
        case .id: question.id
        case .topic: topic.id
        case .topicChinese: topic.name.zh
        case .topicEnglish: topic.name.en
        case .stars: String(question.stars)
        case .chinese: question.wording.zh
        case .english: question.wording.en
        case .related: question.related.joined(separator: " ")
        case .changed: question.change?.text ?? ""
        case .chineseKeyPoints: list(.chineseKeyPoints, question)
        case .englishKeyPoints: list(.englishKeyPoints, question)
        case .chineseAnswer: question.chinese.referenceAnswer
        case .englishAnswer: question.english.referenceAnswer
        case .chineseFollowUps: list(.chineseFollowUps, question)
        case .englishFollowUps: list(.englishFollowUps, question)
        case .code: question.code ?? ""
        }
    }

    /// The items with their numbers or dashes, as in a bank's file: an item that begins with such a mark itself stays whole.
    private func list(_ section: BankSection, _ question: Question) -> String {
        BankWriter.section(section, of: question).dropFirst().joined(separator: "\n")
    }
}
