import Foundation
import Testing
import YitiCore
import YitiWords

@Suite struct TwinTests {
    static let today = MessageExamples.today
    static let now = Instant(seconds: 20_782 * 86_400)
    static let local = LocalInstant(at: now, offset: 0, today: today)
    static let question = Question(
        id: "loss-04", topic: "loss", stars: 5, wording: Text(zh: "为什么？", en: "Why?"),
        chinese: AnswerSheet(keyPoints: ["一", "二"], referenceAnswer: "因为。", followUps: ["然后呢？"]),
        english: AnswerSheet(keyPoints: ["One", "Two"], referenceAnswer: "Because.", followUps: ["And then?"]),
        code: "x = 1")
    static let bare = Question(id: "loss-05", topic: "loss", stars: 3, wording: Text(zh: "什么？", en: "What?"))
    static let name = Text(zh: "损失函数", en: "Loss functions")
    static let belongings = Belongings(answers: 1, notes: 2, bookmarks: 3, subscriptions: 4, identities: 5)

    static let remarks: [Remark] =
        [
            .allSeen, .isBack, .nudge, .stillOpen, .mockRests, .waiting(1),
            .waiting(2),
            .freezeEarned(held: 2), .repaired(today), .repairable(today, more: 1),
            .selected(nil), .selected([name]),
            .subscribed(1, next: local), .subscribed(1, next: nil), .changed(1, next: local),
            .unsubscribed([1, 2]), .topicTakenOut(Text(zh: "损失", en: "loss"), of: [1]),
            .paused(from: today, until: nil, today: today),
            .paused(from: today, until: today, today: today),
            .paused(from: today.advanced(byDays: 1), until: nil, today: today),
            .paused(from: today.advanced(byDays: 1), until: today, today: today),
            .streakRests, .streakBecomes(1), .streakBecomes(2), .resumed(wasPaused: true), .resumed(wasPaused: false),
            .today("loss-04", isAnswered: false, rating: nil),
            .today("loss-04", isAnswered: true, rating: nil),
            .today("loss-04", isAnswered: true, rating: .good),
        ]

    static var names: [Text] {
        var texts: [Text] = []
        for setting in Setting.allCases {
            let remarks: [Remark] = [.usage(of: setting), .set(setting), .unset(setting), .set(setting, from: local)]
            texts += [setting.name] + remarks.map(RemarkWords.text)
        }
        for kind in DayKind.allCases { texts.append(kind.name) }
        texts += Rating.allCases.map(\.name)
        texts += Language.allCases.map(\.name)
        texts += CommandGroup.allCases.map(\.name)
        let days: [WeekdaySet] = [.everyDay, .workdays, .weekends, WeekdaySet(rawValue: 5)]
        texts += days.map(\.spoken) + [today.spoken]
        return texts + [400, -400].map { today.distance(from: today.advanced(byDays: $0)) }
    }

    private static let found: [Info] = [
        SearchPage("x", questions: [], answersFound: 0) { _ in [] },
        SearchPage("x", questions: [ShelfItem(question)], answersFound: 1) { _ in
            [FoundAnswer(answer: 1, question: "loss-04", day: today, text: "x")]
        },
        SearchPage("x", questions: Array(repeating: ShelfItem(question), count: 21), answersFound: 0) { _ in [] },
    ].compactMap(\.self).map(Info.found)

    static let infos: [Info] =
        found + [
            .key("k3y"), .webLink("https://yiti.example/#k3y"),
            .undone(.rating, "loss-04", answer: 1, streak: StreakNumbers()),
            .undone(.tick, "loss-04", answer: 1, streak: nil),
            .roomDay(question, names: [], others: 0), .roomDay(question, names: [], others: 1),
            .roomDay(question, names: ["x"], others: 0), .roomDay(question, names: ["x"], others: 2),
            .undone(.piece, "loss-04", answer: 1, streak: StreakNumbers()),
            .undone(.answer, "loss-04", answer: 1, streak: StreakNumbers()), .freezesSpent([today], left: 1),
            .freezesSpent([today, today], left: 0), .exported("", format: .md, page: 1, of: 2),
            .exported("", format: .md, page: 2, of: 2), .start(isRoom: false), .start(isRoom: true),
            .help(verb: nil, isSandbox: false),
            .usage(verb: "later"),
            .hint(question, number: 1), .hint(question, number: 2),
            .hint(question, number: 3),
            .hint(bare, number: 1), .reveal(question, notes: [], isBeforeAnswer: true),
            .reveal(bare, notes: [], isBeforeAnswer: false), .keyPoints(question),
            .keyPoints(bare), .skipped("loss-04"),
            .later("loss-04", back: local),
            .topicsLost(number: 2, topics: ["loss", "pca"], areSelected: false),
            .topicsLost(number: 2, topics: (1...9).map { "topic\($0)" }, areSelected: true),
            .why(question, topicName: name, pick: nil, interview: nil, today: today),
            .bookmarks([]), .bookmarks([ShelfItem(question)]),
            .bookmarked("loss-04", isSet: true),
            .bookmarked("loss-04", isSet: false), .noted("loss-04"), .reported("loss-04"),
            .reported(nil), .guest,
            .whoami(
                name: nil, since: today, answers: 1,
                identities: [
                    KnownIdentity(bridge: "", user: "1", name: nil, isThis: true),
                    KnownIdentity(bridge: "telegram", user: "42", name: "Ada", isThis: false),
                ]),
            .loggedIn(name: "Ada", open: nil), .loggedIn(name: nil, open: "loss-04"), .goodbye,
            .linkCode("AB3D"), .linkAwaits,
            .linkClaimed(name: "Ada", bridge: "", user: "1"),
            .linked(paused: 0), .linked(paused: 1), .linked(paused: 2), .unlinked,
            .forgetCode("X7", deletes: belongings), .forgotten(belongings),
            .clock(now),
        ]

    static var lists: [Info] {
        let reasons = ["best", "variety", "telling", "rescue", "asked", "mock"].map { reason in
            let pick = PickRecord(
                reason: reason, recall: reason == "best" ? nil : 0.5, score: 1, gain: 0.2, horizon: today)
            return Info.why(question, topicName: name, pick: pick, interview: today, today: today)
        }
        let forgetting = [0.6, 1, 1.44].map { factor in
            let pick = PickRecord(reason: "best", recall: 0.5, score: 1, gain: 0.2, horizon: today)
            return Info.why(
                question, topicName: name, pick: pick, interview: nil, today: today,
                own: OwnForgetting(learned: factor, known: 7.8), isLasting: factor == 0.6 ? nil : factor < 1.2)
        }
        let waiting = PickRecord(reason: "best", recall: 0.5, score: -0.25, gain: 0.2, horizon: today)
        let waits = [Info.why(question, topicName: name, pick: waiting, interview: today, today: today)]
        let commands = CommandTable.rows(isSandbox: true).map { Info.help(verb: $0.verb, isSandbox: true) }
        return infos + reasons + forgetting + waits + plans + commands
    }

    private static var plans: [Info] {
        let soon = today.advanced(byDays: 30)
        let rows: [(interview: Day?, seen: Int, pace: Double, then: Int, needed: Int?)] = [
            (nil, 4, 0, 4, nil), (today, 4, 1.25, 4, nil), (soon, 10, 1, 10, 0), (soon, 4, 1, 8, 3),
            (soon, 4, 1, 10, 1),
        ]
        let past = PlanFacts(
            today: today, interview: nil, pastInterview: today.advanced(byDays: -1), fiveStars: 10, seen: 4, pace: 1,
            seenByThen: 8, allSeenByThen: 8, neededPace: nil)
        return [.plan(past)]
            + rows.map { row in
                .plan(
                    PlanFacts(
                        today: today, interview: row.interview, fiveStars: 10, seen: row.seen, pace: row.pace,
                        seenByThen: row.then, allSeenByThen: row.then, neededPace: row.needed))
            }
    }

    static let refusals: [Refusal] = [
        .noQuestion, .isOldQuestion, .noRatingPending, .alreadyRated, .nothingToUndo, .noLastQuestion, .nothingToday,
        .unknownQuestion("loss-44", bank: LineExamples.bank),
        .unknownQuestion("nothing", bank: LineExamples.bank),
        .unknownAnswer(7), .noPage(3, of: 2), .notSubscribed, .noSuchSubscription, .whichSubscription([1, 2]),
        .whichSubscription(of: [.init(number: 1, topics: ["loss"])]),
        .whichSubscription(of: [1, 2].map { .init(number: $0, topics: ["loss", "svm", "knn", "pca", "cnn"]) }),
        .tooManySubscriptions, .tooManyChanges(retryAfter: 60), .wrongKey, .wrongLinkCode, .wrongForgetCode,
        .nothingToConfirm,
        .notLinked, .unlinkedElsewhere, .humanOnly("login"), .privateOnly("forget"), .tooManyAccounts(retryAfter: 60),
        .tooFast(retryAfter: 2),
        .editUnsupported, .textTooLong(limit: 16_384), .busy, .internal(incident: "a1b2"), .emptyAnswer,
        .unknownReference,
        .wrongToken, .forSomebodyElse,
        .linkToSelf, .nothingToForget, .nothingToExport, .noClock, .clockTooFar, .questionGone("loss-04"),
        .pauseTooEarly(3), .pauseEndsTooEarly(today), .interviewPast(today), .clockBack(now),
        .foreignOrigin(nil, own: "http://127.0.0.1"), .foreignOrigin("https://b", own: "http://127.0.0.1"),
        Refusal(.noQuestion, .loop(.nothingToPutOff(waiting: nil, laters: []))),
        Refusal(
            .noQuestion,
            .loop(
                .nothingToPutOff(
                    waiting: "loss-04", laters: [LaterFacts(question: "svm-02", back: local)]))), .tooManyLaters,
        Refusal(.notFound, .loop(.noKeyPoints("loss-05"))), Refusal(.badRequest, .loop(.noSuchPoint(of: 3))),
        Refusal(.badRequest, .command(.slashMissing(verb: "next"))),
        Refusal(.badRequest, .command(.oneAtATime(first: "3", second: "/stats"))),
        Refusal(.noQuestion, .loop(.answerWaits("loss-04"))),
        Refusal(.noRatingPending, .loop(.waitsNoMore(answer: 7))),
        Refusal(.noRatingPending, .loop(.ratingWaitsInRoom("loss-04", answer: 7))),
        Refusal(.noQuestion, .loop(.answerWaitsInRoom("loss-04", answer: 7))), Refusal(.badRequest, .topics(.lastOne)),
        Refusal(.invalidTime, .arguments(.minutesOrTopic(minutes: 20, topic: "loss"), verb: "mock")),
        Refusal(.badRequest, .arguments(.noPoints, verb: "points")),
        NoCandidate.emptySelection.refusal, NoCandidate.noneLeft(of: 9, shownToday: 4, putOff: 3, underWay: 2).refusal,
    ]

    @Test("every text has its twin: Chinese in Chinese, English in English")
    func twins() {
        // Other spellings are listed in every language, and so is an example of a name.
        var texts = Self.remarks.map(RemarkWords.text) + Self.names
        texts += Self.refusals.map(RefusalWords.text)
        for info in Self.lists.map(InfoWords.facts) { texts += [info.text] + info.buttons.flatMap { $0 }.map(\.label) }
        for text in texts {
            #expect(text.zh.containsChinese, "\(text)")
            #expect(!text.en.isEmpty && (!text.en.containsChinese || text.en.contains("Also spelled")), "\(text)")
        }
    }

    @Test("a refusal is one line")
    func refusalsAreOneLine() {
        for text in Self.refusals.map(RefusalWords.text).flatMap({ [$0.zh, $0.en] }) {
            let breaks = text.count { $0.isNewline }
            #expect(breaks == 0, "\(text)")
        }
    }

    @Test("no text in the sources is written in one language only")
    func sources() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
            .standardizedFileURL
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var count = 0
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let source = try String(contentsOf: file, encoding: .utf8)
            guard source.contains("(zh: \"") else { continue }
            for match in source.matches(of: /\((?:zh: "([^"\\]*)",\s*en: "([^"\\]*)")\)/) {
                count += 1
                #expect(match.1.isEmpty == match.2.isEmpty, "\(file.lastPathComponent): \(match.0)")
            }
        }
        #expect(count > 100)
    }

    @Test("the hints walk through the key points, and say when they are done")
    func hints() {
        #expect(InfoWords.facts(of: .hint(Self.question, number: 1)).text.en.hasPrefix("Hint 1 of 2: One"))
        #expect(
            InfoWords.facts(of: .hint(Self.question, number: 1)).buttons[0].map(\.callback) == [
                "hint:loss-04", "reveal:loss-04", "skip:loss-04",
            ])
        #expect(
            InfoWords.facts(of: .hint(Self.question, number: 2)).buttons[0].map(\.callback) == [
                "reveal:loss-04", "skip:loss-04",
            ])
        #expect(InfoWords.facts(of: .hint(Self.question, number: 99)).text.en.contains("all 2"))
        #expect(InfoWords.facts(of: .hint(Self.bare, number: 1)).text.en.contains("no key points"))
    }

    @Test("a reveal has the answer, the code, the follow-ups and the notes, or says there is none")
    func reveals() {
        let text = InfoWords.facts(of: .reveal(Self.question, notes: ["mind\nthe sign"], isBeforeAnswer: false)).text.en
        for part in ["Because.", "```python\nx = 1\n```", "- And then?", "- mind the sign"] {
            #expect(text.contains(part))
        }
        #expect(
            InfoWords.facts(of: .reveal(Self.bare, notes: [], isBeforeAnswer: true)).text.en.contains(
                "no reference answer for this one yet"))
        var half = Self.question
        half.english = AnswerSheet()
        #expect(InfoWords.facts(of: .reveal(half, notes: [], isBeforeAnswer: true)).text.en.contains("因为。"))
    }

    @Test("the plan says what to raise the pace to")
    func plans() {
        let plan = InfoWords.facts(of: .plan(Self.plan(pace: 2, then: 65)))
        #expect(plan.text.en.contains("raise the pace to 9 a day"))
        #expect(plan.data.first { $0.name == "on_track" }?.value == .bool(false))
        let fast = InfoWords.facts(of: .plan(Self.plan(pace: 10, then: 100)))
        #expect(fast.data.first { $0.name == "on_track" }?.value == .bool(true))
    }

    private static func plan(pace: Double, then: Int) -> PlanFacts {
        PlanFacts(
            today: today, interview: today.advanced(byDays: 10), fiveStars: 100, seen: 45, pace: pace, seenByThen: then,
            allSeenByThen: then, neededPace: 9)
    }

    @Test("codes are in the text and in the data")
    func codes() {
        for info in [Info.linkCode("AB3D-77XQ"), .forgetCode("AB3D-77XQ", deletes: Self.belongings)] {
            let info = InfoWords.facts(of: info)
            #expect(info.text.zh.contains("AB3D-77XQ") && info.text.en.contains("AB3D-77XQ"))
            #expect(info.data.first == Datum.Member("code", .string("AB3D-77XQ")))
        }
    }
}
