/// Text as a search compares it: UTF-8 with full-width letters and signs narrowed, all in lower case.
package struct FoldedText: Hashable, Sendable {
    let bytes: [UInt8]

    /// What a text folds to. Goes from octet to octet: Chinese is copied, and only letters that may have a case are looked up.
    package init(_ text: String) {
        var text = text
        bytes = text.withUTF8 { source in
            // No scalar grows to more than twice its octets.
            [UInt8](unsafeUninitializedCapacity: source.count * 2) { target, count in
                count = Self.fold(source, into: target)
            }
        }
    }

    private static func fold(
        _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var written = 0
        func write(_ byte: UInt8) {
            target[written] = byte
            written += 1
        }
        var place = 0
        while place < source.count {
            let length = min(length(ofScalarBeginning: source[place]), source.count - place)
            switch source[place] {
            case ..<0x80: write(lower(source[place]))
            case 0xE3...0xE9 where !isWideSpace(source, place):
                for offset in 0..<length { write(source[place + offset]) }
            default:
                let scalar = String(decoding: source[place..<place + length], as: UTF8.self)
                for byte in scalar.narrowed().lowercased().utf8 { write(byte) }
            }
            place += length
        }
        return written
    }

    /// The ideographic space, U+3000.
    private static func isWideSpace(_ source: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        source[place] == 0xE3 && place + 2 < source.count && source[place + 1] == 0x80 && source[place + 2] == 0x80
    }

    private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    private static func length(ofScalarBeginning byte: UInt8) -> Int {
        switch byte {
        case ..<0xC0: 1
        case ..<0xE0: 2
        case ..<0xF0: 3
        default: 4
        }
    }
}
