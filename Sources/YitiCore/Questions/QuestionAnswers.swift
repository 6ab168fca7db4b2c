extension Question {
    /// The answers in a language, each part falling back to the other language where it is missing; `both` reads English.
    package func answers(in language: Language) -> AnswerSheet {
        let (first, second) = language == .zh ? (chinese, english) : (english, chinese)
        return AnswerSheet(
            keyPoints: first.keyPoints.isEmpty ? second.keyPoints : first.keyPoints,
            referenceAnswer: first.referenceAnswer.isEmpty ? second.referenceAnswer : first.referenceAnswer,
            followUps: first.followUps.isEmpty ? second.followUps : first.followUps)
    }

    /// Whether the bank has key points for it.
    package var hasKeyPoints: Bool { !chinese.keyPoints.isEmpty || !english.keyPoints.isEmpty }

    /// Whether the bank has anything to reveal.
    package var hasAnswer: Bool {
        hasKeyPoints || !chinese.referenceAnswer.isEmpty || !english.referenceAnswer.isEmpty || code != nil
    }

    /// The stars, drawn.
    package var starsDrawn: String { String(repeating: "★", count: min(max(stars, 0), 5)) }
}
