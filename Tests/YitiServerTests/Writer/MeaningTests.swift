import Testing
import YitiCore
import YitiServer

/// Which question or answer a message means (docs/protocol.md, section 12).
@Suite("what a message means")
struct MeaningTests {
    /// A person in UTC at 07:00 on Monday 2026-03-02.
    private let harness: WriterHarness

    init() async throws {
        harness = try WriterHarness(at: "2026-03-02T07:00:00Z")
        _ = try await harness.say("/language en")
    }

    private func texts() async throws -> [String?] {
        let answers = try await harness.say("/history").data("history")?["answers"] as? [[String: Any]]
        return answers?.map { $0["text"] as? String } ?? []
    }

    @Test("ending a topic of a subscription that has others says that it goes on without it")
    func topicTakenOut() async throws {
        _ = try await harness.say("/subscribe loss svm 08:00")
        _ = try await harness.say("/subscribe loss 09:00")
        let reply = try await harness.say("/unsubscribe loss")
        #expect(reply.texts.contains("Ended 2"))
        #expect(reply.texts.contains("out of 1; the other topics stay"))
        let left = reply.data("subscriptions")?["subscriptions"] as? [[String: Any]]
        #expect(left?.map { $0["topics"] as? [String] } == [["svm"]])
    }

    @Test("topics end the one subscription that asks from them alone; else those that have some of them are listed")
    func topicsEnd() async throws {
        _ = try await harness.say("/subscribe loss svm 08:00")
        _ = try await harness.say("/subscribe loss tree 09:00")
        #expect(try await harness.say("/unsubscribe svm, loss").texts.contains("Ended 1"))
        let which = try await harness.say("/unsubscribe loss svm")
        #expect(which.code == "bad_request" && which.text?.contains("2 (loss tree): type /unsubscribe 2") == true)
        #expect(try await harness.say("/unsubscribe svm nlp").code == "not_subscribed")
        _ = try await harness.say("/subscribe tree loss 10:00")
        #expect(try await harness.say("/unsubscribe loss tree").text?.contains("or /unsubscribe 2 3") == true)
    }

    @Test("what can't be seen is no answer", arguments: ["\u{200B}", "/answer \u{200B}", "\u{200B}\u{FEFF} \u{2060}"])
    func unseen(typed: String) async throws {
        _ = try await harness.say("/next")
        _ = try await harness.say(typed)
        #expect(try await texts() == [])
    }

    @Test(
        "a command that lacks its slash is told as it has to be typed",
        arguments: [
            ("next loss", "/next loss"), ("/ next", "/next"), ("/  history 5", "/history 5"), ("later 2h", "/later 2h"),
        ])
    func missingSlash(typed: String, right: String) async throws {
        _ = try await harness.say("/next")
        let reply = try await harness.say(typed)
        #expect(reply.code == "bad_request" && reply.text?.contains("begins with a slash: \(right); to answer") == true)
        #expect(try await texts() == [])
    }

    @Test("what may be a key is never repeated, nor kept", arguments: ["login ", "Login: ", "login:", "登录：", "登录"])
    func keys(word: String) async throws {
        _ = try await harness.say("/next")
        for key in ["abcdefghjkmnpqrs0123456789tvwxyz", "abcdefghjkm"] {
            let reply = try await harness.say(word + key)
            if reply.isOK { continue }
            #expect(reply.text?.contains(key) == false, "\(word)\(key)")
        }
        #expect(try await texts().contains { $0?.contains("0123456789") ?? false } == false)
    }

    @Test("a backslash is no slash", arguments: ["\\log 2", "\\star", "\\n", "\\sub", "\\stop"])
    func backslash(typed: String) async throws {
        _ = try await harness.say("/next")
        #expect(try await harness.say(typed).data("prompt") != nil)
        #expect(try await texts() == [typed])
    }

    @Test(
        "a rating is for the answer that waits, though the day's push has arrived, or another question was asked or came back",
        arguments: ["3", "good", "/rate 3", "3️⃣"], ["push", "next", "later"])
    func ratesWhatWaits(rating: String, opens: String) async throws {
        if opens == "push" { _ = try await harness.say("/subscribe 08:00") }
        if opens == "later" {
            _ = try await harness.say("/next")
            _ = try await harness.say("/later 1h")
        }
        _ = try await harness.say("/next")
        let prompt = try await harness.say("an answer")
        let arrived = opens == "next" ? try await harness.say("/next").ref : try await harness.pass(hours: 1).first?.ref
        let opened = try #require(arrived)
        let rated = try await harness.say(rating)
        #expect(rated.data("rated")?["answer"] as? Int == prompt.data("prompt")?["answer"] as? Int)
        #expect(rated.data("rated")?["open"] as? [String] == [opened])
        #expect(rated.texts.hasPrefix("This rates \(prompt.ref ?? ""), answered on Mon 2 Mar\nStill open: \(opened)"))
        #expect(try await harness.say("for the other").data("prompt")?["question"] as? String == opened)
    }

    @Test("the day after, a digit rates the answer that /undo has freed, and the streak stays")
    func undoneRating() async throws {
        _ = try await harness.say("/subscribe 08:00")
        try await harness.pass(hours: 2)
        for day in 1...4 {
            if day > 1 { try await harness.pass(hours: 24) }
            _ = try await harness.say("an answer")
            _ = try await harness.say("3")
        }
        let answered = try await harness.say("/history 1").data("history")?["answers"] as? [[String: Any]]
        try await harness.pass(hours: 24)
        let undone = try await harness.say("/undo")
        #expect(undone.texts.contains("rate it anew: 1 to 4"))
        #expect((undone.data("info")?["streak"] as? [String: Any])?["current"] as? Int == 0)
        let rated = try await harness.say("2").data("rated")
        #expect(rated?["answer"] as? Int == answered?.first?["answer"] as? Int && rated?["rating"] as? Int == 2)
        #expect((rated?["streak"] as? [String: Any])?["current"] as? Int == 4)
    }

    @Test("two questions pushed at one time can each be answered, the one shown last first")
    func twoPushes() async throws {
        _ = try await harness.say("/subscribe 08:00 loss")
        _ = try await harness.say("/subscribe 08:00 svm")
        var arrived = try await harness.pass(hours: 1)
        arrived += try await harness.pass(hours: 0)
        let questions = arrived.compactMap(\.ref)
        #expect(questions.count == 2)
        #expect(try await harness.say("text").data("prompt")?["question"] as? String == questions.last)
        #expect(try await harness.say("3").isOK)
        #expect(try await harness.say("text").data("prompt")?["question"] as? String == questions.first)
    }

    @Test("/today has the question that quiet hours kept back until the morning")
    func quietHours() async throws {
        _ = try await harness.say("/quiet 22:00-08:00")
        _ = try await harness.say("/subscribe 23:00")
        #expect(try await harness.pass(hours: 24).isEmpty)
        let question = try #require(try await harness.pass(hours: 2).first?.ref)
        #expect(try await harness.say("/today").ref == question)
    }

    @Test(
        "what was meant as a rating rates, or is refused with how to answer",
        arguments: [
            "3️⃣", "3.", "3。", "3)", "❸", "rate 3", "打分：3", "3分吧", "3👍", "3 - good", "3(good)", "3（想起来了）", "3;", "3:",
            "3：",
            "rate it 3", "it is a 3", "I'd give it a 3", "这题打3分", "这题3分",
            "3, good", "3: good", "good3", "想起来了3", "3。想起来了。", "good 3!", "打三分", "(3)", "5",
        ])
    func ratings(typed: String) async throws {
        _ = try await harness.say("/next")
        _ = try await harness.say("an answer")
        let reply = try await harness.say(typed)
        if typed == "5" {
            #expect(reply.code == "invalid_rating" && reply.text?.contains("/answer 5") == true)
        } else {
            #expect(reply.data("rated")?["rating"] as? Int == 3)
        }
        #expect(try await texts() == ["an answer"])
    }

    @Test(
        "what was meant as a command is carried out or refused, and stored as nobody's answer",
        arguments: [
            ("订阅8:30", "08:30"), ("订阅，8:30", "08:30"), ("訂閱8:30", "08:30"), ("下一题。", nil),
            ("订阅 每天晚上九点半", "21:30"), ("下一題", nil), ("/next:loss", nil), ("/search：交叉熵", nil), ("/frob，loss", nil),
            ("later 2h", nil), ("/ next", nil), ("subscribe 8:30", nil), ("\u{200B}/next", nil), ("/next\u{200B}", nil),
            ("订阅 后天吧", nil), ("时区 火星", nil),
            ("next", nil),
            ("Skip.", nil), ("/ 提示", nil), ("/ skip", nil), ("/next/", nil), ("/ 3", nil), ("ok next", nil),
            ("好的，下一题", nil),
            ("帮我订阅每天8点", "08:00"), ("今晚8点订阅", nil), ("主题 LDA", nil), ("取消收藏", nil),
        ] as [(String, String?)])
    func commands(typed: String, time: String?) async throws {
        let question = try #require(try await harness.say("/next").ref)
        let reply = try await harness.say(typed)
        let subscriptions = reply.data("subscriptions")?["subscriptions"] as? [[String: Any]]
        #expect(subscriptions?.first?["time"] as? String == time)
        if !reply.isOK, !typed.hasPrefix("/") || typed.hasPrefix("/ ") {
            #expect(reply.text?.contains("/answer \(typed)") == true, "\(reply.text ?? "")")
        }
        #expect(try await texts() == [])
        let isNext = reply.kinds == ["question"]
        #expect(isNext == (reply.ref != nil && reply.ref != question))
    }

    @Test(
        "a near-command says nothing of answers while there is nothing to answer, and a lone verb is no question then")
    func nothingOpen() async throws {
        #expect(try await harness.say("订阅 后天吧").text?.contains("/answer") == false)
        #expect(try await harness.say("next").code == "no_question")
    }

    @Test(
        "a rating and the next question in one message are both done", arguments: ["3 下一题", "good, next", "3\n/next"])
    func ratesAndAsks(typed: String) async throws {
        _ = try await harness.say("/next")
        let prompt = try await harness.say("an answer")
        let reply = try await harness.say(typed)
        #expect(reply.kinds == ["rated", "question"])
        #expect(reply.data("rated")?["answer"] as? Int == prompt.data("prompt")?["answer"] as? Int)
        #expect(try await texts() == ["an answer"])
        #expect(try await harness.say("another").data("prompt") != nil)
        #expect(await harness.differences() == [])
    }

    @Test("what was rated so stays rated when there is nothing more to ask")
    func ratesWithNothingLeft() async throws {
        var count = 0
        while try await harness.say("/next").isOK, count < 400 { count += 1 }
        _ = try await harness.say("an answer")
        let reply = try await harness.say("3 next")
        #expect(reply.kinds == ["rated"])
        let answers = try await harness.say("/history 1").data("history")?["answers"] as? [[String: Any]]
        #expect(answers?.first?["rating"] as? Int == 3)
    }

    @Test("a skip and the next question in one message are both done, and nothing waits for a rating of them")
    func skipsAndAsks() async throws {
        let skipped = try #require(try await harness.say("/next").ref)
        let reply = try await harness.say("跳过，下一题")
        #expect(reply.kinds.last == "question" && reply.data("question")?["id"] as? String != skipped)
        #expect(try await harness.say("3 下一题").code == "no_rating_pending")
        #expect(try await texts() == [])
    }

    @Test("another command behind a rating does nothing, and is told to come after it")
    func oneAtATime() async throws {
        _ = try await harness.say("/next")
        _ = try await harness.say("an answer")
        let reply = try await harness.say("3 /stats")
        #expect(reply.code == "bad_request" && reply.text?.contains("send 3, then /stats") == true)
        #expect(try await texts() == ["an answer"])
        #expect(try await harness.say("3").data("rated") != nil)
    }

    @Test("the subscription that asks at a time is ended by it, and several are asked about")
    func endsByTime() async throws {
        _ = try await harness.say("/subscribe loss 08:00")
        _ = try await harness.say("/subscribe svm 09:00")
        #expect(try await harness.say("退订 8:00").texts.contains("Ended 1"))
        #expect(try await harness.say("/unsubscribe 20:00").code == "not_subscribed")
        _ = try await harness.say("/subscribe nlp 09:00")
        #expect(try await harness.say("取消9点的订阅").code == "bad_request")
    }

    @Test("/why about an older answer that waits knows the figures")
    func whyOfOlder() async throws {
        let first = try #require(try await harness.say("/next").ref)
        _ = try await harness.say("an answer")
        let before = try await harness.say("/why", re: first)
        _ = try await harness.say("/next")
        let after = try await harness.say("/why", re: first)
        #expect(after.data("info")?["reason"] as? String == before.data("info")?["reason"] as? String)
        #expect(after.texts == before.texts && before.data("info")?["reason"] as? String != nil)
    }

    @Test("three times the same subscription is one, and the reply says which")
    func sameSubscription() async throws {
        for _ in 1...3 {
            let reply = try await harness.say("/subscribe 08:30").data("subscriptions")
            #expect((reply?["subscriptions"] as? [Any])?.count == 1)
        }
        #expect(try await harness.say("/subscribe 08:30").texts.contains("1"))
    }

    @Test("the same zone under another name is the same subscription")
    func sameZone() async throws {
        for zone in ["Asia/Shanghai", "PRC", "上海"] {
            let reply = try await harness.say("/subscribe 08:30 \(zone)").data("subscriptions")
            #expect((reply?["subscriptions"] as? [Any])?.count == 1, "\(zone)")
        }
    }

    @Test("a subscription that begins tomorrow asks nothing today, after a pause and a change of zone neither")
    func beginsLater() async throws {
        func next(_ reply: Answer) -> String? {
            (reply.data("subscriptions")?["subscriptions"] as? [[String: Any]])?.first?["next_at"] as? String
        }
        #expect(next(try await harness.say("/subscribe 明天开始每天8点")) == "2026-03-03T08:00:00Z")
        _ = try await harness.say("/pause")
        #expect(next(try await harness.say("/resume")) == "2026-03-03T08:00:00Z")
        #expect(next(try await harness.say("/change 1 9:00")) == "2026-03-03T09:00:00Z")
        #expect(try await harness.pass(hours: 24).isEmpty)
        #expect(try await harness.pass(hours: 2).count == 1)
        let days = try await harness.say("/streak why")
        #expect(!days.texts.contains("not asked"))
    }

    @Test("midnight in a change is the one that ends the days of the subscription")
    func changesToMidnight() async throws {
        func days(_ line: String) async throws -> [String]? {
            let reply = try await harness.say(line).data("subscriptions")
            return (reply?["subscriptions"] as? [[String: Any]])?.first?["days"] as? [String]
        }
        _ = try await harness.say("/subscribe fri 22:00")
        #expect(try await days("/change 1 晚上12点") == ["sat"])
        #expect(try await days("/change 1 晚上12点") == ["sat"])
        #expect(try await days("/change 1 0:00") == ["sat"])
    }

    @Test("/answer never rates, nor does re to a question that is open")
    func neverRates() async throws {
        let question = try #require(try await harness.say("/next").ref)
        let first = try await harness.say("/answer 3").data("prompt")?["answer"] as? Int
        #expect(try await harness.say("/answer 4").data("prompt")?["answer"] as? Int == first)
        let second = try #require(try await harness.say("/next").ref)
        #expect(try await harness.say("2", re: second).data("prompt")?["question"] as? String == second)
        #expect(try await harness.say("2", re: question).data("rated")?["answer"] as? Int == first)
    }
}

/// What is shown again, put off or pushed while an answer waits.
@Suite("what a message means beside an answer that waits")
struct WaitingMeaningTests {
    /// A person in UTC at 07:00 on Monday 2026-03-02.
    private let harness: WriterHarness

    init() async throws {
        harness = try WriterHarness(at: "2026-03-02T07:00:00Z")
        _ = try await harness.say("/language en")
    }

    @Test("text is for the question that /today shows, and not for the answer that waits")
    func shownAgain() async throws {
        _ = try await harness.say("/subscribe 08:00")
        let pushed = try #require(try await harness.pass(hours: 1).first?.ref)
        _ = try await harness.say("/next")
        let first = try await harness.say("an answer").data("prompt")
        _ = try await harness.say("/today")
        #expect(try await harness.say("another").data("prompt")?["question"] as? String == pushed)
        #expect(first?["question"] as? String != pushed)
    }

    @Test("what was put off and answered all the same does not come back")
    func putOff() async throws {
        _ = try await harness.say("/subscribe 08:00")
        _ = try await harness.pass(hours: 1)
        #expect(try await harness.say("/later 2h").isOK)
        #expect(try await harness.say("/today").isOK)
        _ = try await harness.say("an answer")
        #expect(try await harness.pass(hours: 4).isEmpty)
        _ = try await harness.say("3")
        #expect(try await harness.pass(hours: 4).isEmpty)
    }

    @Test("what was put off and shown again comes back while it is not answered")
    func putOffUnanswered() async throws {
        _ = try await harness.say("/subscribe 08:00")
        let pushed = try await harness.pass(hours: 1).first?.ref
        #expect(try await harness.say("/later 2h").isOK)
        #expect(try await harness.say("/today").ref == pushed)
        #expect(try await harness.pass(hours: 4).first?.ref == pushed)
    }

    @Test("a question whose answer waits is not asked")
    func waitingIsNotAsked() async throws {
        _ = try await harness.say("/subscribe 08:00")
        var asked: Set<String> = []
        for _ in 1...9 {
            let pushed = try #require(try await harness.pass(hours: 24).last?.ref)
            #expect(!asked.contains(pushed))
            asked = [pushed]
            _ = try await harness.say("an answer")
        }
    }

    @Test("in private a reply to the question of a room rates and ticks the answer that was given there")
    func roomsAnswer() async throws {
        let question = try #require(try await harness.say("/next", in: "room").ref)
        let answer = try await harness.say("an answer", in: "room").data("prompt")?["answer"] as? Int
        #expect(try await harness.say("1 2", re: question).data("prompt")?["answer"] as? Int == answer)
        #expect(try await harness.say("3", re: question).data("rated")?["answer"] as? Int == answer)
    }

    @Test("/undo in a room takes back what was done there, and nothing private")
    func undoInRoom() async throws {
        _ = try await harness.say("/next")
        _ = try await harness.say("an answer")
        #expect(try await harness.say("/undo", in: "room").isOK == false)
        _ = try await harness.say("3")
        #expect(try await harness.say("/undo", in: "room").isOK == false)
        _ = try await harness.say("/next", in: "room")
        _ = try await harness.say("there", in: "room")
        _ = try await harness.say("2", in: "room")
        #expect(try await harness.say("/undo", in: "room").isOK)
        #expect(try await harness.say("/undo", in: "room").isOK)
        #expect(try await harness.say("/undo", in: "room").isOK == false)
        #expect(try await harness.say("/undo").isOK)
    }

    @Test("in a room a question offers nothing that is forbidden there, and /today says nothing of anybody's answer")
    func offersInRoom() async throws {
        _ = try await harness.say("/subscribe 08:00", in: "room")
        _ = try await harness.pass(hours: 2)
        let today = try await harness.say("/today", in: "room")
        #expect(today.kinds == ["question"])
        for word in ["/hint", "/reveal", "not answered"] { #expect(!today.texts.contains(word), "\(today.texts)") }
    }

    @Test("a button under a push has seen it, and a push that arrives late opens no question that is answered")
    func lateAck() async throws {
        _ = try await harness.say("/subscribe 08:00")
        try await harness.advance(hours: 1)
        let pushed = try await harness.pushes()
        let question = try #require(pushed.first?.ref)
        #expect(try await harness.press("hint:\(question)").isOK)
        _ = try await harness.say("an answer")
        _ = try await harness.say("3")
        try await harness.ack(pushed)
        #expect(try await harness.say("more").code == "no_question")
    }

    @Test("an answered question is shown without being asked again")
    func shownAnswered() async throws {
        _ = try await harness.say("/subscribe 08:00")
        _ = try await harness.pass(hours: 1)
        _ = try await harness.say("an answer")
        #expect(try await harness.say("/today").texts.contains("Type your answer") == false)
    }

    @Test("several subscriptions are ended at once, and none of them when one is not there")
    func endsSeveral() async throws {
        let harness = try WriterHarness()
        for hour in 7...9 { _ = try await harness.say("/subscribe \(hour):00") }
        #expect(try await harness.say("/unsubscribe 2 and 9").code == "not_subscribed")
        let left = try await harness.say("/unsubscribe 1 and 3")
        let numbers = (left.data("subscriptions")?["subscriptions"] as? [[String: Any]])?.map { $0["id"] as? Int }
        #expect(numbers == [2])
        #expect(await harness.differences() == [])
    }
}
