import YitiCore

/// What `/why` says.
enum WhyWords {
    /// Why a question was chosen, with the numbers of that moment; `pick` is nil where nobody chose it. `interview` is the
    /// person's date, to say what the horizon is.
    static func why(
        _ question: Question, topicName: Text, pick: PickRecord?, interview: Day?, today: Day, own: Calibration? = nil
    ) -> InfoFacts {
        guard let pick else {
            return info(
                question, nil,
                Text(
                    zh: "\(question.id) 不是选出来的：是你约好的，或者还没有记录",
                    en: "\(question.id) was not chosen: you asked for it, or there is no record"))
        }
        let horizon = pick.horizon.spoken(on: today)
        let isInterview = pick.horizon == interview
        let lines: [Text] =
            [
                Text(
                    zh: "\(question.id) \(question.starsDrawn) \(topicName.wording(in: .zh))",
                    en: "\(question.id) \(question.starsDrawn) \(topicName.wording(in: .en))"),
                recall(pick),
                Text(
                    zh: "答这一次，到 \(horizon.zh)\(isInterview ? "（面试）" : "")还记得的把握多 \(points(pick.gain)) 个百分点",
                    en: "Answering it now adds \(points(pick.gain)) points to the chance you recall it on "
                        + "\(horizon.en)\(isInterview ? ", the interview" : "")"),
                score(question.stars, pick),
                reason(pick.reason),
            ] + [ForgettingWords.line(own)].compactMap { $0 }
        return info(question, pick, lines.joined())
    }

    private static func recall(_ pick: PickRecord) -> Text {
        guard let recall = pick.recall else { return Text(zh: "你还没答过这题", en: "You have never answered it") }
        return Text(zh: "选它时预计你还记得 \(percent(recall))", en: "You would still have recalled it with \(percent(recall))")
    }

    /// The score, and what was taken from it for not waiting; of hundredths alone, so that the line adds up.
    private static func score(_ stars: Int, _ pick: PickRecord) -> Text {
        let loss = Double(stars) * pick.gain - pick.score
        let (product, sum) = ("\(stars)★ × \(fraction(pick.gain))", fraction(pick.score))
        guard loss >= leastLoss else { return Text(zh: "得分 \(product) = \(sum)", en: "Score: \(product) = \(sum)") }
        return Text(
            zh: "得分 \(product) − \(fraction(loss))（晚点再答能多记住的）= \(sum)",
            en: "Score: \(product) − \(fraction(loss)), what a later answer would gain = \(sum)")
    }

    /// A loss that is shown as 0.00 is not told.
    private static let leastLoss = 0.005

    private static func reason(_ reason: String) -> Text {
        switch reason {
        case "variety":
            Text(
                zh: "得分最高的和上一题同主题，这题只差一点，换个主题",
                en: "The best was of the topic you just had; this one is nearly as good, from another")
        case "rescue":
            Text(zh: "每三题有一次先救快忘掉的题，轮到它", en: "Every third question rescues one you are about to forget: this one")
        case "mock":
            Text(
                zh: "模拟面试先问星多的，答得弱接着问相关的；其中它得分最高",
                en:
                    "A mock interview asks more stars first, and what is related after a weak answer: of those it scores highest"
            )
        case "asked": Text(zh: "在你点的主题里得分最高", en: "Of the topic you asked for, it scores highest")
        default: Text(zh: "候选题里它得分最高", en: "Of all candidates it scores highest")
        }
    }

    private static func info(_ question: Question, _ pick: PickRecord?, _ text: Text) -> InfoFacts {
        InfoFacts(
            text, ref: question.id,
            data: [
                Datum.Member("question", .string(question.id)), Datum.Member("stars", .integer(Int64(question.stars))),
                Datum.Member("reason", pick.map { .string($0.reason) } ?? .null),
                Datum.Member("predicted_recall", pick?.recall.map { .number($0) } ?? .null),
                Datum.Member("gain", pick.map { .number($0.gain) } ?? .null),
                Datum.Member("score", pick.map { .number($0.score) } ?? .null),
                Datum.Member("horizon", pick.map { .string($0.horizon.text) } ?? .null),
            ])
    }

    /// A part of one as whole percents.
    static func percent(_ part: Double) -> String { "\(hundredths(part))%" }

    private static func points(_ gain: Double) -> String { String(hundredths(gain)) }

    private static func hundredths(_ part: Double) -> Int {
        part.isFinite ? Int((min(max(part, -10), 10) * 100).rounded()) : 0
    }

    /// A number with two decimals.
    static func fraction(_ number: Double) -> String {
        guard number.isFinite else { return "0.00" }
        let hundredths = Int((min(max(number, -1e6), 1e6) * 100).rounded())
        let digits = String(abs(hundredths) % 100)
        return "\(hundredths < 0 ? "-" : "")\(abs(hundredths) / 100).\(digits.utf8.count < 2 ? "0" : "")\(digits)"
    }
}
