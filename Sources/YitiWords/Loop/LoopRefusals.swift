import YitiCore

extension LoopRefusal {
    var text: Text {
        switch self {
        case .noQuestion: Text(zh: "现在没有开着的题。/next 来一题", en: "no question is open; /next asks one")
        case .isOldQuestion: Text(zh: "这题已经不开着了。/next 来一题", en: "that question is no longer open; /next asks one")
        case .noRatingPending:
            Text(zh: "没有等着打分的回答。/next 来一题", en: "no answer waits for a rating; /next asks a question")
        case .mockRatesAtEnd:
            Text(
                zh: "模拟面试里的回答最后一起打分：接着答，或 /mock stop 现在去打分",
                en: "answers of a mock interview are rated at its end: go on, or /mock stop to rate them now")
        case .alreadyRated:
            Text(zh: "这次回答已经打过分。/undo 撤回再打", en: "that answer is rated already; /undo takes the rating back")
        case .nothingToUndo:
            Text(zh: "没有可以撤回的了。/history 看看答过什么", en: "there is nothing to take back; /history shows your answers")
        case .noLastQuestion: Text(zh: "还没有出过题。/next 来一题", en: "there has been no question yet; /next asks one")
        case .nothingToday:
            Text(
                zh: "今天还没有推送过题。/next 现在来一题，/subscribe 每天一题",
                en: "nothing was pushed today; /next asks now, /subscribe daily")
        case .unknownQuestion(let typed, let near) where near.isEmpty:
            Text(zh: "没有 \(typed) 这题。/search 词 可以找题", en: "there is no question \(typed); /search WORDS finds them")
        case .unknownQuestion(let typed, let near):
            Text(
                zh: "没有 \(typed) 这题，是不是 \(near.joined(separator: ", "))？",
                en: "there is no question \(typed), did you mean \(near.joined(separator: ", "))?")
        case .unknownAnswer(let answer):
            Text(zh: "没有 #\(answer) 这次回答。/history 看编号", en: "there is no answer #\(answer); /history has the numbers")
        case .foreignAnswer:
            Text(
                zh: "那是别人的回答，或者已经没有了；按自己那条的按钮",
                en: "that is somebody else's answer, or it is gone: press the buttons of your own")
        case .emptyAnswer: Text(zh: "回答是空的，写几个字再发", en: "the answer is empty; write a few words")
        case .unknownReference:
            Text(zh: "找不到你回复的那道题，发 /next 来一题", en: "the question you reply to is not known; type /next for one")
        case .questionGone(let id):
            Text(zh: "题目 \(id) 已不在题库里，发 /next 换一题", en: "\(id) has left the bank; type /next for another")
        case .noCandidate(let reason): reason.text
        case .noMock: Text(zh: "现在没有模拟面试。/mock 开始一场", en: "no mock interview runs; /mock begins one")
        case .mockRuns:
            Text(
                zh: "已经有一场模拟面试在进行。/mock 接着来，/mock stop 结束它",
                en: "a mock interview runs already; /mock goes on with it, /mock stop ends it")
        case .noMockQuestions:
            Text(
                zh: "这些主题今天没有可以问的题了。/mock all 从全部主题里问",
                en: "these topics have nothing left to ask today; /mock all asks of every topic")
        case .nothingToPutOff(let waiting, let laters): Self.nothingToPutOff(waiting, laters)
        case .answerWaits(let question):
            Text(
                zh: "现在没有开着的题；\(question) 的回答等着打分：1 到 4。/next 来一题",
                en: "no question is open; your answer to \(question) waits for a rating: 1 to 4. /next asks another")
        case .answerWaitsInRoom(let question, let answer):
            Text(
                zh: "这边没有开着的题；群里 \(question) 的回答等着打分：在群里打，或在这里 /rate 3 \(answer)",
                en:
                    "no question is open here; your answer to \(question) in the room waits for a rating: rate it there, or here with /rate 3 \(answer)"
            )
        case .ratingWaitsInRoom(let question, let answer):
            Text(
                zh: "这边没有等着打分的回答；群里 \(question) 的回答等着：在群里打，或在这里 /rate 3 \(answer)",
                en:
                    "no answer waits for a rating here; the one to \(question) in the room does: rate it there, or here with /rate 3 \(answer)"
            )
        case .waitsNoMore(let answer):
            Text(
                zh: "没有等着打分的回答了。给上一次回答打分：/rate 3 \(answer)",
                en: "no answer waits for a rating any more; /rate 3 \(answer) rates your last one")
        case .tooManyLaters:
            Text(
                zh: "已经有 8 题说好稍后再来；等一题来了，或先 /skip 这题",
                en: "8 questions are put off already; wait for one, or /skip this one")
        case .noKeyPoints(let question):
            Text(zh: "\(question) 还没有要点可勾，直接打 1 到 4", en: "\(question) has no key points to tick; rate it, 1 to 4")
        case .noSuchPoint(let count):
            Text(zh: "这题的要点是 1 到 \(count)，例如 /points 1", en: "its key points are 1 to \(count); for example /points 1")
        }
    }

    private static func nothingToPutOff(_ waiting: String?, _ laters: [LaterFacts]) -> Text {
        let pending = waiting.map {
            Text(zh: "\($0) 的回答等着打分：1 到 4", en: "your answer to \($0) waits for a rating: 1 to 4")
        }
        let list = laters.map { later in
            let at = later.back.spoken
            return Text(zh: "\(later.question)（\(at.zh)）", en: "\(later.question) (\(at.en))")
        }
        let putOff = Text(
            zh: "稍后再来的：\(list.map(\.zh).joined(separator: "、"))",
            en: "put off: \(list.map(\.en).joined(separator: ", "))")
        let known = [pending, laters.isEmpty ? nil : putOff].compactMap { $0 }
        let next = Text(zh: "/next 来一题", en: "/next asks one")
        let said = [Text(zh: "现在没有开着的题", en: "no question is open")] + known + [next]
        return Text(zh: said.map(\.zh).joined(separator: "；"), en: said.map(\.en).joined(separator: "; "))
    }
}

extension NoCandidate {
    fileprivate var text: Text {
        switch self {
        case .emptySelection:
            Text(
                zh: "所选主题里没有题目：/topics 查看主题，/topic all 选择全部",
                en: "the selected topics have no questions: see /topics, or choose all with /topic all")
        case .noneLeft(let total, let shownToday, let putOff, let underWay):
            Text(
                zh: "所选主题的 \(total) 道题暂时都不能再出（今天出过 \(shownToday)，推迟 \(putOff)，开着、等打分或正在发送 \(underWay)）："
                    + "明天再来，或用 /topic 选择更多主题",
                en:
                    "none of the \(total) questions selected is left for today (\(shownToday) shown, \(putOff) put off, "
                    + "\(underWay) open, to be rated or on the way): come back tomorrow, or choose more topics with /topic"
            )
        }
    }
}
