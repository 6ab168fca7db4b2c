import YitiCore

/// A line of Markdown as plain text: links as their texts, emphasis without its marks. What stands in backticks stays as it is.
struct PlainMarkdown {
    /// What stays, with a character for each code span.
    let shielded: String
    let code: CodeSpans
    /// Where the links led and what the images were, in their order; places within the same document left out.
    private(set) var addresses: [String] = []
    /// Whether there is nothing but links in it.
    let isOnlyLinks: Bool

    init(_ line: String) {
        code = CodeSpans(InlineTags.removed(from: line), isMarkdown: true)
        let characters = Array(code.text)
        var text = ""
        var rest = ""
        var links = 0
        var index = 0
        while index < characters.count {
            if let link = MarkdownLink(characters, at: index) {
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
        shielded = Emphasis.removed(from: text).trimmingSpaces()
    }

    var text: String { code.restored(shielded) }

    /// Whether it asks something, addresses and code aside.
    var asks: Bool {
        shielded.split(whereSeparator: \.isWhitespace).contains { word in
            !word.contains("://") && (word.contains("?") || word.contains("？"))
        }
    }
}
