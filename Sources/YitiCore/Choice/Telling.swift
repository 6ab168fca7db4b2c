/// Reviews that tell much of how somebody forgets, which a choice asks for now and then until the people of a deployment have told how
/// they all do (``CommonForgetting``).
///
/// While only new questions are asked nobody's forgetting becomes known, and where it is steep that costs far more than these few reviews:
/// one for eight answers, one a day and ten of a person at most, each of a question that was failed and has had some days to be forgotten.
/// Of those that tell enough it is the one that the person gains most by.
struct Telling {
    /// The place in the list of reviews of the one to ask for; nil while none tells enough.
    private(set) var place: Int?
    private var best: Candidate?

    /// So many answers go with each of these reviews.
    static let answersEach = 8
    private static let mostOfPerson = 10
    /// A review that tells less waits: so much of a unit of information (nat) between the two curves.
    private static let leastTold = 0.1
    /// FSRS-6's curve, and that of FSRS-4.5: between the two lies what is to be found out.
    private static let (flat, steep) = (
        FSRS6.standard, FSRS6(calibration: Calibration(factor: 1, exponent: 0.5, lasting: 1))
    )

    /// What a request asks for; nil when nothing.
    init?(_ request: PickRequest) {
        guard request.asksForMore else { return nil }
        var (answers, reviews) = (0, 0)
        for card in request.cards where card.reviews > 0 {
            answers += card.reviews
            reviews += card.reviews - 1
            if card.reviews > 1, card.reviewedDay == request.today { return nil }
        }
        guard reviews < min(answers / Self.answersEach, Self.mostOfPerson) else { return nil }
    }

    /// Looks at a review that may be asked for. What was passed at first sight tells of what was known before instead.
    mutating func meet(_ review: Candidate, _ state: MemoryState, elapsedDays: Int, isLasting: Bool, place: Int) {
        guard !isLasting else { return }
        let (low, high) = (
            Self.steep.recall(state, elapsedDays: elapsedDays), Self.flat.recall(state, elapsedDays: elapsedDays)
        )
        let middle = (low + high) / 2
        // How far two chances lie apart, in their own errors: half of it is what a review is expected to tell.
        let told = (high - low) * (high - low) / (2 * middle * (1 - middle))
        if told >= Self.leastTold, review.beats(best) { (self.place, best) = (place, review) }
    }
}
