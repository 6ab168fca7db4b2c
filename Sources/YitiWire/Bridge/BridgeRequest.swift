package import YitiCore

/// One line from a bridge, as typed members (docs/protocol.md, section 3). Its form has been checked:
/// required members are there, and identifiers, lengths and characters are as the protocol has them.
package enum BridgeRequest: Hashable, Sendable {
    case hello(BridgeHello)
    case command(BridgeCommand)
    case act(BridgeAct)
    case user(BridgeUser)
    case ack(BridgeAck)
    case nack(BridgeNack)
    case ping(id: String?)
    case pong(id: String?)
    case clock(BridgeClock)
    case bye

    /// What tells one request of a person from another when it comes again; nil where it has none.
    package var mid: String? {
        switch self {
        case .command(let command): command.mid
        case .act(let act): act.mid
        default: nil
        }
    }
}

/// `hello`: who the bridge is and how it wants its pushes.
package struct BridgeHello: Hashable, Sendable {
    /// The bridge's name.
    package var bridge: String
    /// The secret that goes with the name.
    package var token: String
    /// What program it is; nil when it does not say.
    package var agent: String?
    /// Whether this connection takes pushes.
    package var push: Bool
    /// How many pushes may be unacked at a time, 1 to 256.
    package var window: Int
    /// What the bridge can do beyond the first version; names the server doesn't know mean nothing.
    package var features: [String]
    /// What tells one process of a bridge from another; nil when it does not say.
    package var instance: String?

    /// A hello from its members.
    package init(
        bridge: String, token: String, agent: String? = nil, push: Bool = true, window: Int = 32,
        features: [String] = [], instance: String? = nil
    ) {
        self.bridge = bridge
        self.token = token
        self.agent = agent
        self.push = push
        self.window = window
        self.features = features
        self.instance = instance
    }
}

/// What a bridge knows of a person; every one fills a gap and never overrides what the person set.
package struct BridgeHints: Hashable, Sendable {
    /// What the person is called there.
    package var name: String?
    /// A BCP 47 tag of the right shape.
    package var locale: String?
    /// A zone's name of the right shape; whether there is such a zone is for the server to say.
    package var tz: String?
    /// The members that were malformed and so ignored (`"warn":["tz"]`).
    package var warn: [String]

    /// Hints; none by default.
    package init(name: String? = nil, locale: String? = nil, tz: String? = nil, warn: [String] = []) {
        self.name = name
        self.locale = locale
        self.tz = tz
        self.warn = warn
    }
}

/// `cmd`: a command or a text of one person.
package struct BridgeCommand: Hashable, Sendable {
    package var id: String
    package var user: String
    /// At most 16,384 bytes, code point for code point as the person sent it.
    package var text: String
    /// The platform's number of the message: what makes a repetition harmless.
    package var mid: String?
    /// The room; nil or equal to ``user`` is a private chat.
    package var chat: String?
    /// The delivery or the question this replies to.
    package var re: String?
    package var hints: BridgeHints
    /// When the person sent it; nil when not said or malformed (then named in the hints' `warn`).
    package var sentAt: Instant?
    /// Whether the person changed a message that was sent before: such a command is never carried out.
    package var isEdit: Bool

    /// A command from its members.
    package init(
        id: String, user: String, text: String, mid: String? = nil, chat: String? = nil, re: String? = nil,
        hints: BridgeHints = BridgeHints(), sentAt: Instant? = nil, isEdit: Bool = false
    ) {
        self.id = id
        self.user = user
        self.text = text
        self.mid = mid
        self.chat = chat
        self.re = re
        self.hints = hints
        self.sentAt = sentAt
        self.isEdit = isEdit
    }
}

/// `act`: a person pressed a button.
package struct BridgeAct: Hashable, Sendable {
    package var id: String
    package var user: String
    /// What the button carries, 1 to 64 bytes.
    package var callback: String
    package var mid: String?
    package var chat: String?

    /// A press from its members.
    package init(id: String, user: String, callback: String, mid: String? = nil, chat: String? = nil) {
        self.id = id
        self.user = user
        self.callback = callback
        self.mid = mid
        self.chat = chat
    }
}

/// `user`: hints about a person, and whether the platform still reaches them.
package struct BridgeUser: Hashable, Sendable {
    /// Whether the platform reaches the person.
    package enum State: String, Sendable {
        case active
        case left
        case blocked
    }

    package var id: String
    package var user: String
    /// The room that the news is of; nil in private.
    package var chat: String?
    package var hints: BridgeHints
    package var state: State?

    /// A person's news from its members.
    package init(
        id: String, user: String, chat: String? = nil, hints: BridgeHints = BridgeHints(), state: State? = nil
    ) {
        self.chat = chat
        self.id = id
        self.user = user
        self.hints = hints
        self.state = state
    }
}

/// `ack`: the platform took these pushes.
package struct BridgeAck: Hashable, Sendable {
    /// The pushes' `d`, 1 to 256 of them.
    package var deliveries: [String]
    /// Given when an `ok` is wanted.
    package var id: String?

    /// A receipt from its members.
    package init(deliveries: [String], id: String? = nil) {
        self.deliveries = deliveries
        self.id = id
    }
}

/// `nack`: the platform did not take these pushes.
package struct BridgeNack: Hashable, Sendable {
    /// Why it did not.
    package enum Code: String, CaseIterable, Sendable {
        case blocked
        case gone
        case rateLimited = "rate_limited"
        case temporary
        case tooLong = "too_long"
        case badFormat = "bad_format"
    }

    /// Whom a delay concerns.
    package enum Scope: String, Sendable {
        case user
        case bridge
    }

    /// The pushes' `d`, 1 to 256 of them.
    package var deliveries: [String]
    package var code: Code
    /// Seconds to wait, 0 or more; nil when not said.
    package var retryAfter: Int?
    package var scope: Scope
    /// The platform's own words, for the log.
    package var text: String?
    /// Given when an `ok` is wanted.
    package var id: String?

    /// A refusal of the platform's from its members.
    package init(
        deliveries: [String], code: Code, retryAfter: Int? = nil, scope: Scope = .user, text: String? = nil,
        id: String? = nil
    ) {
        self.deliveries = deliveries
        self.code = code
        self.retryAfter = retryAfter
        self.scope = scope
        self.text = text
        self.id = id
    }
}

/// `clock`: moves the sandbox's clock.
package struct BridgeClock: Hashable, Sendable {
    package var id: String
    package var request: ClockRequest

    /// A request from its members.
    package init(id: String, request: ClockRequest) {
        self.id = id
        self.request = request
    }
}

extension BridgeRequest {
    /// The `id` the answer has to carry; nil when there is none, and then no answer to give.
    package var id: String? {
        switch self {
        case .hello, .bye: nil
        case .command(let command): command.id
        case .act(let act): act.id
        case .user(let user): user.id
        case .ack(let ack): ack.id
        case .nack(let nack): nack.id
        case .ping(let id), .pong(let id): id
        case .clock(let clock): clock.id
        }
    }
}
