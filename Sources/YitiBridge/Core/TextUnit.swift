/// What a network counts the length of a message in.
public enum TextUnit: String, Sendable {
    /// Octets of UTF-8.
    case octets
    /// UTF-16 code units.
    case utf16
    /// Unicode code points.
    case codePoints
    /// UTF-16 code units once a backslash stands before every mark of Markdown and a pair of bars on both sides of every line.
    case markdown

    /// The length of a text in this unit.
    public func length(of text: some StringProtocol) -> Int {
        switch self {
        case .octets: text.utf8.count
        case .utf16: text.utf16.count
        case .codePoints: text.unicodeScalars.count
        case .markdown: text.unicodeScalars.reduce(0) { $0 + length(of: $1) }
        }
    }

    /// What Markdown reads as more than itself.
    static let marks = Set("\\*_~`|<>#-[]()@:".unicodeScalars)

    func length(of scalar: Unicode.Scalar) -> Int {
        switch self {
        case .octets: UTF8.width(scalar)
        case .utf16: UTF16.width(scalar)
        case .codePoints: 1
        case .markdown where scalar == "\n": 5
        case .markdown: UTF16.width(scalar) + (Self.marks.contains(scalar) ? 1 : 0)
        }
    }
}
