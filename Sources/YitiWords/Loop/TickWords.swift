import YitiCore

/// What a prompt says of key points: what is ticked, what it speaks for, and how to tick.
struct TickWords {
    private let facts: PromptFacts
    private let points: [String]
    /// Buttons of a row.
    private static let perRow = 5

    init(_ facts: PromptFacts, _ points: [String]) {
        self.facts = facts
        self.points = facts.isRoom ? [] : points
    }

    /// The rating that what is ticked speaks for; nil while nothing is.
    var suggested: Rating? {
        guard let ticked = facts.ticked, !points.isEmpty else { return nil }
        let covered = ticked.count { points.indices.contains($0 - 1) }
        return Rating.suggested(covered: covered, of: points.count, wasHelped: facts.wasHelped)
    }

    var lines: [Text] {
        guard !points.isEmpty else { return [] }
        guard let ticked = facts.ticked, let suggested else { return [invitation] }
        let list = ticked.map(String.init)
        let covered =
            ticked.isEmpty
            ? Text(zh: "要点一个都没答到（共 \(points.count) 个）", en: "None of the \(points.count) key points covered")
            : Text(
                zh: "答到要点 \(list.joined(separator: "、"))（共 \(points.count) 个）",
                en: "Covered: point\(list.count == 1 ? "" : "s") \(list.joined(separator: ", ")) (of \(points.count))")
        let missed = PointList(ticked).missing(of: points.count).map { "\($0). \(points[$0 - 1])" }
        let name = suggested.name
        return [covered] + missed.map { point in Text(zh: "漏了 \(point)", en: "Missed \(point)") } + [
            Text(
                zh: "建议打 \(suggested.rawValue) \(name.zh)", en: "That speaks for \(suggested.rawValue), \(name.en)")
        ]
    }

    private var invitation: Text {
        guard points.count > 1 else {
            return Text(zh: "答到了吗？/points 1，没有就 /points none", en: "Covered it? /points 1, or /points none")
        }
        return Text(
            zh: "答到了哪些？发编号，如 1 2；只有一个 /points 1，都没有 /points none",
            en: "Which did you cover? Their numbers, as 1 2; /points 1 for one, /points none for none")
    }

    /// The suggestion, and a button a key point.
    var buttons: [[Button]] {
        let suggestion = suggested.map { rating in
            Button(
                Text(
                    zh: "建议：\(rating.rawValue) \(rating.name.zh)", en: "Suggested: \(rating.rawValue) \(rating.name.en)"
                ),
                callback: Callbacks.rate(rating, answer: facts.answer))
        }
        let ticks = points.indices.map { place in
            let isTicked = facts.ticked?.contains(place + 1) ?? false
            let mark = isTicked ? "✓" : "○"
            return Button(
                Text(zh: "\(mark) 要点 \(place + 1)", en: "\(mark) Point \(place + 1)"),
                callback: Callbacks.tick(place + 1, answer: facts.answer))
        }
        let rows = stride(from: 0, to: ticks.count, by: Self.perRow).map { Array(ticks[$0...].prefix(Self.perRow)) }
        return (suggestion.map { [[$0]] } ?? []) + rows
    }
}

/// What is said of the answer that was given to a question before.
enum EarlierWords {
    static func text(of earlier: EarlierAnswer, to question: String) -> Text {
        let day = earlier.day.spoken
        let rated = earlier.rating.map { rating in
            Text(
                zh: "打了 \(rating.rawValue) \(rating.name.zh)", en: "rated \(rating.rawValue), \(rating.name.en)")
        }
        let rating = rated ?? Text(zh: "没有打分", en: "not rated")
        let missed = earlier.missed.map { numbers in
            let list = numbers.map(String.init)
            return numbers.isEmpty
                ? Text(zh: "，要点都答到了", en: ", every key point covered")
                : Text(
                    zh: "，漏了要点 \(list.joined(separator: "、"))",
                    en: ", missed key points \(list.joined(separator: ", "))")
        }
        return Text(
            zh: "上次 \(day.zh) 答过，\(rating.zh)\(missed?.zh ?? "")：/history \(question)",
            en: "You answered it on \(day.en), \(rating.en)\(missed?.en ?? ""): /history \(question)")
    }
}
