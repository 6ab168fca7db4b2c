import Testing
import YitiCore
import YitiTestKit

@Suite struct PickerTests {
    private let today = ChoiceExamples.today

    private func picker(_ topics: [(id: String, stars: [Int])]) -> Picker {
        Picker(bank: ChoiceExamples.bank(topics), model: .standard)
    }

    private func request(_ cards: [Card] = []) -> PickRequest {
        PickRequest(person: 7, today: today, cards: cards)
    }

    private func pick(_ picker: Picker, _ request: PickRequest) throws -> Pick {
        try #require(ChoiceExamples.picked(picker.pick(request)))
    }

    @Test("somebody new gets a question with the most stars, and the numbers behind it")
    func somebodyNew() throws {
        let pick = try pick(picker([("loss", [3, 5, 4]), ("svm", [2])]), request())
        #expect(pick.question.id == "loss-02")
        #expect(pick.record.reason == "best" && pick.record.recall == nil && !pick.allSeen)
        #expect(pick.record.horizon == today.advanced(byDays: 30))
        #expect(abs(pick.record.gain - 0.386809897031456) < 1e-12)
        #expect(abs(pick.record.score - 5 * 0.386809897031456) < 1e-12)
    }

    @Test("weighs a fading question against a new one by stars times gain")
    func weighs() throws {
        let picker = picker([("loss", [4, 3])])
        // 4 × 0.158 for the seen one, 3 × 0.387 for the new one.
        let pick = try pick(picker, request([ChoiceExamples.card("loss-01", .good, daysAgo: 5)]))
        #expect(pick.question.id == "loss-02")
        // Where nearly everything is passed at once there is less to gain from what is new: 3 × 0.200.
        var skilled = request([ChoiceExamples.card("loss-01", .good, daysAgo: 5)])
        skilled.firstAnswers = 4_000
        skilled.firstPasses = 4_000
        let review = try self.pick(picker, skilled)
        #expect(review.question.id == "loss-01")
        #expect(abs((review.record.recall ?? 0) - 0.8388614268145294) < 1e-12)
        #expect(abs(review.record.gain - 0.15829842055352183) < 1e-12)
    }

    @Test("chooses from the selected topics only")
    func selection() throws {
        var request = request()
        request.topics = ["svm", "gone"]
        #expect(try pick(picker([("loss", [5]), ("svm", [1])]), request).question.id == "svm-01")
    }

    @Test("leaves out what was shown today, put off, or is on its way, and says so when nothing is left")
    func leavesOut() throws {
        let picker = picker([("loss", [5, 5, 5, 1])])
        var shown = Card(question: "loss-01")
        shown.shownDay = today
        var putOff = ChoiceExamples.card("loss-02", .good, daysAgo: 9)
        putOff.awayUntil = today.advanced(byDays: 1)
        var request = request([shown, putOff])
        request.excluded = ["loss-03", "gone-01"]
        #expect(try pick(picker, request).question.id == "loss-04")
        request.excluded.insert("loss-04")
        #expect(picker.pick(request) == .none(.noneLeft(of: 4, shownToday: 1, putOff: 1, underWay: 2)))
        request.cards[0].shownDay = today.advanced(byDays: -1)
        #expect(try pick(picker, request).question.id == "loss-01")
        request.cards[0].shownDay = today
        request.cards[1].awayUntil = today
        #expect(try pick(picker, request).question.id == "loss-02")
    }

    @Test("says that a selection has no questions")
    func emptySelection() {
        var request = request()
        request.topics = ["gone"]
        #expect(picker([("loss", [5])]).pick(request) == .none(.emptySelection))
        #expect(picker([]).pick(self.request()) == .none(.emptySelection))
    }

    @Test("turns to another topic within a fifth of the best, and no further")
    func variety() throws {
        let close = picker([("loss", [5, 5]), ("svm", [4, 1])])
        var request = request()
        request.previousTopic = "loss"
        let varied = try pick(close, request)
        #expect(varied.question.id == "svm-01" && varied.record.reason == "variety")
        let far = picker([("loss", [5, 5]), ("svm", [3, 1])])
        let best = try pick(far, request)
        #expect(best.question.topic == "loss" && best.record.reason == "best")
        request.previousTopic = "svm"
        #expect(try pick(close, request).record.reason == "best")
    }

    @Test("somebody who answers one question a day has seen most of a bank of 295 after a year")
    func aYearOfOneADay() throws {
        let picker = picker(
            (1...22).map { (id: "topic\($0)", stars: (0..<($0 == 22 ? 43 : 12)).map { $0 % 6 == 0 ? 4 : 5 }) })
        var cards: [String: Card] = [:]
        var request = request()
        var random = SeededRandom(seed: 11)
        for day in 0..<365 {
            request.today = today.advanced(byDays: day)
            request.cards = Array(cards.values)
            let pick = try pick(picker, request)
            let chance = pick.record.recall ?? 0.3
            let rating: Rating = Double(random.below(1_000)) < chance * 1_000 ? .good : .again
            let card = cards[pick.question.id] ?? Card(question: pick.question.id)
            if card.reviews == 0 {
                request.firstAnswers += 1
                request.firstPasses += rating == .good ? 1 : 0
            }
            cards[pick.question.id] = card.reviewed(rating, on: request.today, model: .standard)
            request.previousTopic = pick.question.topic
        }
        #expect(cards.count * 100 >= picker.bank.questions.count * 75, "\(cards.count) seen")
    }

    @Test("knows when every question of the selection has been seen, and goes on with reviews")
    func allSeen() throws {
        let picker = picker([("loss", [5, 5]), ("svm", [5])])
        var request = request([
            ChoiceExamples.card("loss-01", .good, daysAgo: 9), ChoiceExamples.card("loss-02", .easy, daysAgo: 9),
            ChoiceExamples.card("gone-01", .easy, daysAgo: 9),
        ])
        #expect(try !pick(picker, request).allSeen)
        request.topics = ["loss"]
        let pick = try pick(picker, request)
        #expect(pick.allSeen && pick.question.id == "loss-01" && pick.record.recall != nil)
    }

    @Test("ties fall the same way every time, another way for another person or day")
    func ties() throws {
        let picker = picker([("loss", Array(repeating: 5, count: 40))])
        let choose = { (person: Int64, day: Int) -> String? in
            let request = PickRequest(person: person, today: Day(number: day))
            return ChoiceExamples.picked(picker.pick(request))?.question.id
        }
        // What a build of today gives, every later one gives.
        #expect(["loss-03", "loss-05", "loss-17"] == [1, 2, 3].map { choose($0, 20_600) })
        #expect(Set((1...200).map { choose($0, 20_600) }).count > 30)
        #expect(Set((20_600..<20_800).map { choose(1, $0) }).count > 30)
    }

    @Test("readiness is the stars-weighted recall expected on the day")
    func readiness() {
        let picker = picker([("loss", [5, 3, 4]), ("svm", [5])])
        let cards = [
            ChoiceExamples.card("loss-01", .good, daysAgo: 5), ChoiceExamples.card("loss-02", .easy, daysAgo: 20),
            ChoiceExamples.card("gone-01", .easy, daysAgo: 20),
        ]
        let request = PickRequest(
            person: 7, today: today, topics: ["loss"], cards: cards, firstAnswers: 2, firstPasses: 2)
        let ready = picker.readiness(on: today.advanced(byDays: 12), request)
        #expect(abs((ready?.expected ?? 0) - 0.6363638949195203) < 1e-12)
        #expect(ready.map { $0.low < $0.expected && $0.expected < $0.high && $0.expected < $0.now } == true)
        #expect(ready?.weakest == ["loss"])
        #expect(ready.map { Set($0.next) } == ["loss-01", "loss-02", "loss-03"])
        #expect(picker.readiness(on: today, PickRequest(person: 7, today: today, topics: [])) == nil)
    }
}
