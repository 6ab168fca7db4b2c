import Testing
import YitiCore
import YitiWords

@Suite struct RefusalWordsTests {
    let examples: LineExamples

    init() throws { examples = try LineExamples() }

    private func sentence(_ line: String) -> Text? { examples.refusal(line).map(RefusalWords.text) }

    static let suggestions: [(String, String)] = [
        ("/raet 3", "/rate"), ("/nxt", "/next"), ("/subscibe", "/subscribe"), ("/sbuscribe", "/subscribe"),
        ("/hnit", "/hint"),
        ("/下一提", "/下一题"), ("/bookmarkz", "/bookmarks"), ("/langage", "/language"), ("/topic losa", "loss"),
        ("/topic reg", "regression"), ("/topic reg", "regularization"), ("/topic lss", "loss"), ("/topic 损矢函数", "loss"),
        ("/topic vector", "svm"), ("/timezone Europe/Berln", "Europe/Berlin"), ("/subscribe tokio", "Asia/Tokyo"),
        ("/help raet", "/rate"), ("/subscibe", "/subscribe"),
    ]

    @Test("says what may have been meant", arguments: suggestions)
    func suggests(line: String, expected: String) {
        let text = sentence(line)
        #expect(text?.en.contains(expected) == true, "\(String(describing: text))")
        #expect(text?.zh.contains(expected) == true, "\(String(describing: text))")
    }

    static let misread = [
        "/foo", "/help foo", "/rate 5", "/rate 3 x", "/later soon", "/later 60d", "/subscribe 25:00",
        "/quiet 8:00-8:00",
        "/quiet noise", "/rollover 7", "/interview someday", "/interview 2020-01-01", "/pause until", "/pause from -4",
        "/pause from +5 until +5", "/timezone Mars/Olympus", "/next nothing", "/hint please", "/change x", "/change 1",
        "/change 1 svm", "/subscribe 8:00 9:00", "/subscribe mon-fry", "/history 0", "/bookmark x", "/language fr",
        "/export pdf", "/login a b", "/nudge maybe", "/forget a b", "/clock +99999d",
        "/name \(String(repeating: "x", count: 41))",
    ]

    @Test("what can't be read is refused in both languages, in one line, whatever it repeats", arguments: misread)
    func refuses(line: String) throws {
        for line in [line, line + " \u{2028}\n"] {
            let text = try #require(sentence(line))
            #expect(text.zh.containsChinese && !text.en.isEmpty)
            #expect(!text.zh.contains { $0.isNewline } && !text.en.contains { $0.isNewline })
        }
    }

    @Test("a refusal of what follows a verb ends with an example that works")
    func example() {
        #expect(
            sentence("/later soon")?.en
                == "“soon” is no span of time, nor a time of day: try 2h, tomorrow, 8pm. For example: /later 2h")
        #expect(sentence("/rate 3 x")?.zh == "看不懂“3 x”；用法：/rate 1-4 [回答号]。例如：/rate 3")
    }

    static let alternatives: [(String, [String])] = [
        ("/subscribe svm 4", ["04:00", "svm"]), ("/subscribe 8", ["08:00"]),
        ("/quiet 晚上10点到8点", ["22:00-08:00", "22:00-20:00"]),
        ("/timezone EST", ["America/New_York", "America/Toronto"]),
        ("/timezone CST", ["America/Chicago", "Asia/Shanghai"]),
        ("/timezone PST", ["America/Los_Angeles"]), ("/timezone akst", ["America/Anchorage"]),
        ("/timezone +05:17", ["+08:00"]),
        ("/timezone 8", ["+08:00"]), ("/interview 11-01", ["2026", "2027"]),
        ("/interview 12/1/2026", ["1", "12", "2026"]), ("/subscribe 135", ["01:35"]),
        ("/subscribe 晚上13点", ["00:00", "23:59"]), ("/subscribe 每天早上", ["08:00"]), ("/later 8", ["8:00"]),
        ("/interview 周五 12月1日", ["12月1日"]), ("/pause until 2090-01-01", []), ("/later 40 days", []),
    ]

    @Test("says what to type instead, in both languages", arguments: alternatives)
    func alternative(line: String, expected: [String]) throws {
        let text = try #require(sentence(line))
        #expect(text.zh.containsChinese && !text.en.containsChinese || line.containsChinese)
        for part in expected { #expect(text.zh.contains(part) && text.en.contains(part), "\(text)") }
    }

    /// Today is Wednesday, 2026-11-25.
    static let dates: [(String, String, String)] = [
        (
            "/interview 11-01", "2026年11月1日周日 已经过去了，是 2027年11月1日周一 吗？请把年份写上",
            "Sun 1 Nov 2026 is past: do you mean Mon 1 Nov 2027? Write it with its year"
        ),
        (
            "/interview 12/1/2026", "是 2026年12月1日周二 还是 2026年1月12日周一？请写其中一个",
            "is it Tue 1 Dec 2026 or Mon 12 Jan 2026? Write one of them"
        ),
        ("/interview 2026-03-03", "2026年3月3日周二 已经过去了", "Tue 3 Mar 2026 is past"),
        (
            "/pause from Dec 10 until Dec 8", "2026年12月8日周二 不在 2026年12月10日周四 之后，是 2027年12月8日周三 吗？请把年份写上",
            "Tue 8 Dec 2026 is not after Thu 10 Dec 2026: do you mean Wed 8 Dec 2027? Write it with its year"
        ),
        (
            "/subscribe 135", "135 是 01:35 还是 周一、三、五？请写其中一个",
            "is 135 the time 01:35, or days? Write 01:35 or mon,wed,fri"
        ),
        ("/subscribe 135 8:30", "135 是 周一、三、五 吗？请写 周一、三、五", "does 135 mean days? Write mon,wed,fri"),
    ]

    @Test("a refused date is shown with its weekday, as it may be typed back", arguments: dates)
    func showsWeekdays(line: String, zh: String, en: String) throws {
        let text = try #require(sentence(line))
        #expect(text.zh.hasPrefix(zh) && text.en.hasPrefix(en), "\(text)")
    }

    @Test("a key is never repeated")
    func hidesKeys() {
        #expect(sentence("/login my secret")?.en.contains("secret") == false)
    }
}
