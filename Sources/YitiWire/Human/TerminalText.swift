/// The one filter between any text and a terminal.
package enum TerminalText {
    /// The text fit for one line: C0 except the tab, DEL, C1 and line separators become U+FFFD (line breaks come only from the
    /// server), and controls that turn the direction of text are shown, as `<U+202E>`.
    package static func filtered(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isControl($0) || isDirection($0) }) else { return text }
        var filtered = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isControl(scalar) {
                filtered.append("\u{FFFD}")
            } else if isDirection(scalar) {
                filtered.append(contentsOf: shown(scalar).unicodeScalars)
            } else {
                filtered.append(scalar)
            }
        }
        return String(filtered)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
        default: false
        }
    }

    private static func isDirection(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "<U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ">"
    }
}
