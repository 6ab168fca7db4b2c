/// Text as a search compares it: UTF-8 with full-width letters and signs narrowed, all in lower case.
package struct FoldedText: Hashable, Sendable {
    package private(set) var bytes: [UInt8]

    /// What a text folds to.
    package init(_ text: String) {
        var text = text
        self = text.withUTF8 { FoldedText(utf8: $0) }
    }

    /// What a text in UTF-8 folds to. Goes from octet to octet: Chinese is copied, and only letters that may have a case are looked up.
    package init(utf8 source: UnsafeBufferPointer<UInt8>) {
        // No scalar grows to more than twice its octets.
        bytes = [UInt8](unsafeUninitializedCapacity: source.count * 2) { target, count in
            var folder = Folder(source: source, target: target)
            folder.run()
            count = folder.written
        }
    }

    /// Adds a text behind a line break.
    package mutating func append(line: FoldedText) { bytes += [0x0A] + line.bytes }
}

private struct Folder {
    let source: UnsafeBufferPointer<UInt8>
    let target: UnsafeMutableBufferPointer<UInt8>
    var written = 0

    mutating func run() {
        var place = 0
        while place < source.count {
            let byte = source[place]
            if byte < 0x80 {
                place += takeASCII(from: place)
            } else if (0xE4...0xE9).contains(byte), place + 2 < source.count {
                for offset in 0..<3 { target[written + offset] = source[place + offset] }
                written += 3
                place += 3
            } else {
                place += take(byte, at: place)
            }
        }
    }

    /// Folds ASCII, eight octets at a time where there are so many, and says how many it has taken.
    private mutating func takeASCII(from start: Int) -> Int {
        var place = start
        while place + 8 <= source.count {
            let word = UnsafeRawBufferPointer(source).loadUnaligned(fromByteOffset: place, as: UInt64.self)
            guard word & Self.highBits == 0 else { break }
            // The high bit of each octet says whether it is from A on, and whether it is past Z.
            let isUpper = ((word &+ Self.fromA) ^ (word &+ Self.pastZ)) & Self.highBits
            UnsafeMutableRawBufferPointer(target).storeBytes(
                of: word | isUpper >> 2, toByteOffset: written, as: UInt64.self)
            place += 8
            written += 8
        }
        while place < source.count, source[place] < 0x80 {
            write(Self.lower(source[place]))
            place += 1
        }
        return place - start
    }

    private static var highBits: UInt64 { 0x8080_8080_8080_8080 }
    private static var fromA: UInt64 { 0x3F3F_3F3F_3F3F_3F3F }
    private static var pastZ: UInt64 { 0x2525_2525_2525_2525 }

    private mutating func write(_ byte: UInt8) {
        target[written] = byte
        written += 1
    }

    /// Folds a scalar of several octets and says how many it has.
    private mutating func take(_ first: UInt8, at place: Int) -> Int {
        guard first < 0xF0, first >= 0xE2, place + 2 < source.count else { return look(first, at: place) }
        let (second, third) = (source[place + 1], source[place + 2])
        switch (first, second) {
        // The ideographic space, U+3000.
        case (0xE3, 0x80) where third == 0x80: write(0x20)
        // U+FF01 to U+FF3F and U+FF40 to U+FF5E are ASCII made wide.
        case (0xEF, 0xBC) where third >= 0x81: write(Self.lower(third - 0x60))
        case (0xEF, 0xBD) where third <= 0x9E: write(Self.lower(third - 0x20))
        // General punctuation; Chinese and all there is from U+3000 to U+9FFF; signs at the end of the plane.
        case (0xE2, 0x80), (0xE3...0xE9, _), (0xEF, _):
            write(first)
            write(second)
            write(third)
        default: return look(first, at: place)
        }
        return 3
    }

    /// What has no shorter way: looks a letter up.
    private mutating func look(_ first: UInt8, at place: Int) -> Int {
        let length = min(first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, source.count - place)
        guard let letter = String(validating: source[place..<place + length], as: UTF8.self) else {
            // Repaired it would take more octets than there is room for.
            write(0x3F)
            return 1
        }
        for byte in letter.lowercased().utf8 { write(byte) }
        return length
    }

    private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
