import Testing
import YitiCore
import YitiTestKit
import YitiWords

@Suite("What is printed is understood when typed back") struct RoundTripTests {
    let examples: LineExamples
    private static let seeds = [UInt64.random(in: 1...999_999), 1]

    init() throws { examples = try LineExamples() }

    private func command(_ line: String, on today: Day) -> Command? {
        if case .command(let command) = examples.parser.parse(line, today: today) { command } else { nil }
    }

    private func both(_ text: Text, _ check: (String) -> Void) {
        for printed in [text.zh, text.en] { check(printed) }
    }

    @Test("dates, and how far off they are", arguments: seeds)
    func dates(seed: UInt64) {
        var dice = SeededRandom(seed: seed)
        for _ in 0..<120 {
            let today = Day(number: Int.random(in: 18_000...30_000, using: &dice))
            let day = today.advanced(byDays: Int.random(in: 1...900, using: &dice))
            for text in [day.spoken(on: today), day.distance(from: today), Text(zh: day.text, en: day.text)] {
                both(text) { printed in
                    #expect(
                        command("/interview \(printed)", on: today) == .interview(day),
                        "seed \(seed): \(printed) on \(today.text)")
                    #expect(
                        command("/pause until \(printed)", on: today) == .pause(from: nil, until: day),
                        "seed \(seed): \(printed) on \(today.text)")
                }
            }
        }
    }

    @Test("instants, as /later and the next push have them", arguments: seeds)
    func instants(seed: UInt64) {
        var dice = SeededRandom(seed: seed)
        for _ in 0..<120 {
            let today = Day(number: Int.random(in: 18_000...30_000, using: &dice))
            let day = today.advanced(byDays: Int.random(in: 0...30, using: &dice))
            let minute = Int.random(in: 0..<1_440, using: &dice)
            let offset = Int.random(in: -48...56, using: &dice) * 900
            let at = Instant(seconds: Int64(day.number) * 86_400 + Int64(minute * 60 - offset))
            both(LocalInstant(at: at, offset: offset, today: today).spoken) { printed in
                #expect(
                    command("/later \(printed)", on: today) == .laterAt(day: day, minute: minute),
                    "seed \(seed): \(printed)")
            }
        }
    }

    @Test("every set of weekdays, every minute of the day, quiet hours")
    func daysAndTimes() {
        let today = MessageExamples.today
        for raw in UInt8(1)...127 {
            let days = WeekdaySet(rawValue: raw)
            both(days.spoken) { printed in
                #expect(
                    command("/subscribe \(printed) 08:30", on: today)
                        == .subscribe(SubscriptionRequest(minuteOfDay: 510, weekdays: days)), "\(printed)")
                #expect(
                    command("/change 1 \(printed)", on: today)
                        == .change(number: 1, SubscriptionRequest(weekdays: days)), "\(printed)")
            }
        }
        for minute in stride(from: 0, to: 1_440, by: 7) {
            let printed = Day.clock(minute)
            #expect(command("/subscribe \(printed)", on: today) == .subscribe(SubscriptionRequest(minuteOfDay: minute)))
            let quiet = QuietHours(fromMinute: minute, untilMinute: (minute + 481) % 1_440)
            #expect(command("/quiet \(quiet.text)", on: today) == .quiet(quiet))
        }
    }

    @Test("every zone that can be set")
    func zones() throws {
        let book = try ZoneBook()
        let offsets = ["+00:00", "-09:30", "+05:45", "+14:00", "-11:00", "+08:00"]
        for name in book.names + offsets {
            guard case .found(let found) = book.find(name), found == name else { continue }
            #expect(command("/timezone \(name)", on: MessageExamples.today) == .zone(name))
            #expect(
                command("/subscribe 08:30 \(name)", on: MessageExamples.today)
                    == .subscribe(SubscriptionRequest(minuteOfDay: 510, zone: name)), "\(name)")
        }
    }

    private static let topics: [(String, Text)] = [
        ("loss", Text(zh: "损失函数", en: "Loss functions")),
        ("regression", Text(zh: "线性回归与逻辑回归", en: "Linear and logistic regression")),
        ("svm", Text(zh: "支持向量机", en: "Support vector machines")),
    ]

    @Test("a line of /subscriptions, up to what is next", arguments: seeds, [Language.zh, .en])
    func subscriptions(seed: UInt64, language: Language) throws {
        var dice = SeededRandom(seed: seed)
        for _ in 0..<60 {
            let topics = Self.topics.filter { _ in Bool.random(using: &dice) }
            let line = SubscriptionsFacts.Line(
                number: 1, topics: topics.map(\.0), topicNames: topics.map(\.1),
                minuteOfDay: Int.random(in: 0..<1_440, using: &dice),
                weekdays: WeekdaySet(rawValue: UInt8.random(in: 1...127, using: &dice)),
                zone: ["Asia/Shanghai", "America/New_York", "+05:30", "UTC"].randomElement(using: &dice) ?? "UTC",
                nextAt: nil,
                utcOffsetSeconds: 0, pausedUntil: nil, isPaused: false)
            let facts = SubscriptionsFacts(subscriptions: [line], today: MessageExamples.today)
            let text = MessageWriter(language: language).write(.subscriptions(facts)).text
            let printed = try #require(text.split(separator: "\n").first { $0.contains("1. ") })
            let typed =
                printed.split(separator: " · ").dropLast().joined(separator: " · ").split(separator: "1. ").last ?? ""
            let request = SubscriptionRequest(
                topics: topics.isEmpty ? nil : topics.map(\.0), minuteOfDay: line.minuteOfDay, weekdays: line.weekdays,
                zone: line.zone)
            #expect(
                command("/subscribe \(typed)", on: MessageExamples.today) == .subscribe(request),
                "seed \(seed): \(typed)")
        }
    }

    @Test("the values of /settings")
    func settings() {
        let day = MessageExamples.today.advanced(byDays: 40)
        let facts = SettingsFacts(
            zone: "Asia/Shanghai", language: .zh, rolloverHour: 4, interview: day,
            quiet: QuietHours(fromMinute: 1_320, untilMinute: 480),
            name: nil, nudge: false, today: MessageExamples.today)
        for language in [Language.zh, .en] {
            let text = MessageWriter(language: language).write(.settings(facts)).text
            #expect(text.contains(language == .zh ? day.spoken(on: facts.today).zh : day.spoken(on: facts.today).en))
            #expect(text.contains("04:00") && text.contains("22:00-08:00"))
        }
        #expect(command("/rollover 04:00", on: facts.today) == .rollover(hour: 4))
    }
}
