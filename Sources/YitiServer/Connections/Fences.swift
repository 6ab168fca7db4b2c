/// Which requests of a connection are being answered, and the pings that wait for everything before them.
struct Fences {
    private var lastTicket: UInt64 = 0
    private var outstanding: Set<UInt64> = []
    private var waiting: [(ticket: UInt64, id: String?)] = []

    /// How many requests and pings wait for their answers.
    var count: Int { outstanding.count + waiting.count }
    /// Whether everything has been answered.
    var isEmpty: Bool { outstanding.isEmpty && waiting.isEmpty }

    /// A ticket for a request.
    mutating func begin() -> UInt64 {
        lastTicket += 1
        outstanding.insert(lastTicket)
        return lastTicket
    }

    /// A request was answered; the ids of pings that may be answered now.
    mutating func end(_ ticket: UInt64) -> [String?] {
        guard outstanding.remove(ticket) != nil else { return [] }
        return release()
    }

    /// Whether a ticket still waits for its answer.
    func isOpen(_ ticket: UInt64) -> Bool { outstanding.contains(ticket) }

    /// A ping: whether it may be answered at once.
    mutating func ping(_ id: String?) -> Bool {
        if isEmpty { return true }
        lastTicket += 1
        waiting.append((lastTicket, id))
        return false
    }

    private mutating func release() -> [String?] {
        guard let first = waiting.first else { return [] }
        let oldest = outstanding.min() ?? .max
        guard first.ticket < oldest else { return [] }
        let ready = waiting.prefix { $0.ticket < oldest }
        waiting.removeFirst(ready.count)
        return ready.map(\.id)
    }
}
