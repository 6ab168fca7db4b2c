import Testing
import YitiTestKit

extension Time {
    @Suite struct StreakTests {
        @Test("earns a freeze at seven answered days and spends it on the first missed one, saying so")
        func freeze() throws {
            let diary = try Diary()
            try diary.answerDays(7)
            #expect(try diary.streak()["freezes"] == 1)
            try diary.nextDay()
            #expect(try diary.streak()["current"] == 7)
            try diary.nextDay()
            // Whatever comes next says it.
            let news = try diary.client.run("u", "/whoami").text
            #expect(news.lowercased().contains("freeze"))
            let after = try diary.streak()
            #expect(after["current"] == 7 && after["freezes"] == 0 && after["today"] == false)
            #expect(try diary.kinds() == Array(repeating: "answered", count: 7) + ["frozen", "open"])
            try diary.answer()
            #expect(try diary.streak()["current"] == 8)
            #expect(try !diary.client.run("u", "/whoami").text.lowercased().contains("freeze"))
        }

        @Test("breaks at a missed day without a freeze, and keeps the longest")
        func broken() throws {
            let diary = try Diary()
            try diary.answerDays(3)
            try diary.nextDay()
            #expect(try diary.streak()["current"] == 3)
            try diary.nextDay()
            let after = try diary.streak()
            #expect(after["current"] == 0 && after["longest"] == 3)
            #expect(try diary.kinds() == ["answered", "answered", "answered", "missed", "open"])
        }

        @Test("holds two freezes at most")
        func twoFreezes() throws {
            let diary = try Diary()
            try diary.answerDays(21)
            #expect(try diary.streak()["freezes"] == 2)
            for _ in 0..<3 { try diary.nextDay() }
            let after = try diary.streak()
            #expect(after["freezes"] == 0 && after["current"] == 21)
            try diary.nextDay()
            #expect(try diary.streak()["current"] == 0)
        }

        @Test("repairs a single missed day with two rated answers on the next")
        func repair() throws {
            let diary = try Diary()
            try diary.answerDays(1)
            try diary.nextDay()
            try diary.nextDay()
            try diary.answer()
            #expect(try diary.streak()["current"] == 1)
            try diary.answer()
            #expect(try diary.streak()["current"] == 3)
            #expect(try diary.kinds() == ["answered", "repaired", "answered"])
            // Once in 30 days.
            try diary.nextDay()
            try diary.nextDay()
            try diary.answer()
            try diary.answer()
            #expect(try diary.streak()["current"] == 1)
            #expect(try diary.kinds().suffix(2) == ["missed", "answered"])
        }

        @Test("does not repair two missed days")
        func noRepair() throws {
            let diary = try Diary()
            try diary.answerDays(1)
            for _ in 0..<3 { try diary.nextDay() }
            try diary.answer()
            try diary.answer()
            #expect(try diary.streak()["current"] == 1)
            #expect(try diary.kinds() == ["answered", "missed", "missed", "answered"])
        }

        @Test("passes over the days of a pause, also one that began three days ago")
        func pause() throws {
            let diary = try Diary()
            try diary.answerDays(2)
            for _ in 0..<3 { try diary.nextDay() }
            #expect(try diary.streak()["current"] == 0)
            let from = try Dates.date(diary.today(), plus: -2)
            let until = try Dates.date(diary.today(), plus: 2)
            try diary.client.run("u", "/pause from \(from) until \(until)")
            #expect(try diary.streak()["current"] == 2)
            #expect(try diary.kinds().prefix(4) == ["answered", "answered", "paused", "paused"])
            try diary.nextDay()
            try diary.nextDay()
            try diary.answer()
            #expect(try diary.streak()["current"] == 3)
        }

        @Test("counts no skips and no reveals without an answer")
        func skips() throws {
            let diary = try Diary()
            try diary.answerDays(1)
            try diary.nextDay()
            try diary.client.run("u", "/next")
            try diary.client.run("u", "/reveal")
            try diary.client.run("u", "/skip")
            #expect(try diary.streak()["today"] == false)
            try diary.nextDay()
            #expect(try diary.kinds() == ["answered", "missed", "open"])
        }

        @Test("gives exactly what was before at an undo, ten steps back")
        func undo() throws {
            let diary = try Diary()
            try diary.answerDays(6)
            try diary.nextDay()
            var before: [JSON] = []
            for _ in 0..<5 {
                before.append(try diary.streak())
                try diary.client.run("u", "/next")
                try diary.client.run("u", "an answer")
                before.append(try diary.streak())
                try diary.client.run("u", "2")
            }
            for expected in before.reversed() {
                try diary.client.run("u", "/undo")
                #expect(try diary.streak() == expected)
            }
        }

        @Test("explains every day with its kind, its zone and its cause")
        func explained() throws {
            let diary = try Diary()
            try diary.client.run("u", "/timezone Europe/Berlin")
            try diary.answerDays(2)
            try diary.nextDay()
            try diary.nextDay()
            let text = try diary.client.run("u", "/streak why").text
            for expected in ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "Europe/Berlin"] {
                #expect(text.contains(expected))
            }
        }
    }
}
