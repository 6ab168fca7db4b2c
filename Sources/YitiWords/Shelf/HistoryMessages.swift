import YitiCore

/// Remarks about questions that were answered.
extension RemarkWords {
    /// How much of what was changed is told; the page needs the rest for the answers.
    private static let maxChangeBytes = 800

    /// A question was changed in substance since it was answered.
    static func questionChanged(_ question: String, _ change: QuestionChange) -> Text {
        let day = change.day.text
        return Text(
            zh: "\(day) 改过 \(question)，你的回答在那之前：\(WireBudget.prefix(change.note.zh, bytes: maxChangeBytes))",
            en: "\(question) was changed on \(day), after your answer: "
                + WireBudget.prefix(change.note.en, bytes: maxChangeBytes))
    }

    /// Key points of a question that are missed again and again.
    static func missedAgain(_ question: Question, _ points: [MissedPoint]) -> Text {
        func list(_ language: Language, times: (Int) -> String) -> String {
            let wordings = question.answers(in: language).keyPoints
            let lines = points.map { missed in
                let wording = wordings.indices.contains(missed.point - 1) ? " \(wordings[missed.point - 1])" : ""
                return "\(missed.point).\(wording) (\(times(missed.times)))"
            }
            return WireBudget.prefix(lines.joined(separator: "\n"), bytes: maxChangeBytes)
        }
        return Text(
            zh: "一再漏掉的要点：\n\(list(.zh) { "\($0) 次" })", en: "Missed again and again:\n\(list(.en) { "\($0) times" })")
    }

    /// Several questions were changed since they were answered.
    static func questionsChanged(_ questions: [String]) -> Text {
        let list = questions.prefix(20).joined(separator: " ")
        return Text(
            zh: "你答过之后有改动的题：\(list)，/history 题号 看改了什么",
            en: "Changed since you answered: \(list); /history ID says what")
    }
}

extension MessageWriter {
    /// As many answers as fit a line; the writer pages with ``HistoryPages`` and leaves none over.
    func history(_ facts: HistoryFacts) -> WireMessage {
        let entries = HistoryPages.pages(of: facts.answers).first ?? []
        let data = [
            Datum.Member("answers", .list(entries.map(datum))), Datum.Member("next", .string(orNull: facts.next)),
        ]
        let room = HistoryPages.textBytes(dataBytes: WireBudget.bytes(data))
        let taken = entries.reduce(0) { $0 + WireBudget.escapedBytes($1.text) + 400 }
        let blocks = entries.map { block($0, cutTo: taken > room ? room : nil) }
        let none = say(zh: "还没有回答。", en: "No answers yet.")
        return WireMessage(
            kind: "history",
            text: ([text(facts.remarks)] + (blocks.isEmpty ? [none] : blocks) + [ending(facts)]).filter { !$0.isEmpty }
                .joined(separator: "\n\n"),
            ref: Set(entries.map(\.question)).count == 1 ? entries.first?.question : nil, data: data)
    }

    private func ending(_ facts: HistoryFacts) -> String {
        if let next = facts.next { return say(zh: "下一页：\(next)", en: "The next page: \(next)") }
        if facts.answers.isEmpty { return say(zh: "/next 来一题", en: "/next asks a question") }
        return say(
            zh: "/history 题号 看一题历次的回答 · /next 来一题", en: "/history ID for one question's answers · /next for a question")
    }

    private func block(_ entry: HistoryFacts.Entry, cutTo bytes: Int?) -> String {
        let at = entry.at.localText(offset: entry.utcOffsetSeconds) + " " + Self.offset(entry.utcOffsetSeconds)
        let rating = entry.rating.map { "\($0.rawValue) \(say($0.name))" } ?? say(zh: "未打分", en: "not rated")
        let points = entry.ticked.map { " · " + covered($0) } ?? ""
        let head = "#\(entry.answer) · \(at) · \(entry.question) · \(rating)\(points)"
        let wording = HistoryPages.wording(entry, language)
        return ([head] + (wording.isEmpty ? [] : [wording]) + [shown(entry.text, cutTo: bytes)]).joined(separator: "\n")
    }

    /// The zone of an instant as it was: `UTC+8`, `UTC+5:30`, which `/timezone` understands too.
    private static func offset(_ seconds: Int) -> String {
        guard seconds != 0 else { return "UTC" }
        let minutes = abs(seconds) / 60
        let rest = minutes % 60
        return "UTC\(seconds < 0 ? "-" : "+")\(minutes / 60)" + (rest == 0 ? "" : ":\(rest < 10 ? "0" : "")\(rest)")
    }

    private func covered(_ points: [Int]) -> String {
        let list = points.map(String.init).joined(separator: ", ")
        return points.isEmpty
            ? say(zh: "要点一个没中", en: "no key point covered") : say(zh: "答到要点 \(list)", en: "covered \(list)")
    }

    private func shown(_ text: String, cutTo bytes: Int?) -> String {
        guard let bytes, WireBudget.escapedBytes(text) > bytes else { return text }
        return WireBudget.prefix(text, bytes: bytes)
            + say(zh: "\n…太长，全文见 /export", en: "\n… too long; /export has all of it")
    }

    private func datum(_ entry: HistoryFacts.Entry) -> Datum {
        .object([
            Datum.Member("answer", .integer(entry.answer)), Datum.Member("question", .string(entry.question)),
            Datum.Member("at", .string(entry.at.text)), Datum.Member("day", .string(entry.day.text)),
            Datum.Member("rating", entry.rating.map { .count($0.rawValue) } ?? .null),
            Datum.Member("wording", .string(HistoryPages.wording(entry, language))),
            Datum.Member("ticked", .numbers(orNull: entry.ticked)), Datum.Member("text", .string(entry.text)),
        ])
    }
}
