/// The answers that stand, as a fold over the steps of a person's log: what each event comes to, and what taking it back leaves.
package struct StandingAnswers: Sendable {
    /// By number.
    package private(set) var answers: [Int64: Answer] = [:]
    /// Their texts, piece by piece.
    private var pieces: [Int64: [(event: Int64, text: String)]] = [:]
    private var steps: [Int64: Event] = [:]

    package init() {}

    /// The whole text of an answer, a piece a line.
    package func text(of answer: Int64) -> String {
        (pieces[answer] ?? []).map(\.text).joined(separator: "\n")
    }

    /// Adds what happened next.
    package mutating func fold(_ event: Event) {
        if event.kind == .undo { return event.subject.flatMap { steps[$0] }.map { takeBack($0) } ?? () }
        guard let answer = event.answer else { return }
        steps[event.id] = event
        switch event.kind {
        case .answer: give(event)
        case .append: pieces[answer]?.append((event.id, event.body ?? ""))
        case .tick: answers[answer]?.ticked = event.body.map(PointList.init(text:))?.numbers
        default: rate(answer, event.rating, event.id)
        }
    }

    private mutating func give(_ event: Event) {
        let was = event.prior.flatMap { LoopState(text: $0) }?.open.first
        answers[event.id] = Answer(
            id: event.id, question: event.question ?? "", at: event.at, day: event.day,
            revealed: was?.revealed ?? false,
            hints: was?.hints ?? 0)
        pieces[event.id] = [(event.id, event.body ?? "")]
    }

    private mutating func rate(_ answer: Int64, _ rating: Rating?, _ event: Int64?) {
        answers[answer]?.rating = rating
        answers[answer]?.ratingEvent = event
    }

    private mutating func takeBack(_ step: Event) {
        guard let answer = step.answer else { return }
        switch step.kind {
        case .answer: answers[answer] = nil
        case .append: pieces[answer]?.removeAll { $0.event == step.id }
        case .tick: answers[answer]?.ticked = step.prior.map(PointList.init(text:))?.numbers
        default: rate(answer, nil, nil)
        }
    }
}
