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
    /// Whether others read along: then nothing of the answer is shown, and so it is not offered.
    package var isRoom: Bool
    /// The button row's question-bound callbacks are made from this.
    package init(
        question: Question, topicName: Text, pick: PickRecord?, isNew: Bool, remarks: [Remark] = [],
        isRoom: Bool = false
    ) {
        self.question = question
        self.topicName = topicName
        self.pick = pick
        self.isNew = isNew
        self.remarks = remarks
        self.isRoom = isRoom
    }

    /// Whether it has its answer and is only shown again.
    package var isAnswered: Bool {
        remarks.contains { if case .today(_, true, _) = $0 { true } else { false } }
    }
}

/// The answer that was given to a question before.
package struct EarlierAnswer: Hashable, Sendable {
    /// The learning day it counts for.
    package var day: Day
    package var rating: Rating?
    /// The numbers of the key points it missed; nil when none were ticked.
    package var missed: [Int]?

    package init(day: Day, rating: Rating?, missed: [Int]? = nil) {
        self.day = day
        self.rating = rating
        self.missed = missed
    }
}

/// An answer waits for its rating: its key points, what is ticked, and the request to rate it.
package struct PromptFacts: Hashable, Sendable {
    /// Why it is shown.
    package enum Occasion: Hashable, Sendable {
        /// It was stored.
        case stored
        /// A text was appended to it.
        case appended
        /// Key points were ticked, or a step was taken back.
        case judged
        /// Somebody looks where they stand: what there is to compare belongs to it.
        case shown
    }

    /// The answer's number.
    package var answer: Int64
    /// The question answered; nil when the bank no longer has it.
    package var question: Question?
    /// The id of the question answered.
    package var questionID: String
    package var occasion: Occasion
    /// The answer before it to the same question; nil where it is nobody else's business.
    package var earlier: EarlierAnswer?
    /// The numbers of the key points that it covered; nil while none were ticked.
    package var ticked: [Int]?
    /// Whether something of the reference answer had been seen before it.
    package var wasHelped: Bool
    /// Whether a lone digit rates it, since it began to wait last.
    package var isNext: Bool
    /// Whether others read along: then the key points come elsewhere, or later.
    package var isRoom: Bool
    /// Whether they can be written to alone: the key points of what was answered in a room go there, and else to the room when its day is over.
    package var hasPrivateChat: Bool
    /// Words before it.
    package var remarks: [Remark]

    package init(
        answer: Int64, question: Question?, questionID: String, occasion: Occasion = .stored,
        earlier: EarlierAnswer? = nil, ticked: [Int]? = nil, wasHelped: Bool = false, isNext: Bool = true,
        isRoom: Bool = false, hasPrivateChat: Bool = true, remarks: [Remark] = []
    ) {
        self.answer = answer
        self.question = question
        self.questionID = questionID
        self.occasion = occasion
        self.earlier = earlier
        self.ticked = ticked
        self.wasHelped = wasHelped
        self.isNext = isNext
        self.isRoom = isRoom
        self.hasPrivateChat = hasPrivateChat
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
    /// The numbers of the key points that the answer covered; nil when none were ticked.
    package var ticked: [Int]?
    /// Whether others read along: then nothing is said of the streak, the memory and when it is due.
    package var isRoom: Bool
    /// Whether the question has left the bank: then it does not come back, whenever it would be due.
    package var isGone: Bool
    /// Whether a mock interview goes on with its next answer to rate.
    package var goesOn = false

    package init(
        answer: Int64, question: String, rating: Rating, due: Day, today: Day, memory: MemoryState,
        streak: StreakNumbers, remarks: [Remark] = [], given: Day? = nil, open: [String] = [],
        ticked: [Int]? = nil, isRoom: Bool = false, isGone: Bool = false
    ) {
        self.isRoom = isRoom
        self.isGone = isGone
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
        self.ticked = ticked
    }
}
