package import YitiCore
package import YitiWire

/// What connections need of the writer. Connections know bytes, lines, drafts and limits; the writer knows people.
///
/// 1. Every closure is called on the connection's event loop and must return at once: queue the work, answer later
///    from any thread.
/// 2. A `reply` is called exactly once; later calls and calls after the connection's end do nothing.
/// 3. For one connection, `opened` comes before everything and `closed` after everything, each once. A bridge whose
///    `hello` was refused, and a connection that never sent a line, are never opened.
/// 4. What is sent through a connection's handle (replies, pushes, updates) is written in the order of the calls,
///    except that a person's pushes wait for the end of a reply or a draft.
/// 5. There are three kinds of calls with three promises. *Lifecycle* (`…Opened`, `…Closed`) takes effect in any case: nobody asks
///    twice. A *receipt* (`bridgeReceipt`, and a person's ``HumanPush/whenSettled``) is tried until it is written. A *request*
///    (everything that is answered with more than `ok`) may be refused with `busy`, and whoever asked asks again.
package struct WriterPort: Sendable {
    /// A person's connection has sent its first line.
    package var humanOpened: @Sendable (HumanConnection) -> Void
    /// A person's line or saved draft; the next comes only after the reply.
    package var humanRequest:
        @Sendable (HumanConnection, HumanRequest, @escaping @Sendable (HumanReply) -> Void) -> Void
    /// The connection is gone. A request in flight is still carried out; its reply goes nowhere.
    package var humanClosed: @Sendable (HumanConnection) -> Void
    /// Whether a typed line is a command (known or mistyped: `/verb`, `／verb`, a Chinese word alias) rather than text.
    /// Must be pure and quick: it is asked while a line is read.
    package var isCommand: @Sendable (String) -> Bool

    /// A bridge presents itself; look the token up and say whether it may in.
    package var bridgeHello: @Sendable (BridgeHello, PeerAddress, @escaping @Sendable (HelloOutcome) -> Void) -> Void
    /// The `hello` was accepted and `welcome` is queued: pushes may be sent from now on.
    package var bridgeOpened: @Sendable (BridgeConnection) -> Void
    /// A `cmd`, `act`, `user` or `clock`; the reply is one line as ``ServerLine`` encodes it, LF included.
    package var bridgeRequest:
        @Sendable (BridgeConnection, BridgeRequest, @escaping @Sendable ([UInt8]) -> Void) -> Void
    /// An `ack` or `nack`; the reply is written if the bridge gave an `id`, and counts as one either way.
    package var bridgeReceipt:
        @Sendable (BridgeConnection, BridgeRequest, @escaping @Sendable ([UInt8]) -> Void) -> Void
    /// The connection is gone: what is in flight on it becomes pending again.
    package var bridgeClosed: @Sendable (BridgeConnection) -> Void

    package init(
        humanOpened: @escaping @Sendable (HumanConnection) -> Void,
        humanRequest:
            @escaping @Sendable (HumanConnection, HumanRequest, @escaping @Sendable (HumanReply) -> Void) -> Void,
        humanClosed: @escaping @Sendable (HumanConnection) -> Void,
        isCommand: @escaping @Sendable (String) -> Bool,
        bridgeHello: @escaping @Sendable (BridgeHello, PeerAddress, @escaping @Sendable (HelloOutcome) -> Void) -> Void,
        bridgeOpened: @escaping @Sendable (BridgeConnection) -> Void,
        bridgeRequest:
            @escaping @Sendable (BridgeConnection, BridgeRequest, @escaping @Sendable ([UInt8]) -> Void) -> Void,
        bridgeReceipt:
            @escaping @Sendable (BridgeConnection, BridgeRequest, @escaping @Sendable ([UInt8]) -> Void) -> Void,
        bridgeClosed: @escaping @Sendable (BridgeConnection) -> Void
    ) {
        self.humanOpened = humanOpened
        self.humanRequest = humanRequest
        self.humanClosed = humanClosed
        self.isCommand = isCommand
        self.bridgeHello = bridgeHello
        self.bridgeOpened = bridgeOpened
        self.bridgeRequest = bridgeRequest
        self.bridgeReceipt = bridgeReceipt
        self.bridgeClosed = bridgeClosed
    }
}

/// What a person wants.
package enum HumanRequest: Hashable, Sendable {
    /// One line: a command, a digit, or a text (while no question is open; with one open, text becomes a draft).
    case line(String)
    /// A draft that was saved, its lines separated by LF, for the question that was open when it began.
    case draft(String, question: String)

    /// What it is counted as.
    var kind: RequestKind { if case .draft = self { .draft } else { .line } }
}

/// What a person's line is answered with. Lines are as the words were made: the connection filters and ends them.
package struct HumanReply: Hashable, Sendable {
    /// How the reply ends.
    package enum Ending: Hashable, Sendable {
        /// The `+ ` line.
        case done(String)
        /// The `! code: text` line.
        case refused(RefusalCode, String)
    }

    /// The `- ` lines.
    package var lines: [String]
    /// The last line.
    package var ending: Ending
    /// Where the person stands afterwards.
    package var state: HumanState
    /// Whether the connection ends after it (`/quit`).
    package var closes: Bool
    /// Whether this is a `/login` with a wrong key: such replies are late when they are many.
    package var isFailedLogin: Bool

    package init(
        lines: [String] = [], ending: Ending, state: HumanState, closes: Bool = false, isFailedLogin: Bool = false
    ) {
        self.lines = lines
        self.ending = ending
        self.state = state
        self.closes = closes
        self.isFailedLogin = isFailedLogin
    }
}

/// What a connection has to know of its person to read lines rightly.
package struct HumanState: Hashable, Sendable {
    /// The open question's id: text starts a draft for it.
    package var openQuestion: String?
    /// Whether a lone digit is a rating.
    package var isRatingPending: Bool
    /// How many key points can be ticked of the answer that waits for it.
    package var points: Int
    /// Whether the person has a subscription: then silence is allowed for longer.
    package var hasSubscription: Bool
    /// Whether ANSI colours may be written.
    package var color: Bool
    /// The language of what the connection itself says.
    package var language: Language

    /// A guest's state by default.
    package init(
        openQuestion: String? = nil, isRatingPending: Bool = false, points: Int = 0, hasSubscription: Bool = false,
        color: Bool = false, language: Language = .both
    ) {
        self.openQuestion = openQuestion
        self.isRatingPending = isRatingPending
        self.points = points
        self.hasSubscription = hasSubscription
        self.color = color
        self.language = language
    }
}

/// What a `hello` is answered with.
package enum HelloOutcome: Hashable, Sendable {
    /// `welcome`: which database this is, how many deliveries wait for this bridge, the server's time, and a note for the
    /// operator, if any.
    case welcome(store: String, pending: Int, time: Instant, note: String?)
    /// `err` (`auth_failed`, `busy` …) and a close.
    case refused(RefusalCode, String)
}
