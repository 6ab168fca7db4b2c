/// Numbers alone among what is asked of a subscription: what each is follows from whether a time stands there as well.
struct SubscriptionNumbers {
    /// What a number comes to.
    enum Meaning {
        case topic(String)
        case weekday(WeekdaySet)
        /// In minutes after midnight.
        case time(Int)
    }

    /// As they stand there.
    var numbers: [Int] = []
    /// Digits as people shorten weekdays (`135`), with the number that they are.
    var shortenings: [(days: WeekdaySet, typed: String)] = []
    /// Chinese numerals that may be weekdays.
    var numerals: [(day: Int, character: Character)] = []

    /// What they come to, numbers first; refused is what may be several things.
    func meanings(_ arguments: CommandArguments, hasTime: Bool) throws(Refusal) -> [Meaning] {
        if !hasTime, numbers.count == 2, let hour = numbers.first, let minute = numbers.last, hour < 24,
            (10..<60).contains(minute)
        {
            throw arguments.refusal(.invalidTime, .timeApart(minute: hour * 60 + minute))
        }
        if let shortening = shortenings.first {
            let minute = hasTime ? nil : ClockTime.minute(shortening.typed, bare: true)
            throw arguments.refusal(
                .invalidTime, .timeOrWeekdays(minute: minute, shortening.days, typed: shortening.typed))
        }
        var hasTime = hasTime
        var meanings: [Meaning] = []
        for number in numbers {
            let meaning = try meaning(of: number, arguments, hasTime: hasTime)
            if case .time = meaning { hasTime = true }
            meanings.append(meaning)
        }
        for numeral in numerals { meanings.append(try meaning(of: numeral, arguments, hasTime: hasTime)) }
        return meanings
    }

    /// `六` beside a time is Saturday; alone it may be six o'clock as well.
    private func meaning(
        of numeral: (day: Int, character: Character), _ arguments: CommandArguments, hasTime: Bool
    ) throws(Refusal) -> Meaning {
        guard hasTime || numeral.day == 6 else {
            throw arguments.refusal(
                .invalidTime, .hourOrWeekday(hour: numeral.day + 1, typed: String(numeral.character)))
        }
        return .weekday(WeekdaySet(rawValue: 1 << UInt8(numeral.day)))
    }

    private func meaning(
        of number: Int, _ arguments: CommandArguments, hasTime: Bool
    ) throws(Refusal) -> Meaning {
        let topic: String? = if case .found(let id) = arguments.topics.find(String(number)) { id } else { nil }
        if !hasTime, topic == nil, number > 99, let minute = ClockTime.minute(String(number), bare: true) {
            return .time(minute)
        }
        if !hasTime, number <= 24 {
            throw arguments.refusal(.invalidTime, .timeOrTopic(hour: number, topic: topic))
        }
        guard let topic else { throw arguments.topics.unknown(String(number)) }
        return .topic(topic)
    }
}
