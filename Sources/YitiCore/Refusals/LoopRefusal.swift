/// Why the loop can't go on.
package enum LoopRefusal: Hashable, Sendable {
    case noQuestion
    case isOldQuestion
    case noRatingPending
    case alreadyRated
    case nothingToUndo
    case noLastQuestion
    case nothingToday
    case unknownQuestion(typed: String, near: [String])
    case unknownAnswer(Int64)
    /// In a room everybody sees everybody's buttons: this answer is not theirs, or is gone.
    case foreignAnswer
    case emptyAnswer
    case unknownReference
    case questionGone(String)
    case noCandidate(NoCandidate)
    case noMock
    case mockRuns
    case noMockQuestions
    /// No question is open for `/later`: the question whose answer waits for a rating, and what is put off already.
    case nothingToPutOff(waiting: String?, laters: [LaterFacts])
    case tooManyLaters
    /// No question is open; the answer to this one waits for its rating.
    case answerWaits(String)
    /// Nothing is under way in private; the answer to this question, given in a room, waits for its rating.
    case answerWaitsInRoom(String, answer: Int64)
    /// The answer to this question, given in a room, waits for its rating, and none that was given in private does.
    case ratingWaitsInRoom(String, answer: Int64)
    /// The last answer has no rating and does not wait for one any more.
    case waitsNoMore(answer: Int64)
    /// A mock interview asks: what is answered in it is rated at its end.
    case mockRatesAtEnd
    /// The question has no key points to tick.
    case noKeyPoints(String)
    /// It has key points 1 to so many.
    case noSuchPoint(of: Int)
}

extension Refusal {
    /// No question is open.
    package static let noQuestion = Refusal(.noQuestion, .loop(.noQuestion))

    /// The question of a button is not the open one any more.
    package static let isOldQuestion = Refusal(.noQuestion, .loop(.isOldQuestion))

    /// Nothing waits for a rating.
    package static let noRatingPending = Refusal(.noRatingPending, .loop(.noRatingPending))

    /// What is answered in a mock interview is rated at its end.
    package static let mockRatesAtEnd = Refusal(.noRatingPending, .loop(.mockRatesAtEnd))

    /// The answer has its rating.
    package static let alreadyRated = Refusal(.alreadyRated, .loop(.alreadyRated))

    /// No question is open to put off.
    static func nothingToPutOff(waiting: String?, laters: [LaterFacts]) -> Refusal {
        Refusal(.noQuestion, .loop(.nothingToPutOff(waiting: waiting, laters: laters)))
    }

    /// No question is open, but an answer waits.
    static func answerWaits(_ question: String) -> Refusal { Refusal(.noQuestion, .loop(.answerWaits(question))) }

    /// Nothing waits for a rating any more; this answer has none.
    static func waitsNoMore(_ answer: Int64) -> Refusal {
        Refusal(.noRatingPending, .loop(.waitsNoMore(answer: answer)))
    }

    /// As many questions are put off as may be.
    package static let tooManyLaters = Refusal(.quotaExceeded, .loop(.tooManyLaters))

    /// There is nothing to tick.
    static func noKeyPoints(_ question: String) -> Refusal { Refusal(.notFound, .loop(.noKeyPoints(question))) }

    /// There is no key point by that number.
    static func noSuchPoint(of count: Int) -> Refusal { Refusal(.badRequest, .loop(.noSuchPoint(of: count))) }

    /// There is nothing to take back.
    package static let nothingToUndo = Refusal(.nothingToUndo, .loop(.nothingToUndo))

    /// No question was ever opened, so `/note`, `/bookmark`, `/why` and `/reveal` have none to mean.
    package static let noLastQuestion = Refusal(.noQuestion, .loop(.noLastQuestion))

    /// No mock interview runs.
    package static let noMock = Refusal(.notFound, .loop(.noMock))

    /// A mock interview runs already, so another can't be begun.
    package static let mockRuns = Refusal(.badRequest, .loop(.mockRuns))

    /// A mock interview has nothing to ask.
    package static let noMockQuestions = Refusal(.notFound, .loop(.noMockQuestions))

    /// Nothing was pushed today.
    package static let nothingToday = Refusal(.notFound, .loop(.nothingToday))

    /// The bank has no such question; names what is close.
    package static func unknownQuestion(_ id: String, bank: Bank) -> Refusal {
        let typed = id.lowercased()
        let near = bank.questions.lazy.map(\.id).filter { editDistance($0, typed) <= 1 }.prefix(3)
        return Refusal(.notFound, .loop(.unknownQuestion(typed: quoted(id), near: Array(near))))
    }

    /// The same in a room, where it may well be somebody else's.
    static let foreignAnswer = Refusal(.notFound, .loop(.foreignAnswer))

    /// The answer isn't this person's, or was taken back.
    package static func unknownAnswer(_ answer: Int64) -> Refusal { Refusal(.notFound, .loop(.unknownAnswer(answer))) }

    /// An answer of white space.
    package static let emptyAnswer = Refusal(.badRequest, .loop(.emptyAnswer))

    /// What a message replies to is no question of ours.
    package static let unknownReference = Refusal(.notFound, .loop(.unknownReference))

    /// The question has left the bank.
    package static func questionGone(_ id: String) -> Refusal { Refusal(.notFound, .loop(.questionGone(id))) }
}

/// A question that `/later` has put off.
package struct LaterFacts: Hashable, Sendable {
    package var question: String
    /// When it comes back.
    package var back: LocalInstant

    package init(question: String, back: LocalInstant) {
        self.question = question
        self.back = back
    }
}
