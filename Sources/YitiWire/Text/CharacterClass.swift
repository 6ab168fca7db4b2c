/// What a character would do to a line or a terminal: the one table for all who filter, escape or drop.
package enum CharacterClass: Hashable, Sendable {
    /// Nothing but to be shown.
    case plain
    /// C0, DEL and C1: they end lines and drive terminals.
    case control
    /// U+2028 and U+2029, which some programs take for the end of a line.
    case lineSeparator
    /// Turns the direction of what follows.
    case direction
    /// Has no width: hides in a name, or breaks a word in two.
    case invisible

    /// The class of a scalar.
    package init(_ scalar: Unicode.Scalar) {
        self =
            switch scalar.value {
            case 0x00...0x1F, 0x7F...0x9F: .control
            case ..<0xAD: .plain
            case 0x2028, 0x2029: .lineSeparator
            case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .direction
            case 0xAD, 0x180E, 0x200B...0x200D, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: .invisible
            default: .plain
            }
    }
}
