import YitiCore

/// A line of Markdown as plain text: links as their texts, bold without its asterisks.
struct PlainMarkdown {
    /// What stays.
    private(set) var text = ""
    /// Where the links led and what the images were, in their order; places within the same document left out.
    private(set) var addresses: [String] = []
    /// Whether there is nothing but links in it.
    private(set) var isOnlyLinks = false

    /// No link is longer than this; it bounds the search for its end.
    private static let maxLinkLength = 2_000

    init(_ line: String) {
        let characters = Array(line.withoutInlineTags)
        var rest = ""
        var links = 0
        var index = 0
        while index < characters.count {
            if let link = Self.link(characters, at: index) {
                text += link.text
                if !link.address.hasPrefix("#"), !link.address.isEmpty { addresses.append(link.address) }
                links += 1
                index = link.end
            } else {
                text.append(characters[index])
                rest.append(characters[index])
                index += 1
            }
        }
        isOnlyLinks = links > 0 && !rest.contains { $0.isLetter || $0.isNumber }
        text = Self.withoutBold(text).trimmingSpaces()
    }

    /// `[text](address)` or `![text](address)`, of which an image has no text.
    private static func link(_ line: [Character], at index: Int) -> (text: String, address: String, end: Int)? {
        let isImage = line[index] == "!" && index + 1 < line.count && line[index + 1] == "["
        let open = isImage ? index + 1 : index
        guard line[open] == "[" else { return nil }
        let limit = min(line.count, open + maxLinkLength)
        guard let close = line[open..<limit].firstIndex(of: "]"), close + 1 < limit, line[close + 1] == "(",
            let end = line[(close + 1)..<limit].firstIndex(of: ")")
        else { return nil }
        let address = String(line[(close + 2)..<end]).trimmingSpaces()
        return (isImage ? "" : String(line[(open + 1)..<close]), address, end + 1)
    }

    private static func withoutBold(_ text: String) -> String {
        let parts = text.split(separator: "**", omittingEmptySubsequences: false)
        return parts.count % 2 == 1 && parts.count > 1 ? parts.joined() : text
    }

    /// Whether it asks something, addresses and code aside.
    var asks: Bool {
        let spoken = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 0 }.map(\.element).joined()
        return spoken.split(whereSeparator: \.isWhitespace).contains { word in
            !word.contains("://") && (word.contains("?") || word.contains("？"))
        }
    }
}
