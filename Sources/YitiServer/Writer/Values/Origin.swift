import YitiCore

/// Where a request comes from.
enum Origin {
    /// A user of a bridge, in private or in a room.
    case bridge(Address)
    /// A person's connection.
    case human(Session)

    /// Whether it is a person's connection from this machine.
    var isLocal: Bool {
        if case .human(let session) = self { session.connection.address.isLoopback } else { false }
    }

    /// The bridge's user; nil for a person's connection.
    var bridgeAddress: Address? {
        if case .bridge(let address) = self { address } else { nil }
    }
}
