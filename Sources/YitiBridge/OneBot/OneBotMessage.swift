internal import Foundation

/// OneBot 11's messages, as segments or as text with CQ codes.
struct OneBotMessage: Hashable, Sendable {
    /// A piece of a message: `text`, `at`, `reply`, `image` …
    struct Segment: Hashable, Sendable {
        var type: String
        var data: [String: String]
    }

    var segments: [Segment]

    /// Reads the `message` of an event, in either form.
    init(_ json: JSONValue) {
        segments = json.string.map(Self.segments(ofText:)) ?? json.elements.compactMap(Self.segment)
    }

    private static func segment(_ json: JSONValue) -> Segment? {
        guard let type = json["type"].string else { return nil }
        return Segment(
            type: type, data: json["data"].members.compactMapValues { $0.string ?? $0.identifier })
    }

    /// `[CQ:at,qq=7] hello`.
    static func segments(ofText text: String) -> [Segment] {
        var segments: [Segment] = []
        var rest = text[...]
        while let start = rest.range(of: "[CQ:"), let end = rest[start.upperBound...].firstIndex(of: "]") {
            if start.lowerBound > rest.startIndex { segments.append(plain(rest[..<start.lowerBound])) }
            let fields = rest[start.upperBound..<end].split(separator: ",", omittingEmptySubsequences: false)
            let pairs = fields.dropFirst().compactMap { field -> (String, String)? in
                let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return pair.count == 2 ? (String(pair[0]), unescaped(pair[1])) : nil
            }
            segments.append(
                Segment(type: String(fields.first ?? ""), data: Dictionary(pairs, uniquingKeysWith: { $1 })))
            rest = rest[rest.index(after: end)...]
        }
        return rest.isEmpty ? segments : segments + [plain(rest)]
    }

    private static func plain(_ text: Substring) -> Segment { Segment(type: "text", data: ["text": unescaped(text)]) }

    /// What stands for itself in a CQ code is written so.
    private static func unescaped(_ text: Substring) -> String {
        var text = String(text)
        for (code, sign) in [("&#91;", "["), ("&#93;", "]"), ("&#44;", ","), ("&amp;", "&")] {
            text = text.replacing(code, with: sign)
        }
        return text
    }

    /// What was written, without what addresses `bot` at its beginning.
    func text(to bot: String) -> String {
        var text = ""
        for segment in segments {
            switch segment.type {
            case "text": text += segment.data["text"] ?? ""
            case "at" where segment.data["qq"] != bot: text += "@" + (segment.data["qq"] ?? "")
            default: break
            }
        }
        let bare = String(text.drop(while: \.isWhitespace))
        guard bare.first == "!" || bare.first == "！", let next = bare.dropFirst().first, next.isLetter, next.isASCII
        else { return bare }
        return "/" + bare.dropFirst()
    }

    /// Whether it has what may stand in place of words.
    var isWordless: Bool {
        segments.contains { ["image", "record", "video", "file", "face", "mface"].contains($0.type) }
    }

    /// Whether it mentions somebody.
    func mentions(_ user: String) -> Bool { segments.contains { $0.type == "at" && $0.data["qq"] == user } }

    /// The id of the message it answers.
    var repliesTo: String? { segments.first { $0.type == "reply" }?.data["id"] }

    /// A part as segments, in which nothing has to be escaped.
    static func content(of part: OutgoingPart) -> JSONValue {
        var segments: [JSONValue] = []
        if let message = part.repliesTo, message.hasPrefix("m") {
            segments.append(["type": "reply", "data": ["id": .string(String(message.dropFirst()))]])
        }
        segments.append(["type": "text", "data": ["text": .string(part.text)]])
        if let picture = part.picture {
            let file = "base64://" + Data(picture.bytes).base64EncodedString()
            segments.append(["type": "image", "data": ["file": .string(file)]])
        }
        return .array(segments)
    }
}
