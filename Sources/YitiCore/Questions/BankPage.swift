/// One parsed file of a bank: its topic, where everything stands in it, and what is wrong with its grammar.
package struct BankPage: Hashable, Sendable {
    /// The file's name as it was given.
    package var file: String
    /// The line of the topic's title.
    package var titleLine: Int
    /// The topic; its id is empty when the file does not say it properly.
    package var topic: Topic
    /// Where the questions stand; as many as the topic has, in the same order.
    package var places: [QuestionPlaces]
    /// Errors of the grammar, in the order of the lines.
    package var findings: [Finding]

    /// The questions with their places.
    package var placed: [PlacedQuestion] {
        zip(topic.questions, places).map { PlacedQuestion(question: $0, places: $1) }
    }
}

/// A question and where it stands in its file.
package struct PlacedQuestion: Hashable, Sendable {
    package var question: Question
    package var places: QuestionPlaces
}

/// The lines of a question in its file, counted from 1.
package struct QuestionPlaces: Hashable, Sendable {
    /// The line of `## ID STARS`.
    package var heading: Int
    /// The line of the Chinese wording.
    package var chineseWording: Int?
    /// The line of the English wording.
    package var englishWording: Int?
    /// The line of `related:`.
    package var related: Int?
    /// The line of `changed:`.
    package var changed: Int?
    /// The lines of the sections' headings.
    package var sections: [BankSection: Int] = [:]
    /// The line of each item of a list; of an answer or code the line of its first text.
    package var contents: [BankSection: [Int]] = [:]

    /// Where a section's heading stands; the question's own line when there is none.
    package func line(of section: BankSection) -> Int { sections[section] ?? heading }
}
