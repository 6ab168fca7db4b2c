import YitiCore

extension MessageWriter {
    // MARK: A question

    func question(_ facts: QuestionFacts) -> WireMessage {
        let question = facts.question
        let recall = facts.isNew || facts.isRoom ? nil : facts.pick?.recall
        return WireMessage(
            kind: "question", text: text(facts.remarks, [head(facts)] + wordings(question), [invitation(facts)]),
            ref: question.id, buttons: facts.isAnswered ? [] : [buttons(facts)],
            data: [
                Datum.Member("question", .string(question.id)), Datum.Member("topic", .string(question.topic)),
                Datum.Member("stars", .count(question.stars)),
                Datum.Member("state", .string(facts.isNew ? "new" : "review")),
                Datum.Member("predicted_recall", .number(orNull: recall)),
                Datum.Member("reason", .string(orNull: facts.pick?.reason)),
            ])
    }

    private func head(_ facts: QuestionFacts) -> String {
        let name = facts.topicName
        let names = language == .both && !name.zh.isEmpty && !name.en.isEmpty ? "\(name.zh) \(name.en)" : say(name)
        // What somebody remembers is nobody else's business.
        let state = facts.isRoom ? "" : " · \(state(facts))"
        return "\(facts.question.id) \(facts.question.starsDrawn) \(names)\(state)"
    }

    private func state(_ facts: QuestionFacts) -> String {
        if facts.isNew { return say(zh: "新题", en: "new") }
        guard let recall = facts.pick?.recall else { return say(zh: "复习", en: "review") }
        let percent = WhyWords.percent(recall)
        return say(zh: "复习，预计还记得 \(percent)", en: "review, recall now \(percent)")
    }

    /// The question as the reader reads it; `both` sees the two wordings.
    private func wordings(_ question: Question) -> [String] {
        let wording = question.wording
        guard language == .both else { return [say(wording)].filter { !$0.isEmpty } }
        return [wording.zh, wording.en == wording.zh ? "" : wording.en].filter { !$0.isEmpty }
    }

    private func invitation(_ facts: QuestionFacts) -> String {
        if facts.isAnswered { return say(zh: "/next 下一题", en: "/next for another") }
        if facts.isRoom { return say(zh: "写下你的回答，或 /skip 跳过", en: "Type your answer, or /skip") }
        if facts.question.hasAnswer {
            return say(
                zh: "写下你的回答。/hint 提示 · /skip 跳过 · /reveal 看答案", en: "Type your answer, or /hint · /skip · /reveal")
        }
        return say(zh: "写下你的回答，或 /skip 跳过（这题还没有参考答案）", en: "Type your answer, or /skip (no reference answer yet)")
    }

    private func buttons(_ facts: QuestionFacts) -> [WireButton] {
        let question = facts.question
        let hint = button(zh: "提示", en: "Hint", Callbacks.hint(question: question.id))
        let skip = button(zh: "跳过", en: "Skip", Callbacks.skip(question: question.id))
        let reveal = button(zh: "看答案", en: "Reveal", Callbacks.reveal(question: question.id))
        if facts.isRoom { return [skip] }
        return (question.hasKeyPoints ? [hint] : []) + [skip] + (question.hasAnswer ? [reveal] : [])
    }

    // MARK: An answer, to be rated

    func prompt(_ facts: PromptFacts) -> WireMessage {
        let points = facts.question?.answers(in: language).keyPoints ?? []
        return WireMessage(
            kind: "prompt",
            text: text(
                facts.remarks, [head(facts)], comparison(facts, points),
                [earlier(facts)].compactMap { $0 } + TickWords(facts, points).lines.map(say) + [rateIt(facts)]),
            ref: facts.questionID, buttons: buttons(facts, points),
            data: [
                Datum.Member("answer", .integer(facts.answer)), Datum.Member("question", .string(facts.questionID)),
                Datum.Member("points", .count(points.count)),
                Datum.Member("missed", .numbers(orNull: facts.earlier?.missed)),
                Datum.Member("ticked", .numbers(orNull: facts.ticked)),
                Datum.Member("suggested", TickWords(facts, points).suggested.map { .count($0.rawValue) } ?? .null),
            ])
    }

    private func head(_ facts: PromptFacts) -> String {
        let answer = "#\(facts.answer)"
        let question = facts.questionID
        return switch facts.occasion {
        case .stored: say(zh: "记下了，\(question) 的回答 \(answer)。", en: "Saved as answer \(answer) to \(question).")
        case .appended: say(zh: "接在 \(question) 的回答 \(answer) 后面了。", en: "Added to answer \(answer) to \(question).")
        case .judged, .shown: say(zh: "\(question) 的回答 \(answer)。", en: "Answer \(answer) to \(question).")
        }
    }

    private func comparison(_ facts: PromptFacts, _ points: [String]) -> [String] {
        if facts.occasion == .judged { return [] }
        if facts.isRoom { return [received(facts)] }
        guard facts.question != nil else {
            return [say(zh: "题库里已经没有这题了，凭记忆打分吧。", en: "This question has left the bank; rate what you recall.")]
        }
        guard !points.isEmpty else {
            return [say(zh: "这题还没有要点，凭感觉打分吧。", en: "There are no key points for it yet; rate what you recall.")]
        }
        return [say(zh: "对照要点：", en: "Key points to compare:"), points.numbered]
    }

    private func received(_ facts: PromptFacts) -> String {
        facts.hasPrivateChat
            ? say(zh: "收到，要点私下看。", en: "Received; the key points come in private.")
            : say(zh: "收到，要点等今天结束时发到这里。", en: "Received; the key points come here when the day is over.")
    }

    private func earlier(_ facts: PromptFacts) -> String? {
        guard facts.occasion != .judged else { return nil }
        return facts.earlier.map { say(EarlierWords.text(of: $0, to: facts.questionID)) }
    }

    /// What the four ratings are for.
    var rateIt: String {
        say(
            zh: "打分：1 忘了或答错 · 2 想得吃力 · 3 想起来了 · 4 很轻松",
            en: "Rate it: 1 forgot or wrong · 2 with trouble · 3 good · 4 easy")
    }

    /// The same; a lone digit would be for the answer that began to wait after this one.
    private func rateIt(_ facts: PromptFacts) -> String {
        facts.isNext ? rateIt : "\(rateIt) (/rate 3 \(facts.answer))"
    }

    private func buttons(_ facts: PromptFacts, _ points: [String]) -> [[WireButton]] {
        let ratings = Rating.buttons(answer: facts.answer).map(button)
        let ticks = TickWords(facts, points).buttons.map { $0.map(button) }
        var more: [WireButton] = []
        if !facts.isRoom, facts.question?.hasAnswer == true {
            more.append(button(zh: "看答案", en: "Reveal", Callbacks.reveal(question: facts.questionID)))
        }
        if facts.earlier != nil {
            more.append(button(zh: "以前的回答", en: "Earlier answer", Callbacks.history(question: facts.questionID)))
        }
        return [ratings] + ticks + (more.isEmpty ? [] : [more])
    }

    // MARK: A rating

    func rated(_ facts: RatedFacts) -> WireMessage {
        let isRoom = facts.isRoom
        let next =
            facts.goesOn
            ? say(zh: "/undo 撤回", en: "/undo takes it back")
            : say(zh: "/next 再来一题 · /undo 撤回", en: "/next for another · /undo takes it back")
        return WireMessage(
            kind: "rated",
            text: text(
                [], whatWasRated(facts).map { say(zh: $0.zh, en: $0.en) },
                facts.isRoom
                    ? [judged(facts)] : [comesBack(facts), streakLine(facts.streak)] + facts.remarks.map(say) + [next]),
            ref: facts.question,
            buttons: [
                (facts.goesOn ? [] : [button(zh: "下一题", en: "Next", Callbacks.next)])
                    + [button(zh: "撤回", en: "Undo", Callbacks.undo(answer: facts.answer))]
            ],
            data: [
                Datum.Member("answer", .integer(facts.answer)), Datum.Member("question", .string(facts.question)),
                Datum.Member("rating", .count(facts.rating.rawValue)),
                Datum.Member("due", isRoom ? .null : .string(facts.due.text)),
                Datum.Member("stability", isRoom ? .null : .number(facts.memory.stability)),
                Datum.Member("difficulty", isRoom ? .null : .number(facts.memory.difficulty)),
                Datum.Member("streak", isRoom ? .null : .object(Datum.members(of: facts.streak))),
                Datum.Member("ticked", isRoom ? .null : .numbers(orNull: facts.ticked)),
                Datum.Member("open", .list(facts.open.map(Datum.string))),
            ])
    }

    /// When something has opened since the answer, which question was rated and what is still open.
    private func whatWasRated(_ facts: RatedFacts) -> [Text] {
        guard let given = facts.given?.spoken else { return [] }
        let rated = Text(
            zh: "打给 \(facts.question)（\(given.zh) 的回答）", en: "This rates \(facts.question), answered on \(given.en)")
        guard !facts.open.isEmpty else { return [rated] }
        let open = facts.open.joined(separator: " ")
        return [rated, Text(zh: "还开着：\(open)", en: "Still open: \(open)")]
    }

    /// What others may read of a rating.
    private func judged(_ facts: RatedFacts) -> String {
        let rating = facts.rating.name
        return say(
            zh: "\(facts.rating.rawValue) \(rating.zh) · \(facts.question) 记下了 · /undo 撤回",
            en: "\(facts.rating.rawValue) \(rating.en) · \(facts.question) is rated · /undo takes it back")
    }

    private func comesBack(_ facts: RatedFacts) -> String {
        let due = max(facts.due, facts.today).distance(from: facts.today)
        let rating = facts.rating.name
        guard !facts.isGone else {
            return say(
                zh: "\(facts.rating.rawValue) \(rating.zh) · \(facts.question) 已不在题库，不会再来",
                en: "\(facts.rating.rawValue) \(rating.en) · \(facts.question) has left the bank and is not asked again"
            )
        }
        return say(
            zh: "\(facts.rating.rawValue) \(rating.zh) · \(facts.question) \(due.zh)再来",
            en: "\(facts.rating.rawValue) \(rating.en) · \(facts.question) comes back \(due.en)")
    }

    /// The streak in one line.
    func streakLine(_ streak: StreakNumbers) -> String {
        let freezes = streak.freezes == 0 ? "" : say(zh: " · 冻结卡 \(streak.freezes)", en: " · freezes \(streak.freezes)")
        return say(
            zh: "连续 \(streak.current) 天 · 最长 \(streak.longest) 天\(freezes)",
            en: "Streak \(Self.days(streak.current)) · longest \(Self.days(streak.longest))\(freezes)")
    }

    static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }
}
