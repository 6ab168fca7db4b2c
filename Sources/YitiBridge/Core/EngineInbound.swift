internal import Foundation
internal import YitiCore
internal import YitiWords

/// From the network to the server.
extension Engine {
    mutating func store(_ event: InboundEvent, _ journal: JournalTransaction, _ now: Double) throws {
        switch event {
        case .message(let message): try store(message, callback: nil, journal, now)
        case .press(let message, let callback): try store(message, callback: callback, journal, now)
        case .person(let user, let state): try storeState(state, of: user, journal, now)
        case .privatePlace(let user, let place): try journal.remember(place: place, of: user, at: now)
        case .noPrivatePlace(let place): try journal.forget(place: place)
        case .present(let place):
            if laneHolds.removeValue(forKey: place) != nil { try journal.release(place) }
        case .remember(let key, let value): try journal.setMeta("network." + key, value)
        case .say(let place, let user, let key, let text): try say(text, key: key, to: user, in: place, journal, now)
        }
    }

    private mutating func store(
        _ message: InboundMessage, callback: String?, _ journal: JournalTransaction, _ now: Double
    ) throws {
        if callback == nil, try turnPage(message, journal, now) { return }
        var body = hints(of: message)
        body["text"] = .string(message.text)
        body["replies_to"] = message.repliesTo.map(JSONValue.string)
        // Where the network does not say when, it is when it came.
        let sentAt = message.sentAt ?? now
        body["sent_at"] = .number(sentAt)
        if let edited = message.edits {
            // The preview of a link is no edit.
            guard try journal.text(of: edited, by: message.user, in: message.chat ?? "") != message.text else { return }
            body["edit"] = true
        }
        var row = InboundRow(
            user: message.user, chat: message.chat ?? "", place: message.place,
            operation: callback == nil ? .cmd : .act,
            mid: message.id ?? UUID().uuidString, callback: callback ?? "", body: .object(body))
        row.isOpen = isFresh(row, now) && sentAt >= firstStart - 1
        if row.isOpen, inbound.count(in: row.user) >= limits.maxInboundOfUser {
            counts.dropped += 1
            row.isOpen = false
            try say(BridgeWords.tooMany, key: "too-many", to: row.user, in: row.place, journal, now)
        }
        if callback != nil, row.isOpen, try !journal.has(row) { try introduce(message, journal, now) }
        guard let id = try journal.insert(row, at: now) else { return }
        counts.received += 1
        if row.isOpen {
            inbound.add(id, to: row.user)
        } else if !isFresh(row, now), sentAt >= firstStart {
            try say(BridgeWords.tooOld, key: "too-old", to: row.user, in: row.place, journal, now)
        }
    }

    private func hints(of message: InboundMessage) -> [String: JSONValue] {
        var hints: [String: JSONValue] = [:]
        hints["name"] = message.name.map(JSONValue.string)
        hints["locale"] = message.locale.map(JSONValue.string)
        hints["tz"] = message.zone.map(JSONValue.string)
        return hints
    }

    /// Whoever presses a button may be new to the server, and a press says nothing of them: who they are goes before it.
    private mutating func introduce(_ message: InboundMessage, _ journal: JournalTransaction, _ now: Double) throws {
        let hints = hints(of: message)
        guard !hints.isEmpty, try !journal.hasHeard(message.user) else { return }
        let row = InboundRow(
            user: message.user, chat: "", place: "", operation: .user, mid: UUID().uuidString, body: .object(hints))
        if let id = try journal.insert(row, at: now) { inbound.add(id, to: message.user) }
    }

    /// Whether something may still be carried out; what says who is there never grows old, nor does an edit, which is as old as what it
    /// changes and is carried out by nobody. What the server was asked once it may have
    /// carried out: it is asked again as long as it still knows that.
    private func isFresh(_ row: InboundRow, _ now: Double) -> Bool {
        row.operation == .user || row.body["edit"] == true
            || now - (row.body["sent_at"].number ?? now) <= limits.maxAgeSeconds
            || row.askedAt.map { now - $0 <= limits.maxRepeatSeconds } ?? false
    }

    /// Notes that somebody can't be reached, or can again; or the room, unless `chat` is empty.
    mutating func storeState(
        _ state: PersonState, of user: String, in chat: String = "", _ journal: JournalTransaction, _ now: Double
    ) throws {
        let row = InboundRow(
            user: user, chat: chat, place: "", operation: .user, mid: UUID().uuidString,
            body: ["state": .string(state.rawValue)])
        if let id = try journal.insert(row, at: now) { inbound.add(id, to: user) }
    }

    /// The bridge's own words; the same `key` is said once to a person while the journal remembers it.
    mutating func say(
        _ text: String, key: String, to user: String, in place: String, _ journal: JournalTransaction, _ now: Double
    ) throws {
        let row = InboundRow(
            user: user, chat: "", place: place, operation: .say, mid: key, body: .null, isOpen: false)
        guard let id = try journal.insert(row, at: now) else { return }
        let pieces = PartMaker(traits).bodies(of: [PartMaker.Message(kind: "info", text: text)], repliesTo: nil)
        for body in pieces {
            enqueue(try journal.insertPart(inbound: id, push: nil, place: place, user: user, body: body, at: now))
        }
    }

    /// Sends what waits for the server.
    mutating func ask(_ journal: JournalTransaction, _ now: Double, _ actions: inout [EngineAction]) throws {
        guard case .welcomed(_, let sendsTimes) = link else { return }
        var goesOn = true
        while goesOn, replyParts.count < limits.maxUnsentParts {
            goesOn = false
            let begun = pushes.values.filter(\.hasBegun)
            let held = Set(begun.map(\.user)).union(crowded)
            let rooms = Set(begun.map(\.chat)).subtracting([""])
            let heads = inbound.heads(limit: limits.maxInFlight - inbound.countAtWork) { user in
                !held.contains(user) && userHolds[user] ?? 0 <= now
            }
            for (id, user) in heads {
                inbound.begin(user)
                guard let row = try journal.inbound(id), row.isOpen, try !expire(row, journal, now) else {
                    inbound.finish(id)
                    // What came after it need not wait for the next tick.
                    goesOn = true
                    continue
                }
                // In a room everybody's words follow the ack of what is being shown there.
                if rooms.contains(row.chat) {
                    inbound.putBack(id)
                } else {
                    try journal.noteAsked(id, at: now)
                    actions.append(.write(try request(row, sendsTimes: sendsTimes, journal)))
                }
            }
        }
    }

    /// Whose replies are as many that they are asked nothing new until some are shown.
    private var crowded: Set<String> {
        guard replyParts.count >= limits.maxUnsentPartsOfUser else { return [] }
        let counts = replyParts.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        return Set(counts.filter { $0.value >= limits.maxUnsentPartsOfUser }.keys)
    }

    /// Closes what waited for the server too long to be carried out, and says so once.
    private mutating func expire(_ row: InboundRow, _ journal: JournalTransaction, _ now: Double) throws -> Bool {
        guard !isFresh(row, now) else { return false }
        try journal.closeInbound(row.id)
        if row.askedAt == nil {
            try say(BridgeWords.tooOld, key: "too-old", to: row.user, in: row.place, journal, now)
        } else {
            try say(BridgeWords.doubtful, key: "doubtful", to: row.user, in: row.place, journal, now)
        }
        return true
    }

    private func request(_ row: InboundRow, sendsTimes: Bool, _ journal: JournalTransaction) throws -> JSONValue {
        var line: [String: JSONValue] = [
            "op": .string(row.operation.rawValue), "id": .string("c\(row.id)"), "user": .string(row.user),
        ]
        for hint in ["name", "locale", "tz", "state"] where row.operation != .act {
            if row.body[hint] != .null { line[hint] = row.body[hint] }
        }
        if !row.chat.isEmpty { line["chat"] = .string(row.chat) }
        guard row.operation != .user else { return .object(line) }
        line["mid"] = .string(row.mid)
        guard row.operation == .cmd else {
            line["cb"] = .string(row.callback)
            return .object(line)
        }
        line["text"] = row.body["text"]
        if row.body["edit"] == true { line["edit"] = true }
        if sendsTimes, let sentAt = row.body["sent_at"].number, abs(sentAt) < 4e9 {
            line["ts"] = .string(Instant(seconds: Int64(sentAt)).text)
        }
        if let message = row.body["replies_to"].string {
            line["re"] = try journal.shown(place: row.place, message: message)?.re.map(JSONValue.string)
        }
        return .object(line)
    }

    /// The final answer closes what was asked, and what it says becomes parts, in one transaction.
    mutating func takeReply(
        _ line: JSONValue, to id: Int64, _ journal: JournalTransaction, _ now: Double, _ actions: inout [EngineAction]
    ) throws {
        guard let row = try journal.inbound(id), row.isOpen else { return inbound.finish(id) }
        if line["op"] == "err", line["retry"] == true || wasHaste(line) {
            userHolds[row.user] = now + max(0.5, line["retry_after"].number ?? 1)
            return inbound.putBack(id)
        }
        inbound.finish(id)
        try journal.closeInbound(id)
        guard row.operation != .user else { return }
        let messages =
            line["op"] == "ok"
            ? line["msgs"].elements.map(PartMaker.Message.init)
            : [refusal(line, of: row)]
        let bodies = PartMaker(traits).bodies(of: messages, repliesTo: row.chat.isEmpty ? nil : row.mid)
        for body in try firstPage(of: bodies, in: row.place, journal, now) {
            enqueue(
                try journal.insertPart(inbound: id, push: nil, place: row.place, user: row.user, body: body, at: now))
        }
    }

    /// What was refused, in words; a press in a room concerns whoever made it alone.
    private func refusal(_ line: JSONValue, of row: InboundRow) -> PartMaker.Message {
        PartMaker.Message(
            kind: "error", text: line["text"].string ?? line["code"].string ?? "",
            isWhisper: row.operation == .act && !row.chat.isEmpty)
    }

    /// Whether it came too fast, and is asked for again soon. What has its limit by the day is refused to whoever asked: they would wait for
    /// it in silence, and all that they write after it with them.
    private func wasHaste(_ line: JSONValue) -> Bool {
        line["code"] == "rate_limited" && line["retry_after"].number ?? 1 <= limits.maxHasteSeconds
    }
}
