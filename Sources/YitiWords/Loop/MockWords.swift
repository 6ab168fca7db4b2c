import YitiCore

extension MessageWriter {
    // MARK: A mock interview

    func mock(_ facts: MockFacts) -> WireMessage {
        WireMessage(
            kind: "mock", text: text([], timeTaken(facts), body(facts)), ref: reference(facts.stage),
            buttons: buttons(facts.stage), data: data(facts))
    }

    private func timeTaken(_ facts: MockFacts) -> [String] {
        guard let spent = facts.spent else { return [] }
        let over = spent - facts.secondsPerQuestion
        guard over > 0 else {
            let time = Self.clock(spent)
            return [say(zh: "记下了，这题用时 \(time)。", en: "Saved; \(time) on this question.")]
        }
        return [
            say(
                zh: "记下了，这题用时 \(Self.clock(spent))，比计划多 \(Self.clock(over))。",
                en: "Saved; \(Self.clock(spent)) on this question, \(Self.clock(over)) more than planned.")
        ]
    }

    private func body(_ facts: MockFacts) -> [String] {
        switch facts.stage {
        case .question(let question, let topicName):
            let minutes = Self.clock(facts.secondsPerQuestion)
            return [
                say(
                    zh:
                        "模拟面试 第 \(facts.number)/\(facts.count) 题 · \(question.id) \(question.starsDrawn) \(topicName.zh) · 计划 \(minutes)",
                    en:
                        "Mock interview, question \(facts.number) of \(facts.count) · \(question.id) \(question.starsDrawn) "
                        + "\(topicName.en) · \(minutes)")
            ] + wordings(question.wording)
                + [
                    "",
                    say(
                        zh: "直接回答。/skip 不会就过 · /mock stop 结束去打分",
                        en: "Just answer. /skip passes · /mock stop ends it and goes to the ratings"),
                ]
        case .followUp(let question):
            let next = Text(zh: question.chinese.followUps.first ?? "", en: question.english.followUps.first ?? "")
            return [say(zh: "追问（\(question.id)）：", en: "Follow-up (\(question.id)):")] + wordings(next)
                + ["", say(zh: "接着答，或 /skip 下一题", en: "Go on, or /skip to the next question")]
        case .rate(let question, let id, let answer): return rate(facts, question, id, answer)
        case .report: return report(facts)
        }
    }

    private func wordings(_ text: Text) -> [String] {
        let both = language == .both ? [text.zh, text.en == text.zh ? "" : text.en] : [say(text)]
        return both.filter { !$0.isEmpty }
    }

    private func rate(_ facts: MockFacts, _ question: Question?, _ id: String, _ answer: Int64) -> [String] {
        let points = question?.answers(in: language).keyPoints ?? []
        let head = say(
            zh: "给 \(id) 的回答 #\(answer) 打分（\(facts.number)/\(facts.count)）。",
            en: "Rate answer #\(answer) to \(id) (\(facts.number) of \(facts.count)).")
        let compare = points.isEmpty ? [] : ["", say(zh: "对照要点：", en: "Key points to compare:"), points.numbered, ""]
        return [head] + compare + [rateIt]
    }

    private func report(_ facts: MockFacts) -> [String] {
        let answered = facts.entries.filter { $0.item.answer != nil }
        let spent = facts.entries.reduce(0) { $0 + $1.item.seconds }
        let head = say(
            zh: "模拟面试结束：问了 \(facts.entries.count) 题，答了 \(answered.count) 题，用时 \(Self.clock(spent))。",
            en:
                "The mock interview is over: \(facts.entries.count) asked, \(answered.count) answered, in \(Self.clock(spent))."
        )
        let (unrated, review) = (unrated(facts.entries), review(facts.entries))
        let end =
            unrated.isEmpty && review.isEmpty
            ? [say(zh: "没有要特别复习的题。/stats 看进度", en: "Nothing stands out for review. /stats shows your progress")]
            : unrated + review
        return [head] + facts.entries.map(line) + [""] + end
    }

    /// What is still to be rated, where it was ended before.
    private func unrated(_ entries: [MockFacts.Entry]) -> [String] {
        let left = entries.filter { $0.item.answer != nil && $0.item.rating == nil }.map(\.item.question)
        guard !left.isEmpty else { return [] }
        let list = left.joined(separator: " ")
        return [
            say(
                zh: "还没打分：\(list)。发 1–4，一个接一个打",
                en: "Still to be rated: \(list). 1 to 4 rates them, one after the other")
        ]
    }

    /// What is to be reviewed first. What was not answered was shown today, or put off: it comes back a day or two later.
    private func review(_ entries: [MockFacts.Entry]) -> [String] {
        let review = entries.filter(\.needsReview).map(\.item)
        guard !review.isEmpty else { return [] }
        let list = review.map(\.question).joined(separator: " ")
        let first = say(zh: "先复习：\(list)。", en: "Review first: \(list). ")
        guard let answered = review.first(where: { $0.answer != nil })?.question else {
            return [first + say(zh: "一两天后 /next 才会再出它们", en: "/next brings them again in a day or two")]
        }
        return [first + say(zh: "/next 继续 · /history \(answered)", en: "/next goes on · /history \(answered)")]
    }

    private func line(_ entry: MockFacts.Entry) -> String {
        let item = entry.item
        let points =
            entry.points.map { say(zh: " · 要点 \($0.ticked)/\($0.of)", en: " · points \($0.ticked)/\($0.of)") } ?? ""
        let outcome: String
        switch (item.answer, item.rating) {
        case (nil, _): outcome = say(zh: "没答", en: "not answered")
        case (_, let rating?): outcome = "\(rating.rawValue) \(say(rating.name))"
        case (_, nil): outcome = say(zh: "没打分", en: "not rated")
        }
        return "- \(item.question) · \(Self.clock(item.seconds)) · \(outcome)\(points)"
    }

    private func reference(_ stage: MockFacts.Stage) -> String? {
        switch stage {
        case .question(let question, _), .followUp(let question): question.id
        case .rate(_, let id, _): id
        case .report: nil
        }
    }

    private func buttons(_ stage: MockFacts.Stage) -> [[WireButton]] {
        switch stage {
        case .question(let question, _), .followUp(let question):
            [[button(zh: "跳过", en: "Skip", Callbacks.skip(question: question.id))]]
        case .rate(_, _, let answer): [Rating.buttons(answer: answer).map(button)]
        case .report:
            [[button(zh: "下一题", en: "Next", Callbacks.next), button(zh: "统计", en: "Statistics", Callbacks.stats)]]
        }
    }

    private func data(_ facts: MockFacts) -> [Datum.Member] {
        var answer: Int64?
        let stage: String
        switch facts.stage {
        case .question: stage = "question"
        case .followUp: stage = "follow_up"
        case .rate(_, _, let number):
            stage = "rate"
            answer = number
        case .report: stage = "report"
        }
        return [
            Datum.Member("stage", .string(stage)), Datum.Member("question", .string(orNull: reference(facts.stage))),
            Datum.Member("answer", answer.map(Datum.integer) ?? .null), Datum.Member("number", .count(facts.number)),
            Datum.Member("of", .count(facts.count)), Datum.Member("seconds", .integer(facts.secondsPerQuestion)),
            Datum.Member("spent", facts.spent.map(Datum.integer) ?? .null),
            Datum.Member("items", .list(facts.entries.map { .object(Self.members(of: $0)) })),
        ]
    }

    private static func members(of entry: MockFacts.Entry) -> [Datum.Member] {
        [
            Datum.Member("question", .string(entry.item.question)),
            Datum.Member("answer", entry.item.answer.map(Datum.integer) ?? .null),
            Datum.Member("seconds", .integer(entry.item.seconds)),
            Datum.Member("rating", entry.item.rating.map { .count($0.rawValue) } ?? .null),
            Datum.Member("ticked", entry.points.map { .count($0.ticked) } ?? .null),
            Datum.Member("review", .bool(entry.needsReview)),
        ]
    }

    /// Minutes and seconds, as a stopwatch shows them.
    private static func clock(_ seconds: Int64) -> String {
        "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }
}

extension MockFacts.Entry {
    /// Whether it was not answered, or rated as forgotten or hard.
    fileprivate var needsReview: Bool { item.answer == nil || item.rating.map { $0.rawValue <= 2 } ?? false }
}
