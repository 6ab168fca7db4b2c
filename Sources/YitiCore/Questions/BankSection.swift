/// The sections of a question in the order they stand in its file; the raw value is the heading's text.
package enum BankSection: String, CaseIterable, Sendable {
    case chineseKeyPoints = "要点"
    case englishKeyPoints = "Key points"
    case chineseAnswer = "参考答案"
    case englishAnswer = "Reference answer"
    case chineseFollowUps = "追问"
    case englishFollowUps = "Follow-ups"
    case code = "Code"

    /// What a section holds, whatever the language.
    package enum Kind: Sendable {
        case keyPoints
        case answer
        case followUps
        case code
    }

    /// What it holds.
    package var kind: Kind {
        switch self {
        case .chineseKeyPoints, .englishKeyPoints: .keyPoints
        case .chineseAnswer, .englishAnswer: .answer
        case .chineseFollowUps, .englishFollowUps: .followUps
        case .code: .code
        }
    }

    /// The language it is written in; nil for code, which both share.
    package var language: Language? {
        switch self {
        case .chineseKeyPoints, .chineseAnswer, .chineseFollowUps: .zh
        case .englishKeyPoints, .englishAnswer, .englishFollowUps: .en
        case .code: nil
        }
    }

    /// Its place among the sections, from 0.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The same part in the other language; code is its own twin.
    package var twin: BankSection {
        Self.allCases.first { $0.kind == kind && $0.language != language } ?? self
    }
}
