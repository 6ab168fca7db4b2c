/// A drawing in at most sixteen colours, written as a PNG: rectangles are all that is drawn.
struct PixelImage {
    let width: Int
    let height: Int
    /// 0xRRGGBB; the first is the ground.
    private let colors: [UInt32]
    private var pixels: [UInt8]

    init(width: Int, height: Int, colors: [UInt32]) {
        self.width = width
        self.height = height
        self.colors = Array(colors.prefix(16))
        pixels = Array(repeating: 0, count: width * height)
    }

    /// A rectangle in one of the colours; what is outside of the drawing is left out.
    mutating func fill(x: Int, y: Int, width: Int, height: Int, color: UInt32) {
        guard let index = colors.firstIndex(of: color) else { return }
        let columns = max(0, x)..<max(0, x, min(self.width, x + width))
        for row in max(0, y)..<max(0, y, min(self.height, y + height)) {
            for column in columns { pixels[row * self.width + column] = UInt8(index) }
        }
    }

    /// The file: four bits a pixel, no filter.
    var png: [UInt8] {
        let size = UInt32(width).bigEndianBytes + UInt32(height).bigEndianBytes
        let palette = colors.flatMap { $0.bigEndianBytes.dropFirst() }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Self.chunk("IHDR", size + [4, 3, 0, 0, 0])
            + Self.chunk("PLTE", palette) + Self.chunk("IDAT", Deflate.zlib(rows)) + Self.chunk("IEND", [])
    }

    private var rows: [UInt8] {
        var rows: [UInt8] = []
        rows.reserveCapacity((width / 2 + 2) * height)
        for row in 0..<height {
            rows.append(0)
            let line = pixels[row * width..<(row + 1) * width]
            var pair = line.startIndex
            while pair < line.endIndex {
                let right = pair + 1 < line.endIndex ? line[pair + 1] : 0
                rows.append(line[pair] << 4 | right)
                pair += 2
            }
        }
        return rows
    }

    private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
        let named = Array(type.utf8) + content
        return UInt32(content.count).bigEndianBytes + named + crc32(named).bigEndianBytes
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
