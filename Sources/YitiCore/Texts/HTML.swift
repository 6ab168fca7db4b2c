/// Plain text as HTML.
package enum HTML {
    /// The text with what HTML gives a meaning to as entities; quotes and tabs too, so that it fits any attribute or table. With
    /// `breaksLines` line breaks are `<br>`.
    package static func escaped(_ text: String, breaksLines: Bool = false) -> String {
        var text = text
        return text.withUTF8 { source in
            guard let first = source.firstIndex(where: { entity($0, breaksLines) != nil }) else { return nil }
            return replaced(source, from: first, breaksLines)
        } ?? text
    }

    private static func replaced(_ source: UnsafeBufferPointer<UInt8>, from first: Int, _ breaksLines: Bool) -> String {
        var html: [UInt8] = []
        html.reserveCapacity(source.count + source.count / 8 + 16)
        var done = 0
        for place in first..<source.count {
            guard let entity = entity(source[place], breaksLines) else { continue }
            html.append(contentsOf: UnsafeBufferPointer(rebasing: source[done..<place]))
            html.append(contentsOf: entity.utf8)
            done = place + 1
        }
        html.append(contentsOf: UnsafeBufferPointer(rebasing: source[done...]))
        return String(decoding: html, as: UTF8.self)
    }

    /// What stands for an octet; nil for itself. All of them are ASCII, and no octet of a longer sequence is.
    private static func entity(_ octet: UInt8, _ breaksLines: Bool) -> String? {
        switch octet {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case UInt8(ascii: "\t"): "&#9;"
        case UInt8(ascii: "\n"): breaksLines ? "<br>" : nil
        case UInt8(ascii: "\r"): breaksLines ? "" : nil
        default: nil
        }
    }
}
