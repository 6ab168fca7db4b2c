import Testing

@testable import YitiCore

@Suite struct QuestionSourcesTests {
    private func subscription(_ topics: [String]?, _ weekdays: WeekdaySet = .everyDay) -> Subscription {
        Subscription(
            id: 1, person: 1, number: 1, address: .human(1), topics: topics, minuteOfDay: 540, weekdays: weekdays,
            zone: nil,
            createdAt: Instant(seconds: 0))
    }

    @Test("whoever has selected nothing prepares what the subscriptions name, else the selection, too")
    func prepared() {
        #expect(QuestionSources(selected: nil).prepared == nil)
        #expect(QuestionSources(selected: ["a"]).prepared == ["a"])
        let own = [subscription(["b"]), subscription(["c", "b"])]
        #expect(QuestionSources(own, selected: nil).prepared == ["b", "c"])
        #expect(QuestionSources(own, selected: ["a"]).prepared == ["b", "c", "a"])
        #expect(QuestionSources(own + [subscription(nil)], selected: nil).prepared == nil)
        #expect(QuestionSources([subscription(nil)], selected: ["a"]).prepared == ["a"])
        #expect(QuestionSources([subscription([Subscription.allTopics])], selected: ["a"]).prepared == nil)
    }

    @Test("pushes are answered first, as often as they come, and what is more comes from the selection")
    func shares() {
        let sources = QuestionSources([subscription(["b"]), subscription(["c"], .weekends)], selected: nil)
        let few = sources.shares(pace: 0.5)
        #expect(few.map(\.topics) == [["b"], ["c"]] && few.map { ($0.share * 9).rounded() } == [7, 2])
        let many = sources.shares(pace: 18.0 / 7)
        #expect(many.map(\.topics) == [["b"], ["c"], nil] && many.map { ($0.share * 18).rounded() } == [7, 2, 9])
        #expect(QuestionSources([subscription(nil)], selected: ["a"]).shares(pace: 5).map(\.share) == [1])
        #expect(QuestionSources(selected: nil).shares(pace: 0).map(\.share) == [1])
    }

    @Test("everybody's turn comes as often as their share says, without a run of one")
    func turns() {
        var turns = Turns([0.5, 0.25, 0.25])
        let first = (0..<8).map { _ in turns.next() }
        #expect([0, 1, 2].map { place in first.count { $0 == place } } == [4, 2, 2])
        #expect(Set(first.prefix(4)) == [0, 1, 2])
    }
}
