extension Unicode.Scalar {
    /// Whether it is a Chinese character (Han script ideographs, extensions and compatibility forms included).
    package var isChinese: Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3007, 0xF900...0xFAFF, 0x20000...0x3FFFD: true
        default: false
        }
    }
}

extension StringProtocol {
    /// Whether a Chinese character stands in it: what tells the two languages of the bank apart.
    package var containsChinese: Bool {
        // Every message is asked this several times, and in English ones no octet is as high as a Chinese character's first.
        utf8.contains { $0 >= 0xE3 } && unicodeScalars.contains(where: \.isChinese)
    }

    /// How many Chinese characters stand in it.
    package var chineseCount: Int { unicodeScalars.count(where: \.isChinese) }
}
