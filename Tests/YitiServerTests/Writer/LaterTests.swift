import Testing
import YitiCore
import YitiServer

@Suite("questions that are put off")
struct LaterTests {
    @Test("up to eight wait at once, none of them is asked meanwhile, and each comes back at its time")
    func eight() async throws {
        let harness = try WriterHarness()
        var putOff: [String] = []
        for hours in 1...8 {
            putOff.append(try #require(try await harness.say("/next").ref))
            #expect(try await harness.say("/later \(hours)h").isOK)
        }
        let ninth = try #require(try await harness.say("/next").ref)
        #expect(Set(putOff + [ninth]).count == 9)
        #expect(try await harness.say("/later 9h").code == "quota_exceeded")
        _ = try await harness.say("/skip")
        var back: [String?] = []
        for _ in 1...8 { back += try await harness.pass(hours: 1).map(\.ref) }
        #expect(back == putOff.map { Optional($0) })
        // Each is open again, the last one first.
        #expect(try await harness.say("an answer").data("prompt")?["question"] as? String == putOff.last)
    }

    @Test("some days later is as late as it is now, also where the clocks change between, and hours are hours")
    func days() async throws {
        let harness = try WriterHarness()
        for text in ["/language en", "/timezone Berlin", "/clock 2026-03-28T11:00:00Z"] {
            _ = try await harness.say(text)
        }
        for (span, back) in [
            ("tomorrow", "Sun 29 Mar 12:00"), ("2 days", "Mon 30 Mar 12:00"), ("in a week", "Sat 4 Apr 12:00"),
            ("monday", "Mon 30 Mar 12:00"), ("24h", "Sun 29 Mar 13:00"),
        ] {
            _ = try await harness.say("/next")
            #expect(try await harness.say("/later \(span)").texts.contains(back), "\(span)")
        }
    }

    @Test("tonight is the evening to come, also while the night before is still the day's")
    func tonight() async throws {
        let harness = try WriterHarness(at: "2026-03-03T01:00:00Z")
        _ = try await harness.say("/language en")
        for (time, back) in [
            ("今晚8点", "Tue 3 Mar 20:00"), ("tonight 8pm", "Tue 3 Mar 20:00"), ("今天 9:30", "Tue 3 Mar 09:30"),
            ("今晚12点", "Wed 4 Mar 00:00"), ("今晚2点", "Tue 3 Mar 02:00"),
        ] {
            _ = try await harness.say("/next")
            #expect(try await harness.say("/later \(time)").texts.contains(back), "\(time)")
        }
        _ = try await harness.say("/next")
        #expect(try await harness.say("/later 2026-03-02 20:00").code == "invalid_time")
        try await harness.advance(hours: 20)
        #expect(try await harness.say("/later 今晚8点").code == "invalid_time")
    }

    @Test("past midnight a day that is named is the one that its time of day would be on, and its morning")
    func pastMidnight() async throws {
        let harness = try WriterHarness()
        for text in ["/language en", "/timezone Berlin", "/clock 2026-03-10T00:30:00Z"] {
            _ = try await harness.say(text)
        }
        for (span, back) in [
            ("tomorrow", "Tue 10 Mar 09:00"), ("明天9点", "Tue 10 Mar 09:00"), ("thursday", "Thu 12 Mar 09:00"),
            ("1 day", "Wed 11 Mar 01:30"),
        ] {
            _ = try await harness.say("/next")
            #expect(try await harness.say("/later \(span)").texts.contains(back), "\(span)")
        }
    }

    @Test("with no question open it names what is pending")
    func names() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/language en")
        #expect(try await harness.say("/later 2h").text?.contains("no question is open; /next asks one") == true)
        #expect(try await harness.say("/later").isOK)
        let first = try #require(try await harness.say("/next").ref)
        _ = try await harness.say("/later 2h")
        let second = try #require(try await harness.say("/next").ref)
        _ = try await harness.say("an answer")
        for text in ["/later 2h", "/later"] {
            let refused = try await harness.say(text)
            #expect(refused.code == "no_question")
            #expect(
                refused.text
                    == "no question is open; your answer to \(second) waits for a rating: 1 to 4; "
                    + "put off: \(first) (Mon 2 Mar 10:00); /next asks one")
        }
    }

    @Test("what is put off comes back after a pause, and the reply says when")
    func pauses() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/language en")
        let first = try #require(try await harness.say("/next").ref)
        _ = try await harness.say("/later 2h")
        #expect(try await harness.say("/pause until 2026-03-04").isOK)
        _ = try await harness.say("/next")
        #expect(try await harness.say("/later 3h").texts.contains("comes back Wed 4 Mar 09:00"))
        #expect(try await harness.pass(hours: 48).isEmpty)
        #expect(try await harness.pass(hours: 1).first?.ref == first)
        #expect(await harness.differences() == [])
    }

    @Test("in a pause without an end it waits for /resume, and comes within a day of it")
    func resumes() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/language en")
        #expect(try await harness.say("/pause").isOK)
        let question = try #require(try await harness.say("/next").ref)
        #expect(try await harness.say("/later 2h").texts.contains("comes back after /resume"))
        #expect(try await harness.pass(hours: 72).isEmpty)
        #expect(try await harness.say("/resume").isOK)
        #expect(try await harness.pass(hours: 24).map(\.ref) == [question])
    }

    @Test("quiet hours are reckoned with where it says when it comes back")
    func quiet() async throws {
        let harness = try WriterHarness()
        for text in ["/language en", "/quiet 9-12", "/next"] { _ = try await harness.say(text) }
        #expect(try await harness.say("/later 2h").texts.contains("comes back Mon 2 Mar 12:00"))
        #expect(try await harness.pass(hours: 3).isEmpty)
        #expect(try await harness.pass(hours: 1).count == 1)
    }
}
