import Testing
import YitiCore

@Suite("Zones as people write them") struct ZoneWordsTests {
    let examples: CommandExamples

    init() throws { examples = try CommandExamples() }

    static let zones: [(String, String)] = [
        ("Asia/Shanghai", "Asia/Shanghai"), ("asia/shanghai", "Asia/Shanghai"), ("Shanghai", "Asia/Shanghai"),
        ("上海", "Asia/Shanghai"),
        ("上海市", "Asia/Shanghai"), ("上海时间", "Asia/Shanghai"), ("北京时间", "Asia/Shanghai"), ("北京時間", "Asia/Shanghai"),
        ("臺北", "Asia/Taipei"),
        ("台北", "Asia/Taipei"), ("紐約", "America/New_York"), ("舊金山", "America/Los_Angeles"), ("東京", "Asia/Tokyo"),
        ("首爾", "Asia/Seoul"),
        ("倫敦", "Europe/London"), ("洛杉磯", "America/Los_Angeles"), ("苏黎世", "Europe/Zurich"), ("杭州", "Asia/Shanghai"),
        ("成都", "Asia/Shanghai"),
        ("新德里", "Asia/Kolkata"), ("San Francisco", "America/Los_Angeles"), ("NYC", "America/New_York"),
        ("New York", "America/New_York"),
        ("new_york", "America/New_York"), ("New York, USA", "America/New_York"), ("Shanghai, China", "Asia/Shanghai"),
        ("Munich", "Europe/Berlin"), ("Zürich", "Europe/Zurich"), ("Bengaluru", "Asia/Kolkata"),
        ("Pacific Time", "America/Los_Angeles"),
        ("China Standard Time", "Asia/Shanghai"), ("JST", "Asia/Tokyo"), ("US/Eastern", "US/Eastern"), ("PRC", "PRC"),
        ("UTC", "UTC"),
        ("GMT", "GMT"), ("Etc/GMT+8", "Etc/GMT+8"), ("+08:00", "+08:00"), ("+8", "+08:00"), ("+0530", "+05:30"),
        ("UTC+8", "+08:00"),
        ("utc +8", "+08:00"), ("GMT+8", "+08:00"), ("GMT-03:30", "-03:30"), ("UTC+5.5", "+05:30"), ("东八区", "+08:00"),
        ("東8區", "+08:00"),
        ("西五区", "-05:00"), ("UTC+8时区", "+08:00"), ("我在上海", "Asia/Shanghai"), ("I am in Berlin", "Europe/Berlin"),
        ("+05:45", "+05:45"), ("Zulu", "UTC"), ("Greenwich", "UTC"), ("UCT", "UTC"), ("UTC东8区", "+08:00"),
        ("杜拜", "Asia/Dubai"),
        ("UTC+5.30", "+05:30"), ("Lisbon, Portugal", "Europe/Lisbon"), ("Tokyo Japan", "Asia/Tokyo"),
        ("Tel Aviv, Israel", "Asia/Jerusalem"), ("Havana, Cuba", "America/Havana"),
        ("Hong Kong, China", "Asia/Hong_Kong"),
        ("Washington, D.C.", "America/New_York"), ("Los Angeles, CA", "America/Los_Angeles"),
        ("New Orleans, LA", "America/Chicago"), ("New York, NY", "America/New_York"), ("St. Louis", "America/Chicago"),
        ("Munchen", "Europe/Berlin"), ("Muenchen", "Europe/Berlin"), ("Koeln", "Europe/Berlin"),
        ("湾区", "America/Los_Angeles"),
        ("得州", "America/Chicago"), ("Indian Standard Time", "Asia/Kolkata"), ("Greenwich Mean Time", "UTC"),
        ("协调世界时", "UTC"), ("东八", "+08:00"), ("紐西蘭", "Pacific/Auckland"), ("矽谷", "America/Los_Angeles"),
        ("聖荷西", "America/Los_Angeles"), ("義大利", "Europe/Rome"), ("峇里島", "Asia/Makassar"), ("杜哈", "Asia/Qatar"),
    ]

    @Test("a place and the offset that it keeps are one zone")
    func placeAndOffset() {
        for (typed, name) in [
            ("(UTC+08:00) 北京", "Asia/Shanghai"), ("北京时间（UTC+8）", "Asia/Shanghai"),
            ("(UTC-05:00) New York", "America/New_York"),
        ] { #expect(examples.parse("/timezone \(typed)") == .command(.zone(name)), "\(typed)") }
        #expect(examples.refusal("/timezone Berlin +08:00")?.reason == .arguments(.twoZones, verb: "timezone"))
        #expect(examples.refusal("/timezone 上海 东京")?.reason == .arguments(.twoZones, verb: "timezone"))
    }

    @Test("names that tzdata links are of one zone")
    func links() throws {
        let book = try ZoneBook()
        for (one, other) in [
            ("PRC", "Asia/Shanghai"), ("US/Pacific", "America/Los_Angeles"), ("Japan", "Asia/Tokyo"),
            ("Asia/Calcutta", "Asia/Kolkata"), ("UTC", "GMT"), ("UTC", "+00:00"), ("Etc/Zulu", "UTC"),
            ("+08:00", "Etc/GMT-8"), ("Europe/Berlin", "Europe/Berlin"),
        ] { #expect(book.isSame(one, other), "\(one) \(other)") }
        for (one, other) in [("Asia/Shanghai", "+08:00"), ("Europe/Berlin", "Europe/Paris"), ("+08:00", "Etc/GMT+8")] {
            #expect(!book.isSame(one, other), "\(one) \(other)")
        }
    }

    @Test("finds places, their time, and offsets that some place keeps", arguments: zones)
    func zone(typed: String, name: String) {
        #expect(examples.parse("/timezone \(typed)") == .command(.zone(name)), "\(typed)")
        #expect(examples.parse("时区 \(typed)") == .command(.zone(name)), "\(typed)")
        #expect(
            examples.parse("/subscribe \(typed) 8:30")
                == .command(.subscribe(SubscriptionRequest(minuteOfDay: 510, zone: name))), "\(typed)")
    }

    static let doubtful: [(String, String)] = [
        ("EST", "America/New_York"), ("EDT", "America/New_York"), ("est", "America/New_York"),
        ("CST", "America/Chicago"), ("CST", "Asia/Shanghai"),
        ("MST", "America/Denver"), ("MST", "America/Phoenix"), ("PST", "America/Los_Angeles"),
        ("PDT", "America/Los_Angeles"),
        ("IST", "Asia/Kolkata"), ("IST", "Europe/Dublin"), ("BST", "Europe/London"), ("BST", "Asia/Dhaka"),
        ("AST", "America/Halifax"),
        ("CET", "Europe/Berlin"), ("EET", "Europe/Athens"), ("HST", "Pacific/Honolulu"), ("AEST", "Australia/Sydney"),
        ("EST5EDT", "America/New_York"),
        ("美国", "America/New_York"), ("Canada", "America/Toronto"), ("Eastern Standard Time", "America/New_York"),
        ("Central European Time", "Europe/Berlin"),
    ]

    @Test(
        "refuses abbreviations and countries of several clocks, with the places that people mean", arguments: doubtful)
    func several(typed: String, place: String) {
        for line in ["/timezone \(typed)", "/subscribe 8:30 \(typed) 工作日"] {
            let refusal = examples.refusal(line)
            #expect(refusal?.code == .unknownTimezone, "\(line)")
            guard case .settings(.severalZones(_, let places))? = refusal?.reason else {
                Issue.record("\(line)")
                continue
            }
            #expect(places.contains(place))
        }
    }

    static let wrong = [
        "+05:17", "+15:00", "-13", "+18:00", "UTC+25", "SystemV/EST5EDT", "posixrules", "right/Europe/Berlin",
        "posix/Europe/Berlin", "Factory",
        "localtime", "leapseconds", "MET", "WET", "Mars/Olympus", "火星", "8", "../etc/passwd", "东十五区",
    ]

    @Test("refuses offsets that nobody keeps and files of tzdata that are no place", arguments: wrong)
    func refuses(typed: String) {
        #expect(examples.refusal("/timezone \(typed)")?.code == .unknownTimezone, "\(typed)")
    }

    @Test("every place of the tables is a zone that there is, and every one that is offered for an abbreviation")
    func tables() throws {
        let book = try ZoneBook()
        for name in book.names where name.contains("/") && !name.hasPrefix("Etc/") && !name.hasPrefix("SystemV/") {
            #expect(book.find(name) == .found(name) || name.hasPrefix("US/Pacific-New"))
        }
        for typed in [
            "est", "cst", "mst", "pst", "ast", "ist", "bst", "cet", "eet", "wet", "gst", "sst", "wst", "aest", "clt",
            "美国", "canada", "印尼", "russia",
        ] {
            guard case .several(let places) = book.find(typed) else {
                Issue.record("\(typed)")
                continue
            }
            for place in places { #expect(book.find(place) == .found(place), "\(place)") }
        }
    }
}
