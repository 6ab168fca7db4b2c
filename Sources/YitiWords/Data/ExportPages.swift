import YitiCore

/// Cuts an export into pages, so that each page's message fits a line of the wire although its text stands there twice: with a
/// last line for people in `text`, and alone in `data.content`.
package enum ExportPages {
    /// The escaped bytes of a page.
    package static let pageBytes = (WireBudget.messageBytes - 1_024) / 2

    /// The pages, cut behind line breaks; joined they are the text again. Never empty. A line longer than a page is cut between
    /// characters.
    package static func pages(of text: String) -> [String] { cut(text, bytes: pageBytes) }

    /// Cuts behind line breaks, or between scalars where a line is too long: one character may be made of more than a page holds.
    static func cut(_ text: String, bytes limit: Int) -> [String] {
        var text = text
        return text.withUTF8 { bytes in
            PageCutter.ranges(of: bytes, limit: limit).map { String(decoding: bytes[$0], as: UTF8.self) }
        }
    }

    /// One of the pages, from 1, and how many there are; nil when there is none by that number.
    package static func page(_ number: Int, of text: String) -> (content: String?, count: Int) {
        var text = text
        return text.withUTF8 { bytes in
            let ranges = PageCutter.ranges(of: bytes, limit: pageBytes)
            guard ranges.indices.contains(number - 1) else { return (nil, ranges.count) }
            return (String(decoding: bytes[ranges[number - 1]], as: UTF8.self), ranges.count)
        }
    }
}

/// Goes through a text octet by octet: an export may be megabytes of which one page is shown.
private struct PageCutter {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let limit: Int
    private var done: [Range<Int>] = []
    /// Where the page begins, where what is on it ends, and what that takes when it is escaped.
    private var page = 0..<0
    private var taken = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>, limit: Int) {
        self.bytes = bytes
        self.limit = limit
    }

    /// Where the pages of a text lie.
    static func ranges(of bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> [Range<Int>] {
        var cutter = PageCutter(bytes, limit: limit)
        cutter.run()
        return cutter.done
    }

    private mutating func run() {
        var line = 0
        var place = 0
        var cost = 0
        while place < bytes.count {
            let byte = bytes[place]
            if (0x20..<0x7F).contains(byte) {
                cost += byte == 0x22 || byte == 0x5C ? 2 : 1
                place += 1
                guard place == bytes.count else { continue }
            } else {
                let scalar = scalar(at: place)
                cost += scalar.cost
                place += scalar.length
                guard scalar.endsLine || place == bytes.count else { continue }
            }
            if cost > limit { takeLong(line..<place) } else { take(line..<place, cost) }
            line = place
            cost = 0
        }
        if !page.isEmpty || done.isEmpty { endPage() }
    }

    private mutating func takeLong(_ line: Range<Int>) {
        var piece = line.lowerBound..<line.lowerBound
        var cost = 0
        while piece.upperBound < line.upperBound {
            let scalar = scalar(at: piece.upperBound)
            if cost + scalar.cost > limit {
                take(piece, cost)
                piece = piece.upperBound..<piece.upperBound
                cost = 0
            }
            piece = piece.lowerBound..<piece.upperBound + scalar.length
            cost += scalar.cost
        }
        if !piece.isEmpty { take(piece, cost) }
    }

    private mutating func take(_ piece: Range<Int>, _ cost: Int) {
        if taken + cost > limit, !page.isEmpty { endPage() }
        page = page.lowerBound..<piece.upperBound
        taken += cost
    }

    private mutating func endPage() {
        done.append(page)
        page = page.upperBound..<page.upperBound
        taken = 0
    }

    private func scalar(at place: Int) -> (length: Int, cost: Int, endsLine: Bool) {
        let byte = bytes[place]
        switch byte {
        case 0x0A...0x0C: return (1, cost(byte), true)
        case 0x0D: return (1, cost(byte), place + 1 == bytes.count || bytes[place + 1] != 0x0A)
        case ..<0x80: return (1, cost(byte), false)
        // U+3000 to U+DFFF, Chinese among them, are what they are.
        case 0xE3...0xED: return (min(3, bytes.count - place), 3, false)
        // So are full-width forms, U+FF00 to U+FFBF: the commas and brackets of Chinese.
        case 0xEF where place + 2 < bytes.count && (0xBC...0xBE).contains(bytes[place + 1]): return (3, 3, false)
        default: return other(at: place)
        }
    }

    private func other(at place: Int) -> (length: Int, cost: Int, endsLine: Bool) {
        let length = min(bytes[place] < 0xE0 ? 2 : bytes[place] < 0xF0 ? 3 : 4, bytes.count - place)
        let text = String(decoding: bytes[place..<place + length], as: UTF8.self)
        return (length, WireBudget.escapedBytes(text), text.first?.isNewline ?? false)
    }

    private func cost(_ byte: UInt8) -> Int { WireBudget.escapedBytes(Unicode.Scalar(byte)) }
}
