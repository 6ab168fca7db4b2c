import Testing
import YitiCore
import YitiTestKit

/// The rule of choice in its plainest form: every candidate's score, one by one.
struct PickerReference {
    private struct Candidate {
        var question: Question
        var score: Double
    }

    private let candidates: [Candidate]
    private let request: PickRequest

    init(bank: Bank, model: FSRS6, request: PickRequest) {
        self.request = request
        let cards = Dictionary(request.cards.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first })
        candidates = bank.questions.compactMap { question in
            let card = cards[question.id] ?? Card(question: question.id)
            guard request.topics?.contains(question.topic) ?? true, !request.excluded.contains(question.id),
                card.shownDay != request.today, card.awayUntil.map({ $0 <= request.today }) ?? true
            else { return nil }
            let gain = Self.gain(of: card, model: model, request: request)
            return Candidate(question: question, score: Double(question.stars) * gain)
        }
    }

    /// The questions that may be chosen, ties being equal, and the reasons that may be given.
    var acceptable: (questions: Set<String>, reasons: Set<String>) {
        guard let best = candidates.map(\.score).max() else { return ([], []) }
        let elsewhere = candidates.filter { $0.question.topic != request.previousTopic }
        let turns = (elsewhere.map(\.score).max() ?? -.infinity) >= best - 0.2 * abs(best) - 1e-12
        return turns ? (leaders(elsewhere), ["best", "variety"]) : (leaders(candidates), ["best"])
    }

    private func leaders(_ pool: [Candidate]) -> Set<String> {
        let best = pool.map(\.score).max() ?? 0
        return Set(pool.filter { $0.score >= best - 1e-12 }.map(\.question.id))
    }

    private static func elapsed(_ card: Card, _ request: PickRequest) -> Int {
        max(0, card.reviewedDay.map { request.today.days(since: $0) } ?? 0)
    }

    private static func gain(of card: Card, model: FSRS6, request: PickRequest) -> Double {
        let ahead = request.horizon.days(since: request.today)
        guard let memory = card.memory else {
            let passes = Double(3 + request.firstPasses) / Double(10 + request.firstAnswers)
            return (1 - passes) * model.recall(model.first(.again), elapsedDays: ahead) + 0.2 * passes
        }
        let elapsed = elapsed(card, request)
        let recall = model.recall(memory, elapsedDays: elapsed)
        let after = { (rating: Rating) in
            model.recall(model.after(rating, memory, elapsedDays: elapsed), elapsedDays: ahead)
        }
        return (1 - recall) * after(.again)
            + recall * (0.224 * after(.hard) + 0.631 * after(.good) + 0.145 * after(.easy))
            - model.recall(memory, elapsedDays: elapsed + ahead)
    }
}

@Suite struct PickerPropertyTests {
    private func request(_ bank: Bank, _ random: inout SeededRandom) -> PickRequest {
        let today = ChoiceExamples.today
        let seen = random.below(4) == 0 ? 0 : random.below(bank.questions.count + 1)
        var request = PickRequest(person: Int64(random.below(1_000)), today: today)
        request.cards = bank.questions.shuffled(using: &random).prefix(seen).map { question in
            var card = Card(question: question.id)
            for _ in 0..<random.below(4) {
                let day = (card.reviewedDay ?? today.advanced(byDays: -90)).advanced(byDays: random.below(30))
                card = card.reviewed(Rating.allCases[random.below(4)], on: min(day, today), model: .standard)
            }
            if random.below(6) == 0 { card.shownDay = today.advanced(byDays: -random.below(2)) }
            if random.below(9) == 0 { card.awayUntil = today.advanced(byDays: random.below(3) - 1) }
            return card
        }
        request.firstAnswers = request.cards.count { $0.firstRating != nil }
        request.firstPasses = request.cards.count { ($0.firstRating ?? .again) != .again }
        if random.below(2) == 0 { request.topics = bank.topics.map(\.id).filter { _ in random.below(3) > 0 } }
        if random.below(2) == 0 { request.previousTopic = random.pick(bank.topics.map(\.id)) }
        if random.below(3) == 0 { request.interview = today.advanced(byDays: random.below(60) - 10) }
        request.excluded = Set(bank.questions.map(\.id).filter { _ in random.below(12) == 0 })
        return request
    }

    @Test("chooses what going through every candidate chooses, ties aside", arguments: 1...300)
    func agreesWithReference(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let topics = (1...(1 + random.below(5))).map { number in
            (id: "topic\(number)", stars: (0...random.below(12)).map { _ in 1 + random.below(5) })
        }
        let bank = ChoiceExamples.bank(topics)
        let picker = Picker(bank: bank, model: .standard)
        for round in 0..<20 {
            let request = request(bank, &random)
            let acceptable = PickerReference(bank: bank, model: .standard, request: request).acceptable
            guard let pick = ChoiceExamples.picked(picker.pick(request)) else {
                #expect(acceptable.questions.isEmpty, "seed \(seed), round \(round)")
                continue
            }
            #expect(acceptable.questions.contains(pick.question.id), "seed \(seed), round \(round)")
            #expect(acceptable.reasons.contains(pick.record.reason), "seed \(seed), round \(round)")
            #expect(picker.pick(request) == .picked(pick), "seed \(seed), round \(round)")
        }
    }

    @Test(
        "goes on over a day with what it found out at its beginning as with another look at every card",
        arguments: 1...100)
    func day(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let bank = ChoiceExamples.bank(
            (1...4).map { ("topic\($0)", (0...random.below(12)).map { _ in 1 + random.below(5) }) })
        let picker = Picker(bank: bank, model: .standard)
        var request = request(bank, &random)
        var field = picker.field(of: request)
        for round in 0...bank.questions.count {
            let outcome = picker.pick(request)
            #expect(picker.pick(request, from: field) == outcome, "seed \(seed), round \(round)")
            guard let pick = ChoiceExamples.picked(outcome) else { return }
            let id = pick.question.id
            var card = request.cards.first { $0.question == id } ?? Card(question: id)
            card = card.reviewed(Rating.allCases[random.below(4)], on: request.today, model: .standard)
            card.shownDay = request.today
            request.cards = request.cards.filter { $0.question != id } + [card]
            request.previousTopic = pick.question.topic
            picker.note(pick, in: &field)
        }
    }
}
