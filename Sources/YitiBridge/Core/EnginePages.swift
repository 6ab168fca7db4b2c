internal import Foundation
internal import YitiWords

/// Long texts where a message is a line: a page at a time.
extension Engine {
    /// What asks for the next page.
    private static let more: Set<String> = ["more", "/more", "更多", "/更多"]

    /// The first page of what is to be shown in a place; the rest is kept until somebody asks for it there.
    func firstPage(
        of bodies: [JSONValue], in place: String?, _ journal: JournalTransaction, _ now: Double
    ) throws -> [JSONValue] {
        guard let count = traits.partsOfPage, let place, bodies.count > count + 1 else { return bodies }
        let rest = Array(bodies.dropFirst(count))
        try journal.keep(page: rest, in: place, at: now)
        return bodies.prefix(count) + [
            ["kind": "info", "text": .string(BridgeWords.more(rest.count))]
        ]
    }

    /// Shows the next page when that is what the message asks for, or says that there is none; whether it was.
    mutating func turnPage(_ message: InboundMessage, _ journal: JournalTransaction, _ now: Double) throws -> Bool {
        guard traits.partsOfPage != nil, Self.more.contains(message.text.lowercased()) else { return false }
        let row = InboundRow(
            user: message.user, chat: message.chat ?? "", place: message.place, operation: .say,
            mid: message.id ?? UUID().uuidString, body: .null, isOpen: false)
        guard try !journal.has(row) else { return true }
        guard let rest = try journal.takePage(in: message.place), let id = try journal.insert(row, at: now) else {
            try say(BridgeWords.noMore, key: row.mid, to: row.user, in: row.place, journal, now)
            return true
        }
        for body in try firstPage(of: rest, in: message.place, journal, now) {
            enqueue(
                try journal.insertPart(
                    inbound: id, push: nil, place: message.place, user: message.user, body: body, at: now))
        }
        return true
    }
}
