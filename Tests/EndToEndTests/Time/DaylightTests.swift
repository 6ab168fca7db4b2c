import Testing
import YitiTestKit

extension Time {
    @Suite struct DaylightTests {
        /// A zone, a local time, and the instants in UTC at which it comes on consecutive local dates.
        struct Case: Sendable, CustomTestStringConvertible {
            let zone: String
            let time: String
            let start: String
            let instants: [String]

            var testDescription: String { "\(zone) \(time) from \(start)" }
        }

        static let cases = [
            // Spring: 02:30 does not exist on the 29th and fires at 03:30 summer time.
            Case(
                zone: "Europe/Berlin", time: "02:30", start: "2026-03-27T12:00:00Z",
                instants: [
                    "2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z",
                ]),
            // Autumn: 02:30 comes twice on the 25th and fires at the first.
            Case(
                zone: "Europe/Berlin", time: "02:30", start: "2026-10-23T12:00:00Z",
                instants: [
                    "2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z", "2026-10-27T01:30:00Z",
                ]),
            Case(
                zone: "America/New_York", time: "02:15", start: "2026-03-06T12:00:00Z",
                instants: [
                    "2026-03-07T07:15:00Z", "2026-03-08T07:15:00Z", "2026-03-09T06:15:00Z",
                ]),
            Case(
                zone: "America/New_York", time: "01:30", start: "2026-10-30T12:00:00Z",
                instants: [
                    "2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z",
                ]),
            // Half an hour.
            Case(
                zone: "Australia/Lord_Howe", time: "02:15", start: "2026-10-02T12:00:00Z",
                instants: [
                    "2026-10-02T15:45:00Z", "2026-10-03T15:45:00Z", "2026-10-04T15:15:00Z",
                ]),
            Case(
                zone: "Australia/Lord_Howe", time: "01:45", start: "2026-04-03T12:00:00Z",
                instants: [
                    "2026-04-03T14:45:00Z", "2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z",
                ]),
            // Two hours: 01:30 does not exist on the 29th and fires at 03:30.
            Case(
                zone: "Antarctica/Troll", time: "01:30", start: "2026-03-27T12:00:00Z",
                instants: [
                    "2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-29T23:30:00Z",
                ]),
            // The change is at midnight: 00:30 does not exist on the 8th.
            Case(
                zone: "America/Havana", time: "00:30", start: "2026-03-06T12:00:00Z",
                instants: [
                    "2026-03-07T05:30:00Z", "2026-03-08T05:30:00Z", "2026-03-09T04:30:00Z",
                ]),
            Case(
                zone: "Pacific/Kiritimati", time: "09:00", start: "2026-03-02T12:00:00Z",
                instants: [
                    "2026-03-02T19:00:00Z", "2026-03-03T19:00:00Z",
                ]),
            Case(
                zone: "Asia/Kathmandu", time: "23:59", start: "2026-03-02T12:00:00Z",
                instants: [
                    "2026-03-02T18:14:00Z", "2026-03-03T18:14:00Z",
                ]),
        ]

        @Test("fires at the instants that the offsets around a change give, once each", arguments: cases)
        func golden(_ golden: Case) throws {
            let server = try ServerProcess.sandbox(at: golden.start)
            let client = try server.bridge()
            try client.run("u", "/subscribe \(golden.time) \(golden.zone)")
            for instant in golden.instants {
                try client.advance(to: Dates.instant(instant, plus: -1))
                #expect(try client.settledPushes().isEmpty)
                try client.advance(1)
                let push = try client.push()
                #expect(push.due == instant)
                try client.ack(push.delivery)
                #expect(try client.settledPushes().isEmpty)
            }
        }

        @Test("asks once on every local date of many months, in every zone, while time goes in steps of any length")
        func months() throws {
            let zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"]
            let steps = Program.soaks ? 4_000 : 260
            let server = try ServerProcess.sandbox(at: "2026-02-20T03:17:00Z")
            let client = try server.bridge()
            for zone in zones { try client.run(zone, "/subscribe 02:30 \(zone)") }
            var dates: [String: [String]] = [:]
            for step in 0..<steps {
                try client.advance(3_600 * (1 + step * 7 % 11))
                for push in try client.settledPushes() {
                    dates[push.user, default: []].append(push.due)
                    #expect(push.attempt == 1)
                    try client.ack(push.delivery)
                }
            }
            for zone in zones {
                let dues = dates[zone] ?? []
                #expect(dues.count > steps / 5)
                for (earlier, later) in zip(dues, dues.dropFirst()) {
                    let gap = try Dates.seconds(of: later) - Dates.seconds(of: earlier)
                    // A local day has 24 hours, or one more or less (half of one in Lord Howe) around a change.
                    #expect([86_400, 82_800, 90_000, 84_600, 88_200].contains(gap))
                }
            }
        }

        @Test("moves the subscriptions that follow the person's zone, and not those with their own")
        func followsThePerson() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            try client.run("u", "/subscribe 09:00")
            try client.run("u", "/subscribe 10:00 Asia/Tokyo")
            try client.run("u", "/timezone America/New_York")
            let all = try client.run("u", "/subscriptions").data("subscriptions")["subscriptions"]
            #expect(all[0]["timezone"] == "America/New_York" && all[0]["next_at"] == "2026-03-02T14:00:00Z")
            #expect(all[1]["timezone"] == "Asia/Tokyo" && all[1]["next_at"] == "2026-03-03T01:00:00Z")
        }

        @Test(
            "takes a city's name and a fixed offset for a zone",
            arguments: [
                ("/timezone new york", "America/New_York"), ("/timezone europe/berlin", "Europe/Berlin"),
                ("/timezone 上海", "Asia/Shanghai"),
                ("/timezone Beijing", "Asia/Shanghai"),
            ])
        func zoneNames(_ text: String, _ zone: String) throws {
            #expect(try Servers.person().ask(text).text.contains(zone))
        }

        @Test("takes +08:00 for a zone")
        func fixedOffset() throws {
            let server = try ServerProcess.sandbox()
            let client = try server.bridge()
            try client.run("u", "/timezone +08:00")
            let next = try client.run("u", "/subscribe 21:00").data("subscriptions")["subscriptions"][0]["next_at"]
            #expect(next == "2026-03-02T13:00:00Z")
        }
    }
}
