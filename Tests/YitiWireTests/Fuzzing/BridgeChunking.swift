import NIOCore
import YitiWire

/// Whether what is read from a bridge's bytes depends on how the network cut them. The limits are small, so that short inputs reach them.
enum BridgeChunking {
    private struct Seen: Hashable {
        var finding: LineFramer.Finding
        var asHello: BridgeLine?
        var asRequest: BridgeLine?
    }

    /// What is wrong with what was read of `bytes`; nil when nothing is.
    static func complaint(_ bytes: [UInt8]) -> String? {
        let whole = read(bytes, chunks: [bytes.count])
        for chunks in Chunks.all(of: bytes) where read(bytes, chunks: chunks) != whole {
            return "chunks of \(chunks.prefix(20)) are read otherwise than the whole"
        }
        for case .line(let line) in whole.map(\.finding) where line.contains(0x0A) || line.count > lineBytes {
            return "a line holds a line end or is longer than allowed"
        }
        return nil
    }

    private static let lineBytes = 512

    private static func read(_ bytes: [UInt8], chunks: [Int]) -> [Seen] {
        var framer = LineFramer(lineBytes: lineBytes)
        let decoder = BridgeDecoder(textBytes: 64)
        var seen: [Seen] = []
        for chunk in Chunks.cut(bytes, chunks) {
            var buffer = ByteBuffer(bytes: chunk)
            while let finding = framer.next(&buffer) { seen.append(look(finding, decoder)) }
        }
        if let last = framer.finish() { seen.append(look(last, decoder)) }
        return seen
    }

    private static func look(_ finding: LineFramer.Finding, _ decoder: BridgeDecoder) -> Seen {
        guard case .line(let line) = finding else { return Seen(finding: finding) }
        return Seen(finding: finding, asHello: decoder.hello(line), asRequest: decoder.request(line))
    }
}

/// Ways to cut an input.
enum Chunks {
    /// Byte by byte, by threes, and by lengths that the input's own bytes give.
    static func all(of bytes: [UInt8]) -> [[Int]] {
        [[1], [3], bytes.prefix(16).map { Int($0 % 29) + 1 }].filter { !$0.isEmpty }
    }

    /// The chunks of these lengths, over and over.
    static func cut(_ bytes: [UInt8], _ lengths: [Int]) -> [ArraySlice<UInt8>] {
        var chunks: [ArraySlice<UInt8>] = []
        var rest = bytes[...]
        var index = 0
        while !rest.isEmpty {
            let length = max(1, lengths[index % lengths.count])
            chunks.append(rest.prefix(length))
            rest = rest.dropFirst(length)
            index += 1
        }
        return chunks
    }
}
