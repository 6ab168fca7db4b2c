import YitiWords

/// What comes from a network.
public enum InboundEvent: Hashable, Sendable {
    /// Somebody wrote.
    case message(InboundMessage)
    /// Somebody pressed a button, or did what stands for one.
    case press(InboundMessage, callback: String)
    /// The network says that it reaches a person, or no longer does.
    case person(user: String, state: PersonState)
    /// A person's private chat.
    case privatePlace(user: String, place: String)
    /// A place is nobody's private chat any more.
    case noPrivatePlace(place: String)
    /// Somebody who was away is there again: what waits for their place waits no longer.
    case present(place: String)
    /// The network has to remember a value (``Inbox/value(_:)``) together with this batch; an empty value is forgotten.
    case remember(key: String, value: String)
    /// The bridge itself has something to say, once for each `key`.
    case say(place: String, user: String, key: String, text: String)

    /// Says that text alone is read, to whoever sent something without any: once for each message, or for each group of them.
    static func textOnly(_ message: InboundMessage, _ group: String? = nil) -> InboundEvent {
        .say(
            place: message.place, user: message.user, key: "text-only:" + (group ?? message.id ?? ""),
            text: BridgeWords.textOnly)
    }
}

/// Whether a network reaches a person.
public enum PersonState: String, Hashable, Sendable {
    case active
    case left
    case blocked
}

/// A message, or a press, with where it came from.
public struct InboundMessage: Hashable, Sendable {
    /// Who wrote, in the server's spelling (``Identifier/escape(_:)``).
    public var user: String
    /// The room in the server's spelling; nil for a private chat.
    public var chat: String?
    /// The network's chat, where replies go.
    public var place: String
    /// The network's id of the message: what makes a repetition harmless. Nil when it has none: the journal makes one.
    public var id: String?
    /// What was written.
    public var text: String
    /// The network's id of the message that this one answers.
    public var repliesTo: String?
    /// The id of the earlier message that this one changes.
    public var edits: String?
    /// When it was sent, in seconds since 1970; nil when the network does not say.
    public var sentAt: Double?
    /// What the writer is called there.
    public var name: String?
    /// The writer's language, a BCP 47 tag.
    public var locale: String?
    /// The writer's time zone, an IANA name.
    public var zone: String?

    /// A message from its parts.
    public init(
        user: String, chat: String? = nil, place: String, id: String?, text: String = "", repliesTo: String? = nil,
        edits: String? = nil, sentAt: Double? = nil, name: String? = nil, locale: String? = nil, zone: String? = nil
    ) {
        self.user = user
        self.chat = chat
        self.place = place
        self.id = id
        self.text = text
        self.repliesTo = repliesTo
        self.edits = edits
        self.sentAt = sentAt
        self.name = name
        self.locale = locale
        self.zone = zone
    }
}

/// Names as the server takes them.
public enum Identifier {
    /// A network's id as a `user` or `chat`: what is not printable ASCII, or a space, quote, backslash or `%`, is percent-encoded. Nil when it
    /// is empty or comes to over 128 octets.
    public static func escape(_ id: String) -> String? {
        var escaped = ""
        for octet in id.utf8 {
            if (0x21...0x7E).contains(octet), !Array("\"'\\%".utf8).contains(octet) {
                escaped.unicodeScalars.append(Unicode.Scalar(octet))
            } else {
                escaped += octet < 16 ? "%0" : "%"
                escaped += String(octet, radix: 16, uppercase: true)
            }
        }
        return (1...128).contains(escaped.utf8.count) ? escaped : nil
    }

    /// What ``escape(_:)`` was given; nil when it never gave this.
    public static func unescape(_ name: String) -> String? {
        var octets: [UInt8] = []
        var rest = Array(name.utf8)[...]
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "%") else {
                octets.append(octet)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            octets.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: octets, as: UTF8.self)
    }
}
