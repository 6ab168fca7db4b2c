/// Which requests of a connection are being answered, and the lines that wait for everything before them.
struct Fences {
    private var lastTicket: UInt64 = 0
    private var outstanding: Set<UInt64> = []
    private var waiting: [(ticket: UInt64, line: [UInt8])] = []

    /// How many requests and lines wait.
    var count: Int { outstanding.count + waiting.count }
    /// Whether everything has been answered.
    var isEmpty: Bool { outstanding.isEmpty && waiting.isEmpty }

    /// A ticket for a request.
    mutating func begin() -> UInt64 {
        lastTicket += 1
        outstanding.insert(lastTicket)
        return lastTicket
    }

    /// A request was answered; the lines that may be written now.
    mutating func end(_ ticket: UInt64) -> [UInt8] {
        guard outstanding.remove(ticket) != nil else { return [] }
        return release()
    }

    /// Whether a ticket still waits for its answer.
    func isOpen(_ ticket: UInt64) -> Bool { outstanding.contains(ticket) }

    /// A line that is ready and must not overtake an earlier answer: whether it may be written at once.
    mutating func mayWrite(_ line: [UInt8]) -> Bool {
        if isEmpty { return true }
        lastTicket += 1
        waiting.append((lastTicket, line))
        return false
    }

    private mutating func release() -> [UInt8] {
        guard let first = waiting.first else { return [] }
        let oldest = outstanding.min() ?? .max
        guard first.ticket < oldest else { return [] }
        let ready = waiting.prefix { $0.ticket < oldest }
        waiting.removeFirst(ready.count)
        return ready.flatMap(\.line)
    }
}
