/// A short line, as what it may ask for in other words than a command's own is recognised: made once, since an answer is compared with all of
/// that.
struct Sentence {
    /// As it was typed.
    let line: String
    /// In narrow letters and simplified characters, without punctuation and pictures at its end.
    let bare: String
    let isChinese: Bool

    /// Nil for several lines, and for one longer than ``maxBytes``.
    init?(_ line: String) {
        guard line.utf8.count <= Self.maxBytes, !line.unicodeScalars.contains(where: \.isLineEnd) else { return nil }
        self.line = line
        bare = line.recognised.withoutEndPunctuation
        isChinese = line.containsChinese
    }

    /// What is longer asks for nothing.
    static let maxBytes = 120
}

extension Unicode.Scalar {
    /// Whether it ends a line, as `Character.isNewline` says, and faster.
    var isLineEnd: Bool {
        switch value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
