/// How much of what a connection was sent the network has not taken yet.
struct OutputBudget {
    /// Bytes that are written and wait.
    private(set) var heldBytes = 0

    /// Takes room for bytes that are to be written; false when more than `limit` would be held: the other side does not read.
    mutating func take(_ bytes: Int, limit: Int) -> Bool {
        guard heldBytes + bytes <= limit else { return false }
        heldBytes += bytes
        return true
    }

    /// Bytes are with the network now.
    mutating func giveBack(_ bytes: Int) { heldBytes -= bytes }
}
