/// The part of a TZif file that is used: the 64-bit block of version 2 and later, and the footer (RFC 9636, section 3).
struct TimeZoneFile {
    /// The offset before the first transition, in seconds east of UTC.
    var firstOffset: Int
    /// Instants and the offsets in force from them on, in order.
    var transitions: [(at: Int64, offset: Int)]
    /// What holds after the last transition.
    var rule: TimeZoneRule?

    /// Reads the octets of a file; nil when they are not version 2 or later, or end too soon.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        guard let old = reader.header(), old.version >= 2, reader.skip(old.length(timeSize: 4)),
            let new = reader.header(), new.typeCount > 0,
            let instants = reader.integers(new.transitionCount, size: 8),
            let indices = reader.take(new.transitionCount),
            let types = reader.take(new.typeCount * 6)
        else { return nil }
        let offsets = stride(from: 0, to: types.count, by: 6).map {
            Reader.integer(types[types.startIndex + $0..<types.startIndex + $0 + 4])
        }
        guard indices.allSatisfy({ Int($0) < offsets.count }), let first = offsets.first else { return nil }
        firstOffset = Int(first)
        transitions = zip(instants, indices).map { ($0, Int(offsets[Int($1)])) }
        guard reader.skip(new.tailLength) else { return nil }
        rule = reader.footer().flatMap { TimeZoneRule($0) }
    }

    private struct Header {
        var version: Int
        var utcCount, standardCount, leapCount, transitionCount, typeCount, nameLength: Int

        func length(timeSize: Int) -> Int {
            transitionCount * (timeSize + 1) + typeCount * 6 + nameLength + leapCount * (timeSize + 4) + standardCount
                + utcCount
        }

        var tailLength: Int { nameLength + leapCount * 12 + standardCount + utcCount }
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
            guard count >= 0, count <= bytes.count - position else { return nil }
            defer { position += count }
            return bytes[position..<position + count]
        }

        mutating func skip(_ count: Int) -> Bool { take(count) != nil }

        mutating func header() -> Header? {
            guard let magic = take(4), Array(magic) == Array("TZif".utf8), let version = take(1)?.first, skip(15),
                let counts = integers(6, size: 4)
            else { return nil }
            let number = version == 0 ? 1 : Int(version) - 48
            let sizes = counts.map { Int($0) }
            guard sizes.allSatisfy({ $0 >= 0 && $0 <= bytes.count }) else { return nil }
            return Header(
                version: number, utcCount: sizes[0], standardCount: sizes[1], leapCount: sizes[2],
                transitionCount: sizes[3], typeCount: sizes[4], nameLength: sizes[5])
        }

        mutating func integers(_ count: Int, size: Int) -> [Int64]? {
            guard let block = take(count * size) else { return nil }
            return stride(from: block.startIndex, to: block.endIndex, by: size).map {
                Self.integer(block[$0..<$0 + size])
            }
        }

        mutating func footer() -> String? {
            guard position < bytes.count, bytes[position] == 10 else { return nil }
            let rest = bytes[(position + 1)...]
            guard let end = rest.firstIndex(of: 10) else { return nil }
            return String(decoding: rest[..<end], as: UTF8.self)
        }

        /// A big-endian integer in two's complement.
        static func integer(_ bytes: ArraySlice<UInt8>) -> Int64 {
            let value = bytes.reduce(Int64(bytes.first.map { $0 >= 128 } == true ? -1 : 0)) { ($0 << 8) | Int64($1) }
            return value
        }
    }
}
