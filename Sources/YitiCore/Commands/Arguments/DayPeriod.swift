/// A part of the day, as a word says it. Which hours go with it stands in the tests as a table, word by word.
enum DayPeriod: CaseIterable, Sendable {
    /// 凌晨
    case smallHours
    /// 清晨
    case dawn
    /// 早上, in the morning
    case morning
    /// 上午
    case forenoon
    /// 中午
    case midday
    /// 正午, noon
    case noon
    /// 下午
    case afternoon
    /// 午后, in the afternoon
    case earlyAfternoon
    /// 傍晚
    case dusk
    /// 晚上, tonight
    case evening
    /// in the evening
    case englishEvening
    /// 夜里
    case night
    /// at night
    case englishNight
    /// 深夜
    case lateNight
    /// 半夜
    case middleOfNight
    /// 午夜, midnight
    case midnight
    case am
    case pm

    private struct Hours {
        /// Hours that are what they say.
        var plain: ClosedRange<Int>
        /// Hours of a clock of twelve that are in its second half.
        var late: ClosedRange<Int>?
        /// Hours after midnight: of the night that the day before ends with.
        var small: ClosedRange<Int>?
        /// Twelve is midnight.
        var twelveIsMidnight = false
    }

    private var hours: Hours {
        switch self {
        case .smallHours: Hours(plain: 0...6, twelveIsMidnight: true)
        case .dawn: Hours(plain: 3...9)
        case .morning: Hours(plain: 1...11)
        case .forenoon: Hours(plain: 0...12)
        case .midday: Hours(plain: 10...14, late: 1...2)
        case .noon: Hours(plain: 12...12)
        case .afternoon: Hours(plain: 12...23, late: 1...11)
        case .earlyAfternoon: Hours(plain: 12...18, late: 1...6)
        case .dusk: Hours(plain: 16...20, late: 4...8)
        case .evening: Hours(plain: 17...23, late: 5...11, small: 0...4, twelveIsMidnight: true)
        case .englishEvening: Hours(plain: 16...23, late: 4...11)
        case .night: Hours(plain: 20...23, late: 8...11, small: 0...5, twelveIsMidnight: true)
        case .englishNight: Hours(plain: 18...23, late: 6...11, small: 0...4, twelveIsMidnight: true)
        case .lateNight: Hours(plain: 21...23, late: 9...11, small: 0...4, twelveIsMidnight: true)
        case .middleOfNight: Hours(plain: 22...23, late: 10...11, small: 0...5, twelveIsMidnight: true)
        case .midnight: Hours(plain: 23...23, late: 11...11, small: 0...3, twelveIsMidnight: true)
        case .am: Hours(plain: 0...11, twelveIsMidnight: true)
        case .pm: Hours(plain: 12...23, late: 1...11)
        }
    }

    /// The hour of the day, 0 to 23, that an hour said with this part of the day is, and whether it is after the midnight that ends the
    /// day which the part belongs to; nil when the two contradict each other.
    func hour(_ said: Int) -> (hour: Int, endsDay: Bool)? {
        let hours = hours
        let isNight = hours.small != nil
        if said == 12, hours.twelveIsMidnight { return (0, isNight) }
        if said == 24, isNight { return (0, true) }
        if hours.late?.contains(said) ?? false { return (said + 12, false) }
        if hours.small?.contains(said) ?? false { return (said, true) }
        return hours.plain.contains(said) ? (said, false) : nil
    }

    /// The time that the word is by itself, in hours.
    var aloneHour: Int? {
        switch self {
        case .midday, .noon: 12
        case .midnight: 24
        default: nil
        }
    }
}

extension DayPeriod {
    /// A part of the day, and of which day where the word says it: 0 is today, 1 tomorrow.
    struct Word: Sendable {
        var period: DayPeriod
        var dayOffset: Int?

        init(_ period: DayPeriod, _ dayOffset: Int? = nil) {
            self.period = period
            self.dayOffset = dayOffset
        }
    }

    /// Words that stand before an hour.
    static let before = Lexicon<Word>(
        behindRows + [
            ("早", Word(.morning)), ("晚|夜晚上", Word(.evening)), ("夜", Word(.night)),
            ("morning|mornings|the morning", Word(.morning)),
            ("afternoon|afternoons|the afternoon", Word(.earlyAfternoon)),
            ("evening|evenings|the evening", Word(.englishEvening)), ("night|nights", Word(.englishNight)),
        ])
    /// Words that stand behind one.
    static let behind = Lexicon<Word>(behindRows)

    /// What stands for am and pm at once behind an hour (`8p`).
    static let letters = Lexicon<Word>([("a", Word(.am)), ("p", Word(.pm))])

    private static let behindRows: [(words: String, value: Word)] = [
        ("凌晨|拂晓前", Word(.smallHours)), ("清晨|清早|大清早|一清早|一大早|一早|大早上|黎明|拂晓", Word(.dawn)),
        ("早上|早晨|早间|晨间|早起|早饭后", Word(.morning)), ("上午|午前", Word(.forenoon)),
        ("中午|晌午|午间|大中午", Word(.midday)), ("正午|noon|midday|at noon", Word(.noon)), ("下午", Word(.afternoon)),
        ("午后|in the afternoon|of the afternoon", Word(.earlyAfternoon)), ("傍晚|黄昏", Word(.dusk)),
        ("晚上|晚间|夜晚|当晚|大晚上", Word(.evening)), ("in the evening|of the evening", Word(.englishEvening)),
        ("夜里|夜间|大夜里", Word(.night)), ("at night|in the night", Word(.englishNight)),
        ("深夜|late at night", Word(.lateNight)),
        ("半夜|大半夜|三更半夜|后半夜|半夜里", Word(.middleOfNight)), ("午夜|子夜|midnight|at midnight", Word(.midnight)),
        ("in the morning|of the morning", Word(.morning)), ("early in the morning|early morning", Word(.dawn)),
        ("am|a.m.|a.m|a m|a. m.|a. m", Word(.am)), ("pm|p.m.|p.m|p m|p. m.|p. m", Word(.pm)),
        ("今早|今天早上|今晨|this morning", Word(.morning, 0)), ("今天上午", Word(.forenoon, 0)), ("今天中午", Word(.midday, 0)),
        ("今天下午", Word(.afternoon, 0)), ("this afternoon", Word(.earlyAfternoon, 0)), ("今天傍晚", Word(.dusk, 0)),
        ("今晚|今夜|今天晚上|今儿晚上|tonight", Word(.evening, 0)), ("this evening", Word(.englishEvening, 0)),
        ("明早|明晨|明天早上|明天早晨", Word(.morning, 1)), ("明天上午", Word(.forenoon, 1)), ("明天中午|明午", Word(.midday, 1)),
        ("明天下午", Word(.afternoon, 1)), ("明晚|明天晚上", Word(.evening, 1)), ("明天凌晨", Word(.smallHours, 1)),
        ("tomorrow morning", Word(.morning, 1)), ("tomorrow afternoon", Word(.earlyAfternoon, 1)),
        ("tomorrow evening", Word(.englishEvening, 1)), ("tomorrow night", Word(.englishNight, 1)),
    ]
}
