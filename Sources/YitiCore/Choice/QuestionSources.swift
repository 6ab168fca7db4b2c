/// Where a person's questions come from, day after day: subscriptions, which choose from topics of their own or from the selection, and
/// `/next`, which chooses from the selection.
package struct QuestionSources: Sendable {
    /// What each subscription chooses from, nil for all, and how many questions a day it brings.
    private let pushes: [(topics: [String]?, daily: Double)]
    private let selected: [String]?

    /// The sources of somebody with these subscriptions, who has selected these topics.
    package init(_ subscriptions: [Subscription] = [], selected: [String]?) {
        self.selected = selected
        pushes = subscriptions.map {
            ($0.chosenTopics(selected: selected), Double($0.weekdays.weekdays.count) / 7)
        }
    }

    /// The topics that the person prepares, nil for all: those that subscriptions choose from, and the selection. Whoever has selected
    /// nothing and has subscriptions prepares what these name.
    package var prepared: [String]? {
        let lists = pushes.map(\.topics) + (selected != nil || pushes.isEmpty ? [selected] : [])
        var prepared: [String] = []
        for topics in lists {
            guard let topics else { return nil }
            prepared += topics.filter { !prepared.contains($0) }
        }
        return prepared
    }

    /// What is chosen from at so many answers a day, each with its part of them: pushes are answered first, and what is more comes from
    /// `/next`. Fewer answers than pushes are spread over them.
    func shares(pace: Double) -> [(topics: [String]?, share: Double)] {
        let daily = pushes.reduce(0) { $0 + $1.daily }
        let more = daily > 0 ? max(0, pace - daily) : 1
        var shares: [(topics: [String]?, share: Double)] = []
        for (topics, part) in pushes + [(selected, more)] where part > 0 {
            if let place = shares.firstIndex(where: { $0.topics == topics }) {
                shares[place].share += part / (daily + more)
            } else {
                shares.append((topics, part / (daily + more)))
            }
        }
        return shares
    }
}

/// Whose turn it is, choice after choice: each as often as its share says, evenly.
struct Turns {
    private let shares: [Double]
    private var owed: [Double]

    init(_ shares: [Double]) {
        self.shares = shares
        owed = shares.map { _ in 0 }
    }

    mutating func next() -> Int {
        for place in owed.indices { owed[place] += shares[place] }
        let place = owed.indices.max { owed[$0] < owed[$1] } ?? 0
        if owed.indices.contains(place) { owed[place] -= 1 }
        return place
    }
}
