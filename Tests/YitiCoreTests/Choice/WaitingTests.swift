import Testing
import YitiTestKit

@testable import YitiCore

@Suite struct WaitingTests {
    private let today = ChoiceExamples.today
    private let bank = ChoiceExamples.bank([("loss", Array(repeating: 5, count: 20))])

    /// Somebody who has answered every question in the last fortnight, two a day, with an interview in so many days.
    private func request(interviewIn days: Int, seen: Int = 20) -> PickRequest {
        let cards = (1...seen).map {
            ChoiceExamples.card(BankIds.question("loss", $0), .good, daysAgo: 1 + ($0 - 1) / 2)
        }
        return PickRequest(
            person: 7, today: today, interview: today.advanced(byDays: days), cards: cards, firstAnswers: seen,
            firstPasses: seen)
    }

    private func pick(_ request: PickRequest) throws -> Pick {
        try #require(ChoiceExamples.picked(Picker(bank: bank, model: .standard).pick(request)))
    }

    @Test("a review waits while a later answer gains more than a place is worth, and its score says by how much")
    func waits() throws {
        let record = try pick(request(interviewIn: 60)).record
        #expect(record.score < 5 * record.gain - 0.01)
    }

    @Test("nothing waits on the eve, without an interview, or while questions never seen need every answer left")
    func nothingWaits() throws {
        var free = request(interviewIn: 60)
        free.interview = nil
        for request in [request(interviewIn: 1), free, request(interviewIn: 8, seen: 2)] {
            let record = try pick(request).record
            #expect(abs(record.score - 5 * record.gain) < 1e-12)
        }
    }

    @Test("nothing waits where forgetting may be steep, as is supposed of somebody of whom nothing is known")
    func steep() {
        let start = request(interviewIn: 60)
        #expect(Waiting(start, outlook: .standard, unseen: 0) != nil)
        #expect(Waiting(start, outlook: MemoryTerms.standard.chooser, unseen: 0) == nil)
    }

    @Test("a place is worth what the last question gains that gets one, and nothing when there is one for each answer")
    func price() throws {
        var start = request(interviewIn: 3)
        start.cards = Array(start.cards.prefix(2))
        // Two answered yesterday, three days: six places.
        let waiting = try #require(Waiting(start, outlook: .standard, unseen: 0))
        #expect(waiting.price([(gain: 1, count: 1), (gain: 2, count: 0)]) == 0)
        let price = waiting.price((1...100).map { (gain: Double($0) / 100, count: 1) })
        #expect((0.93...1).contains(price), "\(price)")
    }

    @Test("the pace is that of the questions answered in the fortnight before today, and three while there are none")
    func pace() {
        #expect(Pace.ofCards([], today: today) == 3)
        #expect(Pace.ofCards([ChoiceExamples.card("loss-01", .good, daysAgo: 0)], today: today) == 3)
        #expect(Pace.ofCards(request(interviewIn: 9).cards, today: today) == 2)
        let rare = [
            ChoiceExamples.card("loss-01", .good, daysAgo: 40), ChoiceExamples.card("loss-02", .good, daysAgo: 7),
        ]
        #expect(Pace.ofCards(rare, today: today) == 1.0 / 14)
    }
}
