/// A page of a topic's questions, with what is known of each.
package struct QuestionListFacts: Hashable, Sendable {
    /// One question's line.
    package struct Line: Hashable, Sendable {
        package var id: String
        package var wording: Text
        package var stars: Int
        /// Whether it was ever rated.
        package var seen: Bool
        /// When it is due again; nil while it was never rated.
        package var due: Day?
    }

    /// The topic's id.
    package var topic: String
    package var topicName: Text
    /// The lines in the bank's order.
    package var lines: [Line]
    /// The command for the next page, or for the next topic; nil after the last.
    package var next: String?
}
