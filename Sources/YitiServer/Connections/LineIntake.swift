import NIOCore
import YitiWire

/// What a connection reads: the bytes that have come and wait, the line that has begun, and whether it reads at all.
struct LineIntake<Splitter: LineSplitter> {
    private var splitter: Splitter
    /// Nil while nothing waits: thousands are idle.
    private var unread: ByteBuffer?
    /// Whether the other side has said that it sends nothing more.
    private(set) var hasEnded = false
    /// When the line began that is not whole yet; nil between lines.
    private(set) var lineBeganAt: NIODeadline?
    /// Whether the channel is kept from reading, so that TCP pushes back.
    private(set) var isPaused = false

    init(_ splitter: Splitter) { self.splitter = splitter }

    /// Whether bytes wait to be looked at.
    var hasUnread: Bool { unread != nil }
    /// Whether everything was read that ever comes.
    var isOver: Bool { hasEnded && unread == nil && !splitter.isInsideLine }

    /// Takes bytes that have come.
    mutating func append(_ bytes: ByteBuffer) {
        guard bytes.readableBytes > 0 else { return }
        var bytes = bytes
        if unread == nil { unread = bytes } else { unread?.writeBuffer(&bytes) }
    }

    /// Nothing more comes.
    mutating func end() { hasEnded = true }

    /// The next finding; after the end also the line that was not terminated. Nil when all is used up. `now` is when a line that
    /// is left unfinished is said to have begun.
    mutating func next(now: NIODeadline) -> Splitter.Finding? {
        let finding = nextInUnread() ?? (hasEnded && unread == nil ? splitter.finish() : nil)
        if !splitter.isInsideLine {
            lineBeganAt = nil
        } else if finding == nil, lineBeganAt == nil {
            lineBeganAt = now
        }
        return finding
    }

    private mutating func nextInUnread() -> Splitter.Finding? {
        guard var bytes = unread else { return nil }
        // Given away first: two owners would make a copy.
        unread = nil
        let finding = splitter.next(&bytes)
        if bytes.readableBytes > 0 { unread = bytes }
        return finding
    }

    /// Forgets what waits; what still comes is not looked at.
    mutating func discard() {
        unread = nil
        lineBeganAt = nil
    }

    /// Pauses or goes on; true when that is a change for the channel. The time of a line that has begun does not run while
    /// nothing is read.
    mutating func setPaused(_ pauses: Bool, now: NIODeadline) -> Bool {
        guard pauses != isPaused else { return false }
        isPaused = pauses
        if !pauses, lineBeganAt != nil { lineBeganAt = now }
        return true
    }
}
