import YitiCore

/// Where a request comes from.
enum Origin {
    /// A user of a bridge, in private or in a room.
    case bridge(Address)
    /// A person's connection.
    case human(Session)

    /// The bridge's user; nil for a person's connection.
    var bridgeAddress: Address? {
        if case .bridge(let address) = self { address } else { nil }
    }
}
