import Testing

@testable import YitiCore

@Suite("two people of whom one is made, without a database")
struct UnionTests {
    private let now = DecisionExamples.now
    private let older = DecisionExamples.person(1, daysAgo: 20, name: "Ada")
    private let younger = DecisionExamples.person(2, daysAgo: 10, name: "Bo")

    private func pair(
        _ older: Person, _ younger: Person, running: Int = 0, _ subscriptions: [Subscription] = [],
        cards: (older: [Card], younger: [Card]) = ([], []), answers: [Answer] = []
    ) -> Pair {
        Pair(
            older: older, younger: younger, running: running, pauses: [], subscriptions: subscriptions,
            lastOccurrences: [:],
            cards: CardPair(memory: older.memory, older: cards.older, younger: cards.younger, answers: answers))
    }

    private func united(_ pair: Pair) throws -> Union { pair.united(at: now, zones: try DayExamples.zones()) }

    private func subscription(_ id: Int64, at address: Address = .human(2)) -> Subscription {
        Subscription(
            id: id, person: 2, number: Int(id), address: address, topics: nil, minuteOfDay: 540, weekdays: .everyDay,
            zone: nil, createdAt: now.advanced(bySeconds: -86_400))
    }

    @Test("the older one's settings stay, and what both keep is counted together")
    func settings() throws {
        var (older, younger) = (older, younger)
        (older.keptBytes, younger.keptBytes) = (3, 4)
        let union = try united(pair(older, younger))
        #expect(union.person.name == "Ada" && union.person.id == 1 && union.former == 2)
        #expect(union.person.keptBytes == 7)
        #expect(union.events.map(\.kind) == [.link])
    }

    private func waiting(_ answer: Int64, _ question: String) -> WaitingAnswer {
        WaitingAnswer(answer: answer, question: question, until: Day(number: 30_000))
    }

    private func open(_ question: String) -> OpenQuestion {
        OpenQuestion(question: question, at: now, pick: nil, source: .pushed(subscription: nil))
    }

    @Test("answers of either that wait for their rating still do, in the order they were given")
    func waiting() throws {
        var (older, younger) = (older, younger)
        for answer in [waiting(3, "loss-01"), waiting(9, "loss-02")] { older.loop.wait(answer) }
        for answer in [waiting(5, "svm-01"), waiting(7, "svm-02")] { younger.loop.wait(answer) }
        let loop = try united(pair(older, younger)).person.loop
        #expect(loop.waiting.map(\.answer) == [3, 5, 7, 9])
        #expect(loop.lastWaiting()?.answer == 9)
    }

    @Test(
        "the older one's open question stays, and where there is none the younger one's do, the last shown still last")
    func openQuestions() throws {
        var (older, younger) = (older, younger)
        for question in ["svm-01", "svm-02"] { younger.loop.begin(open(question)) }
        younger.loop.show("svm-01")
        #expect(try united(pair(older, younger)).person.loop.open.map(\.question) == ["svm-02", "svm-01"])
        #expect(try united(pair(older, younger)).person.loop.current()?.question == "svm-01")
        older.loop.begin(open("loss-01"))
        #expect(try united(pair(older, younger)).person.loop.open.map(\.question) == ["loss-01"])
    }

    @Test("the answers of the younger one's interview wait for their ratings")
    func interview() throws {
        var younger = younger
        var mock = MockInterview(minutes: 20, topics: nil, at: now)
        mock.items = [MockInterview.Item(question: "svm-01"), MockInterview.Item(question: "svm-02")]
        mock.items[0].answer = 5
        younger.loop.mock = mock
        let loop = try united(pair(older, younger)).person.loop
        #expect(loop.waiting.map(\.answer) == [5] && loop.mock == nil)
    }

    @Test("subscriptions are numbered on, keep the zone and topics they followed, and are held past the eighth")
    func subscriptions() throws {
        var (older, younger) = (older, younger)
        older.subscriptionsMade = 7
        older.calendar = LearningCalendar(zone: "Asia/Shanghai")
        younger.topics = ["loss"]
        var ended = subscription(4)
        ended.endedAt = now
        let union = try united(pair(older, younger, running: 7, [subscription(3), ended, subscription(5)]))
        #expect(union.subscriptions.map(\.number) == [8, 9, 10] && union.person.subscriptionsMade == 10)
        #expect(union.subscriptions.map(\.isHeld) == [false, false, true])
        #expect(union.subscriptions.map(\.zone) == ["UTC", nil, "UTC"])
        #expect(union.subscriptions.map(\.topics) == [["loss"], nil, ["loss"]])
        #expect(union.subscriptions.allSatisfy { $0.person == 1 && $0.address == .human(1) })
        #expect(union.subscriptions.map { $0.nextAt != nil } == [true, false, false])
    }

    @Test("a card is reckoned from the answers of both in their order, and is shown and away as late as with either")
    func cards() throws {
        let question = "loss-01"
        let days = (first: Day(number: 100), second: Day(number: 110))
        var own = Card(question: question).reviewed(.good, on: days.second, model: .standard)
        var other = Card(question: question).reviewed(.again, on: days.first, model: .standard)
        (own.shownDay, other.shownDay) = (Day(number: 110), Day(number: 100))
        other.awayUntil = Day(number: 130)
        let answers = [answer(9, question, .good, days.second), answer(8, question, .again, days.first)]
        let alone = Card(question: "loss-02").reviewed(.good, on: days.first, model: .standard)
        let union = try united(
            pair(older, younger, cards: ([own, alone], [other, Card(question: "loss-03")]), answers: answers))
        let card = try #require(union.cards.first)
        #expect(union.cards.map(\.question) == [question, "loss-03"])
        #expect(card.reviews == 2 && card.firstRating == .again && card.reviewedDay == days.second)
        #expect(card.shownDay == Day(number: 110) && card.awayUntil == Day(number: 130))
        #expect(union.person.firstAnswers == 2 && union.person.firstPasses == 1)
    }

    private func answer(_ id: Int64, _ question: String, _ rating: Rating, _ day: Day) -> Answer {
        Answer(id: id, question: question, at: now, day: day, rating: rating, revealed: false)
    }

    @Test("the older one's memory stays, and is written down where the younger one's was another")
    func memory() throws {
        var younger = younger
        younger.memory.adopt(MemoryTerms(retention: 0.8), from: Day(number: 100))
        let union = try united(pair(older, younger))
        #expect(union.events.map(\.kind) == [.link, .memory])
        #expect(union.events.last?.body == older.memory.text && union.person.memory == older.memory)
    }
}
