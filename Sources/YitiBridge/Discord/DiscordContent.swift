/// What the bot sends.
enum DiscordContent {
    private static let suppressesEmbeds = 4
    private static let isEphemeral = 64

    /// The body of a new message.
    static func body(of part: OutgoingPart) -> JSONValue {
        var body: [String: JSONValue] = [
            "content": .string(text(of: part)), "allowed_mentions": ["parse": []],
            "flags": .integer(suppressesEmbeds),
        ]
        if !part.buttons.isEmpty { body["components"] = .array(part.buttons.prefix(5).map(row)) }
        if let picture = part.picture {
            body["attachments"] = [
                ["id": 0, "filename": .string(Picture.fileName), "description": .string(picture.description)]
            ]
        }
        return .object(body)
    }

    /// The same so that nobody sees it but whoever it answers.
    static func whisper(_ part: OutgoingPart) -> JSONValue {
        .object(body(of: part).members.merging(["flags": .integer(suppressesEmbeds | isEphemeral)]) { $1 })
    }

    /// The same with what makes a repetition harmless, and the message it answers.
    static func message(_ part: OutgoingPart) -> JSONValue {
        var body = body(of: part).members
        body["nonce"] = .string(String(part.key.prefix(25)))
        body["enforce_nonce"] = true
        if let message = part.repliesTo, UInt64(message) != nil {
            body["message_reference"] = ["message_id": .string(message), "fail_if_not_exists": false]
        }
        return .object(body)
    }

    private static func row(_ buttons: [ButtonFace]) -> JSONValue {
        let faces = buttons.prefix(5).map { button -> JSONValue in
            [
                "type": 2, "style": 2, "label": .string(String(button.label.prefix(80))),
                "custom_id": .string(button.callback),
            ]
        }
        return ["type": 1, "components": .array(faces)]
    }

    /// The text so that Discord shows it as it is: tables in a block, marks after a backslash, key points under a bar.
    static func text(of part: OutgoingPart) -> String {
        part.segments.map { segment in
            segment.isPreformatted
                ? "```\n" + segment.text.replacing("```", with: "`\u{200B}`\u{200B}`") + "\n```"
                : prose(segment.text, isPrompt: part.kind == "prompt")
        }.joined()
    }

    private static func prose(_ text: String, isPrompt: Bool) -> String {
        guard isPrompt else { return escaped(text) }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { isPoint($0) ? "||\(escaped($0))||" : escaped($0) }.joined(separator: "\n")
    }

    /// `3. An idea`: a key point, which is shown when it is tapped.
    private static func isPoint(_ line: Substring) -> Bool {
        let number = line.prefix { $0.isASCII && $0.isNumber }
        return !number.isEmpty && line.dropFirst(number.count).hasPrefix(". ")
    }

    private static func escaped(_ text: some StringProtocol) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            // A link with backslashes in it leads nowhere.
            word.hasPrefix("https://") || word.hasPrefix("http://") ? String(word) : marked(word)
        }.joined(separator: " ")
    }

    private static func marked(_ word: some StringProtocol) -> String {
        var marked = String.UnicodeScalarView()
        for scalar in word.unicodeScalars {
            if TextUnit.marks.contains(scalar) { marked.append("\\") }
            marked.append(scalar)
        }
        return String(marked)
    }
}
