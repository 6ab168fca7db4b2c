/// The words in dates.
enum DateWords {
    enum Unit: Sendable {
        case day
        case week
        case month
        case year
    }

    static let near = Lexicon<Int>([
        ("today|今天|今日|今儿", 0), ("tomorrow|tmr|tmrw|tomorow|tommorow|tommorrow|明天|明日|明儿|明", 1),
        ("the day after tomorrow|day after tomorrow|overmorrow|后天|后日", 2), ("大后天", 3), ("yesterday|昨天|昨日", -1),
        ("the day before yesterday|day before yesterday|前天|前日", -2), ("大前天", -3),
    ])
    static let within = Lexicon([("in|within|after|再过|过|再等|等", true)])
    static let one = Lexicon([("a|an", 1), ("a couple of|couple of", 2)])
    /// Spans that are a word of their own.
    static let spans = Lexicon<SpokenDate>([
        ("半个月|half a month", .long(days: 15)), ("半年|half a year", .aheadMonths(6)),
        ("a fortnight|fortnight", .long(days: 14)),
    ])
    static let units = Lexicon<Unit>([
        ("days|day|d|天", .day), ("weeks|week|wks|wk|w|个星期|星期|周|个礼拜|礼拜", .week), ("months|month|个月", .month),
        ("years|year|年", .year),
    ])
    static let directions = Lexicon([
        ("later|from now|from today|ahead|后|以后|之后|过后", 1), ("ago|before|back|前|以前|之前", -1),
    ])
    static let the = Lexicon([("the |the", true)])
    static let coming = Lexicon([("this coming |the coming |coming |upcoming |the upcoming |最近的|最近一个", true)])

    static let weeks = Lexicon<Int>([
        ("this|this week|这|这个|本|这周|本周|这个周|这星期|这个星期|本星期|这礼拜|这个礼拜|本礼拜", 0),
        ("next|next week|下|下个|下周|下个周|下星期|下个星期|下礼拜|下个礼拜", 1),
        ("下下|下下个|下下周|下下个周|下下星期|下下个星期|下下礼拜", 2),
        ("last|last week|上|上个|上周|上个周|上星期|上个星期|上礼拜|上个礼拜", -1),
    ])
    static let wholeWeeks = Lexicon<Int>([
        ("this week|本周|这周|这个星期|这星期|本星期|这礼拜|这个礼拜", 0), ("next week|下周|下个星期|下星期|下礼拜|下个礼拜", 1),
        ("the week after next|week after next|下下周|下下星期|下下个星期", 2),
    ])
    static let weekends = Lexicon<Int>([
        ("weekend|the weekend|this weekend|on the weekend|at the weekend|周末|这周末|本周末|这个周末", 0),
        ("next weekend|下周末|下个周末", 1),
    ])
    static let weeksBehind = Lexicon<Int>([
        ("this week|of this week", 0), ("next week|of next week", 1),
        ("after next|the week after next|week after next", 2),
        ("last week|of last week", -1),
    ])

    static let months = Lexicon<Int>([
        ("this month|这个月|本月|这月|当月", 0), ("next month|下个月|下月", 1), ("下下个月|下下月", 2), ("last month|上个月|上月", -1),
    ])
    static let monthsBehind = Lexicon<Int>([
        ("this month|of this month", 0), ("next month|of next month", 1), ("last month|of last month", -1),
    ])
    static let monthEnds = Lexicon<Int>([
        (
            "the end of the month|end of the month|end of month|month end|the end of this month|end of this month|月底|月末|本月底|这个月底|"
                + "the last day of the month|last day of the month|the last day of this month|last day of this month|本月最后一天|这个月最后一天|这个月的最后一天|当月最后一天",
            0
        ),
        (
            "the end of next month|end of next month|the last day of next month|last day of next month|下月底|下个月底|下月最后一天|下个月最后一天|下个月的最后一天",
            1
        ),
    ])
    static let yearEnds = Lexicon<Int>([
        (
            "the end of the year|end of the year|end of year|the end of this year|end of this year|年底|年末|今年年底|今年底|今年最后一天|the last day of the year|last day of the year",
            0
        ),
        ("the end of next year|end of next year|明年年底|明年底|明年最后一天", 1),
    ])
    static let ends = Lexicon([("the end of|end of|the last day of|last day of", true)])
    static let endsBehind = Lexicon([("底|末|最后一天|的最后一天", true)])
    static let years = Lexicon<Int>([("今年|本年", 0), ("明年|来年", 1), ("后年", 2), ("去年", -1)])
    static let yearsBehind = Lexicon<Int>([
        ("this year|of this year", 0), ("next year|of next year", 1), ("last year|of last year", -1),
    ])

    static let dayMarks = Lexicon([("日|号", true)])
    static let ordinals = Lexicon([("st|nd|rd|th", true)])
    static let monthNames = Lexicon<Int>([
        ("january|jan", 1), ("february|feb", 2), ("march|mar", 3), ("april|apr", 4), ("may", 5), ("june|jun", 6),
        ("july|jul", 7),
        ("august|aug", 8), ("september|sept|sep", 9), ("october|oct", 10), ("november|nov", 11), ("december|dec", 12),
    ])
    static let festivals = Lexicon<(month: Int, day: Int)>([
        ("元旦|new year's day|new years day", (1, 1)), ("圣诞|圣诞节|christmas|christmas day", (12, 25)),
        ("国庆|国庆节|十一国庆", (10, 1)), ("劳动节|五一", (5, 1)), ("平安夜|christmas eve", (12, 24)),
        ("new year's eve|new years eve|跨年夜", (12, 31)),
    ])
}
