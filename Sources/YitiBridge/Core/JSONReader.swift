/// Reads JSON (RFC 8259) that others wrote, and takes more than is allowed rather than losing a whole answer over one name in it: half of a
/// surrogate pair becomes U+FFFD, octets that are no UTF-8 too, and what is nested too deeply or too large for a number is null.
struct JSONReader {
    /// What is wrong with the whole.
    private struct NoJSON: Error {}

    /// How deep values may be; what is deeper is null.
    private static let maxDepth = 200

    private let octets: [UInt8]
    private var index = 0

    init(_ octets: [UInt8]) { self.octets = octets }

    /// The value that all of the octets are; nil when they are none.
    mutating func read() -> JSONValue? {
        guard let value = try? value(depth: 0) else { return nil }
        skipSpace()
        return index == octets.count ? value : nil
    }

    private var next: UInt8? { octets.indices.contains(index) ? octets[index] : nil }

    private mutating func skipSpace() {
        while let octet = next, octet == 0x20 || (0x09...0x0D).contains(octet) { index += 1 }
    }

    private mutating func take(_ octet: Character) -> Bool {
        skipSpace()
        guard next == octet.asciiValue else { return false }
        index += 1
        return true
    }

    private mutating func value(depth: Int) throws -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard depth < Self.maxDepth else { return try skipped() }
            return next == UInt8(ascii: "{") ? try object(depth: depth + 1) : try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        default: return try word()
        }
    }

    private mutating func object(depth: Int) throws -> JSONValue {
        var members: [String: JSONValue] = [:]
        index += 1
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw NoJSON() }
            let name = try string()
            guard take(":") else { throw NoJSON() }
            members[name] = try value(depth: depth)
        } while take(",")
        guard take("}") else { throw NoJSON() }
        return .object(members)
    }

    private mutating func array(depth: Int) throws -> JSONValue {
        var elements: [JSONValue] = []
        index += 1
        if take("]") { return .array(elements) }
        repeat { elements.append(try value(depth: depth)) } while take(",")
        guard take("]") else { throw NoJSON() }
        return .array(elements)
    }

    /// Passes over an object or an array, however deep.
    private mutating func skipped() throws -> JSONValue {
        var depth = 0
        repeat {
            switch next {
            case nil: throw NoJSON()
            case UInt8(ascii: "\""): _ = try string()
            case let octet:
                if octet == UInt8(ascii: "{") || octet == UInt8(ascii: "[") { depth += 1 }
                if octet == UInt8(ascii: "}") || octet == UInt8(ascii: "]") { depth -= 1 }
                index += 1
            }
        } while depth > 0
        return .null
    }

    /// A number or a name.
    private mutating func word() throws -> JSONValue {
        let start = index
        while let octet = next, !Self.ends.contains(octet) { index += 1 }
        let text = String(decoding: octets[start..<index], as: UTF8.self)
        switch text {
        case "null": return .null
        case "true": return true
        case "false": return false
        default:
            guard let first = text.utf8.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first) else {
                throw NoJSON()
            }
            return try number(text)
        }
    }

    /// What ends a number or a name.
    private static let ends = Set(" \t\r\n\u{B}\u{C},:]}[{\"".utf8)

    private func number(_ text: String) throws -> JSONValue {
        if let whole = Int(text) { return .integer(whole) }
        guard let number = Double(text) else { throw NoJSON() }
        guard number.isFinite else { return .null }
        return Int(exactly: number).map(JSONValue.integer) ?? .number(number)
    }

    // MARK: Strings

    private mutating func string() throws -> String {
        index += 1
        var text: [UInt8] = []
        while let octet = next {
            index += 1
            switch octet {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            default: text.append(octet)
            }
        }
        throw NoJSON()
    }

    private mutating func escape(into text: inout [UInt8]) throws {
        guard let octet = next else { throw NoJSON() }
        index += 1
        guard octet == UInt8(ascii: "u") else {
            guard let plain = Self.escapes[octet] else { throw NoJSON() }
            return text.append(plain)
        }
        let first = try unit()
        let scalar = Unicode.Scalar(UInt32(first)) ?? pair(first) ?? "\u{FFFD}"
        text += String(scalar).utf8
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 8,
        UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
    ]

    /// Four hexadecimal digits.
    private mutating func unit() throws -> UInt16 {
        let digits = octets[index...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw NoJSON() }
        index += 4
        return unit
    }

    /// The scalar whose first half was read, when its second half follows; nothing is taken otherwise.
    private mutating func pair(_ first: UInt16) -> Unicode.Scalar? {
        let start = index
        guard UTF16.isLeadSurrogate(first), octets[index...].starts(with: #"\u"#.utf8) else { return nil }
        index += 2
        if let second = try? unit(), UTF16.isTrailSurrogate(second) {
            return Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00)
        }
        index = start
        return nil
    }
}
