/// How much a bank may hold, so that every message about a question fits a line of the wire. Lengths count characters.
package enum BankLimits {
    /// A question's wording, one language.
    package static let wordingLength = 400
    /// All key points of a question together, one language.
    package static let keyPointsLength = 1_200
    /// A reference answer, one language, fences included.
    package static let answerLength = 3_500
    /// One follow-up question.
    package static let followUpLength = 400
    /// The program of a "write it by hand" question.
    package static let codeLength = 4_000
    /// A topic's name, one language.
    package static let nameLength = 60
    /// A topic's id.
    package static let topicIdLength = 24
    /// Digits after the hyphen of a question's id.
    package static let numberDigits = 2...4
    /// Ids after `related:`.
    package static let relatedCount = 12
    /// How many key points a complete question has.
    package static let keyPoints = 3...7
    /// How many follow-ups a complete question has.
    package static let followUps = 1...3
    /// How wide a line inside a fence may be: fences are never wrapped, and a terminal has 80 columns.
    package static let fenceColumns = 80
    /// Octets of one file of a bank.
    package static let fileBytes = 4 << 20
}
