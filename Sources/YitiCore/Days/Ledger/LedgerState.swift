/// Where the fold over learning days stands after a day: all that the days after it need to know of the past.
package struct LedgerState: Hashable, Sendable {
    /// A run that one missed day ended and that may still be repaired.
    package struct Broken: Hashable, Sendable {
        /// The missed day.
        package var day: Day
        /// ``LedgerState/run`` before it.
        package var run: Int
        /// ``LedgerState/answered`` before it.
        package var answered: Int
    }

    /// Answered and repaired days in the run that reaches this day.
    package var run = 0
    /// The answered days among them: each seventh earns a freeze.
    package var answered = 0
    /// The longest ``run`` ever.
    package var longest = 0
    /// Freezes held, 0 to ``mostFreezes``.
    package var freezes = 0
    /// The day whose answers made the last repair.
    package var repairedOn: Day?
    /// The run that a missed day ended, while only neutral days have followed.
    package var broken: Broken?

    /// The most freezes held; more are forfeited.
    package static let mostFreezes = 2
    /// How many answered days of a run earn a freeze.
    package static let answersForFreeze = 7

    /// Before the first day.
    package init() {}

    /// The state after a day with rated answers, which may repair the missed day before.
    func afterAnswers(on day: Day, repairing: Bool) -> LedgerState {
        var next = self
        if repairing, let broken {
            next.run = broken.run + 1
            next.answered = broken.answered
            next.repairedOn = day
        }
        next.broken = nil
        next.run += 1
        next.answered += 1
        next.longest = max(next.longest, next.run)
        if next.answered % Self.answersForFreeze == 0 { next.freezes = min(next.freezes + 1, Self.mostFreezes) }
        return next
    }

    /// The state after a missed day without a freeze: the run is over.
    func afterMiss(on day: Day) -> LedgerState {
        var next = self
        // A second missed day in a row can't be repaired, and takes the chance from the first.
        next.broken = run > 0 ? Broken(day: day, run: run, answered: answered) : nil
        next.run = 0
        next.answered = 0
        return next
    }

    /// The state after a missed day that a freeze was spent on; nil when none is held.
    func afterFreeze() -> LedgerState? {
        guard freezes > 0 else { return nil }
        var next = self
        next.freezes -= 1
        return next
    }
}

extension LedgerState {
    /// The state in one line: `run,answered,longest,freezes,repairedOn,brokenDay,brokenRun,brokenAnswered`, days as numbers,
    /// what there is not left empty.
    package var text: String {
        let parts: [Int?] = [
            run, answered, longest, freezes, repairedOn?.number, broken?.day.number, broken?.run, broken?.answered,
        ]
        return parts.map { $0.map(String.init) ?? "" }.joined(separator: ",")
    }

    /// Reads ``text``; nil when it is not one.
    package init?(text: String) {
        let fields = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = fields.map { Int($0) }
        guard fields.count == 8, let run = numbers[0], let answered = numbers[1], let longest = numbers[2],
            let freezes = numbers[3], 0 <= answered, answered <= run, run <= longest,
            (0...Self.mostFreezes).contains(freezes),
            zip(fields, numbers).allSatisfy({ $0.isEmpty || $1 != nil })
        else { return nil }
        self.run = run
        self.answered = answered
        self.longest = longest
        self.freezes = freezes
        repairedOn = numbers[4].map(Day.init(number:))
        switch (numbers[5], numbers[6], numbers[7]) {
        case (nil, nil, nil): break
        case (let day?, let run?, let answered?) where 0 <= answered && answered <= run && run <= longest:
            broken = Broken(day: Day(number: day), run: run, answered: answered)
        default: return nil
        }
    }
}
