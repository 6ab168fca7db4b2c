/// Why something that is asked of a subscription can't be read.
struct SubscriptionFaults {
    let arguments: CommandArguments
    /// Stands where nothing could be read.
    let scanner: ArgumentScanner

    /// What the next word was meant to be decides how it is refused.
    var refusal: Refusal {
        if standsAtHours { return arguments.refusal(.badRequest, .onlyOne(.time)) }
        if let typed = dateAhead {
            let isChange = arguments.row.verb == "change"
            return arguments.refusal(.badRequest, isChange ? .changesAtOnce : .dateOfSubscription(typed: typed))
        }
        let word = scanner.wordAround
        guard !word.isEmpty else { return arguments.misread() }
        let isOffset =
            !(scanner.previous?.isNumber ?? false) && word.first.map { "+-−".contains($0) } ?? false
            && word.contains(where: \.isNumber)
        if isOffset || word.contains("/") { return ZoneWords.unknown(word, zones: arguments.zones) }
        if word.contains(where: \.isNumber), word.contains(where: { ":点".contains($0) }) {
            return arguments.refusal(.invalidTime, .noTime(typed: Refusal.quoted(word)))
        }
        if WeekdayWords.isLike(word) || isNearWeekday(word) {
            return arguments.refusal(.badRequest, .noWeekdays(typed: Refusal.quoted(word)))
        }
        if case .ambiguous = arguments.topics.find(word) { return topicRefusal(word) }
        let isNearCity = arguments.topics.suggestions(for: word).isEmpty && ZoneWords.isNear(word, arguments.zones)
        return isNearCity ? ZoneWords.unknown(word, zones: arguments.zones) : topicRefusal(word)
    }

    /// Whether two hours with a dash between them stand here (`8-9am`).
    private var standsAtHours: Bool {
        var ahead = scanner
        guard ahead.digits(1...2) != nil, ahead.takeRange() else { return false }
        if case .time = ahead.time() { return true }
        return false
    }

    /// Whether a word is a misspelt day and nearer to no topic.
    private func isNearWeekday(_ word: String) -> Bool {
        guard word.count > 5, arguments.topics.suggestions(for: word).isEmpty else { return false }
        return WeekdayWords.long.contains { editDistance(word.lowercased(), $0) <= 2 }
    }

    /// The date that stands here without a word that makes it the beginning.
    private var dateAhead: String? {
        var ahead = scanner
        guard ahead.day(DateRules(today: arguments.today)) != nil else { return nil }
        return Refusal.quoted(ahead.typed(from: scanner.position))
    }

    private func topicRefusal(_ word: String) -> Refusal {
        do {
            _ = try arguments.topics.one(word)
            return arguments.misread()
        } catch {
            return error
        }
    }
}
