/// The end of a connection: its last bytes are taken first, then the output ends, and what still comes is discarded for a
/// moment, because a close with unread input makes the system throw away what the other side has not read yet.
struct GracefulClose {
    /// What is to be done next.
    enum Action: Hashable {
        case nothing
        case endOutput
        case close
    }

    private enum Stage {
        case open
        case flushing
        case waitingForTheOther
    }

    private var stage = Stage.open
    private var inputHasEnded = false

    /// The last bytes are being written; false when they were before.
    mutating func begin() -> Bool {
        guard stage == .open else { return false }
        stage = .flushing
        return true
    }

    /// The last bytes are taken.
    mutating func flushed() -> Action {
        guard stage == .flushing else { return .nothing }
        stage = .waitingForTheOther
        return inputHasEnded ? .close : .endOutput
    }

    /// The other side has ended its output.
    mutating func inputEnded() -> Action {
        inputHasEnded = true
        return stage == .waitingForTheOther ? .close : .nothing
    }
}
