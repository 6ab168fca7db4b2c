/// Where in a terminal's escape sequence the bytes are: a cursor key, a pasted colour or a title is dropped whole, however it is chunked.
///
/// CSI (`ESC [ … final`), SS3 (`ESC O x`) and strings (OSC, DCS, SOS, PM, APC: up to BEL or `ESC \`). What is no part of one is for the line,
/// and so is every line's end: a sequence that was begun and never ended takes no more than its line.
enum EscapeSequence: Hashable, Sendable {
    case none
    /// After ESC.
    case begun
    /// After `ESC [`.
    case control
    /// One byte more: after `ESC O`, and after the `ESC [ [` of a console's function keys.
    case single
    /// Inside a string.
    case text
    /// After an ESC inside a string.
    case textEnds

    private static let escape: UInt8 = 0x1B

    /// Takes the next byte; whether it belongs to a sequence.
    mutating func take(_ byte: UInt8) -> Bool {
        if byte == 0x0A || byte == 0x0D || byte == 0x03 {
            self = .none
            return false
        }
        if byte == Self.escape {
            self = self == .text || self == .textEnds ? .textEnds : .begun
            return true
        }
        switch self {
        case .none: return false
        case .begun: return begin(byte)
        case .control: return control(byte)
        case .single:
            self = .none
            return (0x20...0x7E).contains(byte)
        case .text: if byte == 0x07 { self = .none }
        case .textEnds: self = byte == UInt8(ascii: "\\") ? .none : .text
        }
        return true
    }

    private mutating func begin(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "["): self = .control
        case UInt8(ascii: "O"), UInt8(ascii: "N"): self = .single
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"): self = .text
        default:
            // A key pressed after the escape key, or with Alt: it is what was typed.
            self = .none
            return false
        }
        return true
    }

    private mutating func control(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20...0x3F: return true
        case UInt8(ascii: "["): self = .single
        case 0x40...0x7E: self = .none
        default:
            self = .none
            return byte < 0x20
        }
        return true
    }
}
