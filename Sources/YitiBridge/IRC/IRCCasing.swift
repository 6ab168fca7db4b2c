/// Which letters of nicknames, accounts and channels are the same in upper and lower case, as the network says it (`CASEMAPPING`). Taking two
/// for one would give somebody's questions to somebody else.
enum IRCCasing: Hashable, Sendable {
    case ascii
    /// `{}|^` are `[]\~` in lower case, too: what holds where the network says nothing.
    case rfc1459
    /// The same without `^` and `~`.
    case strict

    /// Reads the token's value. Of a mapping that is not known only what all have is taken: whoever is two people must not be one.
    init(token: some StringProtocol) {
        switch token.lowercased() {
        case "rfc1459": self = .rfc1459
        case "strict-rfc1459", "rfc1459-strict": self = .strict
        default: self = .ascii
        }
    }

    /// A name in lower case.
    func folded(_ name: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in name.unicodeScalars { folded.append(lower(scalar)) }
        return String(folded)
    }

    private func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let last: Unicode.Scalar =
            switch self {
            case .ascii: "Z"
            case .strict: "]"
            case .rfc1459: "^"
            }
        if self == .rfc1459, scalar == "~" { return "^" }
        // `[]\` stand behind the letters, and each is 32 before its other form, as with letters.
        guard ("A"..."]").contains(scalar), scalar <= last else { return scalar }
        return Unicode.Scalar(scalar.value + 32) ?? scalar
    }
}
