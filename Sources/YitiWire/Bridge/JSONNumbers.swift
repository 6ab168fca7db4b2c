extension JSONScanner {
    /// A number in JSON's grammar: no leading zero or plus, digits on both sides of a point.
    mutating func number() throws(JSONFault) -> JSONToken {
        let start = position
        skip(UInt8(ascii: "-"))
        if !skip(UInt8(ascii: "0")) { try digits() }
        if skip(UInt8(ascii: ".")) { try digits() }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(UInt8(ascii: "+")) { skip(UInt8(ascii: "-")) }
            try digits()
        }
        return .number(start..<position)
    }

    /// Consumes the very next byte when it is `byte`.
    @discardableResult private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    /// One digit or more.
    private mutating func digits() throws(JSONFault) {
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            position += 1
        }
        guard position > start else { throw .unexpectedByte }
    }
}
