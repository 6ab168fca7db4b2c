import YitiWords

/// What the network does not take.
extension Engine {
    enum Unreachable: String {
        case blocked
        case gone
    }

    mutating func unreachable(
        _ row: PartRow, _ code: Unreachable, _ why: String, _ journal: JournalTransaction, _ now: Double,
        _ actions: inout [EngineAction]
    ) throws {
        let asked = try row.inbound.flatMap { try journal.inbound($0) }
        done(row.id)
        try give(up: row, journal)
        if let id = row.push, let push = pushes[id] {
            try giveBack(push, code.rawValue, ["text": .string(String(why.prefix(200)))], journal, &actions)
        } else if let asked, asked.operation != .say {
            // A room that takes no words is left; whoever asked there is not.
            let state = code == .blocked && asked.chat.isEmpty ? PersonState.blocked : .left
            try storeState(state, of: row.user, in: asked.chat, journal, now)
        }
    }

    mutating func wasRefused(
        _ row: PartRow, _ why: String, _ journal: JournalTransaction, _ now: Double, _ actions: inout [EngineAction]
    ) throws {
        counts.refused += 1
        actions.append(.log(.error, "the network refuses a message: \(why)"))
        done(row.id)
        try give(up: row, journal)
        if let id = row.push, let push = pushes[id] { try giveUp(push, why, journal, &actions) }
        // Whoever asked must not wait for it; of the bridge's own words nothing is said.
        guard let asked = try row.inbound.flatMap({ try journal.inbound($0) }), asked.operation != .say else { return }
        try say(BridgeWords.refused, key: "refused-\(asked.id)", to: row.user, in: asked.place, journal, now)
    }

    /// Whether a part has failed for so long, while the network took others, that it is the part's fault.
    func hasFailedLong(_ row: PartRow, _ now: Double) -> Bool {
        row.triedAt.map { now - $0 >= limits.failedSeconds && shownAt > $0 } ?? false
    }

    /// The network did not take a part, and does not say whether it ever will: it is asked ever more rarely, and the part is given up in the
    /// end, since everything else of its chat waits behind it.
    mutating func wasDeclined(
        _ row: PartRow, _ why: String, _ seconds: Double, _ journal: JournalTransaction, _ now: Double,
        _ actions: inout [EngineAction]
    ) throws {
        let refusals = try journal.noteRefusal(ofPart: row.id, at: now)
        // A network that has taken something else since is there, and means this part.
        let patience = shownAt > refusals.since ? limits.refusedSeconds : limits.refusedAloneSeconds
        if refusals.count >= limits.minRefusals, now - refusals.since >= patience {
            return try wasRefused(row, "\(refusals.count) times: \(why)", journal, now, &actions)
        }
        actions.append(.log(.warning, "the network did not take a message, which is tried again: \(why)"))
        let wait = min(limits.maxRefusedWait, max(0.1, seconds) * Double(1 << min(refusals.count - 1, 10)))
        try hold(row.lane, until: now + wait, journal)
        try putBack(row, wasTaken: false, journal)
    }

    /// What is left of a reply is not shown any more.
    private mutating func give(up row: PartRow, _ journal: JournalTransaction) throws {
        guard let inbound = row.inbound else { return }
        let dropped = try journal.dropParts(ofInbound: inbound)
        parts.remove(Set(dropped), from: row.lane)
        for id in dropped { replyParts[id] = nil }
    }
}
