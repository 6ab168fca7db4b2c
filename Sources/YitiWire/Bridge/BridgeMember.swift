/// The members of a bridge's lines that the server reads; others are ignored.
enum BridgeMember: Int, CaseIterable {
    case op
    case id
    case user
    case text
    case mid
    case chat
    case re
    case name
    case locale
    case tz
    case ts
    case edit
    case cb
    case state
    case d
    case code
    case retryAfter
    case scope
    case v
    case bridge
    case token
    case agent
    case push
    case window
    case features
    case instance
    case advance
    case to

    /// How it is spelled on the wire.
    var spelling: String { self == .retryAfter ? "retry_after" : "\(self)" }

    /// The spellings as numbers, in the order of the cases: comparing numbers is what makes reading a line quick.
    private static let keys = allCases.map { key(Array($0.spelling.utf8)[...]) }

    /// The member with that name, or nil.
    init?(_ name: ArraySlice<UInt8>) {
        let key = Self.key(name)
        guard key != 0, let index = Self.keys.firstIndex(of: key) else { return nil }
        self.init(rawValue: index)
    }

    /// Up to 15 bytes as one number, after a 1 that keeps leading zeros apart; 0 for longer names.
    private static func key(_ name: ArraySlice<UInt8>) -> UInt128 {
        guard name.count < 16 else { return 0 }
        return name.reduce(1) { $0 << 8 | UInt128($1) }
    }
}
