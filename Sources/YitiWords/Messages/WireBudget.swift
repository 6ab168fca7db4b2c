package import YitiCore

/// How much of a line (32,768 bytes, LF included) messages may take once they are escaped.
package enum WireBudget {
    /// For all messages of a line together; the rest is the envelope's: `op`, `id`, `d`, `user`, `chat`, instants and warnings.
    package static let messageBytes = 32_768 - 1_536

    /// The bytes of a string inside a JSON line, its quotes left out. What ``JSONWriter`` escapes is counted as
    /// six, and a little more that it may once escape too.
    package static func escapedBytes(_ text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + escapedBytes($1) }
    }

    /// The bytes of one scalar inside a JSON string.
    static func escapedBytes(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x22, 0x5C, 0x0A, 0x0D, 0x09: 2
        case 0x20...0x7E: 1
        case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x2029, 0x2060...0x206F: 6
        default: scalar.properties.generalCategory == .format ? (scalar.value > 0xFFFF ? 12 : 6) : scalar.utf8.count
        }
    }

    /// The bytes of a value inside a JSON line.
    package static func bytes(_ datum: Datum) -> Int {
        switch datum {
        case .string(let text): 2 + escapedBytes(text)
        case .integer(let number): String(number).utf8.count
        // More digits than a double ever prints.
        case .number: 26
        case .bool, .null: 5
        case .list(let values): 2 + values.reduce(0) { $0 + bytes($1) + 1 }
        case .object(let members): bytes(members)
        }
    }

    /// The bytes of members inside a JSON line.
    package static func bytes(_ members: [Datum.Member]) -> Int {
        2 + members.reduce(0) { $0 + escapedBytes($1.name) + bytes($1.value) + 4 }
    }

    /// As many characters of a text as fit into so many escaped bytes.
    package static func prefix(_ text: some StringProtocol, bytes limit: Int) -> String {
        var left = limit
        var kept = ""
        for character in text {
            left -= character.unicodeScalars.reduce(0) { $0 + escapedBytes($1) }
            guard left >= 0 else { break }
            kept.append(character)
        }
        return kept
    }
}

extension WireMessage {
    /// The bytes of the message inside a JSON line.
    package var escapedBytes: Int { bytesWithoutText + WireBudget.escapedBytes(text) }

    /// More bytes than the message can take: none takes more than six when it is escaped.
    private var mostBytes: Int { bytesWithoutText + text.utf8.count * 6 }

    private var bytesWithoutText: Int {
        let labels = buttons.flatMap { $0 }.reduce(0) {
            $0 + WireBudget.escapedBytes($1.label) + WireBudget.escapedBytes($1.callback) + 28
        }
        return WireBudget.bytes(data) + labels + WireBudget.escapedBytes(ref ?? "") + 96
    }

    /// The message with its text cut so that all of it takes at most so many bytes of a line. `data` is never cut.
    package func fitted(bytes limit: Int = WireBudget.messageBytes) -> WireMessage {
        // Hardly any message comes near the limit; most can be told by their text alone, without a walk over its scalars.
        guard mostBytes > limit, escapedBytes > limit else { return self }
        var cut = self
        cut.text = WireBudget.prefix(text, bytes: max(0, limit - bytesWithoutText - 8)) + "\n…"
        return cut
    }
}

extension [WireMessage] {
    /// The messages with their texts cut, the last first, so that all of them fit one line.
    package func fitted() -> [WireMessage] {
        var over = reduce(0) { $0 + $1.escapedBytes + 1 } - WireBudget.messageBytes
        guard over > 0 else { return self }
        var fitted = self
        for index in indices.reversed() where over > 0 {
            let before = fitted[index].escapedBytes
            fitted[index] = fitted[index].fitted(bytes: before - over)
            over -= before - fitted[index].escapedBytes
        }
        return fitted
    }
}
