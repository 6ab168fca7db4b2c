package import YitiCore
package import YitiWords

/// What the page and the server say to each other beyond a bridge's `cmd` and `act` (docs/browser.md).
package enum BrowserLine {
    /// Where a person stands: members of its own, and what is open and waits as messages.
    package static func state(_ members: [Datum.Member], _ messages: [WireMessage]) -> [UInt8] {
        var writer = JSONWriter(capacity: 2_048)
        writer.raw(#"{"op":"state","who":"#)
        writer.object(members)
        writer.raw(#","msgs":"#)
        writer.raw(FittedMessages(messages, within: ServerLine.lineBytes).json)
        writer.raw("}")
        return writer.bytes
    }

    /// It was done; members say what came of it.
    package static func done(_ members: [Datum.Member] = []) -> [UInt8] {
        var writer = JSONWriter(capacity: 128)
        writer.raw(#"{"op":"ok","msgs":[],"data":"#)
        writer.object(members)
        writer.raw("}")
        return writer.bytes
    }

    /// The secret in `{"code":"…"}`: a key or a code; nil when there is none.
    package static func secret(in line: [UInt8]) -> String? {
        guard (try? UTF8Span(validating: line.span)) != nil, let fields = try? BridgeFields(line, as: .document),
            !fields.hasUnusableCharacter, let secret = fields.text(.code), (1...256).contains(secret.utf8.count)
        else { return nil }
        return secret
    }
}
