/// The one filter between any text and a terminal.
package enum TerminalText {
    /// The text fit for one line: C0 except the tab, DEL, C1 and line separators become U+FFFD (line breaks come only from the
    /// server), and controls that turn the direction of text are shown, as `<U+202E>`.
    package static func filtered(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { CharacterClass($0) != .plain }) else { return text }
        var filtered = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch CharacterClass(scalar) {
            case .control where scalar != "\t", .lineSeparator: filtered.append("\u{FFFD}")
            case .direction: filtered.append(contentsOf: shown(scalar).unicodeScalars)
            case .plain, .control, .invisible: filtered.append(scalar)
            }
        }
        return String(filtered)
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "<U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + ">"
    }
}
