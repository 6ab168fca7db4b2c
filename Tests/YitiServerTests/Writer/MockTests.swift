import Testing
import YitiCore
import YitiServer
import YitiWire

@Suite struct MockTests {
    private func stage(_ answer: Answer) -> String? { answer.data("mock")?["stage"] as? String }
    private func question(_ answer: Answer) -> String? { answer.data("mock")?["question"] as? String }

    @Test("asks five stars first with follow-ups, rates each answer by name at its end, and reports once")
    func whole() async throws {
        let harness = try WriterHarness()
        let first = try await harness.say("/mock 10m")
        #expect(first.kinds.contains("mock") && stage(first) == "question")
        #expect(first.data("mock")?["of"] as? Int == 2 && first.data("mock")?["seconds"] as? Int == 300)
        let asked = try #require(question(first))
        #expect(harness.services.catalog.bank.question(asked)?.stars == 5)
        let followUp = try await harness.say("my answer")
        #expect(stage(followUp) == "follow_up" && question(followUp) == asked)
        let second = try await harness.say("3")
        #expect(stage(second) == "question" && question(second) != asked, "nothing waits for a rating meanwhile")
        _ = try await harness.say("another answer")
        let rate = try await harness.say("more of it")
        #expect(stage(rate) == "rate" && question(rate) == asked)
        #expect(rate.texts.contains(asked) && rate.texts.contains("one"))
        let next = try await harness.say("3")
        #expect(next.kinds == ["rated", "mock"] && stage(next) == "rate")
        let report = try await harness.say("1")
        #expect(stage(report) == "report" && report.texts.contains("Review first"))
        let items = report.data("mock")?["items"] as? [[String: Any]]
        #expect(
            items?.map { $0["rating"] as? Int } == [3, 1] && items?.map { $0["review"] as? Bool } == [false, true])
        let history = try await harness.say("/history \(asked)").data("history")?["answers"] as? [[String: Any]]
        #expect(history?.first?["text"] as? String == "my answer\n3")
        #expect(try await harness.say("/mock stop").code == "not_found")
        #expect(await harness.differences() == [])
    }

    @Test(
        "a word that ends an interview answers nothing in it", arguments: ["停止", "结束了", "finish", "退出", "stop", "交卷"])
    func endWords(word: String) async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/mock 10m")
        let reply = try await harness.say(word)
        #expect(!reply.isOK && reply.text?.contains("/mock stop") == true)
        #expect(stage(try await harness.say("/answer \(word)")) == "follow_up")
    }

    @Test("says in its report which answers covered how many of the key points")
    func points() async throws {
        let harness = try WriterHarness()
        for text in ["/mock 10m", "my answer", "/skip", "another answer", "/skip"] { _ = try await harness.say(text) }
        #expect(try await harness.say("/points 1").isOK)
        _ = try await harness.say("3")
        let report = try await harness.say("2")
        #expect(report.texts.contains("points 1/"))
        let items = try #require(report.data("mock")?["items"] as? [[String: Any]])
        #expect(items.map { $0["ticked"] as? Int } == [1, nil])
    }

    @Test(
        "says how many questions it comes to where fewer are left than there is time for, and that ratings come at its end"
    )
    func foresees() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/language en")
        let first = try await harness.say("/mock 60m svm")
        let count = harness.services.catalog.questions(in: ["svm"]).count
        #expect(count < 15 && first.data("mock")?["of"] as? Int == count)
        for text in ["/rate 3", "/points 1"] {
            let refused = try await harness.say(text)
            #expect(refused.code == "no_rating_pending" && refused.text?.contains("/mock stop") == true, "\(text)")
        }
        #expect(try await harness.say("/mock stop").isOK)
        #expect(try await harness.say("/rate 3").text?.contains("/next") == true)
    }

    @Test(
        "goes on after other commands, and after a day's silence with the ratings of what was answered, up to the report"
    )
    func resumes() async throws {
        let harness = try WriterHarness()
        let first = try await harness.say("模拟面试 15分钟 loss")
        let asked = try #require(question(first))
        #expect(asked.hasPrefix("loss"))
        #expect(try await harness.say("/mock 20m svm").code == "bad_request")
        #expect(try await harness.say("/streak").isOK)
        #expect(question(try await harness.say("/mock")) == asked)
        _ = try await harness.say("an answer")
        _ = try await harness.say("/skip")
        try await harness.advance(hours: 25)
        let rated = try await harness.say("3")
        #expect(rated.data("rated")?["question"] as? String == asked)
        #expect(stage(rated) == "report")
        #expect(await harness.differences() == [])
    }

    @Test("goes on with the ratings however late /mock comes", arguments: [25, 24 * 9] as [Int64])
    func resumesLate(hours: Int64) async throws {
        let harness = try WriterHarness()
        let first = try #require(question(try await harness.say("/mock 20m")))
        for text in ["an answer", "/skip", "another answer", "/skip"] { _ = try await harness.say(text) }
        try await harness.advance(hours: hours)
        for text in ["/next", "an answer to it"] { _ = try await harness.say(text) }
        let rate = try await harness.say("/mock")
        #expect(stage(rate) == "rate" && question(rate) == first)
        let next = try await harness.say("3")
        #expect(next.data("rated")?["question"] as? String == first && stage(next) == "rate")
        #expect(!next.texts.contains("/next"), "the next answer to rate comes first")
        let report = try await harness.say("/mock stop")
        #expect(stage(report) == "report" && report.texts.contains("Still to be rated"))
        #expect(!report.texts.contains("Nothing stands out"))
        #expect(await harness.differences() == [])
    }

    @Test("begins anew where nothing was answered before it was left for a day")
    func leftWithoutAnswers() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/mock 20m")
        try await harness.advance(hours: 25)
        #expect(try await harness.say("/mock stop").code == "not_found")
        #expect(try await harness.say("/mock").data("mock")?["number"] as? Int == 1)
    }

    @Test("lets pushes go once it was left for a day")
    func leftReleasesPushes() async throws {
        let harness = try WriterHarness(at: "2026-03-02T08:30:00Z")
        _ = try await harness.say("/subscribe 09:00")
        for text in ["/mock 20m", "an answer"] { _ = try await harness.say(text) }
        _ = try await harness.pass(hours: 24)
        #expect(try await harness.say("/today").isOK)
        _ = try await harness.ask(.clock(BridgeClock(id: "1", request: .advance(seconds: 2_700))))
        #expect(try await harness.pushes().count == 1)
    }

    @Test("counts all the time of a question, also of one that was shown again, left for another or ended")
    func countsTime() async throws {
        let harness = try WriterHarness()
        func wait(_ seconds: Int64) async throws {
            _ = try await harness.ask(.clock(BridgeClock(id: "1", request: .advance(seconds: seconds))))
        }
        _ = try await harness.say("/mock 20m")
        try await wait(120)
        _ = try await harness.say("/mock")
        try await wait(215)
        let answered = try await harness.say("an answer")
        #expect(answered.data("mock")?["spent"] as? Int == 335 && answered.texts.contains("5:35"))
        try await wait(30)
        let report = try await harness.say("/mock stop")
        let items = report.data("mock")?["items"] as? [[String: Any]]
        #expect(items?.first?["seconds"] as? Int == (items?.count == 1 ? 365 : 335))
        #expect(items?.last?["seconds"] as? Int == (items?.count == 1 ? 365 : 30))
        #expect(await harness.differences() == [])
    }

    @Test("says in its report that what was not answered comes back later, and counts none of none")
    func reportWithoutAnswers() async throws {
        let harness = try WriterHarness()
        _ = try await harness.say("/mock 20m")
        _ = try await harness.say("/skip")
        let report = try await harness.say("/mock stop")
        #expect(report.texts.contains("in a day or two") && !report.texts.contains("/history"))
        #expect(report.data("mock")?["number"] as? Int == 0 && report.data("mock")?["of"] as? Int == 0)
    }

    @Test("asks what is related after a question that was passed over")
    func related() async throws {
        let bank = Bank(
            topics: WriterHarness.bank.topics.map { topic in
                Topic(
                    id: topic.id, name: topic.name,
                    questions: topic.questions.map { question in
                        var question = question
                        question.related = ["nlp-03"]
                        return question
                    })
            })
        let harness = try WriterHarness(bank: bank)
        let first = try #require(question(try await harness.say("/mock 20m")))
        #expect(first != "nlp-03")
        #expect(question(try await harness.say("/skip")) == "nlp-03")
    }

    @Test("holds pushes until it ends, and lets them go then")
    func holdsPushes() async throws {
        let harness = try WriterHarness(at: "2026-03-02T08:50:00Z")
        _ = try await harness.say("/subscribe 09:00")
        _ = try await harness.say("/mock 5m")
        _ = try await harness.ask(.clock(BridgeClock(id: "1", request: .advance(seconds: 900))))
        #expect(try await harness.pushes().isEmpty)
        _ = try await harness.say("an answer after a quarter of an hour")
        #expect(try await harness.pushes().isEmpty)
        #expect(stage(try await harness.say("2")) == "report")
        #expect(try await harness.pushes().count == 1)
    }

    @Test(
        "rests while another question is asked for, and what is typed is for that one", arguments: ["/mock", "/skip"])
    func rests(goesOnWith command: String) async throws {
        let harness = try WriterHarness()
        let asked = try #require(question(try await harness.say("/mock 20m")))
        let next = try await harness.say("/next")
        #expect(next.texts.contains("/mock goes on"))
        let other = try #require(next.data("question")?["question"] as? String)
        #expect(try await harness.say("an answer to it").data("prompt")?["question"] as? String == other)
        #expect(try await harness.say("3").data("rated")?["question"] as? String == other)
        #expect(try await harness.say("3").code == "already_rated")
        let goesOn = try await harness.say(command)
        #expect(command == "/mock" ? question(goesOn) == asked : stage(goesOn) == "question")
        #expect(stage(try await harness.say("3")) == "follow_up", "it runs again")
        #expect(await harness.differences() == [])
    }

    @Test("rests when a step is taken back that was none of its own")
    func restsAfterUndo() async throws {
        let harness = try WriterHarness()
        let before = try await harness.say("/next").data("question")?["question"] as? String
        _ = try await harness.say("my answer")
        _ = try await harness.say("3")
        let asked = try #require(question(try await harness.say("/mock 20m")))
        #expect(try await harness.say("/undo").isOK)
        #expect(try await harness.say("2").data("rated")?["question"] as? String == before)
        #expect(question(try await harness.say("/mock")) == asked)
        #expect(await harness.differences() == [])
    }

    @Test("rests when a rating of a day that is over is taken back")
    func restsAfterUndoOfEarlierDay() async throws {
        let harness = try WriterHarness()
        for text in ["/next", "one answer", "3", "/next", "another", "3"] { _ = try await harness.say(text) }
        try await harness.advance(hours: 24)
        let asked = try #require(question(try await harness.say("/mock 20m")))
        #expect(try await harness.say("/undo").data("info")?["step"] as? String == "rating")
        #expect(question(try await harness.say("/mock")) == asked)
        #expect(await harness.differences() == [])
    }

    @Test("whoever left it for more than an hour answers what came last, and has not spent the time in it")
    func left() async throws {
        let harness = try WriterHarness(at: "2026-03-02T20:00:00Z")
        _ = try await harness.say("/subscribe 09:00")
        let asked = try #require(question(try await harness.say("/mock 20m")))
        let pushed = try #require(try await harness.pass(hours: 13).first)
        let answered = try await harness.say("an answer to the push")
        let arrived = try #require(answered.data("prompt")?["question"] as? String)
        #expect(arrived != asked && pushed.texts.contains(arrived))
        #expect(try await harness.say("3").data("rated")?["question"] as? String == arrived)
        let goesOn = try await harness.say("an answer to what is open still")
        #expect(question(goesOn) == asked && stage(goesOn) == "follow_up")
        #expect(goesOn.data("mock")?["spent"] as? Int == 0)
        #expect(await harness.differences() == [])
    }

    @Test("an interview that ends by itself leaves the next rating to the answer that was given after it")
    func endsByItself() async throws {
        let harness = try WriterHarness()
        let asked = try #require(question(try await harness.say("/mock 20m")))
        _ = try await harness.say("an answer in it")
        try await harness.advance(hours: 23)
        let other = try #require(try await harness.say("/next").data("question")?["question"] as? String)
        _ = try await harness.say("an answer after it")
        try await harness.advance(hours: 24)
        #expect(try await harness.say("3").data("rated")?["question"] as? String == other)
        #expect(try await harness.say("2").data("rated")?["question"] as? String == asked)
        #expect(await harness.differences() == [])
    }

    @Test("says which answer is to be rated where there is nothing to type an answer to, and why it asked")
    func namesTheAnswer() async throws {
        let harness = try WriterHarness()
        let asked = try #require(question(try await harness.say("/mock 5m")))
        #expect(try await harness.say("/why").data("info")?["reason"] as? String == "mock")
        _ = try await harness.say("an answer")
        #expect(stage(try await harness.say("/skip")) == "rate")
        let refused = try await harness.say("some text")
        #expect(refused.code == "no_question" && refused.text?.contains("\(asked) waits for a rating") == true)
    }

    @Test("an answer that is taken back is asked again")
    func undoes() async throws {
        let harness = try WriterHarness()
        let first = try #require(question(try await harness.say("/mock 20m")))
        _ = try await harness.say("an answer")
        let second = try #require(question(try await harness.say("/skip")))
        #expect(second != first)
        #expect(try await harness.say("/undo").isOK)
        #expect(question(try await harness.say("/mock")) == first)
        #expect(stage(try await harness.say("a better answer")) == "follow_up")
        #expect(await harness.differences() == [])
    }

    @Test("what names no question is about the answer that it asks to be rated")
    func concernsWhatIsRated() async throws {
        let harness = try WriterHarness()
        let first = try #require(question(try await harness.say("/mock 10m")))
        for text in ["my answer", "/skip", "another answer"] { _ = try await harness.say(text) }
        let rate = try await harness.say("/skip")
        #expect(stage(rate) == "rate" && question(rate) == first)
        for text in ["/note left out the second point", "/bookmark", "/reveal", "/why"] {
            #expect(try await harness.say(text).texts.contains(first), "\(text)")
        }
        #expect(await harness.differences() == [])
    }

    @Test("a question that is put off is passed over, and comes back at its time")
    func putsOff() async throws {
        let harness = try WriterHarness()
        let first = try #require(question(try await harness.say("/mock 10m")))
        let later = try await harness.say("/later 5h")
        #expect(later.kinds == ["info", "mock"])
        let second = try #require(question(later))
        #expect(second != first)
        _ = try await harness.say("an answer")
        #expect(question(try await harness.say("/mock stop")) == second)
        _ = try await harness.say("3")
        #expect(try await harness.pass(hours: 5).map(\.ref) == [first])
    }

    @Test("takes an answer to what was put off and is asked again")
    func answeredAfterPuttingOff() async throws {
        let harness = try WriterHarness()
        let asked = try #require(question(try await harness.say("/mock 20m")))
        for text in ["my answer", "/later 2h", "/undo"] { _ = try await harness.say(text) }
        _ = try await harness.ask(.clock(BridgeClock(id: "1", request: .advance(seconds: 200))))
        let next = try await harness.say("another answer")
        #expect(stage(next) == "question" && question(next) != asked)
        #expect(await harness.differences() == [])
    }

    @Test("says what it asks again when something is taken back, also while the answers are rated")
    func asksAgain() async throws {
        let harness = try WriterHarness()
        let asked = try #require(question(try await harness.say("/mock 20m")))
        for text in ["an answer", "more of it"] { _ = try await harness.say(text) }
        #expect(stage(try await harness.say("/mock stop")) == "rate")
        let piece = try await harness.say("/undo")
        #expect(stage(piece) == "follow_up" && question(piece) == asked, "the next text is for it")
        let answer = try await harness.say("/undo")
        #expect(stage(answer) == "question" && question(answer) == asked)
        #expect(stage(try await harness.say("3")) == "follow_up")
        #expect(await harness.differences() == [])
    }

    @Test(
        "ends early without an answer, and refuses times that are none",
        arguments: [
            "/mock 4m", "/mock 3h", "/mock 90s", "/mock 0m", "/mock 0", "/mock 200", "/mock ０", "/mock -5", "/mock -5m",
            "/mock 5.5m", "/mock 99999999999999999999m", "/mock 99999999999999999999", "/mock 1e3m", "/mock 10m 10h",
        ])
    func refuses(_ line: String) async throws {
        let harness = try WriterHarness()
        #expect(try await harness.say(line).code == "invalid_time")
        #expect(try await harness.say("/mock nonsense").code == "unknown_topic")
        _ = try await harness.say("/mock")
        #expect(stage(try await harness.say("/mock stop")) == "report")
    }

    @Test("a bare word that stops things does not pause the pushes while an interview runs")
    func stops() async throws {
        let harness = try WriterHarness()
        for text in ["/subscribe 09:00", "/mock 20m"] { _ = try await harness.say(text) }
        for text in ["/stop", "暂停", "/pause"] {
            let refused = try await harness.say(text)
            #expect(refused.code == "bad_request" && refused.text?.contains("/mock stop") == true, "\(text)")
        }
        #expect(try await harness.say("/pause until 2026-03-05").isOK)
        #expect(stage(try await harness.say("/stop mock")) == "report")
        #expect(try await harness.say("/stop").isOK)
    }
}
