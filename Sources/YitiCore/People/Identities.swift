/// Who speaks: a user of a bridge, and the person behind them.
package struct Identity: Hashable, Sendable {
    package var bridge: String
    package var user: String
    package var person: Int64
    /// The name the bridge gave.
    package var name: String?
    /// Since when the platform can't reach them; nil while it can.
    package var suspendedAt: Instant?
    /// Whether they have written in private.
    package var isPrivate: Bool

    package init(
        bridge: String, user: String, person: Int64, name: String? = nil, suspendedAt: Instant? = nil,
        isPrivate: Bool = false
    ) {
        self.bridge = bridge
        self.user = user
        self.person = person
        self.name = name
        self.suspendedAt = suspendedAt
        self.isPrivate = isPrivate
    }

    /// How who is new at an address is known, who is nobody yet.
    package init(new address: Address) {
        self.init(bridge: address.bridge, user: address.identityName, person: 0)
    }

    /// The same once it has spoken, with the name that the bridge gives it, if any.
    package func heard(named name: String?, inPrivate: Bool) -> Identity {
        var heard = self
        heard.name = name ?? self.name
        heard.isPrivate = isPrivate || inPrivate
        return heard
    }

    /// Where pushes to it go; a room's have the user who subscribed it besides.
    package var address: Address {
        user.first == " "
            ? Address(bridge: bridge, user: "", chat: String(user.dropFirst())) : Address(bridge: bridge, user: user)
    }
}

/// How an operator names somebody: by number, or as `bridge:user`.
package enum PersonName: Hashable, Sendable {
    case number(Int64)
    case identity(bridge: String, user: String)

    /// Reads it; nil for what is neither.
    package init?(_ text: String) {
        if let number = Int64(text) {
            self = .number(number)
        } else if let colon = text.firstIndex(of: ":") {
            self = .identity(bridge: String(text[..<colon]), user: String(text[text.index(after: colon)...]))
        } else {
            return nil
        }
    }
}

/// A one-time code that joins two identities (`/link`).
package struct LinkCode: Hashable, Sendable {
    package var code: String
    /// Who issued it.
    package var person: Int64
    /// Where it was issued: the question whether to confirm goes there.
    package var issuer: Address
    package var expiresAt: Instant
    /// Who typed it, and waits for the issuer to confirm.
    package var claimant: Int64?
    /// Where it was typed.
    package var claimantAddress: Address?

    /// A code nobody has typed yet.
    package init(code: String, person: Int64, issuer: Address, expiresAt: Instant) {
        self.code = code
        self.person = person
        self.issuer = issuer
        self.expiresAt = expiresAt
    }
}

/// Where somebody is known, and whether a key opens their account.
package struct Places: Hashable, Sendable {
    package var identities: [Identity]
    package var hasKey: Bool

    package init(identities: [Identity], hasKey: Bool) {
        self.identities = identities
        self.hasKey = hasKey
    }
}

/// The codes that a person has asked for and that are still good.
package struct StandingCodes: Hashable, Sendable {
    package var link: LinkCode?
    /// Who typed the link code, when they are still there.
    package var claimant: Person?
    package var forget: String?

    package init(link: LinkCode? = nil, claimant: Person? = nil, forget: String? = nil) {
        self.link = link
        self.claimant = claimant
        self.forget = forget
    }
}

/// What connections of its own are told of an account besides its file.
package struct AccountFacts: Hashable, Sendable {
    /// Whether a key opens the account.
    package var hasKey: Bool
    /// The number of the last thing that its log has; 0 when it has nothing.
    package var lastEvent: Int64
    /// How many pushes wait for a connection of its own, and may go.
    package var waiting: Int

    package init(hasKey: Bool = false, lastEvent: Int64 = 0, waiting: Int = 0) {
        self.hasKey = hasKey
        self.lastEvent = lastEvent
        self.waiting = waiting
    }
}
