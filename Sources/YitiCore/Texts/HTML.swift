/// Plain text as HTML.
package enum HTML {
    /// The text with what HTML gives a meaning to as entities; quotes and tabs too, so that it fits any attribute or table.
    package static func escaped(_ text: some StringProtocol) -> String {
        var html: [UInt8] = []
        html.reserveCapacity(text.utf8.count)
        // What is escaped is ASCII, and no octet of a longer sequence is.
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): html += "&amp;".utf8
            case UInt8(ascii: "<"): html += "&lt;".utf8
            case UInt8(ascii: ">"): html += "&gt;".utf8
            case UInt8(ascii: "\""): html += "&quot;".utf8
            case UInt8(ascii: "'"): html += "&#39;".utf8
            case UInt8(ascii: "\t"): html += "&#9;".utf8
            default: html.append(byte)
            }
        }
        return String(decoding: html, as: UTF8.self)
    }
}
