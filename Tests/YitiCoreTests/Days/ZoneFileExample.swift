/// Makes TZif files (RFC 9636).
struct ZoneFileExample {
    var version: UInt8 = 0x32
    var offsets = [0]
    /// Instants and places in ``offsets``.
    var transitions: [(at: Int64, type: Int)] = []
    var footer = ""

    var bytes: [UInt8] {
        let old = header(transitionCount: 0) + types
        let instants = transitions.flatMap { Self.integer($0.at, size: 8) }
        return old + header(transitionCount: transitions.count) + instants + transitions.map { UInt8($0.type) } + types
            + Array("\n\(footer)\n".utf8)
    }

    private var types: [UInt8] {
        offsets.flatMap { Self.integer(Int64($0), size: 4) + [0, 0] } + Array("LMT\0".utf8)
    }

    private func header(transitionCount: Int) -> [UInt8] {
        let counts = [0, 0, 0, transitionCount, offsets.count, 4]
        return Array("TZif".utf8) + [version] + Array(repeating: 0, count: 15)
            + counts.flatMap { Self.integer(Int64($0), size: 4) }
    }

    private static func integer(_ value: Int64, size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> (Int64($0) * 8)) }
    }
}
