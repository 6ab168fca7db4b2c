/// Where messages of PostgreSQL's protocol end in what one side sends: each is a letter and four octets of length, but for the first of a
/// client's, which have no letter, and what a server answers to a wish for encryption, which is a letter alone.
struct MessageEnds {
    private var head: [UInt8] = []
    private var left = 0
    /// Whether a server may answer with a letter alone.
    private var isAsked: Bool

    /// Of a server's answers, or of what a client says.
    init(isAnswer: Bool) { isAsked = isAnswer }

    /// The ends in the next octets: how many of these there are up to each.
    mutating func ends(in octets: ArraySlice<UInt8>) -> [Int] {
        octets.enumerated().filter { isEnd($0.element) }.map { $0.offset + 1 }
    }

    /// Whether a message ends with the next octet.
    private mutating func isEnd(_ octet: UInt8) -> Bool {
        guard left == 0 else {
            left -= 1
            return left == 0
        }
        if isAsked, Array("NSG".utf8).contains(octet) { return true }
        isAsked = false
        head.append(octet)
        // A client's first message begins with its length, which is below 2^24.
        guard head.count == (head.first == 0 ? 4 : 5) else { return false }
        left = max(0, head.suffix(4).reduce(0) { $0 << 8 | Int($1) } - 4)
        head = []
        return left == 0
    }
}
