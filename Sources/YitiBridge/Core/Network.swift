/// A chat network, as the core sees it. The core keeps the journal and talks to the server; a network knows one API.
///
/// Whatever comes is given to the ``Inbox`` and may be confirmed to the network only after that returned. Parts to show come one
/// at a time for each place, several places at once.
public protocol Network: Sendable {
    /// What the network can do and bear.
    var traits: NetworkTraits { get }

    /// Presents itself with its credentials; who the bot is there. The journal belongs to this account from then on.
    ///
    /// Throws ``BridgeFailure`` with `credentials` for what no repetition mends; anything else is tried again.
    func signIn(_ inbox: Inbox) async throws -> String

    /// What keeps it from working, in sentences for the operator; empty when all is well. Called after ``signIn(_:)``.
    func findings() async throws -> [String]

    /// Takes what comes until it throws or is cancelled; then it is called again after a delay.
    func receive(_ inbox: Inbox) async throws

    /// Shows a part and says what became of it. Never called twice at the same time for one place.
    func show(_ part: OutgoingPart) async -> ShowOutcome
}

extension Network {
    /// Nothing is missing.
    public func findings() async throws -> [String] { [] }
}

/// What a network can do and bear.
public struct NetworkTraits: Sendable {
    /// The name of the network: `matrix`.
    public var name: String
    /// Cuts what is too long for a message.
    public var splitter: TextSplitter
    /// Messages to one chat.
    public var chatRate: RateLimit
    /// Messages in all.
    public var bridgeRate: RateLimit
    /// For how many seconds a part sent again under its key is not doubled; 0 where there is no key.
    public var keySeconds: Double
    /// Whether a private chat has the person's own id, so that there is no need to remember it.
    public var placeIsUser: Bool
    /// Whether a message is one line, so that each line of a text is a part of its own and empty ones are left out.
    public var isLineByLine: Bool
    /// How many parts are shown at once; the rest comes page by page when the person writes `more`. Nil for all at once.
    public var partsOfPage: Int?
    /// How long a text may be that goes with a picture in one message, in UTF-16 units: 0 where a picture is a message of its own, nil
    /// where the network takes none.
    public var captionLength: Int?

    /// Traits of a network.
    public init(
        name: String, splitter: TextSplitter, chatRate: RateLimit, bridgeRate: RateLimit, keySeconds: Double = 0,
        placeIsUser: Bool = false, isLineByLine: Bool = false, partsOfPage: Int? = nil,
        captionLength: Int? = nil
    ) {
        self.name = name
        self.splitter = splitter
        self.chatRate = chatRate
        self.bridgeRate = bridgeRate
        self.keySeconds = keySeconds
        self.placeIsUser = placeIsUser
        self.isLineByLine = isLineByLine
        self.partsOfPage = partsOfPage.map { max(1, $0) }
        self.captionLength = captionLength
    }
}

/// A button under a message.
public struct ButtonFace: Hashable, Sendable {
    /// What is on it.
    public var label: String
    /// What it carries, at most 64 octets.
    public var callback: String

    /// A button.
    public init(label: String, callback: String) {
        self.label = label
        self.callback = callback
    }
}

/// A picture to be shown: a PNG without text, of at most 16 kB.
public struct Picture: Hashable, Sendable {
    /// The name it is sent under.
    public static let fileName = "yiti.png"
    /// What it is.
    public static let type = "image/png"
    /// The file.
    public var bytes: [UInt8]
    /// What it shows, in words, for who doesn't see it; at most a thousand characters.
    public var description: String

    /// Its width and height, as the file says at its beginning.
    public var size: (width: Int, height: Int) { (number(at: 16), number(at: 20)) }

    private func number(at place: Int) -> Int { bytes.dropFirst(place).prefix(4).reduce(0) { $0 << 8 | Int($1) } }
}

/// One message to be shown: a piece of the server's text that fits.
public struct OutgoingPart: Hashable, Sendable {
    /// The network's chat; nil when the person's private chat is not known.
    public var place: String?
    /// Whose it is, in the server's spelling.
    public var user: String
    /// The same for every attempt to send this part, and different for every other: 1–64 of `a-z 0-9 -`.
    public var key: String
    /// The piece.
    public var text: String
    /// Whether columns have to stay below each other.
    public var isPreformatted: Bool
    /// Rows of buttons; only the last piece of a message has any.
    public var buttons: [[ButtonFace]]
    /// The message that this one answers, in the network's spelling; only the first piece has it, and only in a room.
    public var repliesTo: String?
    /// The id of what came from the network and led to this (``InboundMessage/id``); nil for a push.
    public var answers: String?
    /// When it was first given to the network without anybody knowing whether it was taken (seconds since 1970); nil when it was not.
    public var triedAt: Double?
    /// The kind of the message (docs/protocol.md, section 6): `question`, `prompt` …
    public var kind: String
    /// The picture that goes with the text; nil for none.
    public var picture: Picture?
    /// Whether it concerns nobody in the room but whoever made the press that it ``answers``. A network that can't say something to one of many
    /// shows it to all.
    public var isWhisper = false
}

/// What became of a part.
public enum ShowOutcome: Hashable, Sendable {
    /// The network took it; the id it gave the message, if it gives any.
    case shown(String?)
    /// Not now: again after so many seconds. `everywhere` when nothing at all may be sent for so long.
    case later(seconds: Double, everywhere: Bool)
    /// The person has blocked the bot.
    case blocked(String)
    /// The chat or the person is no more.
    case gone(String)
    /// The network wants no such message, now or later.
    case refused(String)
    /// The network did not take it, and does not say whether it ever will: again after so many seconds, then ever more rarely, and not for
    /// ever. Not for a network that is away or limits us.
    case declined(String, seconds: Double)
    /// Nobody knows whether the network took it, or the network was away: tried again under the same key.
    case failed(String)
}
