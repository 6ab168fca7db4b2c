import YitiCore

/// What `/undo` says.
enum UndoWords {
    /// A rating was taken back; the answer waits for a new one.
    static func ratingUndone(_ question: String, answer: Int64, streak: StreakNumbers) -> InfoFacts {
        InfoFacts(
            Text(
                zh: "撤回了 \(question) 的打分，可以重新打：1 到 4",
                en: "The rating of \(question) is taken back; rate it anew: 1 to 4"),
            ref: question, buttons: [Rating.buttons(answer: answer)], data: data(answer, streak))
    }

    /// An answer was taken back; the question is open again.
    static func answerUndone(_ question: String, answer: Int64, streak: StreakNumbers) -> InfoFacts {
        InfoFacts(
            Text(
                zh: "撤回了 \(question) 的回答，题还开着",
                en: "Your answer to \(question) is taken back; the question is open again"),
            ref: question, data: data(answer, streak))
    }

    private static func data(_ answer: Int64, _ streak: StreakNumbers) -> [Datum.Member] {
        [Datum.Member("undone", .integer(answer)), Datum.Member("streak", .object(Datum.members(of: streak)))]
    }
}
