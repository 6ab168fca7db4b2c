/// Makes the server's messages into parts that the network can carry. What it makes is stored and never made anew.
struct PartMaker: Sendable {
    /// A message as the server words it.
    struct Message: Hashable, Sendable {
        var kind: String
        var text: String
        var ref: String?
        var buttons: JSONValue = .array([])
        var image: JSONValue = .null
        /// Whether it is for whoever pressed a button in a room, and for nobody else there.
        var isWhisper = false

        init(kind: String, text: String, isWhisper: Bool = false) {
            self.kind = kind
            self.text = text
            self.isWhisper = isWhisper
        }

        init(_ json: JSONValue) {
            kind = json["kind"].string ?? "info"
            text = json["text"].string ?? ""
            ref = json["ref"].string
            buttons = json["buttons"]
            image = json["image"]
        }
    }

    private let traits: NetworkTraits
    /// Kinds whose texts count on columns.
    private static let columns: Set<String> = ["streak", "stats", "board"]

    init(_ traits: NetworkTraits) { self.traits = traits }

    /// The bodies of the parts, in order: buttons are under the last piece of their message, the first of all answers `repliesTo`.
    func bodies(of messages: [Message], repliesTo: String?) -> [JSONValue] {
        var bodies: [JSONValue] = []
        for message in messages {
            let pieces = pieces(of: Self.carried(message.text))
            for (index, piece) in pieces.enumerated() {
                var body: [String: JSONValue] = ["text": .string(piece), "kind": .string(message.kind)]
                body["ref"] = message.ref.map(JSONValue.string)
                if Self.columns.contains(message.kind) { body["pre"] = true }
                if message.isWhisper { body["whisper"] = true }
                if index == pieces.count - 1, !message.buttons.elements.isEmpty { body["buttons"] = message.buttons }
                if bodies.isEmpty { body["replies_to"] = repliesTo.map(JSONValue.string) }
                bodies.append(.object(body))
            }
            if message.image != .null { add(message.image, to: &bodies) }
        }
        return bodies
    }

    /// A picture goes with the text before it where that is short enough, else it is a part of its own, under what it shows in words.
    private func add(_ image: JSONValue, to bodies: inout [JSONValue]) {
        guard let longest = traits.captionLength, image["type"].string == Picture.type else { return }
        let description = Self.carried(image["alt"].string ?? "")
        if let last = bodies.last, let text = last["text"].string, text.utf16.count <= longest {
            bodies[bodies.count - 1] = .object(last.members.merging(["image": image]) { $1 })
        } else {
            bodies.append(["text": .string(description), "kind": "image", "image": image])
        }
    }

    private func pieces(of text: String) -> [String] {
        guard traits.isLineByLine else { return FenceSplitter(traits.splitter, text).pieces }
        return text.split(whereSeparator: \.isNewline).flatMap { traits.splitter.pieces(of: String($0)) }
    }

    /// What networks can't carry becomes U+FFFD, visibly; lines end in LF.
    static func carried(_ text: String) -> String {
        var carried = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\r": carried.append("\n")
            case "\n": if previous != "\r" { carried.append(scalar) }
            case "\t": carried.append(scalar)
            case "\0"..<" ", "\u{7F}"..."\u{9F}": carried.append("\u{FFFD}")
            default: carried.append(scalar)
            }
            previous = scalar
        }
        return String(carried)
    }
}
