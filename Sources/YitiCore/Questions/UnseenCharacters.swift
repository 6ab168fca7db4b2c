extension Unicode.Scalar {
    /// Whether it changes what a reader sees without being seen itself: controls but the tab, line separators that are no line end
    /// here, and characters that turn the direction of text.
    package var isUnseen: Bool {
        switch value {
        case 0x09: false
        case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C, 0xFEFF: true
        default: false
        }
    }

    /// Its number as Unicode writes it, four digits or more.
    package var hexadecimal: String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}

extension String {
    /// The string without characters that can't be seen, line breaks and tabs kept.
    package var visible: String {
        guard unicodeScalars.contains(where: { $0.isUnseen && $0 != "\n" && $0 != "\r" }) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.filter { !$0.isUnseen || $0 == "\n" || $0 == "\r" }))
    }
}
