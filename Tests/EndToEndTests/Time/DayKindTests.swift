import Testing
import YitiTestKit

extension Time {
    @Suite struct DayKindTests {
        @Test("rests on days on which no subscription has an occurrence")
        func rest() throws {
            let diary = try Diary(at: "2026-03-02T08:00:00Z", push: true)
            try diary.client.run("u", "/subscribe 09:00 mon-fri")
            for day in 2...6 {
                try diary.client.advance(to: "2026-03-0\(day)T09:00:00Z")
                try diary.takePush()
                try diary.client.answerOpen("u", rating: 3)
            }
            try diary.client.advance(to: "2026-03-09T08:00:00Z")
            #expect(try diary.kinds().suffix(4) == ["answered", "rest", "rest", "open"])
            #expect(try diary.streak()["current"] == 5)
        }

        @Test("says not_asked of a day whose push nobody took, and keeps the streak")
        func notAsked() throws {
            let diary = try Diary()
            try diary.client.run("u", "/subscribe 13:00")
            try diary.answerDays(1)
            // The bridge takes no pushes: nothing arrives on the 3rd and the 4th.
            for _ in 0..<3 { try diary.nextDay() }
            #expect(try diary.kinds() == ["answered", "not_asked", "not_asked", "open"])
            #expect(try diary.streak()["current"] == 1)
        }

        @Test("says missed of a day whose push was taken and not answered")
        func missed() throws {
            let diary = try Diary(push: true)
            try diary.client.run("u", "/subscribe 13:00")
            try diary.answer()
            try diary.client.advance(to: "2026-03-02T13:00:00Z")
            try diary.takePush()
            try diary.client.advance(to: "2026-03-03T13:00:00Z")
            try diary.takePush()
            try diary.client.advance(to: "2026-03-04T12:00:00Z")
            #expect(try diary.kinds() == ["answered", "missed", "open"])
        }

        @Test("takes a push that is acked after its day has ended for one that was not asked")
        func lateAck() throws {
            let diary = try Diary(push: true)
            try diary.client.run("u", "/subscribe 13:00")
            try diary.answer()
            try diary.client.advance(to: "2026-03-02T13:00:00Z")
            try diary.takePush()
            try diary.client.advance(to: "2026-03-03T13:00:00Z")
            let push = try diary.client.push()
            try diary.client.advance(to: "2026-03-04T05:00:00Z")
            try diary.client.ack(push.delivery)
            #expect(try diary.kinds() == ["answered", "not_asked", "open"])
        }

        @Test("pauses the days of somebody who blocked the bot")
        func suspended() throws {
            let diary = try Diary(push: true)
            try diary.client.run("u", "/subscribe 13:00")
            try diary.answer()
            try diary.client.advance(to: "2026-03-02T13:00:00Z")
            try diary.takePush()
            try diary.client.advance(to: "2026-03-03T13:00:00Z")
            try diary.client.nack(diary.client.push().delivery, "blocked")
            try diary.client.advance(to: "2026-03-06T12:00:00Z")
            #expect(try diary.kinds() == ["answered", "paused", "paused", "paused", "open"])
            #expect(try diary.streak()["current"] == 1)
        }

        @Test("calls a date that a flight skipped travel, and keeps the streak")
        func travelEast() throws {
            let diary = try Diary(at: "2026-03-02T20:00:00Z")
            try diary.client.run("u", "/timezone Pacific/Pago_Pago")
            try diary.answer()
            #expect(try diary.today() == "2026-03-02")
            try diary.client.run("u", "/timezone Pacific/Kiritimati")
            #expect(try diary.streak()["ends_at"] == "2026-03-03T15:00:00Z")
            try diary.client.advance(to: "2026-03-03T15:00:00Z")
            try diary.answer()
            let streak = try diary.streak()
            #expect(streak["day"] == "2026-03-04" && streak["current"] == 2)
            #expect(try diary.kinds() == ["answered", "travel", "answered"])
        }

        @Test("opens no answered date twice after a flight the other way")
        func travelWest() throws {
            let diary = try Diary(at: "2026-03-02T20:00:00Z")
            try diary.client.run("u", "/timezone Pacific/Kiritimati")
            try diary.answer()
            #expect(try diary.today() == "2026-03-03")
            try diary.client.run("u", "/timezone Pacific/Pago_Pago")
            #expect(try diary.streak()["ends_at"] == "2026-03-04T15:00:00Z")
            try diary.client.advance(to: "2026-03-04T14:59:59Z")
            #expect(try diary.today() == "2026-03-03")
            try diary.client.advance(1)
            try diary.answer()
            let streak = try diary.streak()
            #expect(streak["day"] == "2026-03-04" && streak["current"] == 2)
            #expect(try diary.kinds() == ["answered", "answered"])
        }

        @Test("changes the rollover at the end of the learning day that ends later")
        func rollover() throws {
            let diary = try Diary()
            try diary.answer()
            try diary.client.run("u", "/rollover 0")
            #expect(try diary.streak()["ends_at"] == "2026-03-03T04:00:00Z")
            try diary.client.advance(to: "2026-03-03T03:59:59Z")
            #expect(try diary.today() == "2026-03-02")
            try diary.client.advance(1)
            let streak = try diary.streak()
            #expect(streak["day"] == "2026-03-03" && streak["ends_at"] == "2026-03-04T00:00:00Z")
        }

        @Test(
            "ends a learning day at the local hour, also when clocks change that night",
            arguments: [
                ("2026-03-28T12:00:00Z", "2026-03-29T02:00:00Z"), ("2026-10-24T12:00:00Z", "2026-10-25T03:00:00Z"),
                ("2026-03-29T12:00:00Z", "2026-03-30T02:00:00Z"),
            ])
        func endsAt(_ start: String, _ end: String) throws {
            let diary = try Diary(at: start)
            try diary.client.run("u", "/timezone Europe/Berlin")
            #expect(try diary.streak()["ends_at"].string == end)
        }

        @Test("says missed of days without an answer and without a subscription")
        func unsubscribed() throws {
            let diary = try Diary()
            try diary.answerDays(1)
            for _ in 0..<2 { try diary.nextDay() }
            #expect(try diary.kinds() == ["answered", "missed", "open"])
        }
    }
}
