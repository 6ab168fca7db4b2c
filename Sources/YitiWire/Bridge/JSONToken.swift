/// Where a value lies in a line, found while the line was checked; its content is decoded only when it is asked for.
enum JSONToken: Hashable {
    /// The member is not there.
    case absent
    /// Between the quotes; `isEscaped` when there is a backslash in it.
    case string(Range<Int>, isEscaped: Bool)
    case number(Range<Int>)
    case bool(Bool)
    case null
    /// From the opening bracket on.
    case list(at: Int)
    case object
}

/// Why a line is no JSON object as the protocol takes it: the connection's framing can't be trusted any more.
struct JSONFault: Error, Hashable {
    /// What was wrong, for the author of the bridge.
    let text: String

    static let unexpectedEnd = JSONFault(text: "the line ends inside a value")
    static let unexpectedByte = JSONFault(text: "not JSON")
    static let controlCharacter = JSONFault(text: "a raw control character inside the line")
    static let badEscape = JSONFault(text: "an escape that JSON does not have")
    static let tooDeep = JSONFault(text: "nested deeper than 8 levels")
    static let duplicateName = JSONFault(text: "a name occurs twice in one object")
    static let noObject = JSONFault(text: "not one JSON object")
    static let trailingBytes = JSONFault(text: "something follows the object")
}
