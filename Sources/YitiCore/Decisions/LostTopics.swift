/// Subscriptions whose topics have all left the bank. That is said once, where they push to and on the day a question would be due; what is
/// said is a notice of theirs, so that it is found in their deliveries whether it has been.
extension Decision {
    /// What is said of a subscription whose topics have left the bank, as long as nobody has been told.
    func untoldLoss(of subscription: Subscription) throws(Pending) -> Info? {
        guard let loss = loss(of: subscription), try file.lastTaken(of: subscription.id) != .notice else { return nil }
        return loss
    }

    /// Whether the bank has no question of any of the topics that a subscription asks from.
    func lacksTopics(_ subscription: Subscription) -> Bool {
        subscription.chosenTopics(selected: person.topics)?
            .allSatisfy { catalog.bank.topic($0)?.questions.isEmpty ?? true } ?? false
    }

    /// What is said of a subscription whose topics have left the bank; nil when some are there by now, or it is not on any more.
    func loss(of id: Int64) throws(Pending) -> Info? {
        try file.standing.get(.subscriptions).first { $0.id == id }.flatMap(loss)
    }

    /// The same while the bank has no question of any of the topics that the subscription asks from.
    private func loss(of subscription: Subscription) -> Info? {
        guard lacksTopics(subscription), let topics = subscription.chosenTopics(selected: person.topics) else {
            return nil
        }
        return .topicsLost(number: subscription.number, topics: topics, areSelected: subscription.topics == nil)
    }
}

extension Delivery {
    /// Whether it says that its subscription's topics have left the bank: other notices are of no subscription.
    var tellsLoss: Bool { kind == .notice && subscription != nil }
}
