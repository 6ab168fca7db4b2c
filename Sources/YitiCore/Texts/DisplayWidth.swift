/// Columns of a terminal: Chinese characters and emoji take two, combining marks and controls none.
package enum DisplayWidth {
    /// The width of one character as a reader sees it.
    ///
    /// An emoji sequence (joined, with a skin tone, a flag, or made an emoji by U+FE0F) is drawn as one picture of two columns;
    /// of any other cluster the widths of its scalars add up, with marks counting nothing.
    package static func columns(of character: Character) -> Int {
        if isEmojiSequence(character) { return 2 }
        return character.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
    }

    /// The width of one scalar on its own: 0, 1 or 2.
    ///
    /// Two for East Asian Width W and F (Unicode Standard Annex 11) and for emoji shown as pictures; ambiguous ones are narrow.
    package static func columns(of scalar: Unicode.Scalar) -> Int {
        if (0x20..<0x7F).contains(scalar.value) { return 1 }
        if isZero(scalar) { return 0 }
        return isWide(scalar) ? 2 : 1
    }

    private static func isEmojiSequence(_ character: Character) -> Bool {
        let scalars = character.unicodeScalars
        guard scalars.count > 1, let first = scalars.first, first.properties.isEmoji else { return false }
        return scalars.dropFirst().contains { scalar in
            scalar.value == 0xFE0F || scalar.value == 0x200D || scalar.properties.isEmojiModifier
                || (0x1F1E6...0x1F1FF).contains(scalar.value)
        }
    }

    private static func isZero(_ scalar: Unicode.Scalar) -> Bool {
        if (0x1160...0x11FF).contains(scalar.value) { return true }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .lineSeparator, .paragraphSeparator: return true
        case .format: return scalar.value != 0xAD
        default: return false
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x1100 else { return false }
        return scalar.properties.isEmojiPresentation || wideRanges.contains { $0.contains(scalar.value) }
    }

    /// East Asian Width W and F of Unicode 16 (`EastAsianWidth.txt`), joined over unassigned code points, without the emoji that
    /// the standard library knows. The common ones stand first.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x4E00...0xA4CF, 0x3000...0x303E, 0xFF01...0xFF60, 0x3041...0x4DFF, 0x2E80...0x2FFF, 0xAC00...0xD7A3,
        0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0xA960...0xA97C, 0xF900...0xFAFF,
        0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1D300...0x1D376,
        0x1F200...0x1F265, 0x1F300...0x1F320, 0x20000...0x3FFFD,
    ]
}

extension StringProtocol {
    /// The width in terminal columns (``DisplayWidth``), tabs and line breaks counting nothing.
    package var displayWidth: Int { reduce(0) { $0 + DisplayWidth.columns(of: $1) } }

    /// The string followed by spaces up to `columns`; unchanged when it is as wide already.
    package func padded(toColumns columns: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, columns - displayWidth))
    }

    /// The string with spaces before it up to `columns`; unchanged when it is as wide already.
    package func leftPadded(toColumns columns: Int) -> String {
        String(repeating: " ", count: Swift.max(0, columns - displayWidth)) + self
    }

    /// The string cut to at most `columns`, with `…` in the last one when something was cut off. Never cuts a character in two.
    package func truncated(toColumns columns: Int) -> String {
        guard displayWidth > columns else { return String(self) }
        guard columns > 0 else { return "" }
        var kept = ""
        var width = 0
        for character in self {
            width += DisplayWidth.columns(of: character)
            guard width < columns else { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
