import YitiCore

/// What identifiers and hints have to look like (docs/protocol.md, section 3).
enum BridgeForm {
    /// `id`: 1 to 64 of `A-Za-z0-9._:-`.
    static func isRequestID(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x3A || $0 == 0x2D }
    }

    /// `user` and `chat`: 1 to 128 printable ASCII characters without spaces, quotes or backslash.
    static func isName(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'")
                    && $0 != UInt8(ascii: "\\")
            }
    }

    /// `mid`, `re` and `d`: 1 to 128 printable ASCII characters.
    static func isPrintable(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }

    /// `tz`: shaped like an IANA name, `Area/City`.
    static func isZone(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
                part.utf8.first.map(isLetter) ?? false
                    && part.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x5F || $0 == 0x2D || $0 == 0x2B }
            }
    }

    /// `locale`: shaped like a BCP 47 tag, subtags of 1 to 8 letters and digits after a language of 2 to 8 letters.
    static func isLocale(_ text: String) -> Bool {
        let subtags = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count <= 64, let language = subtags.first, (2...8).contains(language.utf8.count),
            language.utf8.allSatisfy(isLetter)
        else { return false }
        return subtags.allSatisfy { (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(isAlphanumeric) }
    }

    /// `name`: 1 to 256 bytes.
    /// What somebody is called, in letters that are seen.
    static func isDisplayName(_ text: String) -> Bool { (1...256).contains(text.utf8.count) && !text.visible.isUnseen }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || (0x30...0x39).contains(byte) }
}
