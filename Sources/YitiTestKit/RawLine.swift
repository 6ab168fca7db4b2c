/// What a line to a bridge may hold unescaped.
enum RawLine {
    /// The first scalar that the protocol wants escaped: C0, DEL, C1, the line separators, bidirectional and zero-width controls.
    static func forbidden(_ text: String) -> Unicode.Scalar? {
        text.unicodeScalars.first { scalar in
            switch scalar.value {
            case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2064, 0x2066...0x206F,
                0xFEFF:
                true
            default: false
            }
        }
    }
}
