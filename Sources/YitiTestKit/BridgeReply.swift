/// The one `ok` or `err` of a request.
package struct BridgeReply: CustomStringConvertible, Sendable {
    /// The line as it came.
    package let line: JSON

    /// A reply from its line.
    package init(_ line: JSON) {
        self.line = line
    }

    /// Whether it is `ok`.
    package var isOK: Bool { line["op"].string == "ok" }
    /// The code of an `err`; nil when it went well.
    package var code: String? { line["code"].string }
    /// The messages of an `ok`.
    package var messages: [JSON] { line["msgs"].array ?? [] }
    /// The kinds of the messages.
    package var kinds: [String] { messages.compactMap { $0["kind"].string } }
    /// Whether it was given before.
    package var isDuplicate: Bool { line["dup"].bool ?? false }
    /// The hints that were ignored.
    package var warnings: [String] { (line["warn"].array ?? []).compactMap(\.string) }
    /// All texts, one after the other; of an `err` its text.
    package var text: String {
        isOK ? messages.compactMap { $0["text"].string }.joined(separator: "\n") : line["text"].string ?? ""
    }

    /// The first message of a kind; throws when there is none.
    package func message(_ kind: String) throws -> JSON {
        guard let found = messages.first(where: { $0["kind"].string == kind }) else {
            throw KitFailure("no \(kind) in \(line.text)")
        }
        return found
    }

    /// The `data` of the first message of a kind; throws when there is none.
    package func data(_ kind: String) throws -> JSON { try message(kind)["data"] }

    package var description: String { line.text }
}

/// A `push`.
package struct Push: CustomStringConvertible, Sendable {
    /// The line as it came.
    package let line: JSON

    /// The delivery's name.
    package var delivery: String { line["d"].string ?? "" }
    /// To whom.
    package var user: String { line["user"].string ?? "" }
    /// How many times it has been sent, this time included.
    package var attempt: Int { line["attempt"].integer ?? 0 }
    /// The nominal instant.
    package var due: String { line["due"].string ?? "" }
    /// The instant after which it is sent no more.
    package var expires: String { line["expires"].string ?? "" }
    /// The messages.
    package var messages: [JSON] { line["msgs"].array ?? [] }
    /// The question it brings; nil when it brings none.
    package var question: String? { messages.first { $0["kind"].string == "question" }?["ref"].string }

    package var description: String { line.text }
}
