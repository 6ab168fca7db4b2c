/// Packs bytes as a zlib stream (RFC 1950 and 1951): one block with the fixed codes, and repetitions by distance. Drawings of cells, which
/// are hardly anything but repetitions, become a fiftieth of their size.
struct Deflate {
    private var packed: [UInt8] = [0x78, 0x01]
    private var pending: UInt32 = 0
    private var pendingBits: UInt32 = 0

    private static let window = 32_768
    private static let shortest = 3
    /// One less than the format's 258, whose code is an exception.
    private static let longest = 257
    /// So many earlier places are looked at for the longest repetition.
    private static let maxTries = 64
    /// So many places of a repetition are remembered: the rest of it was seen before.
    private static let maxNoted = 16

    /// The stream of these bytes.
    static func zlib(_ bytes: [UInt8]) -> [UInt8] {
        var deflate = Deflate()
        deflate.pack(bytes)
        return deflate.packed + Self.adler32(bytes).bigEndianBytes
    }

    private mutating func pack(_ bytes: [UInt8]) {
        // The last block, with the fixed codes.
        put(0b011, bits: 3)
        var places = EarlierPlaces(bytes, window: Self.window)
        var at = 0
        while at < bytes.count {
            let (distance, length) = places.longestMatch(at: at, longest: Self.longest, tries: Self.maxTries)
            if length >= Self.shortest { putMatch(length, distance) } else { putSymbol(UInt32(bytes[at])) }
            for place in at..<at + max(1, min(length, Self.maxNoted)) { places.note(place) }
            at += max(1, length)
        }
        putSymbol(256)
        if pendingBits > 0 { packed.append(UInt8(truncatingIfNeeded: pending)) }
    }

    /// A literal, or the end: 256.
    private mutating func putSymbol(_ symbol: UInt32) {
        switch symbol {
        case ..<144: putCode(0x30 + symbol, bits: 8)
        case ..<256: putCode(0x190 + symbol - 144, bits: 9)
        case ..<280: putCode(symbol - 256, bits: 7)
        default: putCode(0xC0 + symbol - 280, bits: 8)
        }
    }

    private mutating func putMatch(_ length: Int, _ distance: Int) {
        let long = UInt32(length - Self.shortest)
        let longBits = long < 8 ? 0 : UInt32(long.highestBit - 2)
        putSymbol(257 + longBits << 2 + long >> longBits)
        put(long & (1 << longBits - 1), bits: longBits)
        let far = UInt32(distance - 1)
        let farBits = far < 4 ? 0 : UInt32(far.highestBit - 1)
        putCode(farBits << 1 + far >> farBits, bits: 5)
        put(far & (1 << farBits - 1), bits: farBits)
    }

    /// Codes begin with their highest bit, numbers with their lowest.
    private mutating func putCode(_ code: UInt32, bits: UInt32) {
        for bit in (0..<bits).reversed() { put(code >> bit & 1, bits: 1) }
    }

    private mutating func put(_ value: UInt32, bits: UInt32) {
        pending |= value << pendingBits
        pendingBits += bits
        while pendingBits >= 8 {
            packed.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            pendingBits -= 8
        }
    }

    private static func adler32(_ bytes: [UInt8]) -> UInt32 {
        var (sum, sums): (UInt32, UInt32) = (1, 0)
        // So many bytes at a time overflow nothing.
        for start in stride(from: 0, to: bytes.count, by: 5_552) {
            for byte in bytes[start..<min(start + 5_552, bytes.count)] {
                sum += UInt32(byte)
                sums += sum
            }
            (sum, sums) = (sum % 65_521, sums % 65_521)
        }
        return sums << 16 | sum
    }
}

/// Where the same three bytes stood before.
private struct EarlierPlaces {
    private let bytes: [UInt8]
    private let window: Int
    private var last = Array(repeating: -1, count: 1 << 12)
    private var before: [Int]

    init(_ bytes: [UInt8], window: Int) {
        self.bytes = bytes
        self.window = window
        before = Array(repeating: -1, count: bytes.count)
    }

    /// The slot of three bytes; others may share it.
    private func slot(_ place: Int) -> Int? {
        guard place + 2 < bytes.count else { return nil }
        return (Int(bytes[place]) << 8 ^ Int(bytes[place + 1]) << 4 ^ Int(bytes[place + 2])) & (last.count - 1)
    }

    mutating func note(_ place: Int) {
        guard let slot = slot(place) else { return }
        before[place] = last[slot]
        last[slot] = place
    }

    /// How far back the longest repetition of what is here begins, and its length; 0 for none.
    func longestMatch(at place: Int, longest: Int, tries: Int) -> (distance: Int, length: Int) {
        var best = (distance: 0, length: 0)
        guard let slot = slot(place) else { return best }
        var earlier = last[slot]
        for _ in 0..<tries where earlier >= 0 && place - earlier <= window && best.length < longest {
            let length = length(place, earlier, longest)
            if length > best.length { best = (place - earlier, length) }
            earlier = before[earlier]
        }
        return best
    }

    private func length(_ place: Int, _ earlier: Int, _ longest: Int) -> Int {
        var length = 0
        while length < longest, place + length < bytes.count, bytes[place + length] == bytes[earlier + length] {
            length += 1
        }
        return length
    }
}

extension UInt32 {
    /// The four bytes, the highest first.
    var bigEndianBytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: self >> (24 - 8 * $0)) } }

    fileprivate var highestBit: Int { 31 - leadingZeroBitCount }
}
