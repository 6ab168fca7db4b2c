/// How topics and days are taken in, and what is left out of them.
extension SubscriptionReader {
    mutating func choose(
        _ step: (inout SubscriptionChoice) throws -> Void
    ) throws(Refusal) {
        do { try step(&choice) } catch { throw unclear }
    }

    var unclear: Refusal {
        arguments.refusal(.badRequest, .unclearExclusion(typed: Refusal.quoted(arguments.text)))
    }

    mutating func endRun() throws(Refusal) { try choose { try $0.endRun() } }

    /// `-loss`: one topic, or one item of days.
    mutating func readLeftOut() throws(Refusal) {
        try choose { try $0.leaveOutNext() }
        if let topic = arguments.topics.wholeName(&scanner) ?? beginningOfTopic() {
            try choose { try $0.name(topic) }
        } else if let days = scanner.weekdayItems() {
            try choose { try $0.name(days) }
        } else {
            throw SubscriptionFaults(arguments: arguments, scanner: scanner).refusal
        }
        try endRun()
    }

    /// A dash with spaces parts, but for `all - loss` and `every day - sunday`.
    mutating func readDash() throws(Refusal) {
        scanner.advance()
        var ahead = scanner
        ahead.skipSpaces()
        let areDays = ahead.weekdayItems() != nil
        if choice.hasNamedAll(days: areDays), areDays || standsAtName { try choose { try $0.leaveOutNext() } }
    }

    mutating func readExclusion() throws(Refusal) -> Bool {
        // `除外` begins like `除`.
        if scanner.takeExcepted() {
            try choose { try $0.leaveOutBefore() }
        } else if scanner.takeExcept() {
            try choose { try $0.leaveOutNext() }
        } else {
            let isApart = scanner.previous?.isSeparator ?? true
            guard scanner.takeUnwanted() else { return false }
            let isBefore = standsAtName && (isApart || !(scanner.next()?.isSeparator ?? true))
            let isBehind = choice.hasNamed && !isBefore
            try choose { try isBehind ? $0.leaveOutBefore() : $0.leaveOutNext() }
        }
        return true
    }

    /// Whether a topic or days begin here.
    private var standsAtName: Bool {
        var ahead = scanner
        ahead.skipSeparators()
        if ahead.weekdayItems() != nil || arguments.topics.wholeName(&ahead) != nil { return true }
        guard case .unknown = arguments.topics.find(ahead.nextWord) else { return true }
        return false
    }
}
