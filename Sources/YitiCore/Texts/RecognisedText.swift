extension String {
    /// The string as it is recognised, which what is stored of it is not: without a BOM, zero-width characters, variation selectors and keycap
    /// marks, in narrow letters and simplified characters, without white space at its ends (docs/protocol.md, section 12).
    package var recognised: String {
        // None of that is ASCII.
        guard utf8.contains(where: { $0 > 0x7F }) else { return trimmingSpaces() }
        return withoutUnseen.narrowed().trimmingSpaces().simplified
    }

    /// The string without what is passed over when a line is recognised, and nothing else changed.
    var withoutUnseen: String {
        guard unicodeScalars.contains(where: { $0.isPassedOver }) else { return self }
        return String(scalars: unicodeScalars.lazy.filter { !$0.isPassedOver })
    }

    /// Whether there is nothing in it but marks that end or interrupt a sentence (`？`, `……`): that says nothing.
    package var isPunctuation: Bool {
        utf8.count <= 24 && unicodeScalars.allSatisfy { "?？!！.。…,，、~～ \n".unicodeScalars.contains($0) }
    }

    /// Whether nothing of it is seen anywhere: white space, and what has no width. Controls of direction are shown by their names.
    package var isUnseen: Bool {
        unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            // The last five are letters and a pattern of dots that are blank.
            case 0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0: true
            default: scalar.properties.isWhitespace
            }
        }
    }

    /// The string without punctuation and emoji at its end. A colon stays: what ends with one goes on.
    package var withoutEndPunctuation: String {
        var kept = self[...]
        while let last = kept.last, Self.endPunctuation.contains(last) || last.isEmoji { kept = kept.dropLast() }
        return String(kept)
    }

    private static let endPunctuation: Set<Character> = [
        "。", "．", ".", "!", "！", "?", "？", "~", "～", ",", "，", "、", ")", "）", "…", " ", ";", "；",
    ]

    /// The string without what is passed over at its beginning; the rest as it was sent.
    var withoutUnseenBeginning: Substring { self[...].trimmingUnseenBeginning }
}

extension Substring {
    fileprivate var trimmingUnseenBeginning: Substring {
        guard let start = unicodeScalars.firstIndex(where: { !$0.isPassedOver }) else { return self }
        return self[start...]
    }
}

extension Character {
    /// Whether nothing of it is looked at when a line is recognised.
    var isPassedOver: Bool { unicodeScalars.allSatisfy(\.isPassedOver) }

    /// Whether it is a picture.
    var isEmoji: Bool {
        unicodeScalars.first.map { $0.properties.isEmoji && $0.value > 0x2BF } ?? false
    }
}

extension Unicode.Scalar {
    /// Whether it is passed over when a line is recognised.
    fileprivate var isPassedOver: Bool {
        switch value {
        case 0xFEFF, 0x200B...0x200F, 0x2060, 0x202A...0x202E, 0x2066...0x2069, 0xFE00...0xFE0F, 0x20E3, 0x00AD: true
        default: false
        }
    }
}
