import YitiCore

/// People who learn at one server, side by side: what their reviews say of how they all forget is known to each of them.
struct LearningDeployment {
    private var people: [LearningRun]
    private var common: CommonForgetting?

    /// So many people share a server.
    static let size = 25

    init(_ people: [LearningRun]) { self.people = people }

    /// Has everybody learn to the end.
    mutating func outcomes(days: Int, keepsCurves: Bool) -> [LearningOutcome] {
        for day in 0..<days {
            pool(on: day)
            for place in people.indices {
                people[place].begin(day, keepsCurve: keepsCurves)
                people[place].learn(on: day)
            }
        }
        return people.map { $0.finished(keepsCurve: keepsCurves) }
    }

    /// As the product does it, once a day, of what was answered before.
    private mutating func pool(on day: Int) {
        guard CommonForgetting.isDue(day: day, after: common) else { return }
        var evidence: [CommonForgetting.Evidence] = []
        var answering = 0
        for place in people.indices {
            let found = people[place].evidence()
            answering += found.answers ? 1 : 0
            if let one = found.evidence { evidence.append(one) }
        }
        common = CommonForgetting.found(evidence, answering: answering, after: common)
        for place in people.indices { people[place].meet(common, on: day) }
    }
}
