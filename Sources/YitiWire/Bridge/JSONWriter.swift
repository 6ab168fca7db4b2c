import YitiCore

/// The only code that writes JSON to a connection. Text travels code point for code point; what could end a line, hide or
/// turn text is written as an escape: C0, DEL, C1, U+2028 and U+2029, bidi and zero-width controls.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Takes JSON as it is.
    mutating func raw(_ json: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
    }

    /// Takes JSON that has been written already.
    mutating func raw(_ json: some Collection<UInt8>) { bytes.append(contentsOf: json) }

    mutating func number(_ number: some BinaryInteger) { raw(String(number).utf8) }

    /// What is not finite is written as null.
    mutating func number(_ number: Double) {
        if number.isFinite { raw(String(number).utf8) } else { raw("null") }
    }

    mutating func bool(_ truth: Bool) { raw(truth ? "true" : "false") }

    /// A string, or null.
    mutating func string(_ text: String?) {
        guard var text else { return raw("null") }
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { escape($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Bytes in base64, without quotes.
    mutating func base64(_ content: [UInt8]) {
        for start in stride(from: 0, to: content.count, by: 3) {
            let three = content[start..<min(start + 3, content.count)]
            let number = three.enumerated().reduce(UInt32(0)) { $0 | UInt32($1.element) << (16 - 8 * $1.offset) }
            for place in 0..<4 {
                bytes.append(place <= three.count ? Self.digits[Int(number >> (18 - 6 * place) & 0x3F)] : Self.padding)
            }
        }
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// Elements between brackets, with commas.
    mutating func list<Element>(_ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
        bytes.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(&self, element)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func object(_ members: [Datum.Member]) {
        bytes.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            string(member.name)
            bytes.append(UInt8(ascii: ":"))
            datum(member.value)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    mutating func datum(_ datum: Datum) {
        switch datum {
        case .string(let text): string(text)
        case .integer(let number): self.number(number)
        case .number(let number): self.number(number)
        case .bool(let truth): bool(truth)
        case .list(let values): list(values) { $0.datum($1) }
        case .object(let members): object(members)
        case .null: raw("null")
        }
    }

    /// Copies runs of bytes that need nothing and escapes what lies between them.
    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = 0
        while index < text.count {
            if Self.isPlain(text[index]) {
                index += 1
                continue
            }
            let length = Self.escapedLength(text, at: index)
            guard length > 0 else {
                index += 1
                continue
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            escape(text[index..<(index + length)])
            index += length
            start = index
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
    }

    /// Whether a byte is ASCII that travels as it is; what most of a line is made of.
    @inline(__always) private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) && byte != 0x22 && byte != 0x5C
    }

    /// How many bytes at `index` are a scalar that has to be escaped; 0 for none.
    private static func escapedLength(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let byte = text[index]
        if byte < 0x80 { return byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F ? 1 : 0 }
        // Only these lead to what is escaped, and most of Chinese begins with none of them.
        guard byte == 0xC2 || byte == 0xD8 || byte == 0xE1 || byte == 0xE2 || byte == 0xEF else { return 0 }
        let length = byte < 0xE0 ? 2 : 3
        guard index + length <= text.count else { return 0 }
        let tail = text[(index + 1)..<(index + length)]
        let value = tail.reduce(UInt32(byte) & (length == 2 ? 0x1F : 0x0F)) { $0 << 6 | UInt32($1 & 0x3F) }
        return Unicode.Scalar(value).map { CharacterClass($0) != .plain } ?? false ? length : 0
    }

    private mutating func escape(_ scalar: Slice<UnsafeBufferPointer<UInt8>>) {
        bytes.append(UInt8(ascii: "\\"))
        switch scalar.first {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): raw(scalar)
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default: hexadecimal(String(decoding: scalar, as: UTF8.self).unicodeScalars.first?.value ?? 0xFFFD)
        }
    }

    /// Everything that is escaped lies below U+10000.
    private mutating func hexadecimal(_ value: UInt32) {
        bytes.append(UInt8(ascii: "u"))
        for shift in [12, 8, 4, 0] as [UInt32] {
            let digit = UInt8(truncatingIfNeeded: value >> shift) & 0xF
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
        }
    }
}
