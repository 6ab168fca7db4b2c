/// What a mock interview says next.
package struct MockFacts: Hashable, Sendable {
    /// What it is about.
    package enum Stage: Hashable, Sendable {
        /// A question is asked.
        case question(Question, topicName: Text)
        /// The interviewer goes on about the question that was just answered.
        case followUp(Question)
        /// The answer to a question is to be rated; nil when the question has left the bank.
        case rate(Question?, id: String, answer: Int64)
        /// It is over.
        case report
    }

    /// One line of the report.
    package struct Entry: Hashable, Sendable {
        package var item: MockInterview.Item
        /// The key points that were ticked, and how many there are; nil when nothing was ticked.
        package var points: (ticked: Int, of: Int)?

        package init(item: MockInterview.Item, points: (ticked: Int, of: Int)? = nil) {
            self.item = item
            self.points = points
        }

        package static func == (a: Entry, b: Entry) -> Bool {
            a.item == b.item && a.points?.ticked == b.points?.ticked && a.points?.of == b.points?.of
        }

        package func hash(into hasher: inout Hasher) { hasher.combine(item) }
    }

    package var stage: Stage
    /// The question's number, from 1, and how many there are time for; while rating, of the answers.
    package var number: Int
    package var count: Int
    /// The seconds planned for one question.
    package var secondsPerQuestion: Int64
    /// The seconds that the step before took; nil at the beginning.
    package var spent: Int64?
    /// What was asked so far, the one that is asked included.
    package var entries: [Entry]

    package init(
        _ stage: Stage, number: Int, count: Int, secondsPerQuestion: Int64, spent: Int64? = nil, entries: [Entry] = []
    ) {
        self.stage = stage
        self.number = number
        self.count = count
        self.secondsPerQuestion = secondsPerQuestion
        self.spent = spent
        self.entries = entries
    }
}
