/// Matrix events as what people mean by them.
struct MatrixMessage {
    let event: JSONValue
    let bot: String
    /// What the bot is called, for mentions.
    let botName: String

    private var content: JSONValue { event["content"] }

    /// The event's id.
    var id: String? { event["event_id"].string }

    /// Who sent it.
    var sender: String? { event["sender"].string }

    /// The earlier message that it changes; nil for none.
    var edits: String? { relation["rel_type"] == "m.replace" ? relation["event_id"].string : nil }

    private var isEdit: Bool { relation["rel_type"] == "m.replace" }

    /// What is to be shown of it.
    private var shown: JSONValue { isEdit ? content["m.new_content"] : content }

    /// What a reaction says, and to which message.
    var reaction: (key: String, to: String)? {
        let relation = content["m.relates_to"]
        guard event["type"] == "m.reaction", relation["rel_type"] == "m.annotation", let key = relation["key"].string,
            let target = relation["event_id"].string
        else { return nil }
        return (key, target)
    }

    private var relation: JSONValue { content["m.relates_to"] }

    /// The event under which the thread is that it belongs to; nil for none.
    var thread: String? { relation["rel_type"] == "m.thread" ? relation["event_id"].string : nil }

    /// The message it answers. In a thread clients name the last message for those that know no threads: only the first of a thread is meant.
    var repliesTo: String? {
        let target = relation["m.in_reply_to"]["event_id"].string
        return relation["is_falling_back"] == true && target != thread ? nil : target
    }

    /// What a person wrote; nil for everything that is not a text, and for what programs write (`m.notice`).
    var text: String? {
        guard event["type"] == "m.room.message" else { return nil }
        guard shown["msgtype"] == "m.text" || shown["msgtype"] == "m.emote", let body = shown["body"].string else {
            return nil
        }
        return command(repliesTo == nil ? body : Self.withoutQuote(body))
    }

    /// Clients keep `/` for themselves: `!next` is `/next`.
    private func command(_ text: String) -> String {
        let text = withoutMention(text)
        guard text.first == "!", let next = text.dropFirst().first, next.isLetter, next.isASCII else { return text }
        return "/" + text.dropFirst()
    }

    private func withoutMention(_ text: String) -> String {
        for name in [bot, "@" + botName, botName] where !name.isEmpty && text.lowercased().hasPrefix(name.lowercased())
        {
            let rest = text.dropFirst(name.count)
            guard let next = rest.first, ":,： ，".contains(next) else { continue }
            return String(rest.drop { ":,： ，".contains($0) })
        }
        return text
    }

    /// Whether it names the bot, or is a command.
    var isAddressed: Bool {
        guard let text, let body = shown["body"].string else { return false }
        if shown["m.mentions"]["user_ids"].elements.contains(.string(bot)) { return true }
        return AddressedText.isCommand(text) || repliesTo == nil && withoutMention(body) != body || body.contains(bot)
    }

    /// Old clients quote what they answer: lines that begin `> `, then an empty one.
    private static func withoutQuote(_ body: String) -> String {
        guard body.hasPrefix("> ") else { return body }
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        let rest = lines.drop { $0.hasPrefix("> ") || $0 == ">" }
        return rest.first == "" ? rest.dropFirst().joined(separator: "\n") : rest.joined(separator: "\n")
    }

    /// The rating that a reaction stands for.
    static func rating(_ key: String) -> Int? {
        guard let first = key.unicodeScalars.first, ("1"..."4").contains(first) else { return nil }
        let others: Set<Unicode.Scalar> = ["\u{FE0F}", "\u{20E3}"]
        return key.unicodeScalars.dropFirst().allSatisfy(others.contains) ? Int(String(first)) : nil
    }

    /// The event that shows a part.
    static func content(of part: OutgoingPart) -> JSONValue {
        var content: [String: JSONValue] = [
            // Phones stay silent at a notice, and a question is worth a sound.
            "msgtype": part.kind == "question" ? "m.text" : "m.notice", "body": .string(part.text),
        ]
        content["m.relates_to"] = relation(of: part)
        return formatted(content, part.segments)
    }

    private static func relation(of part: OutgoingPart) -> JSONValue? {
        part.place.flatMap { MatrixPlace($0).relation(repliesTo: part.repliesTo) }
    }

    /// An event may have 65,536 octets with what the homeserver adds.
    private static let maxContent = 60_000

    /// The same with tables and code as such, if there are any and there is room for that.
    private static func formatted(_ content: [String: JSONValue], _ segments: [TextSegment]) -> JSONValue {
        guard segments.contains(where: \.isPreformatted) else { return .object(content) }
        var formatted = content
        formatted["format"] = "org.matrix.custom.html"
        formatted["formatted_body"] = .string(segments.map(html).joined())
        let both = JSONValue.object(formatted)
        return both.text.utf8.count <= maxContent ? both : .object(content)
    }

    private static func html(_ segment: TextSegment) -> String {
        let text = escaped(segment.text)
        return segment.isPreformatted ? "<pre><code>\(text)</code></pre>" : text.replacing("\n", with: "<br>")
    }

    /// The event that shows a picture which was uploaded; clients show its words to who doesn't see it.
    static func content(of part: OutgoingPart, _ picture: Picture, at address: String) -> JSONValue {
        let size = picture.size
        var content: [String: JSONValue] = [
            "msgtype": "m.image", "body": .string(part.text), "url": .string(address),
            "info": [
                "mimetype": .string(Picture.type), "size": .integer(picture.bytes.count), "w": .integer(size.width),
                "h": .integer(size.height),
            ],
        ]
        content["m.relates_to"] = relation(of: part)
        return .object(content)
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
