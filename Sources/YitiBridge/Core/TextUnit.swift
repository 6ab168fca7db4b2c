/// What a network counts the length of a message in.
public enum TextUnit: String, Sendable {
    /// Octets of UTF-8.
    case octets
    /// UTF-16 code units.
    case utf16
    /// Unicode code points.
    case codePoints

    /// The length of a text in this unit.
    public func length(of text: some StringProtocol) -> Int {
        switch self {
        case .octets: text.utf8.count
        case .utf16: text.utf16.count
        case .codePoints: text.unicodeScalars.count
        }
    }

    func length(of scalar: Unicode.Scalar) -> Int {
        switch self {
        case .octets: UTF8.width(scalar)
        case .utf16: UTF16.width(scalar)
        case .codePoints: 1
        }
    }
}
