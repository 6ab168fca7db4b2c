/// Takes lines out of bytes as they come.
struct LineReader {
    private var bytes: [UInt8] = []
    private var start = 0

    /// What has come and is no whole line.
    var rest: [UInt8] { Array(bytes[start...]) }

    /// More bytes have come.
    mutating func append(_ more: [UInt8]) {
        if start > 0 {
            bytes.removeFirst(start)
            start = 0
        }
        bytes += more
    }

    /// The next whole line without its LF, or nil when there is none yet.
    mutating func next() -> [UInt8]? {
        guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { start = end + 1 }
        return Array(bytes[start..<end])
    }
}
