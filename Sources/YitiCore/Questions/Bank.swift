/// The answers to one question in one language.
///
/// Every part may be empty: a bank that was just imported has questions and no answers.
package struct AnswerSheet: Hashable, Sendable {
    /// What an interviewer ticks off, one checkable statement each; 3 to 7 when complete.
    package var keyPoints: [String]
    /// What a strong candidate says in two or three minutes; may hold line breaks.
    package var referenceAnswer: String
    /// What an interviewer asks next; 1 to 3 when complete.
    package var followUps: [String]

    /// A sheet from its parts; all empty by default.
    package init(keyPoints: [String] = [], referenceAnswer: String = "", followUps: [String] = []) {
        self.keyPoints = keyPoints
        self.referenceAnswer = referenceAnswer
        self.followUps = followUps
    }
}

/// One question of the bank with its answers in two languages.
package struct Question: Hashable, Sendable {
    /// The stable id, `topic-NN` (`loss-04`).
    package var id: String
    /// The id of the topic it belongs to.
    package var topic: String
    /// How often it is asked, 1 to 5.
    package var stars: Int
    /// The question as an interviewer would say it; either language may be empty in an incomplete bank.
    package var wording: Text
    /// Ids of questions close to this one.
    package var related: [String]
    /// What was changed last in substance; nil while nothing was.
    package var change: QuestionChange?
    /// The Chinese answers.
    package var chinese: AnswerSheet
    /// The English answers.
    package var english: AnswerSheet
    /// The Python program that both languages share, without its fence; nil where the question asks for none.
    package var code: String?

    package init(
        id: String, topic: String, stars: Int, wording: Text, related: [String] = [],
        change: QuestionChange? = nil,
        chinese: AnswerSheet = AnswerSheet(), english: AnswerSheet = AnswerSheet(), code: String? = nil
    ) {
        self.id = id
        self.topic = topic
        self.stars = stars
        self.wording = wording
        self.related = related
        self.change = change
        self.chinese = chinese
        self.english = english
        self.code = code
    }

    /// Whether there is nothing to compare an answer with: so it is in a bank that was just imported.
    package var lacksAnswers: Bool { chinese == AnswerSheet() && english == AnswerSheet() && code == nil }
}

/// A topic: one file of the bank.
package struct Topic: Hashable, Sendable {
    /// The id that starts the ids of its questions (`loss`): a lower-case letter, then letters and digits.
    package var id: String
    /// Its name in the two languages.
    package var name: Text
    /// Its questions in the file's order.
    package var questions: [Question]

    package init(id: String, name: Text, questions: [Question]) {
        self.id = id
        self.name = name
        self.questions = questions
    }
}

/// Every topic in file order, with look-up by id. Immutable: a reload makes a new one.
package struct Bank: Sendable {
    /// The topics in the order of their files.
    package let topics: [Topic]
    /// All questions in order, topic by topic.
    package let questions: [Question]
    /// Tells one state of the files from another; empty for a bank that is of no files.
    package let version: String
    private let positions: [String: Int]
    private let topicPositions: [String: Int]

    /// A bank of these topics. Ids are expected to be unique (the parser sees to it); of twins the first is found.
    package init(topics: [Topic], version: String = "") {
        self.topics = topics
        self.version = version
        self.questions = topics.flatMap(\.questions)
        self.positions = Dictionary(
            questions.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        self.topicPositions = Dictionary(
            topics.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    /// The question with that id, or nil when the bank has none (it may have been removed).
    package func question(_ id: String) -> Question? { positions[id].map { questions[$0] } }

    /// The place of a question in ``questions``, or nil when the bank has none with that id.
    package func position(of id: String) -> Int? { positions[id] }

    /// The topic with that id, or nil.
    package func topic(_ id: String) -> Topic? { topicPositions[id].map { topics[$0] } }
}
