/// What a connection has asked and has no answer to yet, at most so much at a time, and the lines of the connection's own that
/// must not overtake those answers.
struct InFlight {
    private let limit: Int
    private var lastTicket: UInt64 = 0
    /// In the order in which they were asked. An array that is empty again gives its room back.
    private var unanswered: [UInt64] = []
    private var waiting: [(ticket: UInt64, line: [UInt8])] = []

    init(limit: Int) { self.limit = limit }

    /// Whether another request may be made.
    var hasRoom: Bool { unanswered.count + waiting.count < limit }
    /// Whether everything has been answered.
    var isEmpty: Bool { unanswered.isEmpty && waiting.isEmpty }

    /// A ticket for a request.
    mutating func begin() -> UInt64 {
        lastTicket += 1
        unanswered.append(lastTicket)
        return lastTicket
    }

    /// Whether a ticket still waits for its answer.
    func isOpen(_ ticket: UInt64) -> Bool { unanswered.contains(ticket) }

    /// A request was answered: the lines that may be written behind its answer. Nil when it had been answered before.
    mutating func end(_ ticket: UInt64) -> [UInt8]? {
        guard let index = unanswered.firstIndex(of: ticket) else { return nil }
        unanswered.remove(at: index)
        if unanswered.isEmpty { unanswered = [] }
        return release()
    }

    /// A line that is ready and must not overtake an earlier answer: whether it may be written at once. If not, it comes out of
    /// ``end(_:)``.
    mutating func mayWrite(_ line: [UInt8]) -> Bool {
        if isEmpty { return true }
        lastTicket += 1
        waiting.append((lastTicket, line))
        return false
    }

    private mutating func release() -> [UInt8] {
        let oldest = unanswered.first ?? .max
        let ready = waiting.prefix { $0.ticket < oldest }
        guard !ready.isEmpty else { return [] }
        waiting.removeFirst(ready.count)
        return ready.flatMap(\.line)
    }
}
