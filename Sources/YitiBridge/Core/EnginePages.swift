internal import Foundation

/// Long texts where a message is a line: a page at a time.
extension Engine {
    /// What asks for the next page.
    private static let more: Set<String> = ["more", "/more", "更多", "/更多"]

    /// The first page of what is to be shown in a place; the rest is kept until somebody asks for it there.
    func firstPage(of bodies: [JSONValue], in place: String?, _ journal: JournalTransaction) throws -> [JSONValue] {
        guard let count = traits.partsOfPage, let place, bodies.count > count + 1 else { return bodies }
        let rest = Array(bodies.dropFirst(count))
        try journal.setMeta(Self.key(place), JSONValue.array(rest).text)
        return bodies.prefix(count) + [
            ["kind": "info", "text": .string(BridgeWords.more(rest.count))]
        ]
    }

    /// Shows the next page when that is what the message asks for; whether it was.
    mutating func turnPage(_ message: InboundMessage, _ journal: JournalTransaction, _ now: Double) throws -> Bool {
        guard traits.partsOfPage != nil, Self.more.contains(message.text.lowercased()),
            let kept = try journal.meta(Self.key(message.place)), case .array(let rest)? = JSONValue(kept.utf8)
        else { return false }
        let row = InboundRow(
            user: message.user, chat: message.chat ?? "", place: message.place, operation: .say,
            mid: message.id ?? UUID().uuidString, body: .null, isOpen: false)
        guard let id = try journal.insert(row, at: now) else { return true }
        try journal.setMeta(Self.key(message.place), "")
        for body in try firstPage(of: rest, in: message.place, journal) {
            enqueue(
                try journal.insertPart(
                    inbound: id, push: nil, place: message.place, user: message.user, body: body, at: now))
        }
        return true
    }

    private static func key(_ place: String) -> String { "more." + place }
}
