/// A person's connection as the rest of the server sees it. Safe from any thread; what is sent is written on the
/// connection's event loop, and dropped when the connection has ended.
package final class HumanConnection: Sendable {
    /// Something to be done on the event loop, in order.
    package enum Outgoing: Sendable {
        case reply(ticket: UInt64, HumanReply)
        case push(HumanPush)
        case update(HumanState)
        case close(String)
    }

    /// Tells it from all others.
    package let id: ConnectionID
    /// Where it comes from.
    package let address: PeerAddress
    private let outbox: Outbox<Outgoing>

    /// A connection whose outbox calls `wake` when it stops being empty. A test gives a `wake` that does nothing and reads
    /// ``takeOutgoing()``.
    package init(id: ConnectionID, address: PeerAddress, wake: @escaping @Sendable () -> Void) {
        self.id = id
        self.address = address
        self.outbox = Outbox(wake: wake)
    }

    /// Writes a push as soon as no reply and no draft is open.
    package func push(_ push: HumanPush) {
        if !outbox.append(.push(push)) { push.whenSettled(false) }
    }

    /// Tells where the person stands now, after something that happened elsewhere (another connection, a push).
    package func update(_ state: HumanState) { _ = outbox.append(.update(state)) }

    /// Closes after one last line (`* text`), when what is being answered has been.
    package func close(saying text: String) { _ = outbox.append(.close(text)) }

    /// Whether the connection still is.
    package var isOpen: Bool { outbox.isOpen }

    /// Answers the request of that ticket.
    func answer(ticket: UInt64, _ reply: HumanReply) { _ = outbox.append(.reply(ticket: ticket, reply)) }

    /// What has been sent since the last time, for the event loop (or a test) to take.
    package func takeOutgoing() -> [Outgoing] { outbox.take() }

    /// Ends the connection for everybody who holds it; returns what was never taken.
    package func end() -> [Outgoing] { outbox.end() }
}

/// A push to a person: one or more `* ` lines that never land inside a reply or a draft.
package struct HumanPush: Sendable {
    /// The lines as the words were made.
    package var lines: [String]
    /// The question it opens, from the moment it is written.
    package var opens: String?
    /// Told once, on the event loop: true when it was written, false when the connection ended before.
    package var whenSettled: @Sendable (Bool) -> Void

    package init(
        lines: [String], opens: String? = nil, whenSettled: @escaping @Sendable (Bool) -> Void = { _ in }
    ) {
        self.lines = lines
        self.opens = opens
        self.whenSettled = whenSettled
    }
}
