package import YitiCore

/// Everything there is about a person, as the lines of an export.
package struct RecordWords {
    private let record: PersonRecord
    private let person: Person

    /// The words of a record, in the person's language.
    package init(_ record: PersonRecord) {
        self.record = record
        person = record.person
    }

    /// The lines in a format; a line may hold line breaks where the format has them inside a cell.
    package func lines(_ format: ExportFormat) -> [String] {
        switch format {
        case .md: markdown
        case .csv: table
        case .anki: cards
        }
    }

    /// What was asked. Of a question that has left the bank its id is all that is known.
    private func wording(_ question: Question?, _ id: String) -> String {
        let gone = Text(zh: "\(id)（已不在题库）", en: "\(id) (no longer in the bank)")
        return (question?.wording ?? gone).wording(in: person.reads)
    }

    private var markdown: [String] {
        var lines = ["# Yiti", ""] + settings
        lines += ["", heading(Text(zh: "答题", en: "Answers"))]
        for (answer, question, text) in record.answers {
            let rating = answer.rating.map { " \($0.rawValue)" } ?? ""
            lines += ["", "### \(answer.day.text) \(answer.question)\(rating)", wording(question, answer.question), ""]
            lines += answer.ticked.map { [points($0, question), ""] } ?? []
            lines.append(Self.quoted(text))
        }
        lines += list(Text(zh: "每天", en: "Days"), record.days.map { "\($0.day.text) \($0.kind.rawValue)" })
        lines += list(Text(zh: "订阅", en: "Subscriptions"), subscriptions)
        lines += list(Text(zh: "暂停", en: "Pauses"), pauses)
        lines += list(
            Text(zh: "笔记", en: "Notes"), record.notes.map { "\($0.at.text) \($0.question): \($0.text)" })
        lines += list(Text(zh: "收藏", en: "Bookmarks"), record.bookmarks)
        return lines
    }

    private func points(_ ticked: [Int], _ question: Question?) -> String {
        let list = ticked.isEmpty ? "-" : ticked.map(String.init).joined(separator: ", ")
        let count = question.map { $0.pointCount(in: person.reads) }.map { " / \($0)" } ?? ""
        return Text(zh: "答到要点", en: "Key points covered").wording(in: person.reads) + ": \(list)\(count)"
    }

    /// Each line behind `> `.
    private static func quoted(_ text: String) -> String {
        var text = text
        return text.withUTF8 { source in
            guard source.contains(0x0A) else { return nil }
            var quoted = "> "
            var start = 0
            for place in source.indices where source[place] == 0x0A && (place == 0 || source[place - 1] != 0x0D) {
                quoted += String(decoding: source[start...place], as: UTF8.self) + "> "
                start = place + 1
            }
            return quoted + String(decoding: source[start...], as: UTF8.self)
        } ?? "> " + text
    }

    private func heading(_ text: Text) -> String { "## " + text.wording(in: person.reads) }

    private func list(_ title: Text, _ items: [String]) -> [String] {
        ["", heading(title)] + items.map { "- \(Self.indented($0))" }
    }

    /// The lines behind the first as far in as its words: at the margin they would end the item, or be a heading.
    private static func indented(_ item: String) -> String {
        item.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: "\n  ")
    }

    private var subscriptions: [String] {
        record.subscriptions.map { subscription in
            let time = Day.clock(subscription.minuteOfDay)
            let days = subscription.weekdays.dataNames.joined(separator: "+")
            let topics = subscription.topics?.joined(separator: "+") ?? "selection"
            let zone = subscription.zone ?? person.calendar.current.zone
            let ended = subscription.endedAt.map { ", ended \($0.text)" } ?? ""
            return
                "\(subscription.number): \(time) \(days) \(zone) \(topics), since \(subscription.createdAt.text)\(ended)"
        }
    }

    private var pauses: [String] {
        record.pauses.map { "\($0.from.text) until \($0.until?.text ?? "resumed")" }
    }

    private var settings: [String] {
        [
            "- name: \(person.name ?? "")", "- language: \(person.reads.rawValue)",
            "- timezone: \(person.calendar.current.zone)", "- rollover_hour: \(person.calendar.current.rolloverHour)",
            "- interview: \(person.interview?.text ?? "")",
            "- topics: \(person.topics?.joined(separator: " ") ?? "all")",
        ]
    }

    /// Every kind of row in one table, so that one file holds everything.
    private var table: [String] {
        var rows = [["kind", "day", "at", "question", "rating", "text", "ticked"]]
        for (answer, _, text) in record.answers {
            let rating = answer.rating.map { "\($0.rawValue)" } ?? ""
            let ticked = answer.ticked.map { $0.isEmpty ? "none" : PointList($0).text } ?? ""
            rows.append(["answer", answer.day.text, answer.at.text, answer.question, rating, text, ticked])
        }
        rows += record.days.map { ["day", $0.day.text, "", "", "", $0.kind.rawValue, ""] }
        rows += subscriptions.map { ["subscription", "", "", "", "", $0, ""] }
        rows += pauses.map { ["pause", "", "", "", "", $0, ""] }
        rows += record.notes.map { ["note", "", $0.at.text, $0.question, "", $0.text, ""] }
        rows += record.bookmarks.map { ["bookmark", "", "", $0, "", "", ""] }
        return rows.map { CSV.line($0) }
    }

    /// Anki's text import: question, the person's last answer, tags; tabs between, line breaks as `<br>`.
    private var cards: [String] {
        ["#separator:tab", "#html:true", "#tags column:3"]
            + record.answers.map { answer, question, text in
                let rating = answer.rating.map { " rated-\($0.rawValue)" } ?? ""
                let ticked = answer.ticked.map { $0.isEmpty ? [" ticked-none"] : $0.map { " ticked-\($0)" } } ?? []
                let tags = "\(question?.topic ?? "gone") \(answer.question)\(rating)\(ticked.joined())"
                let fields = [wording(question, answer.question), text].map { HTML.escaped($0, breaksLines: true) }
                return (fields + [tags]).joined(separator: "\t")
            }
    }
}
