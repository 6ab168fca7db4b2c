/// The words for weekdays.
enum WeekdayWords {
    static let sets = Lexicon<WeekdaySet>([
        (
            "daily|everyday|every day|each day|every single day|all days|all week|7 days a week|每天|每日|天天|每一天|每天都|"
                + "日日|全周|一周七天|周一到周日|周一至周日", .everyDay
        ),
        (
            "weekdays|weekday|every weekday|each weekday|on weekdays|workdays|workday|work days|working days|every workday|"
                + "business days|week days|m-f|工作日|平日|上班日|平时|每个工作日|周中|上班的日子", .workdays
        ),
        ("weekends|weekend|every weekend|on weekends|the weekend|周末|双休日|休息日|每周末|每个周末", .weekends),
        ("mwf|m/w/f", WeekdaySet(rawValue: 0b10101)), ("tth|t/th|tuth", WeekdaySet(rawValue: 0b1010)),
    ])
    static let each = Lexicon([("every|each|each and every|每个|每逢|逢|每", true)])
    static let ranges = Lexicon([("to|through|thru|until|till|til|到|至|直到|一直到", true)])
    static let joints = Lexicon([("、|,|/|和|跟|与|及|以及|还有|;|；|，|·|&|+", true)])
    static let prefixes = Lexicon([("周|星期|礼拜|每周|每星期|每个星期|每礼拜|每个周|逢周|星期:|星期: |周:", true)])
    static let latin = Lexicon<Int>([
        ("monday|mondays|mon|mons|mo", 0), ("tuesday|tuesdays|tues|tue|tu", 1), ("wednesday|wednesdays|weds|wed|we", 2),
        ("thursday|thursdays|thurs|thur|thu|th", 3), ("friday|fridays|fri|fr", 4), ("saturday|saturdays|sat|sa", 5),
        ("sunday|sundays|sun|su", 6),
    ])
    /// Days that no weekday is.
    private static let holidays = Lexicon([("节假日|法定节假日|节日|假日|假期|holidays|holiday|public holidays|bank holidays", true)])
    /// The names that somebody may misspell.
    static let long = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekdays", "weekends",
        "everyday",
    ]
    static let chinese: [Character: Int] = [
        "一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5,
        "7": 6,
    ]

    /// Whether a word was meant as weekdays, right or wrong (`mon-fry`, `周八`).
    static func isLike(_ word: String) -> Bool {
        var scanner = ArgumentScanner(word)
        if scanner.take(holidays) != nil { return true }
        if scanner.take(prefixes) != nil || scanner.take(each) != nil { return true }
        return word.split(whereSeparator: { "-–—~/".contains($0) }).contains { part in
            var scanner = ArgumentScanner(String(part))
            return scanner.take(latin) != nil && scanner.isAtEnd
        }
    }
}
