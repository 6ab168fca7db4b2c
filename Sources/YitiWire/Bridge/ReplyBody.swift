package import YitiCore
package import YitiWords

/// An `ok` or `err` without its `id` and without `dup`: what is kept under a `mid` and sent again when it is repeated.
package struct ReplyBody: Hashable, Sendable {
    /// The JSON object, without a line end.
    package var bytes: [UInt8]

    /// What `id`, `dup` and the line end may add.
    private static let overhead = 128

    /// A body that was stored.
    package init(stored: [UInt8]) { bytes = stored }

    /// It was done; no messages is silence. `warn` names hints that were ignored.
    package static func ok(_ messages: [WireMessage], warn: [String] = []) -> ReplyBody {
        var writer = JSONWriter(capacity: 512)
        writer.raw(#"{"op":"ok","msgs":"#)
        writer.raw(FittedMessages(messages, within: ServerLine.lineBytes - overhead - 512).json)
        writer.warn(warn)
        writer.raw("}")
        return ReplyBody(stored: writer.bytes)
    }

    /// It was refused, with a text fit to show the person. `retryAfter` is in seconds.
    package static func err(
        _ code: RefusalCode, text: String, retryAfter: Int? = nil, warn: [String] = []
    ) -> ReplyBody {
        var writer = JSONWriter(capacity: 256)
        writer.raw(#"{"op":"err","code":"#)
        writer.string(code.rawValue)
        writer.raw(#","retry":"#)
        writer.bool(code.mayRetry)
        if let retryAfter {
            writer.raw(#","retry_after":"#)
            writer.number(retryAfter)
        }
        writer.raw(#","text":"#)
        writer.string(String(decoding: text.utf8.prefix(4_096), as: UTF8.self))
        writer.warn(warn)
        writer.raw("}")
        return ReplyBody(stored: writer.bytes)
    }

    /// Why it was refused; nil for an `ok`.
    package var refusedWith: RefusalCode? {
        fields?.text(.op) == "err" ? fields?.text(.code).flatMap { RefusalCode(rawValue: $0) } : nil
    }

    /// Seconds to wait before trying again, where it says so.
    package var retryAfter: Int? { fields?.integer(.retryAfter).map { Int(clamping: $0) } }

    private var fields: BridgeFields? {
        bytes.starts(with: #"{"op":"err""#.utf8) ? try? BridgeFields(bytes) : nil
    }

    /// The line that answers `id`, LF included; `duplicate` says that it is a repetition.
    package func line(id: String?, duplicate: Bool) -> [UInt8] {
        var writer = JSONWriter(capacity: bytes.count + Self.overhead)
        let operation = bytes.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "}") }
        writer.raw(operation)
        if let id {
            writer.raw(#","id":"#)
            writer.string(id)
        }
        writer.raw(bytes[operation.endIndex...].dropLast())
        if duplicate { writer.raw(#","dup":true"#) }
        writer.raw("}\n")
        return writer.bytes
    }
}

extension JSONWriter {
    /// The `warn` member, when there is something to name.
    mutating func warn(_ names: [String]) {
        guard !names.isEmpty else { return }
        raw(#","warn":"#)
        list(names) { $0.string($1) }
    }
}
