/// Refusals of the loop, worded.
extension Refusal {
    /// No question is open.
    package static let noQuestion = Refusal(
        .noQuestion, Text(zh: "现在没有开着的题。/next 来一题", en: "no question is open; /next asks one"))

    /// The question of a button is not the open one any more.
    package static let isOldQuestion = Refusal(
        .noQuestion, Text(zh: "这题已经不开着了。/next 来一题", en: "that question is no longer open; /next asks one"))

    /// Nothing waits for a rating.
    package static let noRatingPending = Refusal(
        .noRatingPending, Text(zh: "没有等着打分的回答。/next 来一题", en: "no answer waits for a rating; /next asks a question"))

    /// The answer has its rating.
    package static let alreadyRated = Refusal(
        .alreadyRated, Text(zh: "这次回答已经打过分。/undo 撤回再打", en: "that answer is rated already; /undo takes the rating back")
    )

    /// There is nothing to take back.
    package static let nothingToUndo = Refusal(
        .nothingToUndo,
        Text(zh: "没有可以撤回的了。/history 看看答过什么", en: "there is nothing to take back; /history shows your answers"))

    /// No question was ever opened, so `/note`, `/bookmark`, `/why` and `/reveal` have none to mean.
    package static let noLastQuestion = Refusal(
        .noQuestion, Text(zh: "还没有出过题。/next 来一题", en: "there has been no question yet; /next asks one"))

    /// Nothing was pushed today.
    package static let nothingToday = Refusal(
        .notFound,
        Text(
            zh: "今天还没有推送过题。/next 现在来一题，/subscribe 每天一题",
            en: "nothing was pushed today; /next asks now, /subscribe daily"))

    /// Every candidate was shown today, skipped or is put off.
    package static let nothingToAsk = Refusal(
        .notFound,
        Text(
            zh: "选中主题里今天能问的都问过了。/topic all 放宽主题，或者明天再来",
            en:
                "everything in your selection has been asked today or is put off; /topic all widens it, or come back tomorrow"
        ))

    /// The bank has no such question; names what is close.
    package static func unknownQuestion(_ id: String, bank: Bank) -> Refusal {
        let typed = id.lowercased()
        let near = bank.questions.lazy.map(\.id).filter { editDistance($0, typed) <= 1 }.prefix(3)
        let quoted = quoted(id)
        guard !near.isEmpty else {
            return Refusal(
                .notFound,
                Text(
                    zh: "没有 \(quoted) 这题。/search 词 可以找题", en: "there is no question \(quoted); /search WORDS finds them"
                ))
        }
        let list = near.joined(separator: ", ")
        return Refusal(
            .notFound,
            Text(zh: "没有 \(quoted) 这题，是不是 \(list)？", en: "there is no question \(quoted), did you mean \(list)?"))
    }

    /// The answer isn't this person's, or was taken back.
    package static func unknownAnswer(_ answer: Int64) -> Refusal {
        Refusal(
            .notFound,
            Text(zh: "没有 #\(answer) 这次回答。/history 看编号", en: "there is no answer #\(answer); /history has the numbers"))
    }

    /// The page is past the last.
    package static func noPage(_ page: Int, of pages: Int) -> Refusal {
        Refusal(.notFound, Text(zh: "没有第 \(page) 页，一共 \(pages) 页", en: "there is no page \(page); there are \(pages)"))
    }
}
