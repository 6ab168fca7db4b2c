/// A question is shown.
package struct QuestionFacts: Hashable, Sendable {
    /// The question as the bank has it.
    package var question: Question
    /// The topic's name.
    package var topicName: Text
    /// Why it was chosen; nil where nobody chose it.
    package var pick: PickRecord?
    /// Whether it has never been rated by this person.
    package var isNew: Bool
    /// Words shown with it: how a rescue is announced, that every question has been seen, that `/later` brought it back.
    package var remarks: [Remark]
    /// The button row's question-bound callbacks are made from this.
    package init(
        question: Question, topicName: Text, pick: PickRecord?, isNew: Bool, remarks: [Remark] = []
    ) {
        self.question = question
        self.topicName = topicName
        self.pick = pick
        self.isNew = isNew
        self.remarks = remarks
    }
}

/// An answer was stored: its key points and the request to rate it.
package struct PromptFacts: Hashable, Sendable {
    /// The answer's number.
    package var answer: Int64
    /// The question answered; nil when the bank no longer has it.
    package var question: Question?
    /// The id of the question answered.
    package var questionID: String
    /// Whether this text was appended to an answer that was waiting for its rating.
    package var appended: Bool
    /// Whether an earlier answer to the same question can be looked up with `/history ID`.
    package var hasEarlierAnswer: Bool
    /// Whether others read along: then the key points wait for the rating.
    package var isRoom: Bool
    /// Words before it.
    package var remarks: [Remark]

    /// A prompt from its parts.
    package init(
        answer: Int64, question: Question?, questionID: String, appended: Bool, hasEarlierAnswer: Bool,
        isRoom: Bool = false, remarks: [Remark] = []
    ) {
        self.answer = answer
        self.question = question
        self.questionID = questionID
        self.appended = appended
        self.hasEarlierAnswer = hasEarlierAnswer
        self.isRoom = isRoom
        self.remarks = remarks
    }
}

/// An answer was rated: when the question comes back, and the streak.
package struct RatedFacts: Hashable, Sendable {
    /// The answer's number.
    package var answer: Int64
    /// The question's id.
    package var question: String
    /// The rating given.
    package var rating: Rating
    /// The date the question is due again.
    package var due: Day
    /// Today, to word how far off that is.
    package var today: Day
    /// The memory after the rating.
    package var memory: MemoryState
    /// The streak after it.
    package var streak: StreakNumbers
    /// Words with it: a freeze earned or spent, a day repaired, a longest streak.
    package var remarks: [Remark]
    /// The learning day the answer was given on, when something has opened since: then it is said what was rated.
    package var given: Day?
    /// The ids of what is still open.
    package var open: [String]

    /// A rating's outcome from its parts.
    package init(
        answer: Int64, question: String, rating: Rating, due: Day, today: Day, memory: MemoryState,
        streak: StreakNumbers, remarks: [Remark] = [], given: Day? = nil, open: [String] = []
    ) {
        self.answer = answer
        self.question = question
        self.rating = rating
        self.due = due
        self.today = today
        self.memory = memory
        self.streak = streak
        self.remarks = remarks
        self.given = given
        self.open = open
    }
}
