import YitiCore

/// What `/why` says.
enum WhyWords {
    /// Why a question was chosen, with the numbers of that moment; `pick` is nil where nobody chose it. `interview` is the
    /// person's date, to say what the horizon is; `isLasting` is the card's, nil before its first rating.
    static func why(
        _ question: Question, topicName: Text, pick: PickRecord?, interview: Day?, today: Day,
        own: OwnForgetting? = nil, isLasting: Bool? = nil
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
                gain(
                    pick.gain,
                    by: Text(
                        zh: "\(horizon.zh)\(isInterview ? "（面试）" : "")",
                        en: "\(horizon.en)\(isInterview ? ", the interview" : "")")),
                score(question.stars, pick),
                reason(pick.reason),
            ] + [own.map { ForgettingWords.line($0, isLasting: isLasting) }].compactMap { $0 }
        return info(question, pick, lines.joined())
    }

    private static func recall(_ pick: PickRecord) -> Text {
        guard let recall = pick.recall else { return Text(zh: "选它时你还没答过", en: "You had not answered it before") }
        return Text(zh: "选它时预计你还记得 \(percent(recall))", en: "You would still have recalled it with \(percent(recall))")
    }

    private static func gain(_ gain: Double, by day: Text) -> Text {
        let points = hundredths(gain)
        guard points != 0 else {
            return Text(
                zh: "答这一次，到 \(day.zh)还记得的把握几乎不变",
                en: "Answering it hardly changes the chance you recall it on \(day.en)")
        }
        let count = "\(abs(points)) \(abs(points) == 1 ? "point" : "points")"
        return Text(
            zh: "答这一次，到 \(day.zh)还记得的把握\(points > 0 ? "多" : "少") \(abs(points)) 个百分点",
            en:
                "Answering it \(points > 0 ? "adds \(count) to" : "takes \(count) from") the chance you recall it on "
                + day.en)
    }

    /// The score, and what was taken from it for not waiting. It is reckoned of what is shown, so that the line adds up.
    private static func score(_ stars: Int, _ pick: PickRecord) -> Text {
        let gain = thousandths(pick.gain)
        let loss = thousandths(Double(stars) * pick.gain - pick.score)
        let product = "\(stars)★ × \(decimal(gain))"
        guard loss >= leastLoss else {
            let sum = decimal(stars * gain)
            return Text(zh: "得分 \(product) = \(sum)", en: "Score: \(product) = \(sum)")
        }
        let sum = decimal(stars * gain - loss)
        return Text(
            zh: "得分 \(product) − \(decimal(loss))（晚点再答能多记住的）= \(sum)",
            en: "Score: \(product) − \(decimal(loss)), what a later answer would gain = \(sum)")
    }

    /// A smaller loss, in thousandths, is not told.
    private static let leastLoss = 5

    private static func reason(_ reason: String) -> Text {
        switch reason {
        case "variety":
            Text(
                zh: "得分最高的和上一题同主题，这题只差一点，换个主题",
                en: "The best was of the topic you just had; this one is nearly as good, from another")
        case "telling":
            Text(
                zh: "它能看出这里的人忘得多快，这样的复习隔一阵先来一次",
                en: "It tells much of how fast people here forget; such a review comes first now and then")
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

    private static func hundredths(_ part: Double) -> Int {
        part.isFinite ? Int((min(max(part, -10), 10) * 100).rounded()) : 0
    }

    private static func thousandths(_ number: Double) -> Int {
        number.isFinite ? Int((min(max(number, -1e3), 1e3) * 1e3).rounded()) : 0
    }

    /// Thousandths as a number with three decimals.
    private static func decimal(_ thousandths: Int) -> String {
        let digits = String(abs(thousandths) % 1_000)
        let zeros = String(repeating: "0", count: 3 - digits.utf8.count)
        return "\(thousandths < 0 ? "-" : "")\(abs(thousandths) / 1_000).\(zeros)\(digits)"
    }
}
