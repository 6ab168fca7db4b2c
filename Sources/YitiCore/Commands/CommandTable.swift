/// Every command there is, one row each.
package enum CommandTable {
    /// The rows in the order of `/help`.
    package static let rows: [CommandRow] =
        firstRows + loopRows + topicRows + subscriptionRows + progressRows + roomRows + shelfRows + planRows
        + settingRows
        + identityRows + dataRows
    private static let sandboxRows = rows + [clockRow]

    /// The rows of a server, or of a sandbox, which has one more.
    package static func rows(isSandbox: Bool) -> [CommandRow] { isSandbox ? sandboxRows : rows }

    private static let positions = Dictionary(
        sandboxRows.enumerated().flatMap { position, row in row.spellings.map { ($0, position) } },
        uniquingKeysWith: { first, _ in first })

    /// The row of a spelling in lower case and narrow letters, Latin or Chinese; nil when no command is spelled so.
    package static func row(_ spelling: String, isSandbox: Bool) -> CommandRow? {
        guard let position = positions[spelling], sandboxRows.indices.contains(position) else { return nil }
        let row = sandboxRows[position]
        return row.verb == clockRow.verb && !isSandbox ? nil : row
    }

    /// The verb of a row that a text is, alone and without its slash (`next`); one without arguments also with what is polite (`skip this
    /// one, please`), and what asks for one in other words (`show me the answer`), with what belongs behind it. Nil for other texts.
    /// Most alternates are words that may be an answer.
    package static func loneVerb(_ text: some StringProtocol) -> String? {
        guard (2...40).contains(text.utf8.count) else { return nil }
        let words = String(text).recognised.withoutEndPunctuation.lowercased()
            .split { $0.isWhitespace || $0 == "," }.map(String.init)
        let said = words.drop { replies.contains($0) }
        if said.count < words.count, !said.isEmpty {
            let isAsked = said.count > 1 || said.first.map(askedFor.contains) ?? false
            return isAsked ? loneVerb(said.joined(separator: " ")) : nil
        }
        if words.count > 1, let verb = SpokenRequests.verb(for: words.joined(separator: " ")) { return verb }
        guard let word = words.first, word.utf8.count > 1, word.utf8.allSatisfy({ (97...122).contains($0) }),
            let row = row(word, isSandbox: false), row.verb == word || saidAlone.contains(word)
        else { return nil }
        return words.count == 1 || (askedFor.contains(word) && words.dropFirst().allSatisfy(polite.contains))
            ? word : nil
    }

    /// Alternates that nobody answers a question with.
    private static let saidAlone: Set<String> = [
        "pass", "snooze", "stop", "menu", "exit", "bye", "logout", "sub", "unsub", "unpause", "commands",
    ]
    /// What people say before they ask (`ok, next`).
    private static let replies: Set<String> = [
        "ok", "okay", "thanks", "thx", "please", "pls", "alright", "yes", "sure", "idk", "oops", "sorry", "wait",
    ]
    private static let askedFor: Set<String> = ["next", "hint", "reveal", "skip", "undo"]
    private static let polite: Set<String> = [
        "please", "pls", "this", "that", "it", "one", "question", "the", "a", "now", "thanks", "thx", "me",
    ]

    /// The row of a spelling as somebody types it: in any case and width, with a slash or without.
    static func row(typed spelling: String, isSandbox: Bool) -> CommandRow? {
        let narrow = spelling.trimmingSpaces().narrowed().lowercased()
        return row(String(narrow.drop { $0 == "/" }), isSandbox: isSandbox)
    }
}
