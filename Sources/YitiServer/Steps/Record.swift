import YitiCore
import YitiStore

/// Everything there is about a person, as the lines of an export.
struct Record {
    private let person: Person
    private let transaction: Transaction
    private let bank: Bank
    private let zones: ZoneBook
    private let answers: [Answer]
    private let days: [StreakFacts.Entry]

    /// A record; `days` is the whole ledger, today included.
    init(
        _ person: Person, _ transaction: Transaction, _ bank: Bank, _ zones: ZoneBook, days: [StreakFacts.Entry]
    ) throws {
        self.days = days
        self.person = person
        self.transaction = transaction
        self.bank = bank
        self.zones = zones
        answers = try transaction.answers(of: person.id, limit: 1_000_000).reversed()
    }

    /// The lines in a format; a line may hold line breaks where the format has them inside a cell.
    func lines(_ format: ExportFormat) throws -> [String] {
        switch format {
        case .md: try markdown()
        case .csv: try table()
        case .anki: try cards()
        }
    }

    private func wording(_ id: String) -> String { bank.question(id)?.wording.wording(in: person.reads) ?? "" }

    private func text(of answer: Answer) throws -> String {
        try transaction.text(ofAnswer: answer.id, person: person.id)
    }

    private func markdown() throws -> [String] {
        var lines = ["# Yiti", ""]
        lines += settings()
        lines += ["", "## " + heading("答题", "Answers")]
        for answer in answers {
            let rating = answer.rating.map { " \($0.rawValue)" } ?? ""
            lines += ["", "### \(answer.day.text) \(answer.question)\(rating)", wording(answer.question), ""]
            lines += try text(of: answer).split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }
        }
        lines += ["", "## " + heading("每天", "Days")]
        lines += days.map { "- \($0.day.text) \($0.kind.rawValue)" }
        lines += ["", "## " + heading("订阅", "Subscriptions")]
        lines += try subscriptions().map { "- \($0)" }
        lines += ["", "## " + heading("暂停", "Pauses")]
        lines += try pauses().map { "- \($0)" }
        lines += ["", "## " + heading("笔记", "Notes")]
        lines += try transaction.notes(of: person.id).map { "- \($0.at.text) \($0.question): \($0.text)" }
        lines += ["", "## " + heading("收藏", "Bookmarks")]
        lines += try transaction.bookmarks(of: person.id).map { "- \($0)" }
        return lines
    }

    private func subscriptions() throws -> [String] {
        try transaction.allSubscriptions(of: person.id).map { subscription in
            let minute = subscription.minuteOfDay
            let time = "\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
            let days = subscription.weekdays.dataNames.joined(separator: "+")
            let topics = subscription.topics?.joined(separator: "+") ?? "selection"
            let zone = subscription.zone ?? person.calendar.current.zone
            let ended = subscription.endedAt.map { ", ended \($0.text)" } ?? ""
            return
                "\(subscription.number): \(time) \(days) \(zone) \(topics), made \(subscription.createdAt.text)\(ended)"
        }
    }

    private func pauses() throws -> [String] {
        try transaction.pauses(of: person.id).map { "\($0.from.text) until \($0.until?.text ?? "resumed")" }
    }

    private func heading(_ chinese: String, _ english: String) -> String {
        Text(zh: chinese, en: english).wording(in: person.reads)
    }

    private func settings() -> [String] {
        [
            "- name: \(person.name ?? "")", "- language: \(person.reads.rawValue)",
            "- timezone: \(person.calendar.current.zone)", "- rollover_hour: \(person.calendar.current.rolloverHour)",
            "- interview: \(person.interview?.text ?? "")",
            "- topics: \(person.topics?.joined(separator: " ") ?? "all")",
        ]
    }

    /// Every kind of row in one table, so that one file holds everything.
    private func table() throws -> [String] {
        var rows = [["kind", "day", "at", "question", "rating", "text"]]
        for answer in answers {
            rows.append([
                "answer", answer.day.text, answer.at.text, answer.question,
                answer.rating.map { "\($0.rawValue)" } ?? "",
                try text(of: answer),
            ])
        }
        rows += days.map { ["day", $0.day.text, "", "", "", $0.kind.rawValue] }
        rows += try subscriptions().map { ["subscription", "", "", "", "", $0] }
        rows += try pauses().map { ["pause", "", "", "", "", $0] }
        rows += try transaction.notes(of: person.id).map { ["note", "", $0.at.text, $0.question, "", $0.text] }
        rows += try transaction.bookmarks(of: person.id).map { ["bookmark", "", "", $0, "", ""] }
        return rows.map { CSV.text([$0], lineEnd: "") }
    }

    /// Anki's text import: question, the person's last answer, tags; tabs between, line breaks as `<br>`.
    private func cards() throws -> [String] {
        var lines = ["#separator:tab", "#html:true", "#tags column:3"]
        for answer in answers {
            let front = Self.field(wording(answer.question))
            let back = Self.field(try text(of: answer))
            let topic = bank.question(answer.question)?.topic ?? "gone"
            let rating = answer.rating.map { " rated-\($0.rawValue)" } ?? ""
            lines.append("\(front)\t\(back)\t\(topic) \(answer.question)\(rating)")
        }
        return lines
    }

    private static func field(_ text: String) -> String {
        HTML.escaped(text).replacing("\t", with: " ").replacing("\r", with: "").replacing("\n", with: "<br>")
    }
}
