/// What was changed in a question in substance, and when.
package struct QuestionChange: Hashable, Sendable {
    /// The day of the change.
    package var day: Day
    /// What changed, one sentence a language.
    package var note: Text

    package init(day: Day, note: Text) {
        self.day = day
        self.note = note
    }

    /// The change that `2026-11-28 | 中文说明 | English note` tells; nil when the date or a language is missing or out of place.
    package init?(text: some StringProtocol) {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmingSpaces() }
        guard parts.count == 3, parts[0].utf8.count == 10, let day = Day(text: parts[0]), parts[1].containsChinese,
            !parts[2].isEmpty, !parts[2].containsChinese
        else { return nil }
        self.init(day: day, note: Text(zh: parts[1], en: parts[2]))
    }

    /// The change as a bank's file has it after `changed: `.
    package var text: String { "\(day.text) | \(note.zh) | \(note.en)" }
}
