/// The choice run forward: what a person will have seen by a day who goes on at a pace, with ratings as the model expects them.
package struct ForwardRun {
    private let picker: Picker
    private let start: PickRequest
    private let memory: MemoryModel

    /// So many choices are made at most: about a second of them.
    private static let maxChoices = 6_000
    /// The parts of recalls that are `hard` and that are not `easy` (``MemoryModel``'s shares).
    private static let passBounds = (hard: 0.224, easy: 0.855)

    /// A run of a picker from what a choice follows from today; the request's cards are the person's.
    package init(_ picker: Picker, from start: PickRequest) {
        self.picker = picker
        self.start = start
        memory = start.memory ?? picker.model
    }

    /// The cards on the morning of a day, after so many answers a day from tomorrow on, and with what is left of today's. Ends early when
    /// `isEnough` says so of the questions seen.
    package func cards(
        on day: Day, pace: Double, answeredToday: Int = 0, isEnough: ([String: Card]) -> Bool = { _ in false }
    ) -> [String: Card] {
        var request = start
        var cards = Dictionary(start.cards.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first })
        var (owed, choices) = (max(0, pace - Double(answeredToday)), 0)
        while request.today < day, choices < Self.maxChoices {
            while owed >= 1, choices < Self.maxChoices {
                owed -= 1
                choices += 1
                request.cards = Array(cards.values)
                guard case .picked(let pick) = picker.pick(request) else { break }
                answer(pick, &request, &cards)
                if isEnough(cards) { return cards }
            }
            request.today = request.today.advanced(byDays: 1)
            request.excluded = []
            owed = min(owed, 1) + pace
        }
        return cards
    }

    private func answer(_ pick: Pick, _ request: inout PickRequest, _ cards: inout [String: Card]) {
        let id = pick.question.id
        let chance = pick.record.recall ?? request.passChance
        let tie = TieBreak(person: request.person, day: request.today)
        let luck = Self.part(tie.place(of: TieBreak.hash(of: id)))
        let grade = Self.part(tie.place(of: TieBreak.hash(of: "rating " + id)))
        let rating: Rating =
            luck >= chance
            ? .again : grade < Self.passBounds.hard ? .hard : grade < Self.passBounds.easy ? .good : .easy
        var card = (cards[id] ?? Card(question: id)).reviewed(rating, on: request.today, model: memory)
        card.shownDay = request.today
        request.firstAnswers += card.reviews == 1 ? 1 : 0
        request.firstPasses += card.reviews == 1 && rating != .again ? 1 : 0
        request.previousTopic = pick.question.topic
        cards[id] = card
    }

    /// A number from 0 up to 1 that a hash stands for.
    private static func part(_ hash: UInt64) -> Double { Double(hash >> 11) * 0x1p-53 }
}
