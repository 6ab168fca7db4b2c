import YitiCore

/// What `/undo` says.
enum UndoWords {
    /// A step was taken back: it concerned an answer to a question.
    static func undone(_ step: UndoneStep, _ question: String, answer: Int64, streak: StreakNumbers?) -> InfoFacts {
        InfoFacts(
            text(step, question), ref: question, buttons: step == .rating ? [Rating.buttons(answer: answer)] : [],
            data: [
                Datum.Member("undone", .integer(answer)), Datum.Member("step", .string(step.rawValue)),
                Datum.Member("streak", streak.map { .object(Datum.members(of: $0)) } ?? .null),
            ])
    }

    private static func text(_ step: UndoneStep, _ question: String) -> Text {
        switch step {
        case .rating:
            Text(
                zh: "撤回了 \(question) 的打分，可以重新打：1 到 4",
                en: "The rating of \(question) is taken back; rate it anew: 1 to 4")
        case .tick:
            Text(zh: "撤回了 \(question) 勾的要点", en: "What was ticked of \(question) is taken back")
        case .piece:
            Text(
                zh: "撤回了接在 \(question) 回答后面的一段", en: "The last piece of your answer to \(question) is taken back")
        case .answer:
            Text(
                zh: "撤回了 \(question) 的回答，题还开着",
                en: "Your answer to \(question) is taken back; the question is open again")
        }
    }
}
