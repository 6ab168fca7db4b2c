/// The place of an admitted connection in the book, given back when it ends. It outlives the door, which is gone once the
/// first octet has come.
final class Stay {
    private let address: PeerAddress
    private let book: ConnectionBook
    private var isFirstLineSettled = false

    init(address: PeerAddress, book: ConnectionBook) {
        self.address = address
        self.book = book
    }

    /// The first line has come, or never will.
    func settleFirstLine() {
        guard !isFirstLineSettled else { return }
        isFirstLineSettled = true
        book.firstLineSettled(address)
    }

    /// The connection has ended.
    func end() {
        settleFirstLine()
        book.release(address)
    }
}

@available(*, unavailable) extension Stay: Sendable {}
