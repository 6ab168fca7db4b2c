import YitiCore
import YitiStore
import YitiWords

/// One subscription that is due: what is decided of it is written, and sent when it goes at once, in one transaction (docs/protocol.md, section 7).
struct Firing {
    private let batch: WriteBatch
    private let subscription: Subscription
    /// Whether the address can't be reached: the question waits for its next word, which ``Reachability`` hears.
    private let isSuspended: Bool
    /// Whether the question may go out without having waited, when there is room.
    private let sendsAtOnce: Bool

    init(_ batch: WriteBatch, _ subscription: Subscription, isSuspended: Bool, sendsAtOnce: Bool) {
        self.batch = batch
        self.subscription = subscription
        self.isSuspended = isSuspended
        self.sendsAtOnce = sendsAtOnce && !isSuspended
    }

    func run() throws {
        let decider = Decider(batch, address: subscription.address)
        guard var file = try decider.file(of: subscription.person) else { return }
        if let zone = subscription.zone, batch.state.services.zones.known(zone) == nil {
            throw StoreFailure(
                .damaged,
                """
                the time zones of this system lack \(zone), which a subscription of person \(file.person.id) has; update tzdata
                """)
        }
        let post = sendsAtOnce ? Dispatcher.openPost(to: subscription.address, batch) : nil
        var fired = try decider.decide(&file) { (decision) throws(Pending) in
            try decision.fire(subscription, isSuspended: isSuspended, mayGo: post != nil)
        }
        if let left = fired.leaving(subscription, at: batch.now), try !batch.transaction.isAlone() {
            post?.giveBack(subscription.address)
            _ = try batch.transaction.write(left, isSurelyNew: true)
            return
        }
        if fired.saysAllSeen { fired.delivery?.remark = RemarkWords.text(of: .allSeen) }
        if let loss = fired.loss { fired.delivery?.remark = InfoWords.facts(of: loss).text }
        let written = try batch.transaction.write(fired, isSurelyNew: !batch.isCareful)
        if let post, let written, let messages = fired.messages {
            Dispatcher.push(written, attempt: 1, messages, in: file.person.reads, through: post, batch)
        } else {
            post?.giveBack(subscription.address)
            if let written { Dispatcher.noteNew(written, batch) }
        }
    }
}
