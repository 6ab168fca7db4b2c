/// Reads JSON (RFC 8259) strictly and in one pass, without building values: it checks everything and says where things are.
///
/// Stricter than the grammar where two readers could disagree: no name twice in an object at any level, in a line no raw control
/// character even between values, at most ``deepest`` levels. The bytes have to be valid UTF-8.
struct JSONScanner {
    /// What the bytes are, and so what white space may stand between values.
    enum Form {
        /// One line of several: spaces. A control character shows that lines have run into each other.
        case line
        /// All there is: tabs and ends of lines, too.
        case document
    }

    /// The levels of objects and arrays there may be, the outermost counted.
    static let deepest = 8

    let bytes: [UInt8]
    private let form: Form
    var position = 0
    /// Whether a string holds what no text can hold: U+0000, or half of a surrogate pair. The JSON is sound, the value is not.
    var hasUnusableCharacter = false

    init(_ bytes: [UInt8], as form: Form) { (self.bytes, self.form) = (bytes, form) }

    /// Whether a byte is white space between values.
    private func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || form == .document && (byte == 0x09 || byte == 0x0A || byte == 0x0D)
    }

    /// The next byte that is no white space, not consumed.
    mutating func peek() throws(JSONFault) -> UInt8 {
        while position < bytes.count {
            let byte = bytes[position]
            if !isSpace(byte) {
                guard byte >= 0x20 else { throw .controlCharacter }
                return byte
            }
            position += 1
        }
        throw .unexpectedEnd
    }

    /// Consumes the next byte that is no white space when it is `expected`.
    mutating func take(_ expected: UInt8) throws(JSONFault) -> Bool {
        guard try peek() == expected else { return false }
        position += 1
        return true
    }

    /// Nothing but white space may follow.
    mutating func finish() throws(JSONFault) {
        while position < bytes.count {
            guard isSpace(bytes[position]) else { throw .trailingBytes }
            position += 1
        }
    }

    /// One value of any kind, `depth` levels being open around it.
    mutating func value(depth: Int) throws(JSONFault) -> JSONToken {
        switch try peek() {
        case UInt8(ascii: "\""):
            return try string()
        case UInt8(ascii: "{"):
            try nestedObject(depth: depth + 1)
            return .object
        case UInt8(ascii: "["):
            let start = position
            try list(depth: depth + 1)
            return .list(at: start)
        case UInt8(ascii: "t"):
            try word("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try word("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try word("null")
            return .null
        default:
            return try number()
        }
    }

    /// A name and its colon.
    mutating func name() throws(JSONFault) -> JSONToken {
        guard try peek() == UInt8(ascii: "\"") else { throw .unexpectedByte }
        let name = try string()
        guard try take(UInt8(ascii: ":")) else { throw .unexpectedByte }
        return name
    }

    /// After a member or an element: true at a comma, false at the `closing` bracket.
    mutating func goesOn(closing: UInt8) throws(JSONFault) -> Bool {
        if try take(UInt8(ascii: ",")) { return true }
        guard try take(closing) else { throw .unexpectedByte }
        return false
    }

    private mutating func nestedObject(depth: Int) throws(JSONFault) {
        guard depth <= Self.deepest else { throw .tooDeep }
        position += 1
        if try take(UInt8(ascii: "}")) { return }
        var names: Set<[UInt8]> = []
        repeat {
            guard names.insert(content(try name())).inserted else { throw .duplicateName }
            _ = try value(depth: depth)
        } while try goesOn(closing: UInt8(ascii: "}"))
    }

    private mutating func list(depth: Int) throws(JSONFault) {
        guard depth <= Self.deepest else { throw .tooDeep }
        position += 1
        if try take(UInt8(ascii: "]")) { return }
        repeat {
            _ = try value(depth: depth)
        } while try goesOn(closing: UInt8(ascii: "]"))
    }

    private mutating func word(_ word: StaticString) throws(JSONFault) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count else { throw .unexpectedEnd }
            guard bytes[position] == word.utf8Start[offset] else { throw .unexpectedByte }
            position += 1
        }
    }
}
