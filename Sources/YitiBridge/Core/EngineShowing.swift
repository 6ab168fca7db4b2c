internal import Foundation

/// From the journal to the network.
extension Engine {
    /// Gives the network what it may be given now: the parts of replies before those of pushes.
    mutating func show(_ journal: JournalTransaction, _ now: Double, _ actions: inout [EngineAction]) throws {
        let free = limits.maxShowing - parts.countAtWork
        guard beginsParts, free > 0, parts.count > 0, laneHolds[""] ?? 0 <= now else { return }
        let heads = parts.heads(limit: .max) { readyAt($0, now) <= now }
        let ordered =
            heads.filter { replyParts[$0.id] != nil }
            + heads.filter { replyParts[$0.id] == nil }.prefix(roomForPushes)
        for (id, lane) in ordered.prefix(free) {
            guard bucket.readyAt(now: now) <= now else { return }
            parts.begin(lane)
            guard let row = try journal.part(id) else {
                done(id)
                continue
            }
            try journal.begin(part: id, at: now)
            if let push = row.push { pushes[push]?.hasBegun = true }
            let answers = try row.inbound.flatMap { try journal.inbound($0)?.mid }
            bucket.take(now: now)
            laneBuckets[lane, default: RateBucket(traits.chatRate, now: now)].take(now: now)
            let place = try row.place ?? journal.place(of: row.user)
            actions.append(.show(part: id, outgoing(row, to: place, answers: answers)))
        }
    }

    /// How many parts of pushes may be begun: a network that is slow to take them has room for replies all the same.
    private var roomForPushes: Int {
        max(0, limits.maxShowingPushes - parts.atWork.count { replyParts[$0] == nil })
    }

    private func readyAt(_ lane: String, _ now: Double) -> Double {
        max(laneHolds[lane] ?? 0, laneBuckets[lane]?.readyAt(now: now) ?? now)
    }

    /// When a part may be begun that waits for its time alone; for ever where each waits for something that is told.
    func nextShowing(now: Double) -> Double {
        guard beginsParts, parts.countAtWork < limits.maxShowing else { return .infinity }
        let hasRoom = roomForPushes > 0
        let times = parts.heads(limit: .max) { _ in true }.filter { hasRoom || replyParts[$0.id] != nil }
            .map { readyAt($0.lane, now) }
        guard let first = times.min() else { return .infinity }
        return max(first, laneHolds[""] ?? 0, bucket.readyAt(now: now))
    }

    private func outgoing(_ row: PartRow, to place: String?, answers: String?) -> OutgoingPart {
        let buttons = row.body["buttons"].elements.map { line in
            line.elements.compactMap { button in
                button["label"].string.flatMap { label in
                    button["cb"].string.map { ButtonFace(label: label, callback: $0) }
                }
            }
        }
        return OutgoingPart(
            place: place, user: row.user, key: "\(instance.prefix(12))-\(row.id)",
            text: row.body["text"].string ?? "",
            isPreformatted: row.body["pre"].bool ?? false, buttons: buttons, repliesTo: row.body["replies_to"].string,
            answers: answers, triedAt: row.triedAt, kind: row.body["kind"].string ?? "info",
            picture: picture(row.body["image"]), isWhisper: row.body["whisper"].bool ?? false)
    }

    private func picture(_ image: JSONValue) -> Picture? {
        image["base64"].string.flatMap { Data(base64Encoded: $0) }.map {
            Picture(bytes: Array($0), description: image["alt"].string ?? "")
        }
    }

    /// Writes down what became of a part.
    mutating func settle(
        _ id: Int64, _ outcome: ShowOutcome, _ journal: JournalTransaction, _ now: Double,
        _ actions: inout [EngineAction]
    ) throws {
        guard let row = try journal.part(id) else { return parts.finish(id) }
        switch outcome {
        case .shown(let message): try wasShown(row, message, journal, now, &actions)
        case .later(let seconds, let everywhere):
            try hold(everywhere ? "" : row.lane, until: now + min(max(0.1, seconds), limits.maxHoldSeconds), journal)
            try putBack(row, wasTaken: false, journal)
        case .failed(let why) where hasFailedLong(row, now):
            try wasRefused(row, "it has failed for a day: \(why)", journal, now, &actions)
        case .failed(let why):
            actions.append(.log(.warning, "a message could not be sent, or may have been: \(why)"))
            if traits.keySeconds == 0 { counts.doubtful += 1 }
            var failures = laneFailures[row.lane] ?? Backoff()
            let seconds = failures.next(chance: .random(in: 0...1))
            laneFailures[row.lane] = failures
            try hold(row.lane, until: now + seconds, journal)
            try putBack(row, wasTaken: true, journal)
        case .blocked(let why): try unreachable(row, .blocked, why, journal, now, &actions)
        case .gone(let why): try unreachable(row, .gone, why, journal, now, &actions)
        case .refused(let why) where row.body["image"] != .null:
            actions.append(.log(.warning, "the network refuses a picture, and gets its words alone: \(why)"))
            try journal.set(body: .object(row.body.members.filter { $0.key != "image" }), ofPart: row.id)
            try putBack(row, wasTaken: false, journal)
        case .refused(let why): try wasRefused(row, why, journal, now, &actions)
        case .declined(let why, let seconds): try wasDeclined(row, why, seconds, journal, now, &actions)
        }
    }

    private mutating func wasShown(
        _ row: PartRow, _ message: String?, _ journal: JournalTransaction, _ now: Double,
        _ actions: inout [EngineAction]
    ) throws {
        counts.shown += 1
        shownAt = now
        laneFailures[row.lane] = nil
        done(row.id)
        try journal.finish(part: row.id, message: message, at: now)
        // The network may just have made a private chat for it.
        if let place = try row.place ?? journal.place(of: row.user), let message {
            let callbacks = row.body["buttons"].elements.flatMap(\.elements).map { $0["cb"] }
            try journal.noteShown(
                place: place, message: message, re: row.body["ref"].string, buttons: .array(callbacks), at: now)
        }
        if let push = row.push, try journal.countUnsentParts(ofPush: push) == 0 {
            try allShown(push, journal, &actions)
        }
    }

    mutating func done(_ id: Int64) {
        parts.finish(id)
        replyParts[id] = nil
    }

    mutating func putBack(_ row: PartRow, wasTaken: Bool, _ journal: JournalTransaction) throws {
        try journal.putBack(part: row.id, wasTaken: wasTaken)
        parts.putBack(row.id)
        // A push of which nothing is out may go back to the server.
        if let push = row.push { pushes[push]?.hasBegun = try journal.hasBegun(push: push) }
    }

    mutating func hold(_ lane: String, until: Double, _ journal: JournalTransaction) throws {
        laneHolds[lane] = max(until, laneHolds[lane] ?? 0)
        try journal.hold(lane, until: laneHolds[lane] ?? until)
    }
}
