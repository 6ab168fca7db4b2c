extension JSONScanner {
    /// A string, from its opening quote to past the closing one.
    mutating func string() throws(JSONFault) -> JSONToken {
        position += 1
        let start = position
        var isEscaped = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return .string(start..<(position - 1), isEscaped: isEscaped)
            }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                try checkEscape()
            } else {
                guard byte >= 0x20 else { throw .controlCharacter }
                position += 1
            }
        }
        throw .unexpectedEnd
    }

    /// Goes past one escape (a surrogate pair is one) and notes whether it stands for what no text can hold.
    private mutating func checkEscape() throws(JSONFault) {
        guard position + 1 < bytes.count else { throw .unexpectedEnd }
        guard bytes[position + 1] == UInt8(ascii: "u") else {
            guard Self.plainEscape(bytes[position + 1]) != nil else { throw .badEscape }
            position += 2
            return
        }
        guard let (scalar, length) = hexEscape(at: position) else { throw .badEscape }
        if scalar == nil || scalar == "\0" { hasUnusableCharacter = true }
        position += length
    }

    /// The scalar a `\u` escape at `start` stands for and how many bytes it takes; the scalar is nil for half of a surrogate
    /// pair, the whole is nil when there are no four hexadecimal digits.
    private func hexEscape(at start: Int) -> (scalar: Unicode.Scalar?, length: Int)? {
        guard let unit = hexUnit(at: start) else { return nil }
        guard (0xD800...0xDFFF).contains(unit) else { return (Unicode.Scalar(unit), 6) }
        guard unit < 0xDC00, let low = hexUnit(at: start + 6), (0xDC00...0xDFFF).contains(low) else { return (nil, 6) }
        return (Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)), 12)
    }

    /// The number of the `\uXXXX` at `start`, or nil when there is none.
    private func hexUnit(at start: Int) -> UInt32? {
        guard start + 6 <= bytes.count, bytes[start] == UInt8(ascii: "\\"), bytes[start + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt32 = 0
        for byte in bytes[(start + 2)..<(start + 6)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            unit = unit << 4 | UInt32(digit)
        }
        return unit
    }

    /// The byte that a two-character escape stands for.
    private static func plainEscape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: nil
        }
    }

    /// The UTF-8 of a string that was scanned; half of a surrogate pair becomes U+FFFD. Empty for what is no string.
    func content(_ token: JSONToken) -> [UInt8] {
        guard case .string(let range, let isEscaped) = token else { return [] }
        guard isEscaped else { return Array(bytes[range]) }
        var content: [UInt8] = []
        content.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] != UInt8(ascii: "\\") {
                content.append(bytes[index])
                index += 1
            } else if let (scalar, length) = hexEscape(at: index) {
                content.append(contentsOf: Array(String(Character(scalar ?? "\u{FFFD}")).utf8))
                index += length
            } else {
                content.append(Self.plainEscape(bytes[index + 1]) ?? bytes[index + 1])
                index += 2
            }
        }
        return content
    }

    /// The text of a string that was scanned; nil for what is no string.
    func text(_ token: JSONToken) -> String? {
        guard case .string(let range, let isEscaped) = token else { return nil }
        return isEscaped
            ? String(decoding: content(token), as: UTF8.self) : String(decoding: bytes[range], as: UTF8.self)
    }

    /// The digits of a number that was scanned; nil for what is no number.
    func digits(_ token: JSONToken) -> String? {
        guard case .number(let range) = token else { return nil }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// The strings of an array that was scanned, or nil when it holds something else or more than `most`.
    func strings(_ token: JSONToken, most: Int) -> [String]? {
        guard case .list(let start) = token else { return nil }
        var scanner = self
        scanner.position = start + 1
        return try? scanner.remainingStrings(most: most)
    }

    private mutating func remainingStrings(most: Int) throws(JSONFault) -> [String]? {
        if try take(UInt8(ascii: "]")) { return [] }
        var strings: [String] = []
        repeat {
            guard strings.count < most, let text = text(try value(depth: 1)) else { return nil }
            strings.append(text)
        } while try goesOn(closing: UInt8(ascii: "]"))
        return strings
    }
}
