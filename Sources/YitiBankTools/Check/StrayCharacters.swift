import YitiCore

extension String {
    /// The first character in it that no reader sees, or sees as a box, such as `U+200B`; nil when all can be read.
    var strayCharacter: String? { strayCharacters.first }

    /// All of them, each once.
    var strayCharacters: [String] {
        var seen: Set<Unicode.Scalar> = []
        return unicodeScalars.filter { !$0.isASCII && $0.isStray && seen.insert($0).inserted }
            .map { "U+" + $0.hexadecimal }
    }

    /// The string without characters of which nothing is seen, line breaks and tabs kept.
    var withoutInvisible: String {
        guard hasInvisible else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.filter { !$0.isInvisible || $0 == "\n" || $0 == "\r" }))
    }

    /// Whether there are such characters in it.
    var hasInvisible: Bool { unicodeScalars.contains { $0.isInvisible && $0 != "\n" && $0 != "\r" } }
}

extension Unicode.Scalar {
    /// A joiner of emoji is none.
    fileprivate var isStray: Bool {
        if value == 0xFFFD || properties.isNoncharacterCodePoint { return true }
        return isInvisible || properties.generalCategory == .privateUse
    }

    /// Whether nothing is seen of it, where ``isUnseen`` knows only what changes how a text is read: `U+200B`, `U+00AD`.
    var isInvisible: Bool { isUnseen || (properties.generalCategory == .format && value != 0x200D) }
}
