import YitiWords

/// Messages as JSON within so many bytes. Whoever makes messages keeps them short enough; this is the last line of defence, so
/// that no line is ever too long to be read: pictures are left out, texts are cut, longest first, and in the end `data` is left empty.
struct FittedMessages {
    /// The most messages of one line.
    private static let most = 8

    /// The JSON array.
    var json: [UInt8] {
        var writer = JSONWriter(capacity: length)
        writer.list(written) { $0.raw($1) }
        return writer.bytes
    }

    private var messages: [WireMessage]
    private var written: [[UInt8]]

    init(_ messages: [WireMessage], within bytes: Int) {
        self.messages = Array(messages.prefix(Self.most))
        written = self.messages.map(Self.write)
        while length > bytes, dropImage() || cutLongestText(by: length - bytes) || dropData() {}
        if length > bytes { written = [] }
    }

    /// The elements, the commas and brackets.
    private var length: Int { written.reduce(1) { $0 + $1.count + 1 } }

    private static func write(_ message: WireMessage) -> [UInt8] {
        var writer = JSONWriter(capacity: 192 + message.text.utf8.count * 5 / 4)
        writer.message(message)
        return writer.bytes
    }

    /// Cuts the longest text by about so many bytes, by half at most (what was escaped counts for more), and marks the cut; false
    /// when no text is worth cutting.
    private mutating func cutLongestText(by excess: Int) -> Bool {
        let index = messages.indices.max { messages[$0].text.utf8.count < messages[$1].text.utf8.count }
        guard let index, messages[index].text.utf8.count > 64 else { return false }
        let length = messages[index].text.utf8.count
        let kept = max(length / 2, length - excess - 8)
        messages[index].text = String(decoding: messages[index].text.utf8.prefix(kept), as: UTF8.self) + "…"
        written[index] = Self.write(messages[index])
        return true
    }

    /// Leaves out the first picture; false when there is none.
    private mutating func dropImage() -> Bool {
        guard let index = messages.firstIndex(where: { $0.image != nil }) else { return false }
        messages[index].image = nil
        written[index] = Self.write(messages[index])
        return true
    }

    /// Empties the `data` of the first message that has some; false when none has.
    private mutating func dropData() -> Bool {
        guard let index = messages.firstIndex(where: { !$0.data.isEmpty }) else { return false }
        messages[index].data = []
        written[index] = Self.write(messages[index])
        return true
    }
}
